"""What came of the sessions held with a pack, as a document of a page for whoever decides about training."""

from collections.abc import Iterator, Mapping, Sequence

from kb.core.clock import long_date, today
from kb.core.text import joined
from kb.documents.tree import Block, Document, Heading, List, Span, Table, text
from kb.held_sessions.limits import FEWEST
from kb.held_sessions.models import POINTS, HeldSession
from kb.held_sessions.results import QuestionResult, Response, Shown
from kb.held_sessions.said import NO_NAMES, POINT_WORDS, came_back, value

MOST_CHANGES = 6
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
    answered = [each for each in found if any(map(_is_answered, each.at.values()))]
    blocks = [*_who_came(held, agencies), *_forms(responses), *_changes(held), *_answers(answered)]
    return Document(f"What came of “{title}”", blocks=tuple(blocks), running=title, note=NO_NAMES)


def _who_came(held: Sequence[HeldSession], agencies: Mapping[str, int]) -> Iterator[Block]:
    days = list(dict.fromkeys(long_date(each.held_on) for each in reversed(held)))
    when = joined(days) if len(days) <= MOST_DAYS else f"from {days[0]} to {days[-1]}" if days else ""
    number = "1 session" if len(held) == 1 else f"{len(held)} sessions"
    people = sum(agencies.values())
    came = "; ".join(f"{label} {number:,}" for label, number in agencies.items())
    who = f"{people:,} {'person' if people == 1 else 'people'} took part{f' ({came})' if came else ''}."
    yield text(f"{number}{f', {when}' if when else ''}. {who} Written on {long_date(today())}.")


def _forms(responses: Mapping[str, Response | None]) -> Iterator[Block]:
    told = [f"{POINT_WORDS[point]}: {came_back(each)}" for point, each in responses.items() if each is not None]
    if told:
        yield text("Forms that came back. " + ". ".join(told) + ".")


def _answers(found: Sequence[QuestionResult]) -> Iterator[Block]:
    if not found:
        return
    yield Heading(1, "What the forms say")
    left_out = any(shown.left_out for each in found for shown in each.at.values() if shown.number)
    yield text(
        "Means from 1 to 5, or how many said yes, partly and no; the number of answers is in brackets."
        + (f" With a star: without sessions that have fewer than {FEWEST} answers." if left_out else "")
    )
    rows = [_cells((_question(each), _at_each(each))) for each in found]
    yield Table(_cells(("Question", "Answers")), tuple(rows))


def _changes(held: Sequence[HeldSession]) -> Iterator[Block]:
    said = list(dict.fromkeys(each for one in held for each in one.changes_reported))
    yield Heading(1, "What people said they will do differently")
    if not said:
        yield text("Nothing was noted.")
        return
    yield List(tuple((text(each),) for each in said[:MOST_CHANGES]))
    if len(said) > MOST_CHANGES:
        yield text(f"And {len(said) - MOST_CHANGES} more.")


def _at_each(found: QuestionResult) -> str:
    """What may be said of a question at each point at which there is an answer, in few words."""
    told = ((point, found.at[point]) for point in POINTS if point in found.at)
    change = {"end": f", {found.change}" if found.change else ""}
    return "\n".join(
        f"{POINT_WORDS[point]}: {_short(shown)}{change.get(point, '')}" for point, shown in told if _is_answered(shown)
    )


def _short(shown: Shown) -> str:
    if not shown.number:
        return f"fewer than {FEWEST}, not shown"
    return f"{value(shown)} ({shown.number:,}{'*' if shown.left_out else ''})"


def _is_answered(shown: Shown) -> bool:
    return shown.counts is None or shown.number > 0


def _question(found: QuestionResult) -> str:
    return f"{found.question} (manager)" if found.of_manager else found.question


def _cells(words: Sequence[str]) -> tuple[tuple[Span, ...], ...]:
    return tuple((Span(each),) for each in words)
