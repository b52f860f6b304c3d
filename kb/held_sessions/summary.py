"""What came of the sessions held with a pack, as a document of a page for whoever decides about training."""

from collections.abc import Iterator, Mapping, Sequence

from kb.core.clock import long_date
from kb.core.text import joined
from kb.documents.tree import Block, Document, Heading, List, Span, Table, text
from kb.held_sessions.models import POINTS, SCALE, HeldSession
from kb.held_sessions.results import QuestionResult, Response
from kb.held_sessions.said import NO_NAMES, POINT_WORDS, came_back, in_words

MOST_CHANGES = 12
"""That a page has room for."""
MOST_DAYS = 6


def summary(
    title: str,
    held: Sequence[HeldSession],
    agencies: Mapping[str, int],
    found: Sequence[QuestionResult],
    responses: Mapping[str, Response | None],
) -> Document:
    """The document. `held`: the sessions, the newest first; `agencies`: how many people came, by label."""
    blocks = [*_who_came(held, agencies), *_forms(responses), *_means(found), *_yes_no(found), *_changes(held)]
    return Document(f"What came of it: {title}", blocks=tuple(blocks), running=title, note=NO_NAMES)


def _who_came(held: Sequence[HeldSession], agencies: Mapping[str, int]) -> Iterator[Block]:
    days = [long_date(each.held_on) for each in reversed(held)]
    when = joined(days) if len(days) <= MOST_DAYS else f"from {days[0]} to {days[-1]}" if days else ""
    number = "1 session" if len(held) == 1 else f"{len(held)} sessions"
    people = sum(agencies.values())
    yield text(f"{number}{f', {when}' if when else ''}: {people:,} {'person' if people == 1 else 'people'} took part.")
    if agencies:
        yield text("They came from: " + "; ".join(f"{label} {came:,}" for label, came in agencies.items()) + ".")


def _forms(responses: Mapping[str, Response | None]) -> Iterator[Block]:
    told = [f"{POINT_WORDS[point]}: {came_back(each)}" for point, each in responses.items() if each is not None]
    if told:
        yield text("Forms that came back. " + ". ".join(told) + ".")


def _means(found: Sequence[QuestionResult]) -> Iterator[Block]:
    asked = [each for each in found if each.kind == SCALE]
    if not asked:
        return
    yield Heading(1, "What people said of themselves, from 1 to 5")
    header = ("Question", *POINT_WORDS.values(), "Change by the end")
    rows = [(_question(each), *(in_words(each, point) for point in POINTS), each.change or "–") for each in asked]
    yield Table(_cells(header), tuple(_cells(row) for row in rows))


def _yes_no(found: Sequence[QuestionResult]) -> Iterator[Block]:
    asked = [(each, point) for each in found if each.kind != SCALE for point in POINTS if point in each.at]
    if asked:
        yield Heading(1, "Yes, partly or no")
        rows = [(_question(each), POINT_WORDS[point], in_words(each, point)) for each, point in asked]
        yield Table(_cells(("Question", "Asked", "Answers")), tuple(_cells(row) for row in rows))


def _changes(held: Sequence[HeldSession]) -> Iterator[Block]:
    said = [each for one in held for each in one.changes_reported]
    yield Heading(1, "What people said they will do differently")
    if not said:
        yield text("Nothing was noted.")
        return
    yield List(tuple((text(each),) for each in said[:MOST_CHANGES]))
    if len(said) > MOST_CHANGES:
        yield text(f"And {len(said) - MOST_CHANGES} more.")


def _question(found: QuestionResult) -> str:
    return f"{found.question} (manager)" if found.of_manager else found.question


def _cells(words: Sequence[str]) -> tuple[tuple[Span, ...], ...]:
    return tuple((Span(each),) for each in words)
