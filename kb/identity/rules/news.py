"""News items about a case: their addresses, and citations of them in words."""

import re
from collections.abc import Iterator

from kb.identity.normalising import Reading
from kb.identity.rules.news_citations import citations
from kb.identity.rules.news_told import told

_URL = re.compile(
    r"(?<![\w@.])(?:https?://)?(?P<host>(?:[a-z0-9-]{1,63}\.){1,4}(?:com|co|uk|net|org|scot|wales|cymru|ie|tv"
    r"|news|info|london|eu|fm|radio|today|live|media|press|online|je|im|gg|example|test|local|site|blog|app))"
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
    "mail|mirror|guardian|telegraph|independent|express|star|thesun|metro|standard|herald|echo|gazette|mercury|chronicle"
    "|courier|argus|post|examiner|observer|advertiser|reporter|scotsman|record|tribune|live|online|times|news|newyddion|leader|citizen"
    "|sentinel|bulletin|messenger|freepress|evening|dispatch|radio|fm|today|world|newyddion|golwg|papur|weekly|daily"
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
    r"|-llys-|arrested|(?:toddler|baby|boy|girl|teen\w*|mum|mother|dad|father|couple|parents?|stepfather"
    r"|child)-\w*-?(?:death"
    r"|died|dies|dead|killer|trial|court|cruelty|guilty|admits|denies|found|accused|shaken|stabbed)|death-of-(?:baby"
    r"|toddler|boy"
    r"|girl)|court-(?:hears|told)|inquest-(?:hears|told)|found-dead|named-(?:locally|as)|cruelty-(?:case|trial))",
    re.IGNORECASE,
)


def items(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where links and citations begin and end."""
    for match in _URL.finditer(reading.text):
        if _is_news(match["host"].lower(), match["path"] or ""):
            yield match.span()
    cited = list(citations(reading))
    yield from cited
    for start, end in told(reading):
        if not any((min(last, end) - max(first, start)) * 2 >= end - start for first, last in cited):
            yield start, end


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
