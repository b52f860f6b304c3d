"""Days and months of events, in any wording; dates of publications, laws and meetings of bodies pass."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading, Span
from kb.identity.rules.date_clauses import Clauses
from kb.identity.rules.date_days import days
from kb.identity.rules.date_forms import Written, with_months
from kb.identity.rules.date_nobody import is_of_nobody
from kb.identity.rules.date_numbers import feasts, in_figures
from kb.identity.rules.periods import is_of_no_case, is_of_somebody, is_of_whole_years
from kb.identity.spans import Spans

_ADDRESS = re.compile(r"(?:https?://|www\.|doi:)\S+|\b[\w-]+(?:\.[\w-]+)+/\S+", re.IGNORECASE)
_YEAR_CAN_STAND = re.compile(
    r"(?:^|[(|:;,\[\"/_-]|\b(?:in|by|until|till|to|from|since|before|after|of|during|around|about|dob|born|died|b\."
    r"|d\.))\s*$",
    re.IGNORECASE,
)
_TOLD_BY = re.compile(
    r"\b(?:the\s+)?(?:day|night|morning|evening|afternoon|eve|week|weekend|Monday|Sunday|Saturday|Friday)\s+(?:after"
    r"|before|of"
    r"|following)\s+$|\b(?:his|her|their|its|the\s+\w+(?:'s|s'))\s+\w+\s+birthday(?:\s*[,(:-]\s*|\s+)(?:on\s+)?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|night\s+of)\s*$", re.IGNORECASE)
_VERSION = re.compile(
    r"\b(?:v|ver\.? ?|version |draft |issue |revision )\d+(?:\.\d+){0,3}\s?[-–|:,(]\s?$", re.IGNORECASE
)
_DUE = re.compile(
    r"\b(?:papers|agendas?|applications|nominations|bids|tenders|bookings|responses|submissions|abstracts)\b"
    r" (?:must|should|are|need|to)\b[^.;]{0,60}\b(?:by|before|no later than)\b[^.;,]{0,24}$",
    re.IGNORECASE,
)
FAR = 400
"""Characters of a sentence on either side of a date that are read; sentences can be endless in a table or a list."""


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Dates of events of a case."""
    written = _apart(_all_dates(reading))
    if not written:
        return
    addresses = Spans(match.span() for match in _ADDRESS.finditer(reading.text))
    for date in written:
        if addresses.touch(date.start, date.end) or reading.found.touch(date.start, date.end):
            continue
        if _of_document(reading.text, date.start):
            continue
        if not date.needs_event and reading.allowed.over(date.start, date.end):  # a whole date, not a month alone
            continue
        clauses, offset = _clauses(reading, date)
        event = clauses.is_event(date.start - offset, date.end - offset, surely=date.needs_event)
        if date.exact:
            event = event and not is_of_whole_years(reading, date.start, date.end)
            event = event and not is_of_nobody(reading, lists, clauses, (date.start, date.end))
        else:
            event = is_of_somebody(reading, date.start) or (event and not is_of_no_case(reading, date.start, date.end))
        if event:
            rule = "exact-date" if date.exact else "month-and-year"
            start = _from_left(reading.text, date.start) if date.exact else date.start
            yield Hit(rule, start, date.end, _replacement(reading.text, date) if start == date.start else None)


def _of_document(text: str, start: int) -> bool:
    """Whether it is the day of a version, or by which papers are asked for."""
    head = text[max(0, start - 120) : start].rpartition("\n")[2]
    return bool(_VERSION.search(head) or _DUE.search(head))


def _from_left(text: str, start: int) -> int:
    """Where a day begins that is told by another one: the day after Boxing Day, her third birthday, 9 May."""
    first = max(0, start - 50)
    before = _TOLD_BY.search(text[first:start])
    return first + before.start() if before else start


def _all_dates(reading: Reading) -> list[Written]:
    return [*with_months(reading), *in_figures(reading.digits), *feasts(reading), *days(reading.digits)]


def _apart(written: list[Written]) -> list[Written]:
    """Of dates in the same words the exact ones, and of these the longest."""
    kept: list[Written] = []
    last = -1
    for date in sorted(written, key=lambda each: (each.start, -each.end)):
        if date.start < last:
            if _is_better(date, kept[-1]):
                kept[-1] = date
                last = date.end
            continue
        kept.append(date)
        last = date.end
    return kept


def _is_better(date: Written, kept: Written) -> bool:
    return (date.exact, date.end - date.start) > (kept.exact, kept.end - kept.start)


def _clauses(reading: Reading, date: Written) -> tuple[Clauses, int]:
    """The sentence of a date with the words that introduce it, and where it begins."""
    sentence = reading.sentence_at(date.start)
    start = max(sentence.start, (date.start // FAR - 1) * FAR)
    end = min(sentence.end, max((date.start // FAR + 2) * FAR, date.end))
    return _read(reading.text[start:end], _introduction(reading, sentence)), start


@lru_cache(maxsize=512)
def _read(text: str, introduction: str) -> Clauses:
    return Clauses(text, introduction)


def _introduction(reading: Reading, sentence: Span) -> str:
    """The head row of a table, the line with a colon above a list, or the heading right above."""
    lines = reading.text[max(0, sentence.start - 600) : sentence.start].rstrip("\n").split("\n")
    if sentence.text.lstrip().startswith("|"):
        rows: list[str] = []
        while lines and lines[-1].lstrip().startswith("|"):
            rows.append(lines.pop())
        return rows[-1] if rows else ""
    for line in reversed(lines):
        if line.rstrip().endswith(":") or line.startswith("#"):
            return line[:200]
        if line.strip() and not line.lstrip().startswith(("-", "*", "•")):
            break
    return ""


def _replacement(text: str, date: Written) -> str | None:
    """The year, where it can stand in place of the date: `by 2 May 2009`, but not `on 2 May 2009`."""
    before = text[max(0, date.start - 24) : date.start].split("\n")[-1]
    if date.year is None or not _YEAR_CAN_STAND.search(before) or _BETWEEN.search(before):
        return None
    return date.year
