"""Months with a year that are no event of a case: periods of data, dates of documents, what bodies did and by when."""

import re

from kb.identity.normalising import Reading

_BODIES = (
    r"boards?|panels?|partnerships?|committees?|councils?|councillors|cabinet|executive|partners|inspectors?"
    r"|inspectorates?"
    r"|ofsted|estyn|cqc|hmic\w*|ciw|hmi|jtai|nspcc|dfe|government|ministers?|department|parliament|senedd|home office"
    r"|chief officers?|commissioners?|governors|trustees|local authorit(?:y|ies)|regulators?|authors|researchers"
    r"|universit\w+"
    r"|lscbs?|lscps?|scps?|scbs?|agencies|force|forces|trusts?|charit(?:y|ies)|colleges?|network|forum|subgroup"
    r"|sub-group"
    r"|working group|practitioners|staff|teams?|schools|boroughs?|counties|districts|areas"
)
_WORKS = (
    r"report(?:s|ed)?|reviews?|guidance|audits?|audited|inspections?|inspected|judged|stud(?:y|ies)|evaluat\w+"
    r"|inquir(?:y|ies)"
    r"|strateg(?:y|ies)|polic(?:y|ies)|procedures?|protocols?|agreements?|pledges?|documents?|toolkits?|briefings?"
    r"|surveys?"
    r"|frameworks?|programmes?|projects?|pilots?|piloted|training|trained|campaigns?|consultation|legislation"
    r"|statutory"
    r"|published|launched|adopted|signed off|introduced|set up|recommendations?|action plans?|improvement plans?"
    r"|standards?"
    r"|journals?|special issues?|issues? (?:of|on)|editions?|volumes?|magazines?|articles?|books?|booklets?|chapters?"
    r"|leaflets?|films?|posters?|blogs?|podcasts?|reprint\w*|hansard"
    r"|models?|tools?|newsletters?|conferences?(?! (?:in|was|on))|webinars?|workshops?|refresh\w*|template|website"
    r"|funding"
    r"|inadequate"
)
_DATA = (
    r"data|figures|statistics|cases|notifications|referrals|numbers?|rates?|incidents|deaths|samples?|cohorts?"
    r"|analys\w+"
    r"|per cent|percent|responses|allegations|rose|fell|doubled|trebled|increase[ds]?|decrease[ds]?|records of"
    r"|(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|hundreds?|thousands?) (?:\w+ ){0,2}(?:children"
    r"|young"
    r" people|families|cases|reviews|referrals|people|allegations|notifications|concerns|boards|schools|babies)"
)
_ANY = re.compile(rf"\b(?:{_BODIES}|{_WORKS}|{_DATA})\b|\d ?%", re.I)
_PERSON = (
    r"(?:(?:he|she|him|her|his|they had (?:a|their)|mum|mam|dad|mother|father|stepfather|stepmother|grand\w+"
    r"|aunt|uncle"
    r"|the (?:family|child|children|baby|boy|girl|infant|toddler|twins?|siblings?|couple|parents?|teenager"
    r"|young person"
    r"|victim|household|suspect|perpetrator|subject|pupil|patient|brothers?|sisters?)|(?:this|a|one|both) (?:child"
    r"|baby|boy"
    r"|girl|infant|toddler|teenager|family|pupil|siblings|children|parents)|year-old|months?-old|weeks?-old"
    r"|neighbours?|his|their (?:mother|father|home|child|baby|children|flat|house))"
    r"|(?-i:(?:[Cc]hild|[Bb]aby|[Ff]amily|[Ss]ibling|[Aa]dult|[Bb]oy|[Gg]irl|[Yy]oung [Pp]erson) [A-Z]{1,2}\d?))"
)
_EVENT = (
    r"(?:died|murdered|killed|stabbed|shot|arrested|charged|convicted|sentenced|jailed|remanded|bailed|born|admitted"
    r"|discharged|collapsed|injured|injury|assaulted|attacked|overdose|drowned|missing(?! (?:children|people|persons"
    r"|young|episodes|incidents))|absconded|evicted|eviction|rehoused"
    r"|strategy (?:meeting|discussion)|case conference|child protection conference|initial conference|core group"
    r"|protection plan|care order|case was (?:closed|opened|transferred)|home visits?|no further action|post-?mortem"
    r"|inquest|funeral|trial|removed|placed|placement|pregnan\w+|disclos\w+|emergency department|ambulance|the fire"
    r"|the incident|the death|section 47|section 20|looked after|999|anonymous (?:calls?|referral)|first referral)"
)
_CASE = re.compile(rf"\b(?:{_PERSON}|{_EVENT})\b", re.I)
_OF_WORK = re.compile(
    r"\b(?<!care )(?<!protection )(?<!statutory )(?<!his )(?<!her )(?<!medication )(?<!LAC )(?<!CIN )(?:review|report"
    r"|inquiry"
    r"|guidance|audit|inspection|study|evaluation|strategy|briefing|survey|paper|article|edition|version|update"
    r"|bulletin"
    r"|newsletter|consultation|agreement|judgment|framework|toolkit|leaflet|policy|data|figures|statistics"
    r"|census)s?,? "
    r"(?:published |issued |released |produced |written |launched |dated )?(?:of|dated|from|in|for|to|at|by)?,? ?"
    r"(?:(?:early|mid|late) ?-?)?$",
    re.I,
)
"""A work of somebody with its date right behind it."""
_SOMEBODY_DID = re.compile(
    rf"\b{_PERSON}(?: (?:who|whose|that))?(?: (?!(?:{_WORKS}|{_BODIES})\b)[\w'-]+){{1,8}}? (?:in|by|since|until|till"
    rf"|from|during"
    rf"|around|of)(?: the (?:start|end|middle|beginning) of)? (?:(?:early|late|mid)[ -])?(?:the )?$",
    re.I,
)
_IT_HAPPENED = re.compile(
    r"\b(?:things|matters|concerns?|the (?:case|concerns?|situation|placement|tenancy|violence|abuse|arguments?|calls"
    r"|marriage|relationship|arrangements?)|it all) (?:\w+ ){0,2}?(?:came to (?:a head|light)|broke down|worsened"
    r"|escalated|deteriorated|fell apart|unravelled|ended|began|started|changed|got worse|resumed|stopped|came to an "
    r"end) (?:\w+ )?(?:in|by|from|during|around)(?: the (?:start|end|middle) of)?"
    r"(?: (?:early|late|mid))?(?:[ -]| the )$",
    re.I,
)
"""What a case came to, without a word for a person."""
_DEADLINE = re.compile(
    r"\b(?:had|have|has|given|were given|was given|allowed) (?:until|till) (?:the (?:end|start|middle) of )?$", re.I
)
_PUBLISHED = re.compile(r"\b(?:publi\w+|launch\w*|review|report|case)\b", re.I)


_ENDS_OF_YEARS = (
    ("1 april", "31 march"),
    ("1 january", "31 december"),
    ("1 september", "31 august"),
)
"""Of financial years, of calendar years and of school years."""
_RANGE = re.compile(
    r"(?:from |between )?(?P<first>\d{1,2})(?:st)? (?P<month>[a-z]+)(?: \d{4})? ?(?:-|to|and|until|till"
    r"|up to) ?(?:the )?"
    r"(?P<last>\d{1,2})(?:st)? (?P<end>[a-z]+),? \d{4}",
    re.I,
)
_OF_REVIEW = re.compile(r"\b(?:under review|review period|scope|time ?frame|timeline|chronology|lived|placed)\b", re.I)


def is_of_whole_years(reading: Reading, start: int, end: int) -> bool:
    """Whether a day is the first or the last of whole years that data or a study are of."""
    text = reading.text[max(0, start - 45) : end + 45]
    for match in _RANGE.finditer(text):
        ends = (f"{match['first']} {match['month']}".lower(), f"{match['last']} {match['end']}".lower())
        if ends in _ENDS_OF_YEARS:
            sentence = reading.around(start, end)
            return _CASE.search(sentence) is None and _OF_REVIEW.search(sentence) is None
    return False


def is_of_no_case(reading: Reading, start: int, end: int) -> bool:
    """Whether a month with its year is one of data, of a document or of what a body did."""
    sentence = reading.around(start, end)
    lead = reading.text[max(reading.sentence_at(start).start, start - 80) : start]
    if not re.search(r"\w", lead) and re.match(r" ?(?:-|:|\|) ?", reading.text[end : end + 3]):
        return False
    if _OF_WORK.search(lead) or (_DEADLINE.search(lead) and not _CASE.search(sentence)):
        return True
    return _ANY.search(sentence) is not None and _CASE.search(sentence) is None


def is_of_somebody(reading: Reading, start: int) -> bool:
    """Whether the words right before a month with its year say what somebody of a case did or suffered then."""
    lead = reading.text[max(reading.sentence_at(start).start, start - 110) : start]
    found = _SOMEBODY_DID.search(lead) or _IT_HAPPENED.search(lead)
    return found is not None and not _PUBLISHED.search(found.group())
