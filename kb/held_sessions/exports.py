"""Sheets that people take along: the results as a page shows them, and an empty one for answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kb.core.spreadsheets import MARK, csv_lines
from kb.held_sessions.models import POINTS, SCALE, YES_NO, HeldSession
from kb.held_sessions.queries.held import Given
from kb.held_sessions.queries.questions import YES_NO_WORDS, Point
from kb.held_sessions.results import NONE, TOO_FEW, QuestionResult, Response, results_by_session
from kb.held_sessions.said import HOW_WORDS, POINT_WORDS, without

WHY_NOT = f"{TOO_FEW}, so that nobody can be recognised"
HEADINGS = ("Question", "Asked", "Answers", "Mean (1 to 5)", *YES_NO_WORDS, "Change from before to the end", "Note")
SHEETS = ("Forms handed in", "Asked", "Forms", "People", "Note")
PEOPLE = ("Agency", "People who took part")


def results_sheet(
    found: Sequence[QuestionResult], responses: Mapping[str, Response | None], came: Mapping[str, int]
) -> str:
    """The results, with nothing that the page does not show. `came`: how many took part, by the label of an agency."""
    told = [_response(point, each) for point, each in responses.items() if each is not None]
    people = [(label, number) for label, number in came.items()]
    return MARK + csv_lines([HEADINGS, *_rows(found), (), SHEETS, *told, (), PEOPLE, *people])


def table_of_sessions(held: Iterable[HeldSession], given: Sequence[Given], label: Callable[[str], str]) -> str:
    """A row for each question of each session, with who came: what the page of the session shows. `label`: of an
    agency, by its key."""
    found = results_by_session(given)
    rows: list[tuple[object, ...]] = []
    for one in held:
        came = "; ".join(f"{label(some.agency_key)} {some.number}" for some in one.attendance)
        first = one.held_on.isoformat(), HOW_WORDS[one.format], one.people, came
        told: list[tuple[object, ...]] = list(_rows(found.get(one.id, ())))
        rows += [(*first, *row) for row in told or [()]]
    return MARK + csv_lines([("Session", "How", "People", "Agencies", *HEADINGS), *rows])


def _rows(found: Iterable[QuestionResult]) -> Iterator[tuple[object, ...]]:
    for each in found:
        for point in POINTS:
            shown = each.at.get(point)
            if shown is None:
                continue
            asked = (f"{each.question} (manager)" if each.of_manager else each.question, POINT_WORDS[point])
            if not shown.number:
                yield (*asked, "", "", "", "", "", "", WHY_NOT if shown.counts is None else NONE)
                continue
            counted = shown.counts if each.kind == YES_NO and shown.counts else ("", "", "")
            change = each.change if point == "end" else ""
            mean = str(shown.mean) if each.kind == SCALE else ""
            yield (*asked, shown.number, mean, *counted, change, without(shown.left_out).removeprefix(", "))


def _response(point: str, found: Response) -> tuple[object, ...]:
    if found.sheets is None:
        return "", POINT_WORDS[point], "", "", WHY_NOT
    return "", POINT_WORDS[point], found.sheets, found.people, without(found.left_out).removeprefix(", ")


def empty_sheet(point: Point) -> str:
    """A sheet with a column for each question whose answers are counted; a row for each form is to be typed in."""
    return MARK + csv_lines([[f"Q{asked.position} {asked.text}" for asked in point.questions]])
