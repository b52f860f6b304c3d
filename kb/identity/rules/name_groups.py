"""What rooms, groups, animals, dolls and areas are called: names of no person."""

import re

from kb.identity.rules.name_contexts import NOT_OF_PEOPLE
from kb.identity.rules.name_evidence import Evidence
from kb.identity.rules.name_tokens import Word

_GROUPED = (
    r"(?:rooms?|suites?|groups?|teams?|tables?|houses|classes|cohorts?|wards|units?|buildings?|storms?|servers?|printers?"
    r"|laptops?|vans?|minibuses|buses|boats?|lifeboats|ferries|dogs?|puppies|horses|pon(?:y|ies)|cats?|rabbits?|guinea\s+pigs"
    r"|hamsters?|goats|donkeys?|dolls?|puppets?|mannequins?|manikins|mascots?|bears?|teddies|characters?|personas?|modules?"
    r"|sites|lifts|entrances|zones?|wings?|floors?|corridors|trains?|chatbots?|robots?|pubs|stations|streets|ships)"
)
"""What is called by names that people have, too."""
NAMES_OF = re.compile(
    rf"\b(?:names?\s+(?:of|for|given\s+to)\s+(?:(?:the|our|its|their|all|these|both|two|three|four|five|six|seven"
    rf"|eight)\s+){{0,2}}(?:[\w-]+\s+){{0,2}}?{_GROUPED}"
    rf"|{_GROUPED}\s+(?:are|were|is|was)\s+(?:called|named|known\s+as|labelled|christened))\b"
)
"""Where it is told what they are called."""
MADE_UP = re.compile(
    r"\b(?:made-up|fictional|fictitious|imaginary|invented|composite) (?:[\w-]+ ){0,2}?(?:child|boy|girl|famil(?:y|ies)"
    r"|characters?|pe(?:rson|ople)|mother|father|teenager|baby|siblings?|pupils?|household|cases?)\b",
    re.IGNORECASE,
)
"""Around somebody who is said to be no real person."""
ROW_OF_WORDS = re.compile(
    r"[\W_]*(?:[\w'-]+(?:, (?:and |or )?| and | or )){1,6}[\w'-]+(?:: | are | each | is )(?:[\w'-]+,? ){0,8}?"
    r"(?:words?|spellings?|variants|titles|terms|anagrams|homophones|adjectives|nouns|verbs|means?|church)\b"
)
"""A sentence about the words with which it begins: `Anne, baba, abla: Turkish family words`."""
BILLS = re.compile(
    r"\b(?:royal assent|parliament|senedd|commons|lords|(?:second|third) reading|clauses?)\b", re.IGNORECASE
)
"""Around a law before it is passed."""
_ROW_NOUNS = (
    r"(?:teams|rooms|suites|groups|houses|classes|cohorts|wards|units|buildings|modules|wings|zones|dolls|puppets|tables"
    r"|pods|hubs|clusters|localities|districts|branches|venues|sites|offices)\b"
)
_WORK_NOUNS = (
    r"(?:reports|reviews|inquiries|reforms|criteria|questions|exercises|activities|cards|lines?|scales|methods|models"
    r"|vacuum cleaners|stickers|costumes|foundations)\b"
)
_OF_ROW = re.compile(
    r" (?:teams|suites|groups|cohorts|clusters|localities|venues)\b(?! up\b)"
    rf"|(?:, [A-Z][\w'-]+){{0,6}},? (?:and|&|or) [A-Z][\w'-]+ {_ROW_NOUNS}"
)
"""After the names of several groups: `Robin, Wren and Kestrel teams`."""
_ENDS_ROW = re.compile(r"[A-Z][\w'-]+,? (?:and|&|or) $")
_NOUNS_AFTER = re.compile(rf" {_ROW_NOUNS}")
_OF_WORK = re.compile(
    rf"(?:,? (?:and|&|or|,) [A-Z][\w'-]+){{1,6}} {_WORK_NOUNS}"
    rf"|, [A-Z][\w'-]+,? (?:and|&|or) [A-Z][\w'-]+ {_WORK_NOUNS}"
)
_NOUNS_OF_PLACES = (
    r"(?:teams|rooms|suites|wards|units|buildings|modules|wings|zones|localities|districts|sites|offices)\b"
)
_OF_PLACES = re.compile(
    r" (?:teams|suites|cohorts|clusters|localities|venues)\b(?! up\b)"
    rf"|(?:, [A-Z][\w'-]+){{0,6}},? (?:and|&|or) [A-Z][\w'-]+ {_NOUNS_OF_PLACES}"
)
_WORK_AFTER = re.compile(rf" {_WORK_NOUNS}")
_PET = (
    r"(?:therapy|school|class|classroom|reading|assistance|guide|police|search|office|nursery|finger|glove|hand) "
    r"(?:dogs?|cats?|pets?|guinea pigs?|hamsters?|rabbits?|tortoises?|pony|ponies|horses?|bears?|puppets?|mascots?"
    r"|goldfish)"
)
_CALLED_SO = re.compile(
    rf"\b(?:{_PET}|puppets?|mascots?|mannequins?|manikins?)[,:]? (?:\(|called |named )?(?:[A-Z][\w'-]+ and )?$"
)
_WHAT_IT_IS = re.compile(
    rf"(?: and [A-Z][\w'-]+)?(?:,| \() ?(?:the|our|a|its|their) (?:\w+ )?(?:{_PET}|puppets?|mascots?)\b"
)
_SAINTS_DAY = re.compile(r"St\.? (?:George|Andrew|David|Patrick|Piran|Valentine|Stephen|Dwynwen|Nicholas)'s")
_OF_PLANT = re.compile(
    r"[A-Z][a-z]+(?:,? (?:and|or) (?!his\b|her\b)[a-z]+)? (?:dens?|trees?|hedges?|bushes|hurdles|rods|wands|leaves"
    r"|twigs?|branches|berries|petals?|wreaths?|garlands?|saplings?|cuttings|coppices?)\b"
)
PLANTED = frozenset(
    """rose lily daisy poppy violet iris ivy holly heather jasmine basil rosemary sage hazel olive ginger clover fern
    bryony linden rowan willow laurel myrtle juniper
    marigold saffron amber jade ruby pearl opal crystal scarlet robin jay
    martin wren lark kestrel sorrel lavender primrose bluebell coral emerald
    sapphire cherry apple ash elm oak cedar
    jasper garnet beryl silver sterling linnet dove finch heron teal burgundy indigo azure sienna umber""".split()
)
"""Plants, birds, stones and colours that some are called by."""
_OF_GARDENS = re.compile(
    r"\b(?:grew|grown|grows?|planted|planting|herbs?|seedlings?|painted|paints?|shades?|windowsill|orchard|wallpaper"
    r"|nest(?:s|ing)? boxes|onions|smoothies?|risk matrix|brand colours)(?!\w)"
)
"""Around them where they are themselves."""
_COLOUR_CODE = re.compile(r" #[0-9A-Fa-f]{6}\b")
_GREW = re.compile(r"[A-Z][\w'-]+ (?:painted|planted|picked|grew|watered|drew|made|found|each|all|both)\b")
"""Those who did it are persons."""
_ROW_OF_TWO = re.compile(r"[A-Z][\w'-]+(?:,? (?:and|or|&) |, )$")
_SPOKEN = re.compile(
    r"French(?: than| and| or|,) (?:Arabic|English|German|Spanish|Italian|Lingala|Wolof|Polish|Welsh)\b"
)
_RUN = re.compile(r"(?:,? (?:(?:and|&|of|the|for|in) ){0,2}[A-Z][\w'-]+){1,9}")
_NEXT = re.compile(
    r"(?:, [A-Z][\w-]+(?: [A-Z][\w-]+)?){0,6},? (?:and|&) (?P<last>[A-Z][\w-]+)|, (?P<next>[A-Z][\w-]+),"
)


def of_group(evidence: Evidence, words: list[Word]) -> bool:
    """Whether a group, an animal or a puppet is called so, or a work by its authors: `Narey and Field reports`."""
    text, start, end = evidence.text, words[0].start, words[-1].end
    plant = words[0].key in PLANTED or words[0].kind.ordinary
    if (plant and _OF_PLANT.match(text, start)) or _SPOKEN.match(text, start):
        return True
    sure = all(word.kind.first and word.kind.strong for word in words) and words[0].key not in PLANTED
    if sure and not _OF_PLACES.match(text, end):
        return bool(_SAINTS_DAY.match(text, start) or _is_pet(text, start, end))
    ends_row = _ENDS_ROW.search(text, max(0, start - 40), start)
    if ends_row and _NOUNS_AFTER.match(text, end):
        return True
    weak = all(not word.kind.first or word.kind.ordinary for word in words)
    if weak and (_OF_WORK.match(text, end) or (ends_row and _WORK_AFTER.match(text, end))):
        return True
    return bool(_SAINTS_DAY.match(text, start) or _OF_ROW.match(text, end)) or _is_pet(text, start, end)


def _is_pet(text: str, start: int, end: int) -> bool:
    """Whether an animal of a school or a puppet is called so."""
    called = _CALLED_SO.search(text, max(0, start - 60), start)
    closed = called is None or ", " not in called.group()[-2:] or text[end : end + 1] in {",", ")", "."}
    return (called is not None and closed) or _WHAT_IT_IS.match(text, end) is not None


def grown(evidence: Evidence, words: list[Word]) -> bool:
    """Whether a plant or a colour stands among others, or with a colour's code: `grew basil, rosemary and sage`."""
    if not all(word.key in PLANTED for word in words):
        return False
    text = evidence.text
    if _COLOUR_CODE.match(text, words[-1].end):
        return True
    if _GREW.search(text, words[-1].end, min(len(text), words[-1].end + 60)):
        return False
    before, after = (
        _ROW_OF_TWO.search(text, max(0, words[0].start - 60), words[0].start),
        _NEXT.match(text, words[-1].end),
    )
    return bool(before or after) and evidence.near(_OF_GARDENS, words[0].start)


def among_areas(evidence: Evidence, words: list[Word]) -> bool:
    """Whether an area stands in a row with others, or begins the name of a body: `Kent, Surrey and Sussex`."""
    if len(words) > 1 or not words[0].kind.place:
        return False
    text, end = evidence.text, words[0].end
    run = _RUN.match(text, end)
    if run and any(key in NOT_OF_PEOPLE for key in re.findall(r"[a-z'-]+", run.group().lower())[1:]):
        return True
    beside = _NEXT.match(text, end)
    if beside is None:
        return False
    other = evidence.vocabulary.kind(beside["last"] or beside["next"])
    return other.place and not other.first
