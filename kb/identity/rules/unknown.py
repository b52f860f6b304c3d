"""What is left when all else is found: names of unknown things where only a place or a setting can stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.core.folding import folded_name
from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.phrases import key_of
from kb.identity.rules.named import JOINERS, bare, in_title, with_article
from kb.identity.rules.place_words import (
    AREAS,
    AUTHOR_AFTER,
    BODY_AFTER,
    BODY_BEFORE,
    CASE,
    MADE_BY,
    NO_PLACE,
    PROJECT,
    ROOM_FOR,
    ROOMS,
    STUDY_AFTER,
    TAUGHT,
    WORK_AFTER,
    WORK_BEFORE,
)
from kb.identity.rules.setting_words import GENERIC, ORGANISATION
from kb.identity.rules.windows import windows

_WORD = r"(?:(?:Sta?\.?|YMCA|YWCA|RAF) )?[A-ZÀ-Ý][a-zà-ÿ'][\w'-]*"
_NAME = re.compile(
    rf"(?<!\w)(?P<before>(?i:in|at|from|near|to|of|around|outside|off|on|over|through|towards|via|round|by|between"
    rf"|into|past|beyond"
    rf"|cover(?:s|ed|ing)|left|leaving|visit(?:s|ed|ing)?|rang|phoned|called|attend(?:s|ed|ing)?|reached|across|and"
    rf"|or|then|inside|with"
    rf"|about|asked|ask|told|chased|contacted|rung|rings?|emailed)(?: (?:the|nearby|central|old|rural|inner|lower"
    rf"|upper|north|south|east|west))*|->|\||:|-|\(|@|/|;|,)"
    rf" ?(?P<name>{_WORD}(?: (?:(?:on|in|upon|under|by|le|of|the|y|yr|na|and|&) ){{0,2}}(?:{_WORD}|PS|HS|CS|JS|AS"
    rf"|YC|\d{{1,2}}[A-Z]?)){{0,4}})(?![\w-])"
)
_BUILDING = re.compile(
    r"\b(?:House|Lodge|Court|Villas?|Mews|Manor|Grange|Hall|View|Cottages?|Heights|Towers?|Project|Gardens?|Place"
    r"|Close|Rise|Croft|Farm"
    r"|Terrace|Haven|Hub|Centre|Foyer|Hostel|Refuge|Annexe|Wing|Rooms|Inn|Hotel|YMCA|Walk|Row|Park|Bank|Mill|Green"
    r"|Wharf|Quay"
    r"|Yard|Gate|Point|Crescent|Mission|Home|Base|Retreat|Harbour|Sanctuary|Shelter)$"
)
_SCHOOL = re.compile(
    r"\b(?:Juniors?|Infants?|Primary|Secondary|High|PS|HS|CS|JS|Academy|College|Comp|Grammar|Prep|Sixth Form|Middle"
    r"|First|School|PRU)(?:'s)?$"
)
_HOSPITAL = re.compile(r"\b(?:Children's|General|Royal|Infirmary|Hospital|Victoria|Maternity|Memorial|Eye|Women's)$")
_CLUES = (
    (
        "school",
        r"schools?|teachers?|head ?teacher|head of year|form tutor|SENCO|DSL|attendance at|classmates?"
        r"|lessons|pupils?|year (?:\d{1,2}|group)|excluded|exclusion|on roll|classroom|CPOMS|managed move"
        r"|sixth form|playground|TA\b|reception class|education welfare|transition|alternative provision",
    ),
    (
        "nursery",
        r"nurser(?:y|ies)|key person|room leader|pre-?school|playgroup|childminder|toddler group"
        r"|two-year-old place|funded (?:place|hours|sessions?)|sessions at|early years|creche|manager at"
        r"|wraparound",
    ),
    (
        "ward",
        r"wards?|nurses?|bed manager|inpatient|in-patient|unit|on-call|handover|bay|observation|night staff"
        r"|matron|sister in charge|sectioned|section [23]|detained|adolescent unit",
    ),
    (
        "gp-practice",
        r"GP|surgery|practice(?: manager| nurse)?|prescri\w+|registered (?:with|at)|receptionists?"
        r"|was-not-brought|doctors?|health centre|asthma review|immunisations?",
    ),
    (
        "hospital",
        r"hospitals?|A&E|ED|consultant|paediatricians?|emergency department|scans?|x-?rays?|blood results"
        r"|theatre|surgeons?|radiolog\w+|skeletal survey|gave birth|delivered|admitted|transferred"
        r"|specialist opinion|registrar|midwi\w+|maternity|blue-lighted",
    ),
    (
        "hostel",
        r"hostel|refuge|foyer|key ?worker|resident|bed|supported|temporary accommodation|lodgings|B&B|staff"
        r"|shared (?:kitchen|bathroom|house)|placed|placement|night worker|warden|curfew|room"
        r"|children's home|semi-independent|accommodat\w+|support worker|unit manager",
    ),
)
_ALSO_CASE = re.compile(
    r"\b(?:neighbours?|[Ss]ight(?:ings?|ed)|[MF]|mam|tenant|landlord|[Ff]amily|duty (?:team"
    r"|desk)|rung|rang|lad|HV|PC|patch|beat|[Bb]ody|(?:home )?visits?|[Hh]ome visit|canal"
    r"|recovered|drowned|stabbed|shot|sofa|lads|rent|[Nn]an)\b"
)
_CLUE = re.compile("|".join(rf"(?P<{kind.replace('-', '_')}>\b(?:{words})\b)" for kind, words in _CLUES), re.I)
_APPOSED = re.compile(
    r"(?: (?:unit|ward|hostel|refuge|nursery|suite|surgery|flats|annexe|shelter|clinic|wing)(?![\w-])"
    r"|,? (?:- )?\(?(?:the|an|a|our|their|her|his) (?:[\w'-]+ ){0,3}?(?:unit|ward|hostel|refuge|nursery|school"
    r"|pre-?school|surgery|hospital"
    r"|children's home|shelter|playgroup|hospice|college|practice|care home|guest ?house|B&B)\b)"
)
_KIND_AFTER = re.compile(
    r" (?:unit|ward|hostel|refuge|nursery|suite|surgery|flats|annexe|shelter|clinic"
    r"|wing)(?![\w-])"
)
_LEAD = re.compile(
    r"\b(?:school|nursery|ward|hospital|surgery|hostel|unit|placement|children's home|refuge|practice|pre-?school"
    r"|college|playgroup|toddler group|childminder|kindergarten|foyer|manager|head(?: ?teacher)?|deputy|DSL|SENCO"
    r"|staff|key (?:person|worker)|room leader|hours|sessions?"
    r"|place|attendance|lessons|teachers?|nurses?(?: in charge)?|matron|beds?"
    r"|rooms?|residents?|registered|patients?|inpatient|consultant|A&E|placed|receptionists?|worker|owner|sister"
    r"|midwi\w+|doctors?|section \d+|pupils?|excluded|expelled|discharged|admitted|sectioned|detained|nights?|roll"
    r"|mornings|enrolled|slept|slot|tenant|flat|tenancy)"
    r",? (?:(?:mum|dad|he|she|baby|child) )?(?:at|of|from|in|with|on|to|,|:|\() ?(?:the )?$",
    re.I,
)
_AT = re.compile(
    r"(?:^|\b)(?:at|from|in|to|of|on|attend\w*|with|visit\w*|rang|phoned|asked|ask|told|contacted"
    r"|chased|->|\||:|\(|-|by|about|left|leaving)\b|->|\||:|\(|-",
    re.I,
)
_PLACE_BEFORE = re.compile(
    r"^(?:about|in|at|from|near|to|around|outside|off|over|through|towards|via|round|between|into|past|beyond"
    r"|cover\w+|left|leaving|reached"
    r"|visit\w*|across|on the|by|of|->)(?: |$)"
)
_HOW = re.compile(
    r"\b(?:liv(?:ed|es|ing|e)|grew up|brought up|born|settled|housed|rehoused|relocat\w+|placed|stay\w*|resid\w+"
    r"|home|house|flat|caravan"
    r"|tenancy|room|found|arrested|missing|seen|moved|moving|moves?|transferred|return\w*|went|gone|going|came|come"
    r"|fled|sent|ran|run|escaped|travel\w*"
    r"|took|taken|driv\w+|drove|stopped|collected|picked up|dropped|happened|killed|died|attacked|stabbed|assaulted"
    r"|met|sofa|visit\w*|people"
    r"|family|neighbours?|police|officers?|contact|weekends?|street|park|station|bus|train|shops?|estate|village"
    r"|town|address|landlord|cousins?"
    r"|aunt|nan|gran\w*|relatives|friends?|back|over|down|up|everybody knew|size of|covered|beat|patch|community"
    r"|area|where|there|someone)\b",
    re.I,
)
_NO_PROJECT = frozenset({"Project", "conference", "policy", "network", "survey"})


@dataclass(frozen=True, slots=True)
class _Unknown:
    """A name, with the words right before it, those of its sentence before it, and the own words in it."""

    name: str
    before: str
    lead: str
    words: tuple[str, ...]
    ordinary: bool
    settlement: bool

    @property
    def at(self) -> bool:
        return _AT.match(self.before) is not None

    @property
    def building(self) -> bool:
        return len(self.words) > 1 and _BUILDING.search(self.name) is not None

    @property
    def generic(self) -> bool:
        return all(bare(word) in GENERIC for word in self.words)

    @property
    def of_no_place(self) -> bool:
        return any(bare(word) in NO_PLACE for word in self.words)


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Names that no other rule knows."""
    for first, last in windows(reading, _NAME):
        sentence = reading.text[first:last]
        if any(match.group() not in _NO_PROJECT for match in PROJECT.finditer(sentence)):
            continue
        clues = list(_CLUE.finditer(sentence))
        if not (clues or CASE.search(sentence) or _ALSO_CASE.search(sentence)) or in_title(reading, first):
            continue
        for match in _NAME.finditer(reading.text, first, last):
            start, end = match.span("name")
            if reading.found.touch(start, end) or reading.allowed.touch(start, end):
                continue
            if kind := _kind(reading, lists, match, clues, first):
                if kind != "place":
                    start, end = with_article(reading, start), _with_kind(reading, end)
                yield Hit(kind, start, end)


def _with_kind(reading: Reading, end: int) -> int:
    """The end of the name with the word that says what it is."""
    kind = _KIND_AFTER.match(reading.text, end)
    return kind.end() if kind else end


def _areas(lists: Lists) -> frozenset[str]:
    return frozenset(map(key_of, lists.of("areas")))


def _kind(reading: Reading, lists: Lists, match: re.Match[str], clues: list[re.Match[str]], first: int) -> str | None:
    """What it is the name of, if it can be one."""
    start, end = match.span("name")
    lead = reading.text[max(first, start - 60) : start]
    if not re.search(r"\w", lead):
        return None
    unknown = _read(lists, match, lead)
    if unknown.at and _HOSPITAL.search(unknown.name) and len(unknown.words) > 1 and not unknown.ordinary:
        return "hospital"
    if MADE_BY.search(lead):
        return None
    if ORGANISATION.search(unknown.name) or key_of(unknown.name) in lists.made(_areas) or BODY_BEFORE.search(lead):
        return None
    if BODY_AFTER.match(reading.text, end) or AUTHOR_AFTER.match(reading.text, end):
        return None
    if apposed := _APPOSED.match(reading.text, end):
        return _of(_CLUE.search(apposed.group()))
    near = None if unknown.settlement else _nearest(clues, start - first)
    if kind := _setting(unknown, near, person=_is_person(lists, unknown)):
        return kind
    if unknown.ordinary or unknown.building or unknown.of_no_place or _is_person(lists, unknown):
        return None
    if WORK_BEFORE.search(lead) or (unknown.before.startswith("in") and WORK_AFTER.match(reading.text, end)):
        return None
    if ROOMS.search(lead) and not ROOM_FOR.match(reading.text, end):
        return None
    around = reading.around(start, end)
    if unknown.settlement:
        if unknown.before[:1] == "-" and not _HOW.search(lead):
            return None
        if STUDY_AFTER.match(reading.text, end):
            return None
        if not CASE.search(around) and (TAUGHT.search(around) or AREAS.match(reading.text, end)):
            return None
        return "place" if unknown.before[:2] not in {"an", "or", ",", ";"} else None
    lived = _PLACE_BEFORE.match(unknown.before) and _HOW.search(reading.text, max(first, start - 200), end + 100)
    return "place" if lived else None


def _read(lists: Lists, match: re.Match[str], lead: str) -> _Unknown:
    name = match["name"]
    words = tuple(word for word in name.split() if word not in JOINERS)
    ordinary = all(bare(word) in lists.of("ordinary-words") or bare(word) in GENERIC for word in words)
    settlement = folded_name(name) in lists.of("settlements")
    return _Unknown(name, match["before"].lower(), lead, words, ordinary, settlement)


def _is_person(lists: Lists, unknown: _Unknown) -> bool:
    return not unknown.settlement and all(folded_name(bare(word)) in lists.names for word in unknown.words)


def _setting(unknown: _Unknown, near: str | None, *, person: bool) -> str | None:
    """The kind of setting, from its own words or from those near it."""
    if unknown.generic:
        return None
    if unknown.at and _SCHOOL.search(unknown.name) and len(unknown.words) > 1:
        return "school"
    if not unknown.settlement and _LEAD.search(unknown.lead) and not unknown.of_no_place:
        return near or "hostel"
    if near and unknown.before.endswith(" the") and len(unknown.words) > 1:
        return near
    if unknown.building:
        return (near or "hostel") if unknown.at else None
    if unknown.ordinary or person or not near or unknown.before.split(" ")[0] in {"of", "by", ",", "/", ";"}:
        return None
    return near if unknown.at and not unknown.of_no_place else None


def _nearest(clues: list[re.Match[str]], position: int) -> str | None:
    """The kind of the setting that the words nearest to the name speak of."""
    close = [clue for clue in clues if abs(clue.start() - position) <= _NEAR]
    return _of(min(close, key=lambda clue: abs(clue.start() - position), default=None))


def _of(clue: re.Match[str] | None) -> str | None:
    return clue.lastgroup.replace("_", "-") if clue and clue.lastgroup else None


_NEAR = 70
"""Characters between a name and the words that tell of which kind it is."""
