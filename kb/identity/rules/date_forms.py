"""Finds what is written like a date with the name of a month; whether it is one of an event is judged elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.identity.normalising import Reading
from kb.identity.rules.date_words import (
    CELTIC_MONTH,
    DAY,
    ENGLISH_MONTH,
    MONTH,
    ORDINAL,
    WEEKDAY,
    YEAR,
    year_of,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A date in a text."""

    start: int
    end: int
    exact: bool
    """Whether the day is known, not only the month."""
    year: str | None = None
    needs_event: bool = False
    """Whether it counts only beside words for an event: a feast without a year."""


_LEFT = r"(?<![^\W_])(?<!\d[./,:])"
_RIGHT = r"(?![^\W_])"
_ANY_MONTH = re.compile(rf"(?<![^\W\d_]){MONTH}(?![^\W\d_])", re.IGNORECASE)
_MORE_DAYS = rf"(?:\s*(?:-|to|and|or|&|,|/|until|into|through|till)\s*(?:{WEEKDAY})?(?:the\s+)?{DAY})"
_OF = r"(?:[\s.,/_-]{0,3}(?:(?:day\s+)?(?:of|o|de)\s+(?:the\s+month\s+of\s+)?)?)"
_SHORT_YEAR = r"\d\d(?![^\W_]|[:.]\d|\s*%|\s+(?:of\b|people|children|families|staff|[^\W\d_]{4,}s\b))"
_TAIL = (
    rf"(?:[\s.,/_-]{{0,3}}(?:(?:of|in)\s+)?(?:the\s+year\s+)?(?:{YEAR}|{_SHORT_YEAR})"
    r"|,?\s+(?:of\s+)?(?:that|the\s+same|the\s+following|the\s+next)\s+year)"
)
_PART = r"(?:(?:early|mid|late)[\s-])"
_DAY_FIRST = re.compile(
    rf"{_LEFT}(?P<weekday>{WEEKDAY})?(?P<the>the\s+|yr?\s+)?(?P<day>{DAY}{_MORE_DAYS}{{0,4}}){_OF}"
    rf"(?P<month>{MONTH})(?P<tail>{_TAIL})?{_RIGHT}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<![^\W_])(?P<weekday>{WEEKDAY})?(?P<month>{ENGLISH_MONTH}|{CELTIC_MONTH})[\s.,/_-]{{1,3}}(?P<the>the\s+)?"
    rf"(?P<day>{DAY}{_MORE_DAYS}{{0,4}})(?![^\W_]|[:.]\d|\s*%)(?P<tail>,?\s+(?:of\s+|in\s+)?{YEAR})?{_RIGHT}",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    rf"{_LEFT}(?:19|20)\d\d[\s,/_-]{{1,3}}{MONTH}[\s,/_-]{{1,3}}(?:the\s+)?{DAY}{_RIGHT}"
    r"(?!\s+(?:children|people|reviews|boards|cases|meetings|deaths|families|staff|events|sessions|workshops|courses"
    r"|days|weeks)\b)",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(
    rf"(?<![^\W_])(?:(?:the\s+)?(?:very\s+)?(?:start|end|beginning|middle|close|first\s+(?:week|half|days)"
    rf"|last\s+(?:week|days))\s+of\s+)?(?:the\s+)?{_PART}?(?:{MONTH}\s*(?:-|/|to|and|or|&)\s*)?"
    rf"{MONTH}(?:\s+half[\s-]term)?"
    rf"(?:,?\s+(?:(?:of|in)\s+)?|[/._-]|(?=')){YEAR}{_RIGHT}"
    rf"|(?<![^\W_]){_PART}?{ENGLISH_MONTH}[\s/_-](?:0\d|[4-9]\d|3[2-9]){_RIGHT}(?![:.]\d|\s*%)"
    rf"|(?<!\d)(?:19|20)\d\d,?\s+(?:in|around|about|during|towards|by)\s+(?:the\s+)?{_PART}?{MONTH}{_RIGHT}"
    rf"(?!\s+(?:\d|of\b))",
    re.IGNORECASE,
)
_MONTH_OF_THAT_YEAR = re.compile(
    rf"(?<![^\W_]){_PART}?{MONTH},?\s+(?:of\s+)?(?:that|the\s+same|the\s+following|the\s+next|the\s+previous)\s+year\b"
    rf"|(?<![^\W_])(?:the\s+following|the\s+previous|that\s+same)\s+{MONTH}{_RIGHT}",
    re.IGNORECASE,
)
_DAY_OF_THAT_MONTH = re.compile(
    rf"(?<![^\W_])(?:{WEEKDAY})?(?:the\s+){ORDINAL}(?:{_MORE_DAYS}{{0,2}}\s+of\s+(?:that|the\s+same)\s+month\b"
    rf"|\s+inst\b)",
    re.IGNORECASE,
)
_ON_THE_DAY = re.compile(
    rf"\bon\s+(?P<day>(?:{WEEKDAY})?the\s+\d{{1,2}}(?:st|nd|rd|th))(?=[,.;:)]|$|\s+(?:and|at|he|she|the|when|to"
    rf"|but)\b)",
    re.IGNORECASE,
)
_YEAR_STANDS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LABEL = re.compile(
    r"(?:\b(?:sections?|chapters?|steps?|levels?|pages?|parts?|figures?|tables?|years?|stages?|tiers?|weeks?|days?"
    r"|phase"
    r"|groups?|version|appendix|recommendations?|themes?|standards?|points?|paragraphs?|schedule|articles?|rules?"
    r"|box|no\.?"
    r"|number|question|only|least|most|than|room|annex|option|module|s\.?|p\.?|v\.?)|[£$§#])\s*$",
    re.IGNORECASE,
)
_VERB_AFTER_MAY = re.compile(
    r"\s+(?:be|not|have|also|need|well|only|still|then|choose|want|use|apply|help|ask|include|take|make|lead|feel"
    r"|look|seem"
    r"|find|see|come|go|show|give|share|require|become|even|or\s+may)\b"
)
_MAY_GO_ON = re.compile(
    r"\s*(?:[,.;:)|!?\]\"-]|$|\n)|\s+(?:at|and|the|he|she|they|when|to|in|by|for|from|was|were|after|before|until"
    r"|with|a|an"
    r"|his|her|mother|father|police|as|because|that|but|who|which|it)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(ORDINAL, re.IGNORECASE)
NEAR = 45
"""Characters before a month in which its day and weekday begin."""


_STEMS = frozenset(
    "jan feb mar apr may jun jul aug sep oct nov dec ion chw maw faw ebr mai fai meh feh gor orf aws med fed"
    " hyd tac dac rha rag ean fea aib bea mei iui lun mea dei sam nol fao gea gib cei ogm iuc sul dam dub sty"
    " lut kwi maj cze lip sie wrz paz lis gru ian iun iul noi muh saf rab jum raj sha ram shaw dhu nis iya siv"
    " tam elu tis che kis tev she ada".split()
)
"""First three letters of months, without accents."""


def _months(reading: Reading) -> Iterator[tuple[int, int]]:
    text = reading.digits
    for token in reading.tokens_where(lambda key: key[:3] in _STEMS or (key[:1].isdigit() and not key.isdigit())):
        if token.key[:3] in _STEMS:
            if found := _ANY_MONTH.match(text, token.start):
                yield found.span()
        else:
            yield from (match.span() for match in _ANY_MONTH.finditer(text, token.start, token.end + 1))


def with_months(reading: Reading) -> Iterator[Written]:
    """Dates that name their month; of those in the same words, all."""
    text = reading.digits
    months = list(_months(reading))
    done = 0
    for start, end in months:
        begin = max(done, start - NEAR)
        stop = min(len(text), end + 60)
        for form in (_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST):
            for match in form.finditer(text, begin, stop):
                if match.start() <= start < match.end() and _is_day(text, match):
                    yield _written(match)
        for match in _MONTH_AND_YEAR.finditer(text, begin, stop):
            if match.start() <= start < match.end():
                yield Written(*match.span(), False, year_of(match.group()))
        yield from _of_a_year_named_before(text, begin, start, stop)
    if months:
        yield from _of_a_month_named_before(text, months)


def _written(match: re.Match[str]) -> Written:
    text = match.group()
    has_year = match.re is _YEAR_FIRST or match["tail"]
    if match.re is _MONTH_FIRST and not has_year and _reads_as_year(match):
        return Written(match.start("month"), match.end(), False, year_of(match["day"]))
    return Written(*match.span(), True, year_of(text) if has_year else None)


def _reads_as_year(match: re.Match[str]) -> bool:
    """`in Nov 14`: more likely the year than the day."""
    before = match.string[max(0, match.start() - 9) : match.start()].lower()
    return (
        bool(re.fullmatch(r"\d\d", match["day"]))
        and not match["weekday"]
        and bool(
            re.search(
                r"\b(?:in|since"
                r"|during)\s$",
                before,
            )
        )
    )


def _is_day(text: str, match: re.Match[str]) -> bool:
    """Whether a day and a month without a year are a date, and no `step 4 May be left out`."""
    if match.re is _YEAR_FIRST or match["tail"] or match["weekday"]:
        return True
    ordinal = _ORDINAL.search(match["day"])
    month = match["month"]
    if month.lower() in ("may", "march", "mar") and _VERB_AFTER_MAY.match(text, match.end()):
        return False
    if match.re is _MONTH_FIRST:
        return bool(ordinal) or (month[0].isupper() and bool(_MAY_GO_ON.match(text, match.end())))
    if re.fullmatch(r"\W*[^\W\d_][^\d]*", match["day"]) and " of " not in match.group():
        return False
    if ordinal:
        return month[0].isupper() or month.lower() not in ("may", "march", "mar")
    before = text[max(0, match.start() - 18) : match.start()]
    return not _LABEL.search(before) and (month[0].isupper() or before.lower().endswith(("on ", "since ", "until ")))


def _of_a_year_named_before(text: str, begin: int, start: int, stop: int) -> Iterator[Written]:
    for match in _MONTH_OF_THAT_YEAR.finditer(text, begin, stop):
        if match.start() <= start < match.end() and _YEAR_STANDS.search(text, max(0, start - 250), start):
            yield Written(*match.span(), False)


def _of_a_month_named_before(text: str, months: list[tuple[int, int]]) -> Iterator[Written]:
    starts = [start for start, _ in months]
    for match in _DAY_OF_THAT_MONTH.finditer(text):
        if any(match.start() - 300 < start < match.start() for start in starts):
            yield Written(*match.span(), True)
    for match in _ON_THE_DAY.finditer(text):
        if any(match.start() - 120 < start < match.start() for start in starts):
            yield Written(*match.span("day"), True)
