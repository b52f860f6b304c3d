"""Texts for a search box, any and all, and how they are read where a few values of filters are known."""

from hypothesis import strategies as st

from kb.search.parsing import understand
from kb.search.query import Understood

VALUES = {
    "themes": {"neglect", "thresholds-and-referrals", "voice-of-the-child"},
    "regions": {"london", "north-west"},
    "review_types": {"rapid-review"},
}


def resolve(facet: str, typed: str) -> str | None:
    """Stands in for the table of filters, which knows values by slug and by name."""
    if facet == "years":
        return typed if typed.strip(".").isdigit() or "2009..2014" in typed else None
    slug = "-".join(typed.lower().split())
    return slug if slug in VALUES.get(facet, ()) else None


def read(text: str) -> Understood:
    return understand(text, resolve)[0]


def filters(text: str) -> dict[str, tuple[str, ...]]:
    return dict(understand(text, resolve)[1])


PARTS = [
    "audit", "the", "a", "pre-birth", "child's", "LB-0007", "x*", "aud*", "-", "\u2212", "--", '"', "“", "”", "*", ":",
    "theme:", "theme:neglect", "-theme:neglect", 'theme:"voice of the child"', "region:atlantis", "year:2009..", "..",
    "year:-5", "author:x", "http://x", "10:30", ",", "(", ")", "/", "'", "’", " ", "  ", "\t", "\n", "\x00", "\u200f",
    "🙂", "\ud800", "é", "ß", "ﬁ",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=3000),
    st.text(st.characters(exclude_categories=()), max_size=500),  # halves of characters too
    st.lists(st.sampled_from(PARTS), max_size=300).map("".join),
    st.lists(st.sampled_from(PARTS), max_size=100).map(" ".join),
)
"""Any text, and texts made of what means something in a search box."""
