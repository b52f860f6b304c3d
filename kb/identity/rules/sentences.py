"""The length of a sentence that a court gave."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.normalising import Reading
from kb.identity.rules.terms import terms
from kb.identity.rules.windows import windows

_UNITS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen"
)
_N = rf"(?:\d{{1,3}}(?:\.\d)?|(?:{_UNITS})|(?:twenty|thirty|forty)(?:[ -](?:{_UNITS}))?)(?: and a half)?"
_UNIT = r"(?:years?|yrs?|months?|mths?|weeks?|days?|hours?)"
_TERM = (
    rf"(?:(?:a|at least|a minimum of|minimum|a total of|not less than|over|just over|nearly|up to|more than) "
    rf")*{_N}(?:[ -](?:to"
    rf"|and) {_N})?[ -]?{_UNIT}'?"
    rf"(?:,? (?:and )?{_N}[ -]?{_UNIT}'?)?"
)
_LIFE = r"(?:a )?(?:life(?: sentence| imprisonment)?|whole[- ]life (?:order|tariff))"
_COURT = re.compile(
    r"\b(?:sentenc\w+|jail\w*|prison|imprison\w*|custod(?:y|ial)|convict\w*|court|judge|tariff|manslaughter"
    r"|murder\w*|plead\w*|guilty|appeal"
    r"|serv(?:e|es|ed|ing) (?:at least|a minimum|half|two[- ]thirds|three[- ]quarters|a third|the whole)"
    r"|offences?|probation|suspended|magistrates?|locked up|behind bars|licen[cs]e|parole|community order|detention"
    r"|GBH|wounding"
    r"|causing or allowing|YOI|stretch|inside for|sent down|serving|penal|crown|life with|life sentence"
    r"|minimum term|verdict|trial|IPP|DTO|YRO|SSO)\b",
    re.I,
)
_LENGTH = re.compile(r"\d|\blife\b|\b(?:years?|months?|weeks?|days?|hours?)\b|\bwhole\b", re.I)
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?<![\w-])(?:sentenced|jailed|imprisoned|locked up|sent to prison|sent down|put away|given|handed"
        rf"|detained|committed|gaoled|remanded)"
        rf"(?: to prison| down| in custody| to custody)?(?: to| for)? (?:(?:a|an extended sentence of|an extended"
        rf"|a total of|a sentence of|imprisonment for"
        rf"|a term of|a further) )?(?:{_TERM}|{_LIFE})(?:(?: in (?:prison|custody|jail))|'? imprisonment| inside"
        rf"| each)?"
        rf"(?: with a minimum(?: term)? of {_TERM}| with {_TERM} to serve)?",
        rf"(?<![\w-])(?:an? )?{_N}[ -](?:year|month|week|yr)s?'?[ -](?:and a half[ -])?(?:(?:long|prison|custodial"
        rf"|suspended|extended|jail|community|youth|hospital"
        rf"|determinate|minimum|whole|supervision|detention and training|rehabilitation|suspended prison) "
        rf")*(?:sentence|term"
        rf"|tariff|order|stretch|imprisonment|conviction)"
        rf"(?:,? (?:with|and|plus) (?:[\w-]+ ){{0,4}}?(?:unpaid work|requirements?|licen[cs]e|programme|curfew))?",
        rf"(?<![\w-])(?:(?:a|an|the|his|her|their) )?(?:(?:custodial|prison|jail|suspended|extended|community"
        rf"|minimum|hospital|detention and training|total|determinate"
        rf"|referral|youth rehabilitation|rehabilitation|supervision|unpaid work|life|discretionary) )*(?:term"
        rf"|sentence|tariff|order|licence|imprisonment|custody)"
        rf"(?: was| is)?(?: set| fixed| increased| reduced| raised| cut)?(?: of| at| for"
        rf"| with a minimum(?: term)? of|:| from)? (?:{_TERM})(?: to {_TERM})?",
        rf"(?<![\w-])(?:raised|increased|reduced|cut|lengthened|extended)(?: on appeal)? (?:from )?(?:{_TERM}"
        rf"|{_N}) to {_TERM}",
        rf"(?<![\w-])(?:life(?: sentence| imprisonment)?|whole[- ]life (?:order"
        rf"|tariff)) with (?:a )?(?:minimum(?: term)?|tariff)? ?of {_TERM}",
        r"(?<![\w-])(?:(?:got|gets|received|given|serving|doing) life\b(?! (?:story|skills|lessons))|life "
        r"imprisonment|a life sentence|jailed for life|sentenced to life|whole[- ]life (?:order"
        r"|tariff)|imprisoned for life)",
        rf"(?<![\w-]){_TERM} (?:in (?:prison|jail|custody|a young offender)|imprisonment|behind bars|inside"
        rf"|of (?:unpaid work|custody|imprisonment)|on licence"
        rf"|suspended|custody|to serve|for (?:manslaughter|murder|cruelty|neglect|causing|child cruelty|assault|GBH"
        rf"|rape|wounding))(?: for {_N} {_UNIT})?",
        rf"(?<![\w-]){_TERM},? (?:plus|and|with|\+) (?:(?:a further|another) )?{_N}(?: (?:years?|months?))? (?:on "
        rf"(?:extended )?licen[cs]e"
        rf"|extended|suspended|consecutive|concurrent)",
        rf"(?<![\w-])(?:(?:community|supervision|hospital|rehabilitation|referral|suspended(?: sentence)?|detention "
        rf"and training"
        rf"|youth rehabilitation|custodial) )+(?:order|sentence|term)(?:, | \(|: | - | for ){_TERM}\)?",
        rf"(?<![\w-])(?:prison|custody|jail|imprisonment|YOI|DTO)(?:, | \(|: | - | for ){_TERM}\)?",
        rf"(?<![\w-])(?:an? )?{_N}[ -](?:year|month|week|yr|mth)s?[ -](?:DTO|YRO|YOI|SSO|custody)",
        rf"(?<![\w-]){_TERM}(?:,| to run)? (?:concurrent(?:ly)?|consecutive(?:ly)?|extended licen[cs]e|immediate "
        rf"custody)",
        rf"(?<![\w-])(?:at least |a minimum of |no less than )?(?:half|two[- ]thirds|three[- ]quarters|a third|the"
        rf" whole) of"
        rf" (?:an?|the|his|her|their|that) (?:{_N}[ -](?:year|month)s?'?[ -]?)?(?:\w+ )?(?:term|sentence|tariff"
        rf"|{_TERM})",
        rf"(?<![\w-]){_N} (?:hours|hrs) (?:of )?(?:unpaid|community) (?:work|service)",
    )
)
_PASSED = re.compile(
    rf"\b(?:got|gets|received|receives|imposed|passed|served|serving|serves|doing|did|given|gave (?:him|her|them"
    rf"|each)|handed|term of|sentence of"
    rf"|sentence was|tariff was|tariff of|ordered to serve|will serve|must serve|has to serve|to serve|would serve"
    rf"|faces?|facing|sentences of) (?P<term>{_TERM}"
    rf"|{_N}(?= on (?:him|her|them)))(?: on (?:him|her|them|each) and (?P<second>{_N}))?",
    re.I,
)
_FIELD = re.compile(
    rf"(?:\b(?:[Ss]entenc(?:e|es|ed|ing)|[Tt]ariff|[Oo]utcome|[Cc]onviction|[Gg]uilty(?: plea)?|[Mm]anslaughter"
    rf"|[Mm]urder"
    rf"|[Pp]rison|[Cc]ustody|[Cc]ruelty|[Nn]eglect) ?(?:\||:|-) ?)"
    rf"(?:[\w' ]{{2,24}}(?:\||:|-) ?)?(?P<term>{_TERM})(?! (?:ago|old|later|after))",
)
_MAXIMUM = re.compile(
    r"\b(?:maximum (?:sentence|penalty|term)|penalty of up to|up to \w+ years|punishable by|the law allows)\b", re.I
)


def sentence_lengths(reading: Reading) -> Iterator[Hit]:
    """Terms of prison, orders and suspended sentences; not the maximum that a law sets."""
    for first, last in windows(reading, _LENGTH, words=(_COURT,), but=_MAXIMUM):
        for pattern in (*_PATTERNS, _PASSED, _FIELD):
            for match in pattern.finditer(reading.text, first, last):
                if pattern is _PASSED and not match["second"] and not match.group().endswith("on"):
                    yield Hit("sentence-length", *match.span())
                    continue
                for group in ("term", "second") if "term" in pattern.groupindex else (0,):
                    if (group == 0 or group in pattern.groupindex) and match.group(group):
                        yield Hit("sentence-length", match.start(group), match.end(group))
    for start, end in terms(reading):
        yield Hit("sentence-length", start, end)
