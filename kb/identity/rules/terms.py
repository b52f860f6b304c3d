"""Lengths beside words of a court: any term that is no age and no time gone by, and orders that a court gave."""

import re
from collections.abc import Iterator

from kb.identity.normalising import Reading
from kb.identity.rules.windows import windows

_UNITS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen"
)
_N = (
    rf"(?:\d{{1,3}}(?:\.\d|½)?|(?:{_UNITS})|(?:twenty|thirty|forty)(?:[ -](?:{_UNITS}))?|a dozen"
    rf"|eighteen)(?: and a half)?"
)
_UNIT = r"(?:years?|yrs?|months?|mths?|weeks?|wks|days?|hours?|hrs?)(?![\w-])'?"
_STRONG = re.compile(
    r"\b(?:sentenc(?:ed|es|ing)|(?:his|her|their|prison|jail|custodial|life|suspended|extended|the|a|whole|longest"
    r"|total|concurrent|short|long|served|each|same|\w+-(?:year|month)) sentences?|'s sentence|sentence (?=[:|-])"
    r"|sentence(?=:)|sentence (?:of|was|for|on|length"
    r"|is|plan|expir\w*|ends?|began|handed|passed|imposed|given)|jail\w*|gaol\w*|prison\w*|HMP|HMYOI|YOI|imprison\w*"
    r"|custodial|in custody|custody|convict(?:ed|ion|ions)|tariff|punishment part|minimum term|manslaughter"
    r"|murder(?:ed|er"
    r"|ing)?|culpable homicide|plead\w*|pled|pleas?|guilty|on appeal|appeal court|court of appeal|crown court"
    r"|high court|sheriff(?: court)?|magistrates?'?|the judge|sent down|put away|banged up|locked up|behind bars"
    r"|on licen[cs]e|parole\w*|remand(?:ed)?|community (?:payback )?order|suspended|unpaid work|detention|DTO|YRO"
    r"|SSO|CPO|IPP|OLR"
    r"|serving|served|inside|cruelty|life licen[cs]e|behind bars|release date|time served|wilful neglect|wounding|GBH"
    r"|causing or allowing|recall(?:ed)?|curfew|tagged|electronic tag|banned|disqualified|probation(?! officer)"
    r"|out in|(?:will|would) be out|due out|released?|SHPO|sex offenders register"
    r"|restraining order|porridge|bird|(?:got|given|handed|getting) (?:an? )?[\w-]+[ -](?:years?|months?|weeks?)"
    r"|(?:came|comes|got|gets|let) out|youth court|referral order|stretch|in the dock)\b",
    re.I,
)
_LENGTH = re.compile(
    r"\b(?:\d{1,3}[ -]?(?:years?|yrs?|months?|mths?|weeks?|wks|days?|hours?|hrs?)|years?|months?|weeks?|life|hours"
    r"|order"
    r"|sentence|whole|came down|reduced|cut|raised|indeterminate|discharge|fined?|got)\b",
    re.I,
)
_TERM = re.compile(
    rf"(?<![\w£.,/-])(?P<term>(?:an? (?:[a-z'-]+ ){{1,4}}of )?(?:(?:an?|at least|a minimum of|minimum(?: of)?"
    rf"|not less than|a total of|a further|another"
    rf"|just|only|extended|the|punishment part of|tariff of|term of|sentence of|order of"
    rf"|sentences? of) ){{0,5}}{_N}(?: (?:to|or) {_N})?[ -]{_UNIT}"
    rf"(?:,? (?:and )?{_N}[ -]{_UNIT})?(?:,? (?:suspended|with|for|on|in|plus|and|of)? ?(?:for |an? "
    rf"|the )?(?:{_N}[ -]{_UNIT}|extended licence|licence"
    rf"|prison|jail|custody|detention|imprisonment|unpaid work|supervision|probation|inside|suspended"
    rf"|community (?:service|payback)|probation))*(?: (?:[\w-]+ ){{0,2}}(?:sentence|order|term|tariff|licence|ban"
    rf"|stretch|curfew|requirement|programme)\b)?)",
    re.I,
)
_ELSE_BEFORE = re.compile(
    r"\b(?:aged?|ages|(?<!out )(?<!released )(?<!freed )after|within|for (?:about|over|nearly|the (?:last|past"
    r"|first|next))|past|(?<!serve the )last|next|previous"
    r"|first|every|over the|in the|during|some|between|known (?:her|him|them) for|about|under|than|waited|took|lasted"
    r"|nearly|almost|was|is|turned|were|up to|maximum of|lived there|together for|relationship of|children,?"
    r"|boy of|girl of|son,?|daughter,?)\s$",
    re.I,
)
_ELSE_AFTER = re.compile(
    r"[ -](?:ago|old|later|earlier|before|after(?! pleading| a trial| trial| being| he| she)|previously|since|younger"
    r"|older|into|of age|apart|gap|period|pregnan\w+|when\b|now\b|from (?:the )?(?:birth|referral|injury)|of (?:life"
    r"|abuse|neglect|violence|age|contact|records|missed|schooling|waiting|silence)|without|at (?:home|school"
    r"|the school"
    r"|nursery)|together|had passed|went by|passed (?:before|without)|overdue|late)\b",
    re.I,
)
_GIVEN = (
    r"(?:got|given|received|gets|receives|made|handed|passed|imposed|subject to|serving|served|on|under|sentenced to"
    r"|was|is|with|to|and|walked (?:out|away) with|ended with|sentence:|outcome:|disposal:|resulted in|left with)"
)
_ORDER = re.compile(
    rf"(?:\b{_GIVEN}|[;:|(]) ?(?:(?:him|her|them|each|the \w+) )?(?P<term>(?:an? |the )?(?:(?:\w+-(?:year|month"
    rf"|week|hour)"
    rf"|indefinite"
    r"|two-year|three-year|interim|lengthy|short|long|restricted|standard|intensive|whole[- ]life"
    r"|joint) )?(?:hospital order(?: (?:with|without) [\w ]{3,30}?(?=[.,;]|$| and))?|"
    r"community (?:payback )?order|youth rehabilitation order|detention and training order|DTO|YRO|CPO|SSO"
    r"|referral order"
    r"|suspended (?:prison )?sentence(?: order)?|(?:absolute|conditional) discharge|indeterminate sentence"
    r"|IPP(?: sentence)?"
    r"|order for lifelong restriction|OLR|life sentence|whole[- ]life (?:order|tariff|term)|extended sentence"
    r"|probation order|drug treatment order|supervision order(?= (?:by|at|from) (?:the )?(?:court|magistrates|sheriff))"
    r"|non-custodial sentence|custodial sentence|prison sentence|life imprisonment|life(?= (?:in prison|at|for|with"
    r"|without|,"
    r"|and must))|life(?= ?[(.;]|$)|(?:lifetime )?(?:restraining|sexual harm prevention|criminal behaviour"
    r"|non-molestation|curfew) order|SHPO|CBO|life(?=,? (?:minimum|min|tariff)))(?:,? (?:with |minimum |min\.? "
    r"|tariff |of |at least |a ){0,5}"
    rf"{_N}[ -]{_UNIT})?(?: (?:of|for) {_N}[ -]{_UNIT})?)",
    re.I,
)
_CHANGED = re.compile(
    rf"\b(?:came down|went up|reduced|cut|raised|increased|lowered|brought down|dropped|doubled|halved|put up"
    rf"|lengthened"
    rf"|upped|trimmed|moved)(?: on appeal"
    rf"| by the \w+(?: \w+){{0,3}})? (?P<term>(?:from )?{_N}(?: {_UNIT})? to {_N}(?: {_UNIT})?"
    rf"|to {_N}(?: {_UNIT})?)",
    re.I,
)
_ALSO = re.compile(
    rf"\bsentenced to {_N} {_UNIT}[^.;\n]{{0,30}}? (?:to|got|for) (?P<term>{_N})(?= ?(?:[.,;)]|$))", re.I
)
_GOT = re.compile(
    rf"\b(?:he|she|they|both|each|father|mother|partner|stepfather|uncle|man|woman|boyfriend|dad|mum"
    rf"|judge)(?: (?:was|were|had|has"
    rf"|been|only|got|just|then|each|eventually|later)){{0,4}} (?P<term>(?:got|given|gave (?:him|her|them)|doing"
    rf"|did|handed|served|serving"
    rf"|serves) (?:an? )?{_N}(?: and (?:a half|she {_N}|he {_N}|the \w+ {_N}))?)(?= ?(?:[.,;)]|$| for\b| at\b| on\b"
    rf"| and\b| with\b| in\b))",
    re.I,
)
_GENERAL = re.compile(
    r"\b(?:maximum|should|must|can|may|practitioners|social workers?|guidance|training|voicemail|powers?|penalt(?:y"
    r"|ies)"
    r"|punishable|carr(?:y|ies) up to|twenty words|working days|police protection|sentences? (?:under|should|in plain)"
    r"|conference (?:within|was held)|visits? every|reviewed every|\w*[- ]day course)\b",
    re.I,
)


def terms(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where a term or an order of a court stands."""
    for first, last in windows(reading, _LENGTH, words=(_STRONG,), but=_GENERAL):
        for pattern in (_TERM, _ORDER, _CHANGED, _GOT, _ALSO):
            for match in pattern.finditer(reading.text, first, last):
                if pattern is not _TERM or not _is_other(reading, match):
                    yield match.span("term")


def _is_other(reading: Reading, match: re.Match[str]) -> bool:
    """Whether it is an age, or a time between two events."""
    lead = reading.text[max(0, match.start() - 40) : match.start()]
    return _ELSE_AFTER.match(reading.text, match.end()) is not None or _ELSE_BEFORE.search(lead) is not None
