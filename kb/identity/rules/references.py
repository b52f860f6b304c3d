"""Numbers of cases, courts, crimes, patients and pupils: by what they are called, or by their form."""

import re
from collections.abc import Iterator

from kb.identity.normalising import Reading
from kb.identity.rules import spoken

_OF = (
    r"(?:case|court|claim|file|crime|custody|collar|incident|occurrence|log|cad|niche|pnc|pnd|hospital|patient"
    r"|mrn|nhs|unit"
    r"|school|pupil|student|learner|admissions?|register|exam|candidate|reference|our|your|record"
    r"|liquid\s?logic|mosaic"
    r"|care\s?first|lcs|rio|emis|systmone|cpoms|paris|swift|client|person|service\s+user|social\s+(?:care|work"
    r"|services)"
    r"|local\s+authority|la|home\s+office|passport|visa|prison(?:er)?|nomis|offender|probation|police|inquest"
    r"|coroner'?s?"
    r"|warrant|exhibit|tribunal|family|foster(?:ing)?|adoption|asylum|arc|nass|chi|health\s+and\s+care"
    r"|h\s?&\s?c|ics|eclipse"
    r"|framework-?i|uln|badger|cafcass|scra|reporter|tenancy|housing|rent|benefit|claimant|uc|driving\s+licen[cs]e"
    r"|vehicle|birth\s+certificate|death\s+certificate|referral|contact|mash|marac|lado|datix|steis"
    r"|safeguarding|sample"
    r"|bundle|k|dwp|csa|cms|ambulance|call|job)"
)
_NUMBER = r"(?:number|no\.?|num\.?|id|i\.d\.|ref(?:erence|\.)?|urn|file|record|log|code|#)"
_LINK = r"(?:[\s:=#,(|'\"-]|is\s|was\s|of\s|as\s|given\s|shown\s|reads?\s|being\s|number\s|no\.?\s){0,5}"
_CODE = r"(?=[A-Z/.\-]{0,10}\d|(?-i:[A-Z]{1,3}) \d)[A-Z0-9][A-Z0-9/.\-]{1,24}(?:[ ]?[/-]?[ ]?\d[\dA-Z/-]{0,14}){0,3}"
_TITLED = re.compile(
    rf"(?<!\w)(?P<of>{_OF}(?:'s)?(?:\s+{_OF})?)\s*{_NUMBER}(?![^\W\d_])(?:\s+{_NUMBER}(?![^\W\d_]))?{_LINK}"
    rf"(?P<number>{_CODE})(?!\w)",
    re.IGNORECASE,
)
"""A case number, our reference, the hospital no."""
_SHORT = re.compile(
    r"(?<!\w)(?P<of>MRN|CAD|PNC(?:\s+ID)?|PNCID|CRN|URN|ULN|LCS(?:\s+ID)?|CHI|NOMIS|CRIS|ref(?:erence)?|case|ID"
    r"|hosp(?:ital)?"
    r"|crime|file|patient|pupil|student|learner|prisoner|inmate|client|detainee|offender|claimant"
    r"|service\s+user|record|family"
    r"|bundle|exhibit|warrant|log|pt|niche|occurrence)(?![^\W\d_])"
    rf"\.?{_LINK}(?P<number>{_CODE})(?!\w)",
    re.IGNORECASE,
)
"""The same without the word number; the code has to have more digits."""
_KEPT = re.compile(
    r"(?<!\w)(?:recorded|logged|filed|listed|held|registered|kept|opened|indexed|booked|crimed|numbered|entered"
    r"|issued|quot(?:ing|ed))"
    rf"\s+(?:(?:as|under|at|against|with)\s+(?:(?:the\s+)?{_NUMBER}\s+)?|(?:the\s+)?{_NUMBER}\s+"
    rf"|(?=[A-Z]{{1,4}}[/-]?\d))"
    rf"(?P<number>{_CODE})(?!\w)",
    re.IGNORECASE,
)
_READ_OUT = re.compile(
    rf"(?<!\w){_NUMBER}{_LINK}(?P<number>{spoken.DIGIT}(?:{spoken.GAP}(?:{spoken.DIGIT}|double|treble"
    rf"|o)){{3,14}})(?!\w)",
    re.IGNORECASE,
)
_FORMS = re.compile(
    r"(?<![\w/])(?:[A-Z]{2} ?\d{2} ?[CPDFZ] ?\d{5}|[A-Z]{1,3}\d{1,2}/\d{3,7}/\d{2,4}|\d{2}/\d{5,7}[A-Z]"
    r"|[A-Z]{2,4}/\d{2,4}/\d{3,7}(?:/\d{2,4})?|A\d{4}[A-Z]{2}|T\d{8}|\d{2}[A-Z]{2}\d{7,9}"
    r"|[A-Z]{3}-\d{8}-\d{3,5})(?![\w/])"
)
"""Family court, crime, PNC, local authority, prison, crown court and police numbers, known by their form."""
_LOG = re.compile(
    r"(?<!\w)(?:log|incident|CAD)\s+(?:no\.?\s*|number\s+)?(?P<number>\d{2,5}\s+of\s+\d{1,2}(?:[/.]\d{1,2}\w*)?)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:ISBN|ISSN|DOI|charity|company|grant|funding|award|invoice|purchase|order|webinar|meeting|zoom|teams"
    r"|event|course|module"
    r"|document|report|publication|tender|contract|vacancy|research|study|project|ethics|licen[cs]e|product"
    r"|asset|version|serious"
    r"|statutory instrument|library|catalogue|ofsted|guidance|policy|form|ORCID|trial|REC|IRAS)\W{1,3}"
    r"(?:\w+\W){0,1}$",
    re.IGNORECASE,
)
"""What a number of another kind is announced by."""
_YEARS = re.compile(
    r"(?:19|20)\d\d(?:[-/. ]{1,3}(?:\d{2}|(?:19|20)\d\d))?|(?:19|20)\d\d[-/.]\d\d[-/.]\d\d|\d{1,2}[-/.]\d{1,2}"
    r"(?:[-/.]\d{2,4})?|\d+(?:\.\d+)+"
)


def references(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where such numbers begin and end."""
    for pattern, digits in ((_TITLED, 3), (_SHORT, 5), (_KEPT, 5)):
        for match in pattern.finditer(reading.digits):
            if _is_code(match["number"], digits) and not _OTHER.search(reading.text, _before(match), match.start()):
                yield match.start("number"), match.start("number") + len(match["number"].rstrip(" .-/"))
    for match in _READ_OUT.finditer(reading.text):
        if spoken.figures(match["number"]) not in "123456789":
            yield match.span("number")
    for match in _FORMS.finditer(reading.text):
        if not _OTHER.search(reading.text, _before(match), match.start()):
            yield match.span()
    for match in _LOG.finditer(reading.text):
        yield match.span("number")


def _before(match: re.Match[str]) -> int:
    return max(0, match.start() - 30)


def _is_code(code: str, digits: int) -> bool:
    """Whether it has as many digits, or is made of letters, digits and strokes as codes are, and is no year or date."""
    code = code.rstrip(" .-/")
    if _YEARS.fullmatch(code):
        return "/" in code and digits < 5 and not code.startswith(("19", "20")) and len(code) > 5
    count = sum(each.isdigit() for each in code)
    mixed = bool(re.search(r"[A-Za-z/]", code))
    return count >= digits or (mixed and count >= digits - 1 and len(code) >= 5)
