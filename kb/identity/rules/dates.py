"""Days and months of events, in any wording; dates of publications, laws and meetings of bodies pass."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?|Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)\.?"
)
_UNIT = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_DAY_WORD = (
    rf"(?:(?:twenty|thirty)[\s-](?:{_UNIT})|{_UNIT}|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth"
    r"|eighteenth|nineteenth|twentieth|thirtieth)"
)
_DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th|af|ail|ydd|eg|ain))?|{_DAY_WORD})"
_TENS = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|one|two|three|four|five|six|seven|eight|nine)"
)
_YEAR_WORD = (
    rf"(?:two\s+thousand(?:\s+and)?(?:\s+{_TENS}(?:[\s-]{_TENS})?)?|(?:nineteen|twenty)[\s-]{_TENS}(?:[\s-]{_TENS})?)"
)
_YEAR = rf"(?:(?:19|20)\d\d|'\d\d|{_YEAR_WORD})"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+(?:the\s+)?)"
_SEP = r"(?:\s*[./\-|\s]\s*)"
_MORE_DAYS = rf"(?:\s*(?:-|to|and|or|&|,|/|until)\s*(?:the\s+)?{_DAY})"
DAY = re.compile(
    rf"(?<![\w/.-])(?:{_WEEKDAY})?(?:the\s+)?{_DAY}{_MORE_DAYS}{{0,3}}(?:\s+(?:of\s+)?|[-.,/]\s?){_MONTH}(?:(?:,?\s+|[-.,/]\s?)(?:{_YEAR}|\d\d(?![\w:%])))?(?![\w])"
    rf"|(?<![\w])(?:{_WEEKDAY})?{_MONTH}(?:\s+|-)(?:the\s+)?{_DAY}{_MORE_DAYS}{{0,2}}(?!\d)(?:,?\s+{_YEAR})?(?![\w%])"
    rf"|(?<![\w/.-])(?:0?[1-9]|[12]\d|3[01]){_SEP}(?:0?[1-9]|1[0-2]){_SEP}(?:(?:19|20)\d\d|'?\d\d)(?![\w/-]|\.\d)"
    rf"|(?<![\w/.-])(?:19|20)\d\d[-/._](?:0[1-9]|1[0-2])[-/._](?:0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|(?<![\w/.-])(?:0?[1-9]|[12]\d|3[01])[\s./](?:i{{1,3}}|iv|vi{{0,3}}|ix|xi{{0,2}})[\s./](?:19|20)?\d\d(?!\w)"
    rf"|(?<!\w)(?:Christmas|Boxing|New\s+Year'?s|Valentine'?s|Mother'?s|Father'?s|St\s+\w+'?s|May|Hallowe'?en|Bonfire)\s+(?:Day|Eve|Night),?\s+(?:in\s+|of\s+)?{_YEAR}(?!\w)"
    rf"|(?<!\w)(?:Easter(?:\s+(?:Sunday|Monday|Saturday))?|Good\s+Friday|Pancake\s+Day|Shrove\s+Tuesday|Ash\s+Wednesday|Palm\s+Sunday|Whit\s+\w+|Hogmanay|Burns\s+Night|Hallowe'?en|Christmas"
    rf"|Diwali|Eid(?:\s+[au]l-\w+)?|Vaisakhi|Hanukkah|Rosh\s+Hashanah|Yom\s+Kippur|Passover|Holi|Ashura|Nowruz|Chinese\s+New\s+Year|Orthodox\s+\w+),?\s+(?:in\s+|of\s+)?{_YEAR}(?!\w)",
    re.IGNORECASE,
)
MONTH_AND_YEAR = re.compile(
    rf"(?<![\w-])(?:(?:early|mid|late)[\s-])?{_MONTH}(?:,?\s+(?:of\s+)?|/|-){_YEAR}(?![\w])|(?<![\w/.-])(?:0[1-9]|1[0-2])/(?:19|20)\d\d(?![\w/])",
    re.IGNORECASE,
)
_BODY = (
    r"(?:board|panel|partnership|committee|council|group|forum|executive|trust|cabinet|parliament|senedd|government|department"
    r"|ministers?|ofsted|inspectorate|estyn|cqc|hmic\w*|nspcc|network|subgroup|sub-group|steering|team\s+meeting|agm)"
)
PASSES_BEFORE = re.compile(
    r"(?:publish\w*|publication|issued|updat\w+|revis\w+|amend\w+|launch\w*|introduc\w+|came\s+in(?:to\s+force)?|come\s+into\s+force|in\s+force"
    r"|commenc\w+|effective|enacted|royal\s+assent|took\s+effect|takes\s+effect|guidance|statutory|regulations?|act|version|edition|accessed"
    r"|retrieved|downloaded|review(?:ed)?\s+(?:by|on|date)|next\s+review|due\s+(?:by|on|for)|deadline|as\s+at|data|figures?|statistics|census"
    r"|report(?:ed)?\s+(?:of|dated|in)|dated|minutes|agenda|conference|seminar|awareness\s+day|(?:bullying|internet|prevention|ribbon|women's|children's|health)\s+(?:day|week)|workshop|webinar|training|course|learning\s+event|awareness"
    r"|inspect\w+|inspection|visit(?:ed)?\s+by\s+(?:ofsted|estyn|cqc)|audit(?:ed)?|evaluat\w+|survey\w*|pilot\w*|roll(?:ed|s)?[\s-]out|adopt\w+"
    r"|agreed\s+(?:by|at)|approved|signed\s+off|endorsed|replac\w+|went\s+live|goes\s+live|opened|start(?:s|ed|ing)?\s+(?:on|in|from)|funded|funding"
    r"|contract|commission\w*|consult\w+|financial\s+year|year\s+(?:to|ending|ended)|period|term\s+of\s+reference|policy|procedure|protocol|strategy"
    r"|newsletter|briefing|leaflet|journal|news|programme|framework|standards?|schedule|timetable|calendar|plan\s+(?:dated|of)|open\s+(?:from|until)"
    rf"|{_BODY}\s+(?:met|meets|agreed|approved|considered|received|heard|discussed|held|meeting|decided|asked|will)|meeting\s+(?:of|on))",
    re.IGNORECASE,
)
EVENT = re.compile(
    r"\b(?:born|birth|d\.?o\.?b|died|death|killed|murder\w*|injur\w+|assault\w*|arrest\w*|admitted|discharged|attended\s+(?:a&e|hospital|the)|found\s+dead"
    r"|collapsed|removed|placed|referral|referred|disclos\w+|strategy\s+(?:discussion|meeting)|case\s+conference|section\s+47|incident|inquest|trial"
    r"|sentenced|convicted|pleaded|charged|bail\w*|999\s+call|ambulance|scan|bruis\w+|fractur\w+|burn\w*|missing|moved|separat\w+|married|funeral"
    r"|buried|delivered|baby|mother|father|child|girl|boy|sibling|stepfather|partner|family|she|he|her|his)\b",
    re.IGNORECASE,
)


def find(reading: Reading, _lists: Lists) -> Iterator[Hit]:
    """Dates of events of a case."""
    days = [match.span() for match in DAY.finditer(reading.digits)]
    for start, end in days:
        if not _passes(reading, start, end):
            yield Hit("exact-date", start, end)
    for match in MONTH_AND_YEAR.finditer(reading.digits):
        inside = any(first <= match.start() and match.end() <= last for first, last in days)
        if not inside and not _passes(reading, *match.span()):
            yield Hit("month-and-year", *match.span())


def _passes(reading: Reading, start: int, end: int) -> bool:
    """Whether the sentence is about a publication, a law, a meeting and not about somebody's life."""
    sentence = reading.sentence_at(start)
    around = reading.text[max(sentence.start, start - 90) : min(sentence.end, end + 60)]
    if any(hit.start < end and start < hit.end for hit in reading.hits):
        return True
    return bool(PASSES_BEFORE.search(around)) and not EVENT.search(around)
