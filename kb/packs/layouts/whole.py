"""A pack as one document, of which every thing to take away is a selection."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from kb.core.clock import long_date
from kb.documents.tree import Block, Document, PageBreak, Part, Question, selected
from kb.lessons.citations import NAME
from kb.packs.layouts.addresses import absolute
from kb.packs.layouts.cases import numbered
from kb.packs.layouts.closing import NOT_HANDED_OUT, TITLE, closing, in_short
from kb.packs.layouts.guide import guide
from kb.packs.layouts.lesson_sheets import told
from kb.packs.layouts.papers import TITLES
from kb.packs.layouts.sheets import forms, handouts, quiz
from kb.packs.layouts.slides import slides
from kb.packs.queries.resolved import Resolved

EVERY = frozenset({"guide", "slides", "handouts", "quiz", "forms", "room"})
"""Names of all things to take away that are selections of the document."""
COMPACT = frozenset({"handouts", "quiz", "forms"})
"""Those that are printed for everybody."""
SHEETS = frozenset({"handouts", "room"})
"""Those with a sheet for each lesson, which has its sources; the last sheet is not for everybody."""
LONGEST_IN_FOOT = 50
"""Characters of a title at the foot of pages and slides: with name and day so many have room on one line."""


def document(found: Resolved, things: Collection[str] = EVERY) -> Document:
    """What the pack says in these things to take away, in parts; nothing else of it is made."""
    found = replace(found, content=absolute(found.content, found.site_url))
    wanted = frozenset(things)
    parts = (Part(within, blocks) for within, blocks in _parts(found, wanted) if within & wanted)
    content = found.content
    return Document(
        title=content.title,
        blocks=tuple(parts),
        note=f"{NAME} · {in_the_foot(content.title)} · {long_date(found.day)}",
        running=content.made_by,
        logo=found.logo,
    )


def _parts(found: Resolved, wanted: frozenset[str]) -> Iterator[tuple[frozenset[str], tuple[Block, ...]]]:
    """Parts with the things that have them; what none of the wanted ones has is empty."""

    def made(blocks: Callable[[], Iterable[Block]], *within: str) -> tuple[Block, ...]:
        return tuple(blocks()) if wanted & {*within} else ()

    asked = numbered(found)
    on_slides = made(lambda: slides(found, asked), "slides", "room")
    papers = made(lambda: handouts(found), "guide", "handouts", "room")
    sheets = made(lambda: forms(found), "guide", "forms")
    yield frozenset({"guide"}), made(lambda: guide(found, asked, papers, sheets), "guide")
    yield frozenset({"slides"}), on_slides
    yield frozenset({"room"}), tuple(each for each in on_slides if isinstance(each, Question))
    yield frozenset({"handouts", "room"}), papers
    yield frozenset({"quiz"}), made(lambda: quiz(asked), "quiz")
    yield frozenset({"forms"}), sheets
    yield SHEETS, () if found.is_read_out else (PageBreak(),)
    title = TITLE if found.is_read_out else NOT_HANDED_OUT
    yield frozenset({"handouts"}), made(lambda: closing(found, told(found), title), "handouts")
    yield frozenset({"room"}), made(lambda: closing(found, told(found)), "room")
    yield frozenset({"quiz"}), (PageBreak(),)
    yield frozenset({"forms"}), in_short(found)
    yield frozenset({"guide", "quiz"}), closing(found)


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
