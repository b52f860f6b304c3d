"""Pieces that the parts of a pack's document are put together from."""

from collections.abc import Iterable, Iterator, Sequence

from kb.briefings.briefing import TO_FILL_IN
from kb.core.statements import statements_of
from kb.core.text import joined, plain, to_html
from kb.documents.from_html import blocks as blocks_of
from kb.documents.tree import Block, Facts, Heading, List, Paragraph, Span, Table, text
from kb.lessons.support import ANYWHERE, SupportLine
from kb.packs.cases import worked_on
from kb.packs.content import PackContent
from kb.packs.queries.resolved import Asked, Resolved
from kb.packs.queries.told import LessonTold
from kb.training.queries.vignettes import Stage, VignetteShown

LINE, HOW_FAR = "Cards for the line", "How far was it tested?"
"""Sheets with which people judge for themselves how far each lesson was tested."""
TOLD = ("found", "done", "effect")
"""Sections of a lesson that have slides where the trainer chose none."""
LOCAL_LINES = (
    ("contact", "Who to contact", "your safeguarding contact and the front door, day and night, with numbers"),
    ("threshold_document", "Threshold document", "where people find it"),
    ("escalation_route", "How to escalate a disagreement", "your area's procedure"),
    ("information_sharing", "Sharing information", "whom to ask, and your area's agreement"),
    ("support", "Support for people in the room", "local support for staff"),
)
"""What only the trainer's area knows: name of the field, what it is called, and what is to be written into it."""


def numbers_of(found: Resolved) -> dict[int, int]:
    """The number that each lesson has in everything that is taken along: the pack's own first, in their order."""
    own = dict.fromkeys([*(each.lesson_id for each in found.content.lessons), *found.lessons])
    return {lesson: number for number, lesson in enumerate((key for key in own if key in found.lessons), 1)}


def numbers_of_own(found: Resolved) -> dict[int, int]:
    """The same of the pack's own lessons alone."""
    own = {each.lesson_id for each in found.content.lessons}
    return {lesson: number for lesson, number in numbers_of(found).items() if lesson in own}


def stages_of(vignette: VignetteShown, number: int) -> tuple[Sequence[Stage], Sequence[Stage]]:
    """The stages that are worked on, of which there are so many (0 for all), and those to take home."""
    here = worked_on(vignette, number)
    return here, vignette.stages[len(here) :]


def named(numbers: Sequence[int]) -> str:
    """ "lesson 3", "lessons 3 and 4"."""
    return f"lesson{'s' * (len(numbers) > 1)} {joined(map(str, numbers))}"


def names(content: PackContent, sheet: str) -> bool:
    """Whether what a trainer reads of the session names this sheet, in quotation marks."""
    texts = [*content.prepare, *(words for each in content.blocks for words in (each.content, each.trainer_notes))]
    said = "\n".join((*texts, *(need for each in content.blocks for need in each.resources)))
    return any(f"{before}{sheet}{after}" in said for before, after in ('""', "“”"))


def judged(content: PackContent) -> bool:
    """Whether people judge how far each lesson was tested, so that no sheet tells them beforehand."""
    return names(content, LINE) or names(content, HOW_FAR)


def to_fill_in(what: str) -> Paragraph:
    """Says what is to be written here."""
    return Paragraph((Span(f"{TO_FILL_IN}: ", bold=True), Span(what)))


def said(words: str, otherwise: str) -> Paragraph:
    """The words as a paragraph, or what they would say."""
    return text(words) if words.strip() else to_fill_in(otherwise)


def markdown(words: str, top: int) -> tuple[Block, ...]:
    """The blocks of a text; its headings begin at this level."""
    return blocks_of(to_html(words), top_heading=top)


def points(items: Iterable[str], *, ordered: bool = False) -> Iterator[List]:
    """A list of these, without those that are empty; none where nothing is left."""
    if kept := tuple((text(each),) for each in items if each.strip()):
        yield List(kept, ordered)


def rows(header: Iterable[str], body: Iterable[Iterable[str]], *, wide: bool = False) -> Table:
    """A table of plain words."""
    cells = tuple(tuple((Span(cell),) for cell in row) for row in body)
    return Table(tuple((Span(each),) for each in header), cells, wide)


def facts(pairs: Iterable[tuple[str, str]]) -> Iterator[Facts]:
    """Names with words, without those that have none."""
    if kept := tuple((name, (text(words),)) for name, words in pairs if words.strip()):
        yield Facts(kept)


def called(found: Resolved, line: SupportLine) -> str:
    """The name of a helpline, and for a session that is of no one nation where it can be called, if not everywhere."""
    known = found.labels.values
    named = [each.label for slug in sorted(line.nations) if (each := known.get(f"nations/{slug}"))]
    return f"{line.name} ({', '.join(named)})" if named and found.content.nation in ANYWHERE else line.name


def support(found: Resolved, lines: Iterable[SupportLine] | None = None) -> Iterator[Block]:
    """Whom people can talk to: all of the session, or these of them."""
    of_these = found.support if lines is None else lines
    if kept := [(called(found, line), line.phone.replace(" ", "\u00a0"), line.text) for line in of_these]:
        yield rows(("Who", "Number", "For whom and when"), kept)


def section_of(lesson: LessonTold, section: str) -> tuple[Block, ...]:
    """A section of a lesson under its heading's words, or that nothing was reported."""
    words = lesson.texts.get(section, "")
    return markdown(words, 4) if words else (text(not_reported(section)),)


def not_reported(section: str) -> str:
    """That nothing is known of a section, in a sentence."""
    return NOTHING.get(section, SILENT)


SILENT = "Nothing was reported."
NOTHING = {
    "found": "What was found was not reported.",
    "why": "Why it happened was not reported.",
    "done": "What was done was not reported.",
    "effect": "No effect was reported.",
    "how": "How to do it here was not reported.",
}


def told_from(lesson: LessonTold, section: str = "") -> str:
    """Where words come from: reference, section, number of the text."""
    parts = [lesson.reference, lesson.heading(section).lower() if section else "", f"version {lesson.version}"]
    return ", ".join(filter(None, parts))


def how_far(lesson: LessonTold) -> str:
    """How far it has gone, and how far it was tested, so that nobody takes a proposal for a result."""
    stage = lesson.evidence_stage.label
    result = f" Result: {lesson.result.label.lower()}." if lesson.result else ""
    return f"{lesson.done_status.label}. Evidence: {stage.lower()}.{result}"


def where(found: Resolved, lesson_id: int | None, section: str) -> str:
    """The lesson, and the part of it, that shows why an answer is right; empty where none does."""
    lesson = found.lessons.get(lesson_id or 0)
    return told_from(lesson, section) if lesson else ""


def source(found: Resolved, asked: Asked) -> str:
    """The same for a quiz question."""
    return where(found, asked.lesson_id, asked.section)


def shortened(words: str, most: int) -> tuple[str, bool]:
    """Whole sentences from the start of a Markdown text that have so many words at most, and whether more follow.

    The first stands in any case.
    """
    every = [_ended(each.text) for each in statements_of(words.splitlines(), 1)] or [*filter(None, [plain(words)])]
    kept: list[str] = []
    for each in every:
        if kept and len(" ".join([*kept, each]).split()) > most:
            break
        kept.append(each)
    return " ".join(kept), len(kept) < len(every)


def _ended(sentence: str) -> str:
    """The sentence with a full stop, which points of a list need not have."""
    return sentence if sentence[-1] in ".!?:;\"'”’)]" else f"{sentence}."


def minutes_of(number: int | None) -> str:
    """A time in words, or that there is none yet."""
    if number is None:
        return f"{TO_FILL_IN}: minutes"
    return f"{number} minute{'s' * (number != 1)}"


def titled(level: int, words: str, otherwise: str) -> Heading:
    """A heading, or what it would say."""
    return Heading(level, words if words.strip() else f"{TO_FILL_IN}: {otherwise}")
