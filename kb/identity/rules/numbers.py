"""Numbers that lead to somebody's records: NHS, pupil and National Insurance numbers, telephones, case numbers."""

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum.gb import nhs, upn

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading

_GAP = r"[ .\-/]{0,3}"
TEN_DIGITS = re.compile(
    rf"(?<![\w.-])(?<!\d,)\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}(?![\w-]|[.,]\d)|(?<![\w.-])(?<!\d,)(?:\d[ -]){{9}}\d(?!\w)"
)
NO_NHS = re.compile(
    r"(?:ISBN|ISSN|DOI|charity|company|grant|invoice|barcode|order|ref\.?)[\s:no.-]{0,12}$", re.IGNORECASE
)
UPN = re.compile(rf"(?<!\w)[A-Z]{_GAP}(?:\d{_GAP}){{11}}[\dA-Z](?!\w)", re.IGNORECASE)
NATIONAL_INSURANCE = re.compile(
    rf"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]{_GAP}\d\d{_GAP}\d\d{_GAP}\d\d{_GAP}[A-D](?!\w)",
    re.IGNORECASE,
)
"""HM Revenue and Customs: which letters a number begins and ends with."""
IN_WORDS = re.compile(
    r"(?<!\w)(?:(?:zero|nought|oh?|one|two|three|four|five|six|seven|eight|nine|double|treble|triple)[\s,-]+){7,16}"
    r"(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine)(?!\w)",
    re.IGNORECASE,
)
_LABEL = (
    r"(?:case|court|claim|file|crime|custody|collar|incident|occurrence|log|cad|niche|pnc|hospital|patient|mrn|nhs|unit|school|pupil"
    r"|student|admission|register|exam|candidate|reference|record|liquid\s?logic|mosaic|care\s?first|carefirst|lcs|rio|emis|systmone"
    r"|paris|swift|client|person|service\s+user|social\s+care|local\s+authority|la|home\s+office|passport|visa|prison(?:er)?|nomis"
    r"|probation|police|inquest|coroner'?s?|warrant|exhibit|tribunal|application|order|family|foster(?:ing)?|adoption|asylum|arc|nass"
    r"|chi|social\s+services|ics|eclipse|azeus|framework-?i|uln|district|badger|k)"
)
_NUMBER_WORD = r"(?:number|numbers|no\.?|nos?\.|num\.?|id|i\.d\.|ref\.?|reference|file|record|log|#|code)"
REFERENCE = re.compile(
    rf"(?<!\w){_LABEL}(?:\s+{_LABEL})?\s+{_NUMBER_WORD}(?:\s+{_NUMBER_WORD})?\s*(?:is|was|of|:|=|-|#)?\s*"
    r"(?P<number>(?=[A-Z/.-]{0,12}[\s/-]?\d)[A-Z0-9][A-Z0-9/.\-]{2,24}(?:\s?[/-]?\s?\d[\dA-Z/-]{1,14}){0,3})(?!\w)"
    r"|(?<!\w)(?:MRN|CAD|PNC(?:\s+ID)?|CRN|URN|ULN|LCS(?:\s+ID)?|CHI|NOMIS|ref\.?|reference|case|ID|hosp(?:ital)?|crime)(?![^\W\d])\s*(?:no\.?|number)?\s*[:#]?\s*"
    r"(?P<other>(?=[A-Z/.-]{0,12}\d)[A-Z0-9][A-Z0-9/.\-]{4,24}(?:\s\d{2,10}){0,2})(?!\w)",
    re.IGNORECASE,
)
FORMS = re.compile(
    r"(?<!\w)(?:[A-Z]{2}\d{2}[CPDF]\d{5}|[A-Z]{1,3}\d{1,2}/\d{3,7}/\d{2,4}|\d{2}/\d{5,7}[A-Z]|[A-Z]{2,4}/\d{2,4}/\d{3,7}(?:/\d{2,4})?"
    r"|A\d{4}[A-Z]{2}(?!\w))(?!\w)"
)
"""Family court, crime, PNC, local authority and prison numbers, known by their form."""
_HELPLINE = re.compile(r"^(?:0800|0808|0300|0303|0345|116|1{3}|101|999|112)")


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Numbers of people and of their cases."""
    yield from _of_people(reading)
    helplines = {re.sub(r"\D", "", number) for number in lists.of("helplines")}
    yield from _telephones(reading, helplines)
    for match in REFERENCE.finditer(reading.digits):
        group = "number" if match["number"] else "other"
        if any(each.isdigit() for each in match[group]):
            yield Hit("reference-number", *match.span(group), "")
    for match in FORMS.finditer(reading.text):
        yield Hit("reference-number", *match.span(), "")


def _of_people(reading: Reading) -> Iterator[Hit]:
    for match in TEN_DIGITS.finditer(reading.digits):
        if nhs.is_valid(re.sub(r"\D", "", match.group())) and not NO_NHS.search(reading.text, 0, match.start()):
            yield Hit("nhs-number", *match.span(), "")
    for text in (reading.text, reading.digits):
        for match in UPN.finditer(text):
            if upn.is_valid(re.sub(r"\W", "", match.group())):
                yield Hit("upn", *match.span(), "")
        for match in NATIONAL_INSURANCE.finditer(text):
            yield Hit("national-insurance", *match.span(), "")


def _telephones(reading: Reading, helplines: set[str]) -> Iterator[Hit]:
    for match in PhoneNumberMatcher(reading.digits, "GB", leniency=Leniency.POSSIBLE, max_tries=10_000):
        number = re.sub(r"\D", "", match.raw_string)
        if NO_NHS.search(reading.text, 0, match.start):
            continue
        public = _HELPLINE.match(number) or number in helplines
        known = any(hit.start < match.end and match.start < hit.end for hit in reading.hits)
        if _is_telephone(match.raw_string, number) and not public and not known:
            yield Hit("telephone", match.start, match.end, "")
    for spoken in IN_WORDS.finditer(reading.text):
        yield Hit("telephone", *spoken.span(), "")


def _is_telephone(raw: str, number: str) -> bool:
    """Whether it begins as telephone numbers do: 0 and an area or mobile code, or +44, 0044, another country's +."""
    if raw.startswith("+"):
        return len(number) >= 9
    return bool(re.match(r"(?:0[1-9]\d{8,9}$|0044\d{9,11}$|44[127]\d{8,9}$)", number))
