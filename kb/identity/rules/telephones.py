"""Telephone numbers in figures and in words; public helplines pass."""

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher

from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.rules import spoken

_SPACED = re.compile(r"(?<![\w.])(?:\+|00)?(?:44|0)(?:[ .()-]{0,3}\d){9,11}(?![\w])(?![ .-]{1,2}\d)")
"""Digits apart in any way."""
_S = "[ .-]"
_BESIDE_NUMBERS = re.compile(
    rf"(?<![\w£$€/])(?<!\d[.,-])(?=(?P<number>\(?0(?:[1-9]\d{{9}}|[1-9]\d{{2}}\)?{_S}\d{{3}}{_S}?\d{{4}}"
    rf"|[1-9]\d{{3}}\)?{_S}\d{{3}}{_S}?\d{{3}}|[1-9]\d\)?{_S}\d{{4}}{_S}?\d{{4}}|[1-9]\d{{4}}\)?{_S}\d{{5}}"
    rf"|7\d{{2}}{_S}\d{{4}}{_S}\d{{3}}))(?!\w))"
)
"""Eleven digits as they are printed, also where other figures stand right before or after them."""
_MOBILE = re.compile(r"07\d{3}[ .-]\d{3}[ .-]?\d{3}")
_NEVER_MOBILE = re.compile(
    r"(?:ISSN|DOI|EAN|barcode|IBAN|VAT|serial)(?:[\s:#.-]|no|number){0,6}$|[£$€]\s?$", re.IGNORECASE
)
_LABELLED = re.compile(
    r"(?<!\w)(?:tel(?:ephone)?|phone|mob(?:ile)?|landline|fax|ring|call|text|whats ?app)\.?"
    r"\s{0,2}(?:(?:me|him|her|them|us|back|number|no\.?|on|at|is|was)\s{1,2}){0,3}[:.(]?\s?"
    r"(?P<number>\d{3}[ -]?\d{3,5}|7\d{3}[ -]?\d{3}[ -]?\d{3})(?![\w])(?![ -]?\d)",
    re.IGNORECASE,
)
_WITHOUT_ZERO = re.compile(r"7\d{3}[ .-]\d{3}[ .-]?\d{3}")
_PUBLIC = re.compile(r"(?:0044|44)?0?(?:800|808|30\d|33\d|34\d|37\d)\d{4,}|116\d{3}|1\d\d|999")
_OTHER = re.compile(
    r"(?:ISBN|ISSN|DOI|EAN|ORCID|charity|company|grant|invoice|barcode|(?:purchase|work) order|webinar|meeting"
    r"|zoom|passcode"
    r"|award|serial|account|sort code|VAT|IBAN)(?:[\s:#.-]|no|number|id|code|ref\w*){0,6}$|(?:ISBN"
    r"|97[89])[\d\s:-]{0,20}$|[£$€]\s?$",
    re.IGNORECASE,
)
"""What a number of another kind is announced by."""
_DATE = re.compile(r"\d{1,2}[ .-]\d{1,2}[ .-](?:19|20)\d\d|(?:19|20)\d\d[ .-]\d{1,2}[ .-]\d{1,2}")
_ABOUT_PHONES = re.compile(
    r"(?:phone|mobile|tel|number|ring|rang|call\w*|text\w*|dial\w*|reach\w*|on)\W{1,3}(?:\w+\W){0,2}$", re.I
)


def telephones(reading: Reading, lists: Lists, runs: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Where telephone numbers begin and end; the runs are those of digits that are read out."""
    helplines = lists.digits_of_helplines
    digits = reading.digits
    for match in PhoneNumberMatcher(digits, "GB", leniency=Leniency.POSSIBLE, max_tries=10_000):
        if _is_telephone(match.raw_string) and _may_be(reading, match.start, match.raw_string, helplines):
            yield _with_bracket(digits, match.start), match.end
    for spaced in _SPACED.finditer(digits):
        if _may_be(reading, spaced.start(), spaced.group(), helplines):
            yield spaced.span()
    for beside in _BESIDE_NUMBERS.finditer(digits):
        if _may_be(reading, beside.start(), beside["number"], helplines):
            yield beside.span("number")
    for labelled in _LABELLED.finditer(digits):
        if _may_be(reading, labelled.start("number"), labelled["number"], helplines):
            yield labelled.span("number")
    for run in runs:
        if _is_read_out(reading, run) and _may_be(reading, run.start(), spoken.figures(run.group()), helplines):
            yield run.span()


def _with_bracket(text: str, start: int) -> int:
    return start - 1 if text[max(0, start - 1) : start] == "(" and ")" in text[start : start + 8] else start


def _may_be(reading: Reading, start: int, raw: str, helplines: frozenset[str]) -> bool:
    number = re.sub(r"\D", "", raw)
    if (
        number in helplines
        or _PUBLIC.fullmatch(number)
        or number.startswith("0123456789")
        or re.fullmatch(r"\d\.\d{5,}", raw)
        or _DATE.match(raw)
    ):
        return False
    other = _NEVER_MOBILE if _MOBILE.fullmatch(raw) else _OTHER
    if other.search(reading.text, max(0, start - 40), start):
        return False
    return not any(hit.start <= start < hit.end for hit in reading.hits if hit.rule in {"nhs-number", "upn"})


def _is_telephone(raw: str) -> bool:
    """Whether it begins as telephone numbers do: 0 and an area or mobile code, or +44, 0044, another country's +."""
    number = re.sub(r"\D", "", raw)
    if raw.startswith("+"):
        return len(number) >= 9
    if _WITHOUT_ZERO.fullmatch(raw):
        return True
    return bool(re.fullmatch(r"0[1-9]\d{8,9}|00\d{9,13}|440?[127]\d{8,9}", number))


def _is_read_out(reading: Reading, run: re.Match[str]) -> bool:
    number = spoken.figures(run.group())
    if spoken.words_in(run.group()) < 3 or not 6 <= len(number) <= 14:
        return False
    if number.startswith(("0", "44")) or run.group().lower().startswith("plus"):
        return len(number) >= 9
    return (
        bool(_ABOUT_PHONES.search(reading.text, max(0, run.start() - 30), run.start())) and number not in "1234567890"
    )
