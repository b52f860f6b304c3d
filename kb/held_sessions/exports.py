"""Sheets that people take along: the results as a page shows them, and an empty one for answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kb.core.spreadsheets import MARK, csv_lines
from kb.held_sessions.models import POINTS, SCALE, YES_NO
from kb.held_sessions.queries.questions import YES_NO_WORDS, Point
from kb.held_sessions.results import NONE, TOO_FEW, QuestionResult, Response
from kb.held_sessions.said import POINT_WORDS, without

HEADINGS = ("Question", "Asked", "Answers", "Mean (1 to 5)", *YES_NO_WORDS, "Change from before to the end", "Note")
SHEETS = ("Forms handed in", "Asked", "Forms", "People", "Note")


def results_sheet(found: Sequence[QuestionResult], responses: Mapping[str, Response | None]) -> str:
    """The results, with nothing that the page does not show."""
    told = [_response(point, each) for point, each in responses.items() if each is not None]
    return MARK + csv_lines([HEADINGS, *_rows(found), (), SHEETS, *told])


def _rows(found: Iterable[QuestionResult]) -> Iterator[tuple[object, ...]]:
    for each in found:
        for point in POINTS:
            shown = each.at.get(point)
            if shown is None:
                continue
            asked = (f"{each.question} (manager)" if each.of_manager else each.question, POINT_WORDS[point])
            if not shown.number:
                yield (*asked, "", "", "", "", "", "", TOO_FEW if shown.counts is None else NONE)
                continue
            counted = shown.counts if each.kind == YES_NO and shown.counts else ("", "", "")
            change = each.change if point == "end" else ""
            mean = str(shown.mean) if each.kind == SCALE else ""
            yield (*asked, shown.number, mean, *counted, change, without(shown.left_out).removeprefix(", "))


def _response(point: str, found: Response) -> tuple[object, ...]:
    if found.sheets is None:
        return "", POINT_WORDS[point], "", "", TOO_FEW
    return "", POINT_WORDS[point], found.sheets, found.people, without(found.left_out).removeprefix(", ")


def empty_sheet(point: Point) -> str:
    """A sheet with a column for each question whose answers are counted; a row for each form is to be typed in."""
    return MARK + csv_lines([[f"Q{asked.position} {asked.text}" for asked in point.questions]])
