"""Settings whose name does not say what they are: known from the words around it."""

import re
from collections.abc import Iterator

from kb.core.folding import folded_name
from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.rules.named import NAME, bare, with_article
from kb.identity.rules.setting_words import GENERIC, INSTEAD

_THE = r"(?:the |The )?"
_KIND_OF = {
    "nursery": r"(?:day )?nursery|pre-?school|playgroup|childminder|kindergarten|(?:early years|nursery) setting",
    "school": r"(?:primary |secondary |special |high |infant |junior |boarding |mainstream )?school|college"
    r"|sixth form",
    "ward": r"ward|mother and baby unit",
    "gp-practice": r"GP|(?:GP |medical |doctor's |doctors' )?(?:practice|surgery)|health centre",
    "hospital": r"(?:district |general |children's |maternity |teaching |psychiatric |local )?hospital|hospice",
    "hostel": r"hostel|refuge|foyer|children's home|bed and breakfast|B&B|hotel|shelter|supported lodgings"
    r"|approved premises",
}
_GROUP = {kind: kind.replace("-", "_") for kind in _KIND_OF}
_BEFORE_NAME = re.compile(
    rf"(?<![\w-])(?:{'|'.join(f'(?P<{_GROUP[kind]}>{words})' for kind, words in _KIND_OF.items())})"
    rf"(?:, |: | \(| called | named | known as | is | was | - )(?P<name>{_THE}{NAME})(?P<after>[,.;)|]|$|\n| [a-z-])"
)
_AFTER_NAME = re.compile(
    rf"(?P<name>(?<![\w'-]){_THE}{NAME})(?:, | \(| - |, which is |, which was )(?:a|an|the|her|his"
    rf"|their)(?: \w+){{0,2}}?"
    rf" (?:{'|'.join(f'(?P<{_GROUP[kind]}>{words})' for kind, words in _KIND_OF.items())})(?![\w-])"
)
_IN_FIELD = re.compile(
    rf"(?:^|\n|\| ?|; ?|[-*] )(?:{'|'.join(f'(?P<{_GROUP[kind]}>{words})' for kind, words in _KIND_OF.items())})"
    rf"(?: attended| name)? ?(?::|\||-) ?(?P<name>{_THE}{NAME})(?= ?(?:[|,.;(\n]|$))",
    re.IGNORECASE,
)
_STAYS = {
    "school": r"(?:excluded|expelled|permanently excluded|withdrawn|removed) from|on roll at|enrolled (?:at|in)"
    r"|(?:a )?pupils? (?:at|of)"
    r"|[Yy]ear \d{1,2} at|classmates? at|teachers? at|head ?teacher (?:of|at)|went to school at|lessons at"
    r"|started at|managed move to",
    "nursery": r"key ?(?:person|worker) at|room leader (?:in|at)|(?:free|funded) (?:place|hours) at|sessions? at"
    r"|nursery place at|mornings at",
    "hospital": r"gave birth (?:at|in)|born at|(?:was |were |been )?admitted to|operated on at|treated (?:at|in)"
    r"|(?:died|delivered) at|A&E at|emergency department (?:at|of)|discharged (?:home )?from|blue-lighted to"
    r"|airlifted to"
    r"|paediatricians? (?:at|from)|midwives (?:at|from)|surgeons? at|transferred to",
    "gp-practice": r"registered (?:with|at)|GP at|receptionist at|practice nurse at|prescribed by",
    "hostel": r"(?:had a )?(?:bed|room) (?:at|in)|residents? (?:at|of)|key ?worker at|night worker at|stay(?:ed"
    r"|ing) at|slept at|sleeping at"
    r"|housed (?:at|in)|accommodated (?:at|in)|placed at",
}
_STAYS_OF = "|".join(f"(?P<{_GROUP[kind]}>{words})" for kind, words in _STAYS.items())
_STAYED = re.compile(rf"(?<![\w-])(?:{_STAYS_OF}) (?P<name>{_THE}{NAME})")
_ORGANISATION = re.compile(
    r"\b(?:Council|Trust|Partnership|Board|Police|Service|Services|University|Team|Department|Court|Panel"
    r"|Conference|Group|Meeting"
    r"|Unit|CAMHS|NHS|Plan|Review|Programme|Foundation|Order|Care|Authority|Association|Society|Committee|Agency"
    r"|Office|Estate|Act"
    r"|Project|Women's Aid|Church|Crown|Prison|HMP|Hub|Training|Week|Day|Year|Key Stage|Level|Reception|Section"
    r"|Tier|Mother|Father"
    r"|Grandmother|Grandfather|Aunt|Uncle|Child|Baby|Sibling|Adult|Parent|Partner|Practitioner|Professional|Worker"
    r"|Nurse|Officer)\b"
)
_PEOPLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sister|Nurse|PC|Rev|Auntie|Uncle|Nan)\b")


def in_context(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Settings named without a word of their kind in the name."""
    for pattern in (_BEFORE_NAME, _AFTER_NAME, _IN_FIELD, _STAYED):
        for match in pattern.finditer(reading.text):
            kind = next(kind for kind, group in _GROUP.items() if match.groupdict().get(group))
            if _is_name(reading, lists, match, kind):
                start = match.start("name")
                if match["name"][:4] not in {"the ", "The "}:
                    start = with_article(reading, start)
                what = INSTEAD[kind] if pattern is _STAYED else None
                yield Hit(kind, start, match.end("name"), what)


def _is_name(reading: Reading, lists: Lists, match: re.Match[str], kind: str) -> bool:
    name = match["name"].removeprefix("the ").removeprefix("The ")
    if _ORGANISATION.search(name) or _PEOPLE.match(name):
        return False
    if reading.is_taken(match.start("name"), match.end("name")):
        return False
    words = [word for word in name.split() if word[0].isupper()]
    own = [
        word for word in words if bare(word) not in GENERIC and not (word.isupper() and len(word) > 1) and len(word) > 1
    ]
    if not own or folded_name(name) in lists.of("areas") or folded_name(name) in lists.of("settlements"):
        return False
    if len(words) == 1 and kind in {"gp-practice", "school", "ward"}:
        return match["name"] != name
    if all(folded_name(bare(word)) in lists.names for word in own) and kind in {"school", "nursery", "gp-practice"}:
        return match["name"] != name
    return True
