"""Numbers of cases, courts, crimes, patients and pupils: by what they are called, or by their form."""

import re
from collections.abc import Iterator

from kb.identity.normalising import Reading
from kb.identity.rules import spoken
from kb.identity.rules.reference_words import (
    ABOUT_RECORDS,
    KEPT,
    MADE_UP,
    NO_RECORD,
    NOT_OF_RECORDS,
    NUMBER,
    OF,
    OTHER,
    SHORT,
)
from kb.identity.rules.signals import near_codes
from kb.identity.spans import Spans

_LINK = (
    r"(?:[\s:=#,(|'\"_-]|is\s|was\s|of\s|as\s|given\s|shown\s|reads?\s"
    r"|he\s|she\s|being\s|number\s|no\.?\s|ref\.?\s|ends\s){0,5}"
)
_BETWEEN = (
    r"(?:\s(?:on|in|for|of|at|from|with|given|written|shown|quoted|printed|used)(?:\s[\w'-]+){1,6}?"
    r"(?:\s(?:is|was|being|reads?|as)\s|\s?[(:=,|-]\s?))"
)
_CODE = (
    r"(?:[A-Z]{1,3} \d{3} \d{3}(?! ?\d)|(?=[A-Z/.\-]{0,10}\d|(?-i:[A-Z]{1,3}) \d|(?-i:[A-Z-]{2,8}) \d)[A-Z0-9]"
    r"[A-Z0-9/.\-]{1,24}(?:[ ]?[/-]?[ ]?\d[\dA-Z/-]{0,14}){0,3})"
)
_TITLED = re.compile(
    rf"(?<![^\W_])(?P<of>{OF}(?:'s)?(?:\s+{OF})?)\s*{NUMBER}(?![^\W\d_])(?:\s+{NUMBER}(?![^\W\d_]))?"
    rf"(?:{_BETWEEN}|{_LINK})(?P<number>{_CODE})(?![^\W_])",
    re.IGNORECASE,
)
"""A case number, our reference, the hospital no."""
_SHORT = re.compile(
    rf"(?<![^\W_])(?P<of>{SHORT})(?![^\W\d_])\.?(?:\s+(?:incident|report|record|entry|form|screening))?{_LINK}"
    rf"(?P<number>{_CODE})(?![^\W_])",
    re.IGNORECASE,
)
"""The same without the word number; the code has to have more digits."""
_ANY_LABEL = re.compile(
    rf"(?<![^\W_])(?P<of>(?!{NOT_OF_RECORDS}\b)[A-Z][\w'&/-]{{1,24}})\s+(?:number|no\.?|ref(?:erence|\.)?|ids?"
    rf"|identifier|#)(?![^\W\d_])"
    rf"(?:{_BETWEEN}|{_LINK})(?P<number>{_CODE})(?![^\W_])",
    re.IGNORECASE,
)
"""Whatever else has a number of many digits."""
_KEPT = re.compile(
    rf"(?<!\w){KEPT}(?:\s(?!(?:in|at|for|of)\b)[\w']+){{0,3}}?\s+(?:(?:as|under|against|with|by"
    rf"|at)\s+(?:(?:the\s+)?{NUMBER}\s+)?"
    rf"|(?:the\s+)?{NUMBER}\s+|(?=[A-Z]{{1,4}}[/-]?\d))#?(?P<number>{_CODE})(?!\w)",
    re.IGNORECASE,
)
_READ_OUT = re.compile(
    rf"(?<!\w){NUMBER}{_LINK}(?P<number>{spoken.DIGIT}(?:{spoken.GAP}(?:{spoken.DIGIT}|double|treble"
    rf"|o)){{3,14}})(?!\w)",
    re.IGNORECASE,
)
_FORMS = re.compile(
    r"(?<![\w/])(?:[A-Z]{2} ?\d{2} ?[CPDFZ] ?\d{5}|[A-Z]{1,3}\d{1,2}/\d{3,7}/\d{2,4}|\d{2}/\d{5,7}[A-Z]"
    r"|[A-Z]{2,4}/\d{2,4}/\d{3,7}(?:/\d{2,4})?|A\d{4}[A-Z]{2}|T\d{8}|\d{2}[A-Z]{2}\d{7,9}"
    r"|[A-Z]{3}-\d{8}-\d{3,5}|(?<=\b[Ee]xhibit )[A-Z]{2,4}[/-]?\d{1,3})(?![\w/])"
)
"""Family court, crime, PNC, local authority, prison, crown court and police numbers, known by their form."""
_LOG = re.compile(
    r"(?<!\w)(?:log|incident|CAD)\s+(?:no\.?\s*|number\s+)?(?P<number>\d{2,5}\s+of\s+\d{1,2}(?:st|nd|rd"
    r"|th)?(?:[/.]\d{1,2}\w*|\s+(?:of\s+)?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}(?:,?\s+(?:19|20)\d\d)?)?)",
    re.IGNORECASE,
)
_SHORT_LOG = re.compile(
    r"(?<!risk )(?<!action )(?<!decision )(?<!issues )(?<!issue )(?<!change )(?<!training )(?<!\w)(?:log"
    r"|incident|CAD|occurrence)"
    r"(?:\s+(?:no\.?|number|ref\.?))?\s+#?(?P<number>0\d{2,4}|(?!(?:19|20)\d\d(?!\d))\d{4,5})"
    r"(?!\w|[:.,/-]\d|\s?(?:hrs?|hours|h|am|pm|of|GMT|children|cases|incidents|entries|times|minutes|days|weeks"
    r"|months|years)\b)",
    re.IGNORECASE,
)
"""The same without its day: incident 0614."""
_OTHER = re.compile(
    rf"\b(?:{OTHER}\W{{1,3}}(?:\w+\W{{1,3}}){{0,2}}|(?:ofsted|charity|OSCR)\b[^.;\n]{{0,60}})$", re.IGNORECASE
)
_ANY_CODE = re.compile(
    r"(?<![^\W_])(?<![/.@£$€-])#?(?=[A-Z/.-]{0,9}\d)[A-Z0-9]+(?:[/.-][A-Z0-9]+){0,5}(?:[/-]?[a-z])?(?![^\W_]"
    r"|[@/]|-\w|\.\w)"
)
_IN_ADDRESS = re.compile(r"(?:https?://|www\.|\w\.(?:uk|org|com)/)\S*$")
_PREFIX = re.compile(r"(?<![\w/.-])[A-Z][A-Z-]{1,7} $")
_TO_BE_PAID = re.compile(
    r"\b(?:invoices?|purchase\s+order|order\s+form|leaflet|catalogue|out\s+of\s+print)\b", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"(?:\b(?:from|as|and|or|formerly|previously|also|now|then|to|old|new|was|is|under|ours|theirs|yours)|[,&/(]) ?$"
)
_IS_ANOTHER = re.compile(
    r"\W{0,3}(?:is|was|are|being)\s+(?:only\s+|just\s+|simply\s+)?(?:the|a|an|our|your|its|their"
    r"|that\s+of\s+(?:the|a|an|our))\s+"
    r"(?:[\w'-]+\s+){0,2}?(?:purchase|invoices?|order|asset|products?|part|grants?|contract|tender|vacancy"
    r"|stock|budget"
    r"|cost|catalogue|ISBN|barcode|supplier|venue|booking|course|licen[cs]e|printer|laptop|projector|ledger|leaflet"
    r"|helpdesk|webinar|room|parcel|delivery|quotation|quote|funding|charity|company|VAT)\b",
    re.IGNORECASE,
)
"""What says afterwards that it is a number of another kind."""
_OF_THINGS_TOO = frozenset("ticket booking label serial application scan slide seal journal".split())
"""Labels of things as well as of records."""
_SURELY = re.compile(
    r"(?=(?:\D*\d){5}|\w+[/-]\w+[/-]\w+[/.-]?)(?=[^A-Z]*[A-Z])(?!.*[/.-](?:19|20)\d\d$)[A-Z0-9/.-]+[a-z]?"
)
_NO_RECORD = re.compile(rf"\b{NO_RECORD}\b", re.IGNORECASE)
_ABOUT_RECORDS = re.compile(rf"\b{ABOUT_RECORDS}\b", re.IGNORECASE)
_ELSEWHERE = re.compile(rf"\b{OTHER}\b", re.IGNORECASE)
_MADE_UP = re.compile(rf"\b{MADE_UP}\b", re.IGNORECASE)
_OWN = re.compile(r"LB[ -]?\d{4,6}|QQ[ \d]{6,9}[A-D]?")
"""How lessons of this site are numbered, and what the tax office prints where no number is meant."""
_HEX = re.compile(r"(?=.*[A-F])[0-9A-F]{6}")
"""Six signs as colours are written for screens."""
_OF_VENUE = re.compile(
    rf"\bbooking\s+(?:ref(?:erence|\.)?|number|no\.?|code)\s+(?:for|of)\s+"
    rf"(?:(?!{ABOUT_RECORDS}\b)[\w'-]+\s+){{0,4}}?(?:halls?|venues?|rooms?|hotels?|trains?|flights?|coach|conferences?"
    r"|events?|webinars?|tickets?|catering)[\s:.(-]{1,4}(?:is )?$",
    re.IGNORECASE,
)
"""What says that a place or a journey is booked under it; where a record is named as well, it is the record's."""
_OF_RECORD = re.compile(
    r"\b(?:ref\w*|logs?|crime|case|incident|number|no|file|id|police|hospital|CAD)\W{1,3}$", re.IGNORECASE
)
_COLOUR = re.compile(r"(?<!of )\bcolou?rs?\b|\b(?:hex|rgb|palette|shades?|contrast)\b", re.IGNORECASE)
_NO_CODE = re.compile(
    r"10\.\d.*|\d{1,3}-\d+-\d+-[\dX]|\d*(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\d*|.*(?:JAN|FEB|MAR"
    r"|APR|MAY"
    r"|JUN"
    r"|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*[/.-].*|\d{4}-\d\d-\d\dT.*|(?:EY|SC|VC|RP|NIHR|ISRCTN|NCT|CRD|ES|MR|HC|CM|CP|ISO"
    r"|BS|EN|COVID|PO)"
    r"[/-]?[A-Z]?\d.*|\d{1,4}[A-Z]{1,2}"
)
"""Grants, trials, registrations, papers of parliament, dates."""
FEWEST = 4
"""Digits of a code that is known by its form alone."""
BEFORE, AFTER = 110, 70
"""Characters before and after digits that can belong to what a number is called, and to the number."""
NEAR = 90
"""Characters around a code that tell what it is one of."""
_YEARS = re.compile(
    r"(?:19|20)\d\d(?:[-/. ]{1,3}(?:\d{2}|(?:19|20)\d\d))?|(?:19|20)\d\d[-/.]\d\d[-/.]\d\d|\d{1,2}[-/.]\d{1,2}"
    r"(?:[-/.]\d{2,4})?|\d+(?:\.\d+)+|(?:19|20)\d\d\s\d{1,3}"
)


def references(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where such numbers begin and end."""
    found = Spans()
    for span in _all(reading):
        if _OWN.fullmatch(reading.text, *span) or _is_of_thing(reading, *span):
            continue
        if not _MADE_UP.search(reading.around(*span)):
            found.add(*span)
            yield span
    for start, end in _by_form(reading, found):
        if not found.touch(start, end):
            yield start, end


def _all(reading: Reading) -> Iterator[tuple[int, int]]:
    stretches = near_codes(reading.digits, BEFORE, AFTER)
    for pattern, digits in ((_TITLED, 3), (_SHORT, 5), (_ANY_LABEL, 5), (_KEPT, 5)):
        for first, last in stretches:
            for match in pattern.finditer(reading.digits, first, last):
                if _is_code(match["number"], digits) and not _is_other(reading, match):
                    yield match.start("number"), match.start("number") + len(match["number"].rstrip(" .-/"))
    for match in _READ_OUT.finditer(reading.text):
        if spoken.figures(match["number"]) not in "123456789":
            yield match.span("number")
    for match in _FORMS.finditer(reading.text):
        if not _OTHER.search(reading.text, _before(match), match.start()):
            yield match.span()
    yield from (match.span() for match in _LOG.finditer(reading.text))
    for first, last in stretches:
        yield from (match.span() for match in _SHORT_LOG.finditer(reading.text, first, last))


def _by_form(reading: Reading, found: Spans) -> Iterator[tuple[int, int]]:
    """Codes of letters, digits and strokes in a sentence about somebody's records, whatever they are called."""
    text = reading.text
    for match in _ANY_CODE.finditer(text):
        code = match.group().lstrip("#")
        if not (_has_form_of_code(code) or _is_another(text, match, found)) or _OWN.fullmatch(code):
            continue
        if _is_of_thing(reading, match.end() - len(code), match.end()):
            continue
        first, last = max(0, match.start() - NEAR), min(len(text), match.end() + NEAR)
        sentence = reading.sentence_at(match.start())
        around = text[max(first, sentence.start) : min(last, sentence.end)]
        if _ELSEWHERE.search(text, max(sentence.start, match.start() - 45), match.start()) or _MADE_UP.search(around):
            continue
        if _TO_BE_PAID.search(around) or _IN_ADDRESS.search(text, max(0, match.start() - 120), match.start()):
            continue
        beside = found.touch(sentence.start, sentence.end)
        if beside or _ABOUT_RECORDS.search(around) or (_SURELY.fullmatch(code) and not _NO_RECORD.search(around)):
            prefix = _PREFIX.search(text, max(0, match.start() - 10), match.start())
            yield prefix.start() if prefix else match.start(), match.end()


def _is_of_thing(reading: Reading, start: int, end: int) -> bool:
    """Whether it is a colour as it is written for screens, or a booking of a hall or a train."""
    text = reading.text
    if _HEX.fullmatch(text, start, end):
        if text[start - 1 : start] != "#" or _OF_RECORD.search(text, max(0, start - 14), start):
            return False
        around = reading.around(start, end)
        return _COLOUR.search(around) is not None or not _ABOUT_RECORDS.search(around)
    return _OF_VENUE.search(text, max(0, start - 60), start) is not None


def _is_another(text: str, match: re.Match[str], found: Spans) -> bool:
    """Whether figures alone are told beside a number as another one: transferred in from 778120."""
    return (
        len(match.group()) > FEWEST
        and match.group().isdigit()
        and found.touch(match.start() - NEAR, match.end() + NEAR)
        and _ANOTHER.search(text, max(0, match.start() - 20), match.start()) is not None
    )


def _has_form_of_code(code: str) -> bool:
    digits = sum(each.isdigit() for each in code)
    if digits < FEWEST or _NO_CODE.fullmatch(code) or _YEARS.fullmatch(code):
        return False
    parts = re.split(r"[/.-]", code)
    if any(each.isalpha() for each in code):
        return len(parts) > 1 or bool(re.fullmatch(r"[A-Z]{1,4}\d{5,}[A-Z]?|\d{2}[A-Z]{2,3}\d{5,}", code))
    return "/" in code and any(len(each) >= 5 for each in parts) and digits >= 6


def _is_other(reading: Reading, match: re.Match[str]) -> bool:
    if (
        match.re is _SHORT
        and match["of"].lower() in _OF_THINGS_TOO
        and _NO_RECORD.search(reading.around(*match.span()))
    ):
        return True
    if match.re is not _KEPT and _IS_ANOTHER.match(reading.text, match.end()):
        return True
    announced = _ELSEWHERE if match.re is _KEPT else _OTHER
    if match.re is _ANY_LABEL and _NO_RECORD.search(reading.around(*match.span())):
        return True
    return bool(announced.search(reading.text, _before(match), match.start()))


def _before(match: re.Match[str]) -> int:
    return max(0, match.start() - (60 if match.re is not _KEPT else 40))


def _is_code(code: str, digits: int) -> bool:
    """Whether it has as many digits, or is made of letters, digits and strokes as codes are, and is no year or date."""
    code = code.rstrip(" .-/")
    if not code.strip("0/.- ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        return False
    if _YEARS.fullmatch(code):
        return "/" in code and digits < 5 and not code.startswith(("19", "20")) and len(code) > 5
    count = sum(each.isdigit() for each in code)
    mixed = bool(re.search(r"[A-Za-z/]", code))
    return count >= digits or (mixed and count >= digits - 1 and len(code) >= 5)
