"""News items about a case: their addresses, and citations of them in words."""

import re
from collections.abc import Iterator

from kb.identity.normalising import Reading

_URL = re.compile(
    r"(?<![\w@.])(?:https?://)?(?P<host>(?:[a-z0-9-]{1,63}\.){1,4}(?:com|co|uk|net|org|scot|wales|cymru|ie|tv"
    r"|news|info|london|eu|fm|radio))"
    r"(?P<path>/[^\s)\]>\"'|]*)?(?<![.,;:])(?![\w@])",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"(?:^|\.)(?:gov|nhs|ac|police|judiciary|parliament|mod|llyw|sch|senedd)\.(?:uk|wales|scot|cymru)$|(?:^"
    r"|\.)gov\.(?:wales|scot|ie)$"
    r"|(?:^|\.)(?:nspcc|scie|barnardos|nice|ofsted|rcpch|rcn|bma|basw|cafcass|bailii|doi|researchinpractice"
    r"|seenandheard|safelives"
    r"|lullabytrust|anncrafttrust|nationalarchives|childrenscommissioner|local|iopc|hse|theguardianproject|bmj"
    r"|thelancet|tandfonline"
    r"|sciencedirect|springer|wiley|nature|sagepub|oup|cambridge|crin|unicef|who"
    r"|nationalcrimeagency)\.(?:[a-z.]+)$|journal",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"^(?:mail\.|webmail|outlook|(?:.*\.)?(?:hotmail|gmail|googlemail|ymail|protonmail|voicemail|royalmail)\.)"
    r"|safelives",
    re.IGNORECASE,
)
_TITLES = (
    "mail|mirror|guardian|telegraph|independent|express|star|thesun|metro|standard|herald|echo|gazette|mercury|chronicle|courier|argus"
    "|post|examiner|observer|advertiser|reporter|scotsman|record|tribune|live|online|times|news|newyddion|leader|citizen|sentinel"
    "|bulletin|messenger|freepress|evening|dispatch|radio|fm|today|world|newyddion|golwg|papur|weekly|daily"
)
_OF_NEWS = re.compile(
    rf"(?:^|[.-])(?:{_TITLES})(?:[.-]|$)|(?:mail|mirror|guardian|telegraph|herald|echo|gazette|mercury"
    rf"|chronicle|courier|argus|post|examiner"
    r"|observer|advertiser|tribune|live|times|news|newyddion|freepress|scotsman|record|radio|sentinel|standard"
    r"|star|express|leader|online"
    r"|today|fm|citizen|reporter|bulletin|messenger)\.|(?:^|\.)(?:daily|evening|news(?!letter)|newyddion)[a-z-]+\."
    r"|(?:^|\.)(?:stv|rte|lbc|utv|s4c|huffingtonpost|huffpost|buzzfeed|ladbible|unilad|thejournal|breakingnews"
    r"|golwg|nation|swns)\.",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"(?:live|online|today|star|record|standard|express|leader|post|times|world|radio|fm|weekly|citizen"
    r"|observer|reporter|bulletin|messenger)",
    re.IGNORECASE,
)
_BROADCASTER_PATH = re.compile(
    r"(?:bbc\.co\.uk|bbc\.com|itv\.com|channel4\.com|channel5\.com|msn\.com|yahoo\.com|aol\.co\.uk)$", re.IGNORECASE
)
_SLUG = re.compile(
    r"/(?:news|newyddion|story|stories|crime|courts?|ep|episodes?|articles?|local-news|uk-news|podcasts?"
    r"|inquests?)(?:[/-]|$)|(?:[a-z0-9]+-){4,}[a-z0-9]+"
    r"|(?:inquest|jailed|murder|killed|trial|sentenced|court|guilty|charged|tribute|death|llys|arrested"
    r"|manslaughter|stabb)[a-z]*-|-(?:inquest|jailed|murder|killed|trial|sentenced|court|death)",
    re.IGNORECASE,
)
_CRIME = re.compile(
    r"(?:inquest|jailed|murder|killed|sentenced|guilty|charged-with|tribute|manslaughter|stabb|podcast|pods?\."
    r"|-llys-|arrested)",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}},?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}"
    rf"(?:,?\s+'?\d{{2,4}})?"
    rf"|{_MONTH}\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|(?:19"
    rf"|20)\d\d(?:-\d\d-\d\d)?)"
)
_PAGE = r"(?:pp?\.?|pages?)\s*\d{1,3}(?:\s?-\s?\d{1,3})?"
_TAIL = (
    rf"(?:\s(?:online|website|app|\(online\)))?(?:[\s,(\[;:-]{{1,3}}(?:(?:of|on|dated|from|published)\s+)?{_DATE})?"
    rf"(?:[\s,(]{{1,3}}{_PAGE})?\)?"
)
_LAST = (
    r"(?:Mail|Mirror|Telegraph|Express|Sun|Star|Herald|Echo|Gazette|Mercury|Chronicle|Courier|Argus|Post"
    r"|Examiner|Advertiser|Record"
    r"|Times|News|Journal|Standard|Leader|Citizen|Press|Bulletin|Sentinel|Tribune|Independent|Scotsman"
    r"|Messenger|Packet|Dispatch"
    r"|Despatch|Visiter|Comet|Globe|Pioneer|Metro|Guardian|Observer|Reporter|Enterprise|Recorder|Free Press"
    r"|Live|Newyddion|Golwg)"
)
_SURE_LAST = (
    r"(?:(?:Mail|Mirror|Telegraph|Express|Sun|Star|Herald|Echo|Gazette|Mercury|Chronicle|Courier|Argus|Post"
    r"|Advertiser|Times|Tribune"
    r"|Scotsman|Free Press|Sentinel)|(?<=[a-z] )(?<!the )(?<!The )(?:News|Journal|Independent|Metro|Standard|Press))"
)
"""Titles that are hardly anything else; some only after a name of a place."""
_NO_PAPER = (
    r"(?!\s+(?:Office|Room|Service|Group|Board|Hub|Team|Link|of Concern|Trust|Centre|Scheme|ad Litem"
    r"|sheets?|forms?|books?|charts?|entr(?:y|ies)|keeping|bestsell\w+)\b)"
)
_PAPER = rf"(?:(?:The|the)\s+)?(?:[A-Z][\w'&-]+\s+(?:(?:and|&)\s+)?){{0,4}}{_LAST}\b{_NO_PAPER}"
_SHORT_PAPER = rf"(?:[A-Z][\w'&-]+\s+(?:(?:and|&)\s+)?){{0,4}}{_SURE_LAST}\b{_NO_PAPER}"
_CHANNEL = (
    r"(?:BBC(?:\s+(?:Radio|One|Two|News|Wales|Scotland|Cymru|Panorama|Newsnight|Local))*|ITV|STV|UTV|S4C|RT[EÉ]"
    r"|LBC|Sky(?:\s+News)?|Channel\s?[45]"
    r"|GB\s+News|Press\s+Association|PA\s+Media|Reuters|Newsnight|Panorama|Dispatches|Crimewatch"
    r"|Radio\s+[A-Z]\w+|[A-Z]\w+\s+(?:FM|Radio))"
)
_QUOTE = (
    r"(?:\"[^\"\n]{8,140}\"|(?<!\w)'[^'\n]{8,140}'(?!\w)|\*{1,2}[^*\n]{8,140}\*{1,2}|_[^_\n]{8,140}_"
    r"|\[[^\]\n]{8,140}\])"
)
_REPORT = (
    r"(?:report(?:s|ed|ing)?|broadcast|coverage|bulletin|interview|copy|story|stories|item|article|piece"
    r"|documentary|programme|podcast|news|headline|cover(?:ed|s)|showed|ran|aired|filmed|named|item)"
)
_CITED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_QUOTE}[\s,.(\[;:-]{{1,4}}(?:(?:in|on|from|by)\s+)?(?:\(|\*)?(?:{_PAPER}|{_CHANNEL})\*?{_TAIL}",
        rf"(?<!\w){_SHORT_PAPER}[\s,(]{{1,3}}(?:(?:of|on|dated|from)\s+)?(?:{_DATE}(?:[\s,(]{{1,3}}{_PAGE})?"
        rf"|{_PAGE})\)?",
        rf"(?<!\w)(?:[A-Z][\w'&-]+\s+){{0,2}}(?:Evening|Daily|Morning|Sunday|Weekly"
        rf"|Nightly)\s+{_LAST}\b{_NO_PAPER}{_TAIL}",
        r"(?<!\w)(?:report(?:ed|s|ing)?|cover(?:ed|age)|publish\w*|print(?:ed)?|quoted|featured|carried"
        r"|splashed|named|appeared|article|stor(?:y|ies)"
        r"|headlines?|interview(?:ed)?|piece|item|front page|letters?|photograph(?:ed|s)?|spread|according"
        r"|cutting|clipping|link)s?"
        rf"(?:\s\w+){{0,3}}?\s(?:in|by|to|on|of|from|with)\s(?P<paper>the\s+{_SHORT_PAPER}{_TAIL})",
        rf"(?<!\w){_CHANNEL}(?:\s+[A-Z]\w+){{0,2}}"
        rf"(?:'s)?\s(?:\w+\s){{0,2}}{_REPORT}\b[^.\n\"]{{0,40}}?(?:{_DATE}|{_QUOTE}|inquest|(?:the|on"
        rf"|murder)\s+trial|jailed|murder|verdict|the\s+case|the\s+family)",
        rf"(?<!\w)(?:told|telling|spoke\s+to|called|rang|emailed)\s(?P<paper>the\s+{_SHORT_PAPER}{_TAIL})",
        rf"(?<!\w)(?:{_SHORT_PAPER}|(?:[A-Z]\w+\s)?Guardian(?=\s(?:newspaper|article|story|headline|journalist"
        rf"|website|front)))(?:'s)?\s"
        r"(?:newspaper|article|report|story|piece|feature|headline|cutting|item|coverage|editorial|front\spage"
        r"|journalist|reporter|website)\b"
        rf"(?:[\s,:(]{{1,3}}{_QUOTE})?{_TAIL}",
        rf"(?<!\w){_CHANNEL}(?:\s+[A-Z]\w+){{0,2}}[\s,(]{{1,3}}(?:(?:of|on)\s+)?(?:{_DATE})\)?",
        rf"(?<!\w)(?:{_CHANNEL}|(?:the\s+)?{_SHORT_PAPER})\s(?:\w+\s){{0,2}}?{_QUOTE}",
        rf"(?i:\b(?:headlines?|headlined|front[\s-]page|local\s+(?:news)?paper|newspaper|tabloid|red-?top"
        rf"|cutting|clipping|the\s+papers?|local\s+press|news\s+(?:item|story|report))\b)[^.\n\"]{{0,50}}?{_QUOTE}",
        r"(?<!\w)(?i:the\s+)?(?i:(?:local|regional|national|evening)\s+(?:news)?paper|newspaper|tabloid"
        r"|press)(?i:'s)?\s(?i:report|article|story|coverage|cutting|piece)s?\s"
        rf"(?:of|on|from|dated)\s(?:the\s)?{_DATE}",
    )
)
_NO_CITATION = re.compile(
    r"\b(?:Medical|Nursing|Law|Psych\w*|Social|Health|British|Paediatric\w*|Education\w*|Pharm\w*|Community"
    r"|Local Government|London Gazette|University"
    r"|Safeguarding|Foster\w*|Family|Partnership|Board|Practice|Learning|Police|Staff|Members?|Newsletter"
    r"|International|European|Academic|American|Family Law|Probation|Prison|Case|Care|Good|Policy Press|Jessica"
    r"|Midwi\w+|Schools?|Youth|Child|Children's)\s"
    r"(?:\w+\s){0,3}"
    rf"{_LAST}\b|\bJournal of\b|\bPress Office",
)


def items(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where links and citations begin and end."""
    for match in _URL.finditer(reading.text):
        if _is_news(match["host"].lower(), match["path"] or ""):
            yield match.span()
    for pattern in _CITED:
        for match in pattern.finditer(reading.text):
            if not _NO_CITATION.search(match.group()):
                yield match.span("paper") if "paper" in pattern.groupindex else match.span()


def _is_news(host: str, path: str) -> bool:
    bare = host.removeprefix("www.")
    if _OFFICIAL.search(bare) or _MAIL.search(bare):
        return False
    if _BROADCASTER_PATH.search(bare):
        return bool(re.match(r"/(?:news|newyddion|sounds|iplayer|programmes|sport)", path) or bare.startswith("news."))
    if _CRIME.search(f"{bare}{path}"):
        return True
    of_news = _OF_NEWS.search(bare)
    if of_news is None:
        return False
    weak = _WEAK.search(of_news.group()) and not re.search("news|daily|evening", of_news.group(), re.IGNORECASE)
    charity = re.search(r"\.org(?:\.uk)?$", bare)
    return bool(_SLUG.search(path)) if weak or charity else True
