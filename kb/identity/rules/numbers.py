"""Numbers that lead to somebody's records: NHS, pupil and National Insurance numbers, telephones, case numbers."""

import re
from collections.abc import Iterator

from stdnum.gb import nhs, upn

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.rules import spoken
from kb.identity.rules.reference_words import NO_RECORD
from kb.identity.rules.references import references
from kb.identity.rules.signals import near
from kb.identity.rules.telephones import telephones

_GAP = r"[ .\-_/]{0,3}"
_TEN_DIGITS = re.compile(
    rf"(?<![\w.-])(?<![\d£$€]\.)(?<!\d,)\d(?:{_GAP}\d){{9}}(?![\w-]|[.,]\d|\s(?:bytes|views|downloads|hits|visits"
    rf"|pounds)\b)"
)
_NO_NHS = re.compile(
    r"(?:ISBN|ISSN|DOI|charity|company|grant|invoice|barcode|order|award)(?:[\s:#.-]|no|number|ref\w*){0,6}$"
    r"|[£$€]\s?$",
    re.IGNORECASE,
)
"""What a number of another kind is announced by."""
_GROUPED = re.compile(
    rf"\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}|\d{{4}}[ .-]\d{{3}}[ .-]\d{{3}}"
    rf"|(?:\d[ .\-_]){{9}}\d|\d{{4,6}}[ -]?\d{{4,6}}|\d\d(?:[ -]\d\d){{4}}"
)
"""How people part ten digits; other groups of figures are figures in a row."""
_PARTED_ODDLY = re.compile(r"(?!(?:19|20)\d\d[ .-](?:19|20))\d{2,6}([ .-])\d{2,5}\1\d{2,5}(?:\1\d{2,4})?")
"""The same in groups that few use; they count where nothing is to be paid, ordered or counted."""
_BESIDE_NUMBERS = re.compile(r"(?<![\w£$€])(?<!\d[.,])(?=(?P<number>\d{3}([ .-])\d{3}\2\d{4}|\d{10})(?!\w|[.,]\d))")
"""Ten digits as they are printed, also where other figures stand right before or after them."""
_OTHER_NUMBERS = re.compile(rf"\b(?:{NO_RECORD}|scores?|totals?|sums?|codes?|(?:tele)?phone|calls?)\b", re.IGNORECASE)
_NHS = re.compile("nhs", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?<![^\W_])nhs[\s_-]{0,2}(?:numbers?|num|nos?|nr|id)?[^\w(]{0,5}(?:(?:is|was|of)\s)?"
    r"(?P<number>\(?\d(?:[ .,\-_/()]{0,3}\d){9})(?!\d)",
    re.IGNORECASE,
)
_LABEL_BEHIND = re.compile(
    rf"(?<![\w.,-])(?P<number>\d(?:{_GAP}\d){{9}})(?=\W{{1,3}}(?:[a-z']+\s){{0,4}}NHS\b)", re.IGNORECASE
)
"""Called an NHS number, however its digits are parted."""
_ALWAYS_OTHER = re.compile(r"(?:ISBN|ISSN|DOI|barcode)(?:[\s:#.-]|no|number|\d){0,20}$|[£$€]\s?$", re.IGNORECASE)
_UPN = re.compile(rf"(?<!\w)[A-HJ-NP-RT-Z]{_GAP}(?:[\dOoIl]{_GAP}){{11}}[\dA-Z](?!\w)", re.IGNORECASE)
_DIGIT = rf"{_GAP}[\dOoIlSB]"
_NATIONAL_INSURANCE = re.compile(
    rf"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z]{_GAP}[A-CEGHJ-NPR-TW-Z](?:{_DIGIT}){{6}}{_GAP}[A-D](?!\w)",
    re.IGNORECASE,
)
"""HM Revenue and Customs: which letters a number begins and ends with."""
_WITHOUT_LAST = re.compile(
    rf"(?:\bNI|\bn\.i\.|national\s+insurance|nino"
    rf"|\bnat\.?\s+ins)\b[^\n\d]{{0,24}}?(?<!\w)(?P<number>(?!QQ)[A-Z]{{2}}(?:{_DIGIT}){{6}})(?!\w)",
    re.IGNORECASE,
)
"""The last letter is often left out."""
_PRINTED = re.compile(
    r"\b(?:HMRC|tax office|DWP)\b.{0,40}\b(?:examples?|dummy|specimen)\b"
    r"|\b(?:example|dummy|specimen)\b.{0,80}\b(?:HMRC|belongs? to nobody|tax office)\b",
    re.IGNORECASE,
)
"""What tells that a number is one of the examples that the tax office prints."""
_OF_SOMEBODY = re.compile(
    r"\b(?:s?he|his|hers?|him|mother|father|mum|dad|parents?|partner|step\w+|uncle|aunt|child|boy|girl|lodger|carer)\b",
    re.IGNORECASE,
)
_FEWEST_DIGITS = 4
_ANY_DIGIT = re.compile(r"\d+")
NHS_DIGITS = 10
FEWEST_WORDS = 3
"""Digits in words, from which a number is read out."""


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Numbers of people and of their cases."""
    runs = list(spoken.RUN.finditer(reading.text))
    found = [*_of_people(reading, runs)]
    reading.take(found)
    for start, end in telephones(reading, lists, runs):
        if not any(hit.start < end and start < hit.end for hit in found):
            yield Hit("telephone", start, end, "")
    for start, end in references(reading):
        yield Hit("reference-number", start, end, "")


def _of_people(reading: Reading, runs: list[re.Match[str]]) -> Iterator[Hit]:
    for match in _TEN_DIGITS.finditer(reading.digits):
        if (
            not match.group().startswith(("0 1 2 3", "00"))
            and nhs.is_valid(re.sub(r"\D", "", match.group()))
            and _is_parted(reading, match)
            and not _announced(reading, match.start())
        ):
            yield Hit("nhs-number", *match.span(), "")
    for beside in _BESIDE_NUMBERS.finditer(reading.digits):
        digits = re.sub(r"\D", "", beside["number"])
        if nhs.is_valid(digits) and not digits.startswith("00") and not _is_announced(reading, beside):
            yield Hit("nhs-number", *beside.span("number"), "")
    labels = near(_NHS, reading.digits, 60, 60)
    for pattern in (_LABELLED, _LABEL_BEHIND):
        for match in _in(pattern, reading.digits, labels):
            if nhs.is_valid(re.sub(r"\D", "", match["number"])):
                yield Hit("nhs-number", *match.span("number"), "")
    for run in runs:
        figures = spoken.figures(run.group())
        if len(figures) == NHS_DIGITS and spoken.words_in(run.group()) >= FEWEST_WORDS and nhs.is_valid(figures):
            yield Hit("nhs-number", *run.span(), "")
    stretches = near(_ANY_DIGIT, reading.text, 70, 70)
    for match in _in(_UPN, reading.text, stretches):
        if upn.is_valid(_plain(match.group())):
            yield Hit("upn", *match.span(), "")
    for match in _in(_NATIONAL_INSURANCE, reading.text, stretches):
        if sum(each.isdigit() for each in match.group()) >= _FEWEST_DIGITS and not _is_printed(reading, match):
            yield Hit("national-insurance", *match.span(), "")
    for match in _in(_WITHOUT_LAST, reading.text, stretches):
        if sum(each.isdigit() for each in match["number"]) >= _FEWEST_DIGITS and not _is_printed(reading, match):
            yield Hit("national-insurance", *match.span("number"), "")


def _is_printed(reading: Reading, match: re.Match[str]) -> bool:
    """Whether it is called an example of the tax office, and no person has it."""
    around = reading.around(*match.span())
    return _PRINTED.search(around) is not None and not _OF_SOMEBODY.search(around)


def _is_parted(reading: Reading, match: re.Match[str]) -> bool:
    """Whether ten digits are parted as those of one number."""
    if _GROUPED.fullmatch(match.group()):
        return True
    oddly = _PARTED_ODDLY.fullmatch(match.group()) and not match.group().startswith("0")
    return bool(oddly) and not _OTHER_NUMBERS.search(reading.around(*match.span()))


def _in(pattern: re.Pattern[str], text: str, stretches: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for first, last in stretches:
        yield from pattern.finditer(text, first, last)


def _is_announced(reading: Reading, match: re.Match[str]) -> bool:
    """Whether it is called a number of another kind; figures parted as NHS numbers are belong to few kinds."""
    if " " in match["number"]:
        return bool(_ALWAYS_OTHER.search(reading.text, max(0, match.start() - 40), match.start()))
    return _announced(reading, match.start())


def _announced(reading: Reading, start: int) -> bool:
    return bool(_NO_NHS.search(reading.text, max(0, start - 40), start))


def _plain(written: str) -> str:
    """A pupil number without gaps; its first and last sign may be letters."""
    signs = re.sub(r"[\W_]", "", written)
    middle = signs[1:-1].translate(str.maketrans("OoIl", "0011"))
    return signs[0].upper() + middle + signs[-1].upper()
