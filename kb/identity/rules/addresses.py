"""Street addresses: a number and a street, a flat in a house, a house with a name."""

import re
from collections.abc import Iterator

from kb.identity.normalising import Reading

_STREET = (
    r"(?:Street|Str|St|Road|Rd|Avenue|Ave|Av|Lane|Ln|Close|Cl|Drive|Dr|Grove|Gr|Terrace|Terr|Ter|Gardens|Gdns"
    r"|Crescent|Cres"
    r"|Mews|Wynd|Brae|Loan|Row|Way|Rise|Walk|Square|Sq|Parade|Drove|Garth|Fold|Alley|Boulevard|Causeway"
    r"|Esplanade|Promenade"
    r"|Ginnel|Snicket|Twitten|Vennel|Pend|Quay|Quadrant|Villas|Cottages|Mansions|Buildings|Almshouses|Chase"
    r"|Brow|Copse|Spinney"
    r"|Crofts?|Dell|Dene|Hollow|Orchard|Paddocks?|Meadows?|Heol|Ffordd|Stryd|Rhodfa|Teras|Circus|Embankment)"
)
_HOUSE = (
    r"(?:House|Court|Ct|Park|Hill|View|Green|Place|Pl|Gate|Bank|End|Tower|Point|Heights|Cross|Fields?|Common"
    r"|Corner|Lodge|Farm"
    r"|Mount|Mill|Ridge|Wood|Woods|Yard|Vale|Wharf|Passage|Path|Estate|Flats|Approach|Bridge|Cottage|Hall|Lea"
    r"|Reach|Top|Side)"
)
_CAPITAL = r"[A-Z][\w'.-]{1,24}"
_NAME = rf"(?:(?:St\.?\s+(?=[A-Z])|(?!{_STREET}\b){_CAPITAL}\s+)){{1,4}}?"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_COUNT = rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:{_ONES}))?|{_TEENS}|{_ONES})"
_FLAT = (
    r"(?:(?:[Ff]lat|FLAT|[Aa]partment|[Aa]pt\.?|[Rr]oom|[Uu]nit|[Pp]lot|[Cc]aravan|[Pp]itch|[Bb]edsit|[Ss]tudio"
    r"|[Bb]lock|[Cc]halet)\s+"
    rf"(?:\d{{1,4}}[a-zA-Z]?(?:/\d{{1,2}})?|[A-Z]\d{{0,2}}|(?i:{_COUNT})),?\s+(?:{_CAPITAL}"
    rf"(?:\s+{_CAPITAL}){{0,3}},\s+)?)"
)
_HOUSE_NUMBER = (
    rf"(?:(?:[Nn]o\.?|[Nn]umbers?|[Nn]os\.)\s*)?(?:\d{{1,4}}(?:\s?[-/]\s?\d{{1,4}})?\s?[a-zA-Z]?"
    rf"|(?i:{_COUNT}))(?<!\d[ ])"
)
_END = r"(?:,\s*(?:flat\s*)?\d{1,2}/\d{1,2})?(?!\w)(?![-'/]\w)"
_NUMBERED = re.compile(
    rf"(?<![\w/.,£-])(?P<flat>{_FLAT})?(?P<number>{_HOUSE_NUMBER}),?\s+(?:{_NAME}(?:(?:{_HOUSE}\s+){{0,2}}"
    rf"(?P<street>{_STREET})|{_HOUSE}(?:\s+{_HOUSE})?(?!\s+[A-Z]))\b\.?"
    rf"|(?P<other>(?:The\s+)?(?:Old\s+)?(?:{_CAPITAL}(?:gate|way|side|croft)|Broadway|Strand|Mount)\b"
    rf"|The\s+(?:{_CAPITAL}\s+)?{_CAPITAL}|(?:Ffordd|Heol|Stryd|Maes|Lon|Lôn|Rhes|Clos|Bryn|Trem|Cwrt|Parc"
    rf"|Rhodfa|Teras|Tan|Pen)"
    rf"\s+(?:(?:y|yr|Y|Yr|\w{{1,3}}-y)[\s-]+)?{_CAPITAL}))"
    rf"{_END}"
)
_IN_FLATS = re.compile(
    rf"(?<!\w)(?:[Ff]lat|FLAT|[Aa]partment|[Aa]pt\.?|[Bb]edsit|[Pp]lot|[Pp]itch"
    rf"|[Cc]aravan)\s+\d{{1,4}}[a-zA-Z]?,?\s+(?:(?:in|at|of|on)\s+)?(?:the\s+)?"
    rf"{_CAPITAL}(?:\s+{_CAPITAL}){{0,4}}"
)
_DWELLING = (
    "Forge|Smithy|Stables|Dairy|Granary|Bungalow|Coach\\s+House|Gatehouse|Manse|Vicarage|Rectory|Hollies|Laurels"
    "|Firs|Elms|Limes|Beeches|Willows|Cedars|Oaks|Poplars|Hawthorns|Chestnuts|Birches|Pines|Orchard|Gables|Haven"
    "|Bothy|Croft|Nook|Cottage|Barn|Farmhouse|Flat|Annexe?|Caravan|Lodge|Grange|Oast|Paddock|Homestead|Maltings"
)
_NAMED_HOUSE = re.compile(
    rf"(?<!\w){_CAPITAL}(?:\s+{_CAPITAL}){{0,2}}\s+(?:Cottage|House|Farm|Lodge|Villa|Croft|Bungalow|Barn|Hall"
    rf"|Court|Rectory|Tower),\s+"
    rf"(?:\d{{1,4}}\s+)?{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}}\s+{_STREET}\b"
)
_THE_HOUSE = re.compile(
    rf"(?<!\w)(?:[Tt]he\s+)?(?:Old\s+{_CAPITAL}(?:\s+{_CAPITAL})?|(?<=[Tt]he\s)(?:{_DWELLING})),\s+"
    rf"(?:\d{{1,4}}\s+)?{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}}\s+{_STREET}\b"
)
"""A house that is told by its name alone: The Old Smithy, Back Lane."""
_AT_HOME = re.compile(
    r"\b(?i:(?:live[sd]?|living|stay(?:s|ed|ing)?|moved?|addresse?s?|(?:home|welfare|police|last)\s+visit(?:ed)?|tenancy"
    r"|rent(?:s|ed|ing)?|accommodated|placed|bailed)(?:\s+(?:at|to|is|was|as|in|of|back|out|on|given)){0,3}:?)\s+"
    rf"(?P<address>{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}},\s+{_CAPITAL}(?:\s+{_CAPITAL}){{0,1}}\s+{_STREET})\b(?!\s[A-Z])"
)
"""The same after a word that tells where somebody lives: lives at Rosemount, Kirk Wynd."""
_VENUE = re.compile(
    r"\b(?:venue|conference|training|workshop|webinar|event|offices?|registered|parking|car\s+park|booking|launch"
    r"|delegates|session|AGM|(?:board|panel|forum|committee|group)\s+(?:meets|met|meeting)|lunch|opening\s+hours"
    r"|headquarters|charity|write\s+to|invoices?)\b",
    re.IGNORECASE,
)
"""Around houses where one meets."""
_LIVED = re.compile(
    r"(?<!\w)(?:live[sd]?|living|flat|house|home|address|property|moved?|stay(?:ed|ing|s)?|tenancy|bedsit|squat"
    r"|maisonette|bungalow"
    r"|caravan|rooms?|tenant|neighbours?|friends?|number\s+\d{1,4}[a-z]?)\s+(?:\w+\s+){0,2}?(?:in|on|at|to|off|from"
    r"|near|of|was|is)\s+"
    rf"(?P<street>(?:the\s+)?(?:{_CAPITAL}\s+){{1,3}}(?:Street|Road|Rd|Avenue|Lane|Close|Drive|Crescent|Terrace"
    rf"|Gardens|Grove|Mews|Wynd|Brae|Way|Row|Walk|Rise|Court|Parade|Square|Place|Quay|Vale|Mount))\b(?!\s+[A-Z])"
)
_SMALL = re.compile(
    r"(?<!\w)(?:at|address|number|no\.?|to|from|of|outside|in|on|near)\W{1,2}"
    r"(?P<address>(?:flat\s+\d{1,3}[a-z]?,?\s+)?\d{1,4}[a-z]?,?\s+(?:[a-z']+\s+){1,2}"
    r"(?:street|road|rd|avenue|ave|lane|close|drive|crescent|terrace|gardens|gdns|grove|mews|wynd))(?=\s*(?:$"
    r"|[.,;:)|\n]|\s(?:on|at|in|and"
    r"|when|where|for|with|was|is|were|had|who|which|until|but|by|to|after|before|since|because|as|while)\b))"
)
_AFTER = "|".join(rf"(?<=\b{word} n)" for word in "at to from of in outside near is".split())
_IN_WORDS = re.compile(
    rf"n(?:{_AFTER})(?:umber|o\.?)"
    rf"\s+(?:\d{{1,4}}[a-z]?|{_COUNT}),?\s+(?:the\s+)?(?:[a-z']+\s+){{0,2}}?"
    r"(?:street|road|avenue|lane|close|drive|crescent|terrace|gardens|grove|mews|wynd|row|square|parade|villas|cottages)"
    r"(?=\s*(?:$|[.,;:)|\n]|\s(?:on|at|in|and|when|where|for|with|was|is|were|had|who|but|by|to|after|before|since)\b))"
)
_LOUD = re.compile(
    r"(?<![\w/.,])\d{1,4}[A-Z]?,?\s+(?:[A-Z']{2,}\s+){1,3}(?:STREET|ROAD|RD|AVENUE|AVE|LANE|CLOSE|DRIVE"
    r"|CRESCENT|TERRACE|GARDENS|GROVE"
    r"|MEWS|WYND|COURT|PLACE)\b"
)
_LEFT = re.compile(
    r"(?:\b[Tt]he\s+)?\b(?:[Bb]asement|[Gg]round|[Ff]irst|[Ss]econd|[Tt]hird|[Tt]op|[Uu]pper|[Ll]ower|[Mm]iddle"
    r"|[Aa]ttic|[Gg]arden|[Uu]pstairs"
    r"|[Dd]ownstairs|[Bb]ack|[Ff]ront|[Rr]ear|[Ll]eft|[Rr]ight|[Ss]tudio)(?:[\s-]floor)?(?:[\s-](?:left|right"
    r"|front|rear|back))?"
    r"(?:\s+(?:flat|bedsit|room|maisonette|apartment|bedroom))?(?:\s+(?:at|of|in)|,)\s+(?:the\s+)?$"
    r"|\b[Tt]he\s+(?:end|corner|middle|last|first|next)(?:\s+of\s+terrace)?\s+(?:house|property|terrace|bungalow"
    r"|flat),\s+$"
    rf"|(?:\b[Rr]oom\s+\d{{1,3}}[A-Z]?(?:,|\s+(?:at|in|of)(?:\s+the)?)\s+)?\b(?:The"
    rf"|the)\s+(?:{_CAPITAL}\s+){{0,2}}{_CAPITAL},\s+$"
    rf"|(?:{_CAPITAL}\s+){{1,2}}(?:House|Cottage|Lodge|Farm|Court|Villa|Hall|Inn|Arms|Barn|Mill|Forge|Tower|Hotel),\s+$"
)
"""What of an address stands before its number."""
_WHERE = re.compile(
    r"(?:\b(?:at|of|to|from|in|on|into|outside|near|address(?:ed)?|visit\w*|number|no\.?|lives?|lived|living"
    r"|for|between|opposite"
    r"|attended|searched|and|against|behind|next door to|was|is|via|left|sent|show(?:s|ed|n)|listed|lists|reads?"
    r"|g(?:ave|ives?|iven)|as|only|with|by|than|home|house|flat|property"
    r"|premises|addresses|searched|raided|past|called|not|off|round|reached|watched|rented|vacated|sold)\s"
    r"|[:(|;,\n\"'*-]\s?|^)\s*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s+(?:In|Out|Forward|On|Up|Through|Of|To|For|Support|Review|Session|Project|of\s+working|race|summit|sessions?"
    r"|meetings?"
    r"|hearings?|judgments?|improvement|change|through|down|up|together|out|the\s+(?:loop|gap)|their|its)\b"
)
"""What follows what only looks like a street: ways forward, people who drive change."""
_NO_STREET = re.compile(
    r"\b(?:Downing|Mile|Agenc(?:y|ies)|Messages?|Carers|Voices|Leads?|Partners|Principles|Rules|Questions|Actions"
    r"|Themes|Rangers"
    r"|Services?|Standards?|Children|People|Staff|Professionals|Practitioners|Schools|Village)\s"
)
_NO_HOUSE = re.compile(
    r"\b(?:chapter|section|part|lesson|table|figure|fig\.?|step|stage|level|module|appendix|annex|article|page"
    r"|p\.|year|phase|tier"
    r"|theme|recommendation|finding|version|volume|session|week|day|item|slide|aged?|box|form|point|question"
    r"|principle|standard"
    r"|chapters|act|since|all|grade|band|tip|no\. of)\s*$",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:Family|Crown|High|County|Youth|Magistrates'?|Supreme|Sheriff|Care|Childrens?'?s?|Local|National"
    r"|Forest|Early|Safe|Business"
    r"|Appeal|Coroners?'?s?|Science|Country|Community|Working|Golden|Lead|Key|Family's|Problem|Specialist"
    r"|Mental|Health|Social|Learning"
    r"|Designated|Drug|Moving|Half|Steps?|Hours?|Days?|Weeks?|Months?|Years?|Minutes?|Points?|Stages?|Phases?"
    r"|Good|Opening|Open|Right|Wrong|Third|Two|One|Foster)\b"
)


def addresses(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where addresses begin and end."""
    text = reading.digits
    for match in _NUMBERED.finditer(text):
        if _is_address(match, text):
            yield _from_left(text, match.start()), match.end()
    for pattern in (_IN_FLATS, _NAMED_HOUSE, _IN_WORDS, _LOUD):
        for match in pattern.finditer(text):
            yield _from_left(text, match.start()), match.end()
    for match in _THE_HOUSE.finditer(text):
        if not _VENUE.search(reading.around(*match.span()).replace(match.group(), " ")):
            yield match.span()
    for match in _AT_HOME.finditer(text):
        if not _VENUE.search(reading.around(*match.span()).replace(match.group(), " ")):
            yield match.span("address")
    for match in _LIVED.finditer(text):
        yield match.span("street")
    for match in _SMALL.finditer(text):
        if not re.search(r"\b(?:main|mile|metres?|yards?|minor|busy|country)\b", match["address"]):
            yield match.span("address")


def _is_address(match: re.Match[str], text: str) -> bool:
    if match["flat"]:
        return True
    if _GOES_ON.match(text, match.end()) or _NO_STREET.search(match.group()):
        return False
    before = text[max(0, match.start() - 30) : match.start()]
    if _NO_HOUSE.search(before):
        return False
    where = bool(_WHERE.search(before))
    number = match["number"]
    if not number[-1].isdigit() and not any(each.isdigit() for each in number):
        return where and bool(match["street"] or match["other"])
    if re.match(r"(?:19|20)\d\d$", number) and not re.search(
        r"(?:\bat|number|no\.?|address:?)\s+$", before, re.IGNORECASE
    ):
        return False
    if match["street"]:
        return not _INSTITUTION.search(match.group()) or (where and not re.search(r"\bof\s$", before))
    return where and not _INSTITUTION.search(match.group())


def _from_left(text: str, start: int) -> int:
    first = max(0, start - 60)
    match = _LEFT.search(text[first:start])
    return first + match.start() if match else start
