"""A pack as one document, of which every thing to take away is a selection."""

from dataclasses import replace

from kb.core.clock import long_date
from kb.documents.tree import Document, PageBreak, Part, Question, selected
from kb.lessons.citations import NAME
from kb.packs.layouts.addresses import absolute
from kb.packs.layouts.cases import numbered
from kb.packs.layouts.closing import closing, in_short
from kb.packs.layouts.guide import guide
from kb.packs.layouts.lesson_sheets import told
from kb.packs.layouts.papers import TITLES
from kb.packs.layouts.sheets import forms, handouts, quiz
from kb.packs.layouts.slides import slides
from kb.packs.queries.resolved import Resolved

COMPACT = frozenset({"handouts", "quiz", "forms"})
"""Those that are printed for everybody."""
SHEETS = frozenset({"handouts", "room"})
"""Those with a sheet for each lesson, which has its sources; the last sheet is not for everybody."""
LONGEST_IN_FOOT = 50
"""Characters of a title at the foot of pages and slides: with name and day so many have room on one line."""


def document(found: Resolved) -> Document:
    """All that the pack says, in parts."""
    found = replace(found, content=absolute(found.content, found.site_url))
    asked = numbered(found)
    on_slides = slides(found, asked)
    content = found.content
    return Document(
        title=content.title,
        blocks=(
            Part(frozenset({"guide"}), tuple(guide(found))),
            Part(frozenset({"slides"}), on_slides),
            Part(frozenset({"room"}), tuple(each for each in on_slides if isinstance(each, Question))),
            Part(frozenset({"handouts", "room"}), tuple(handouts(found))),
            Part(frozenset({"quiz"}), tuple(quiz(asked))),
            Part(frozenset({"forms"}), tuple(forms(found))),
            Part(SHEETS, () if found.is_read_out else (PageBreak(),)),
            Part(SHEETS, closing(found, told(found))),
            Part(frozenset({"quiz"}), (PageBreak(),)),
            Part(frozenset({"forms"}), in_short(found)),
            Part(frozenset({"guide", "quiz"}), closing(found)),
        ),
        note=f"{NAME} · {in_the_foot(content.title)} · {long_date(found.day)}",
        running=content.made_by,
        logo=found.logo,
    )


def in_the_foot(title: str) -> str:
    """The title for the foot of pages, cut at the end of a word if it is long."""
    whole = " ".join(title.split())
    if len(whole) <= LONGEST_IN_FOOT:
        return whole
    kept = whole[: LONGEST_IN_FOOT - 1]
    return f"{(kept.rpartition(' ')[0] or kept).rstrip(' ,;:–—-')}…"


def thing(whole: Document, name: str) -> Document:
    """One thing to take away."""
    one = selected(whole, name)
    head = TITLES.get(name)
    running = " · ".join(filter(None, (head, one.running)))
    return replace(one, running=running, compact=name in COMPACT) if head else one
