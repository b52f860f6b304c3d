"""Settings whose name does not say what they are: known from the words around it."""

import re
from collections.abc import Iterator

from kb.core.folding import folded_name
from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.rules.named import NAME, bare, with_article
from kb.identity.rules.setting_words import BUILDINGS, GENERIC, INSTEAD, STREETS

_THE = r"(?:the |The )?"
_KIND_OF = {
    "nursery": r"(?:day |private )?nursery|pre-?school|playgroup|childminder|kindergarten|(?:early years|nursery"
    r"|childcare)"
    r" (?:setting|provider)|cr[eè]che|children's centre|toddler group",
    "school": r"(?:primary |secondary |special |high |infant |junior |boarding |mainstream |independent )?school"
    r"|college"
    r"|sixth form|pupil referral unit|PRU|academy|alternative provision",
    "ward": r"ward|mother and baby unit|(?:neonatal|adolescent|assessment|inpatient) unit",
    "gp-practice": r"GP|(?:GP |medical |doctor's |doctors' )?(?:practice|surgery)|health centre|medical centre",
    "hospital": r"(?:district |general |children's |maternity |teaching |psychiatric |local |private |specialist "
    r")?hospital"
    r"|hospice|birth(?:ing)? centre",
    "hostel": r"(?:families'? |women's |bail |probation |homeless |mixed-sex |young people's |asylum )?hostel|refuge"
    r"|foyer"
    r"|(?:secure |residential |private )?children's home|bed and breakfast|B&B|(?:asylum |contingency |budget )?hotel"
    r"(?: annexe)?|guest ?house|(?:night )?shelter|supported (?:lodgings|accommodation|housing|living)|approved "
    r"premises"
    r"|semi-independent (?:unit|placement|accommodation|home|provision)|unregulated (?:placement|accommodation|home)"
    r"|residential (?:unit|home|placement|setting)|secure unit|temporary accommodation|care home|emergency "
    r"accommodation"
    r"|caravan (?:site|park)|travell?ers'? site|mother and baby (?:unit|home|placement)|homelessness? (?:unit|project)",
}
_GROUP = {kind: kind.replace("-", "_") for kind in _KIND_OF}
_KINDS = "|".join(f"(?P<{_GROUP[kind]}>{words})" for kind, words in _KIND_OF.items())
_STREET = rf"(?: ?(?:\(|, )(?:[A-Z][\w'-]+ ){{1,3}}(?:{STREETS})\)?)?"
_BEFORE_NAME = re.compile(
    rf"(?<![\w-])(?i:{_KINDS})(?: (?:manager|leader|staff|worker|key ?worker|lead|head ?teacher|head|SENCO|nurse"
    rf"|receptionist|place))?"
    rf"(?:(?<=staff) (?:at|of|from) |(?<=place) (?:at|of|from) |(?<=manager) (?:at|of) |(?<=leader) (?:at|of|in"
    rf"|from) |(?<=worker) (?:at|of|from) "
    rf"|, |: | \(| (?:was |is |were )?(?:called|named|known (?:locally )?as) | is | was | - "
    rf")(?P<name>{_THE}{NAME}{_STREET})"
    r"(?P<after>[,.;)|]|$|\n| [a-z-])"
)
_AFTER_NAME = re.compile(
    rf"(?P<name>(?<![\w'-]){_THE}{NAME})(?:(?:, | - |, which (?:is|was) | \()(?:a|an|the|her|his|their|our)"
    rf"(?: [\w'-]+){{0,4}}? | \()(?i:{_KINDS})(?![\w-])"
)
_IN_FIELD = re.compile(
    rf"(?:^|\n|\| ?|; ?|/ ?|[-*] )(?:{_KINDS}|(?P<setting>setting|placement|provision)|(?P<home>accommodation|housing"
    rf"|placed at|residing at|temporary address))(?: attended| name| placement| type| provider| address)? ?(?::|\||-) ?"
    rf"(?P<name>{_THE}{NAME}{_STREET})(?= ?(?:[|,.;/(\n]|$))",
    re.IGNORECASE,
)
_BY_STREET = re.compile(
    rf"(?<![\w-])(?i:{_KINDS}) (?:in|on|at|off|by) (?:the )?(?:[A-Z][\w'-]{{1,30}} ){{1,3}}(?:{STREETS})(?![\w-])(?! "
    rf"[A-Z])"
)
"""Known by its street."""
_WORDS_BEFORE = re.compile(r"(?<![\w'&-])(?:[Tt]he )?(?:[A-Z][\w'&-]{1,30} ){0,3}$")
_BUILDING = re.compile(
    r"\b(?i:placed|placement|living|lives?|lived|stay(?:s|ed|ing)?|moved|moving|accommodated|housed|rehoused"
    r"|resid(?:ed|es|ing"
    r"|ents?)|rooms?|bed|beds|nights?|weeks|months|returned|returning|missing|absconded|ran away|evicted|discharged"
    r"|dispersed|key ?workers?|support workers?|night workers?|staff|manager|wardens?|sleeping|slept|sent|tenant|at"
    r"|bedsit"
    r"|transferred|admitted|back)(?: (?:back|again|first|over|there))? (?:to|at|in|from|of|into|by|within) "
    rf"(?P<name>{_THE}(?:[A-Z][\w'-]+ ){{1,3}}(?:{BUILDINGS}))(?![\w'-])(?! (?:Hospital|School|Surgery|Nursery"
    rf"|Primary|Ward"
    r"|Medical|Practice|Clinic|Centre|Academy|College|Church|[A-Z]))"
)
"""A home called like a building."""
_NAMED_AS_BUILDING = re.compile(rf" (?:{BUILDINGS})$")
_UNIT = re.compile(
    r"\b(?i:nurses?|sister|doctors?|patients?|admitted|moved|transferred|discharged|beds?|nights?|staff|consultant"
    r"|inpatient)"
    r" (?:(?!on\b)[\w']+ ){0,3}?(?:on|to|from|in) (?P<name>(?:the )?(?:(?!Intensive|High|Special|Neonatal|Stroke"
    r"|Burns|Critical"
    r"|Child|Public|Youth|Acute|Maternity|Minor|Pupil|Young|Adolescent|Assessment|Medical|Surgical|Day)[A-Z][\w'-]+ "
    r"){1,2}Unit)"
    r"(?![\w-])"
)
"""A ward that is called a unit."""
_COURTS = re.compile(
    r"\b(?:Crown|High|Family|Youth|Magistrates'?|County|Supreme|Sheriff|Appeal|Justice|Coroners?'?s?|Town|City"
    r"|Village|Church"
    r"|Assembly|Parish|Guild|Upper|Lower|White|Downing|Civic|Mansion|Somerset|Government|Council|Public|Full|Opening"
    r"|Tiger"
    r"|Community|Family|Research|Learning|Improvement|Safeguarding)\b"
)
_STAYS = {
    "school": r"(?:excluded|expelled|permanently excluded|withdrawn|removed) from|on roll at|enrolled (?:at|in)"
    r"|(?:a )?pupils? (?:at|of)"
    r"|[Yy]ear \d{1,2} at|classmates? at|teachers? at|head ?teacher (?:of|at)|went to school at|lessons at"
    r"|started at|managed move to",
    "nursery": r"key ?(?:person|worker) at|room leader (?:in|at)|(?:free|funded) (?:place|hours) at|sessions? at"
    r"|nursery place at|mornings at",
    "hospital": r"gave birth (?:at|in)|(?:had|having) (?:her|his|the|their|a) (?:baby|babies|scan|operation|scans) "
    r"(?:at|in)"
    r"|(?:scanned|x-rayed|seen in A&E) at|born at|(?:was |were |been )?admitted to|operated on at|treated (?:at|in)"
    r"|(?:died|delivered) at|A&E at|emergency department (?:at|of)|discharged (?:home )?from|blue-lighted to"
    r"|airlifted to"
    r"|paediatricians? (?:at|from)|midwives (?:at|from)|surgeons? at|transferred (?:to|from)",
    "gp-practice": r"registered (?:with|at)|GP at|receptionist at|practice nurse at|prescribed by",
    "hostel": r"(?:had a )?(?:bed|room) (?:at|in)|residents? (?:at|of)|[Kk]ey ?worker at|night worker at|stay(?:ed"
    r"|ing) at|slept at|sleeping at"
    r"|housed (?:at|in)|accommodated (?:at|in)|placed at",
}
_STAYS_OF = "|".join(f"(?P<{_GROUP[kind]}>{words})" for kind, words in _STAYS.items())
_STAYED = re.compile(rf"(?<![\w-])(?:{_STAYS_OF}) (?P<name>{_THE}{NAME})")
_ORGANISATION = re.compile(
    r"\b(?:Council|Trust|Partnership|Board|Police|Service|Services|University|Team|Department|Panel|(?:Crown|County"
    r"|Family|High|Magistrates'?|Youth|Sheriff|Supreme) Court"
    r"|Conference|Group|Meeting"
    r"|Unit|CAMHS|NHS|Plan|Review|Programme|Foundation|Order|Care|Authority|Association|Society|Committee|Agency"
    r"|Office|Estate|Act"
    r"|Project|Women's Aid|Church|Crown|Prison|HMP|Hub|Training|Week|Day|Year|Key Stage|Level|Reception|Section"
    r"|Tier|Mother|Father"
    r"|Mon|Tues?|Weds?|Thurs?|Fri|Sat|Sun|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
    r"|Grandmother|Grandfather|Aunt|Uncle|Child|Baby|Sibling|Adult|Parent|Partner|Practitioner|Professional|Worker"
    r"|Nurse|Officer)\b"
)
_PEOPLE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sister|Nurse|PC|Rev|Auntie|Uncle|Nan)\b")


_NO_BUILDING = frozenset("the this that a an mr mrs dr ms miss child baby family police social nhs operation".split())


def in_context(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Settings named without a word of their kind in the name."""
    for pattern in (_BEFORE_NAME, _AFTER_NAME, _IN_FIELD, _STAYED, _BUILDING, _UNIT):
        for match in pattern.finditer(reading.text):
            kind = _kind(match)
            if pattern is _UNIT or _is_name(reading, lists, match, kind):
                start = match.start("name")
                if match["name"][:4] not in {"the ", "The "}:
                    start = with_article(reading, start)
                what = INSTEAD[kind] if pattern is _STAYED else None
                yield Hit(kind, start, _end(reading, match), what)
    for match in _BY_STREET.finditer(reading.text):
        lead = _WORDS_BEFORE.search(reading.text[max(0, match.start() - 70) : match.start()])
        words = lead.group() if lead else ""
        if "Sunday" not in words:
            yield Hit(_kind(match), match.start() - len(words), match.end())


def _in_row(match: re.Match[str]) -> bool:
    """Whether what looks like a kind is a body of that name among others: "Shelter, Relate and Mind"."""
    kind = match.string[match.start() : match.start("name")]
    return (
        match.re is _BEFORE_NAME
        and kind[:1].isupper()
        and kind.endswith(", ")
        and (
            match.string[max(0, match.start() - 2) : match.start()] == ", "
            or re.search(r" (?:and|&) |, ", match["name"]) is not None
        )
    )


def _end(reading: Reading, match: re.Match[str]) -> int:
    """Where it ends, with the bracket that says what it is."""
    bracket = match.re is _AFTER_NAME and " (" in match.group() and reading.text[match.end() : match.end() + 1] == ")"
    return match.end() + 1 if bracket else match.end("name")


def _kind(match: re.Match[str]) -> str:
    found = match.groupdict()
    if found.get("setting"):
        return "nursery"
    if match.re is _UNIT:
        return "ward"
    kind = next((kind for kind, group in _GROUP.items() if found.get(group)), "hostel")
    by_worker = match.re is _STAYED and "worker" in match.group()
    return "hostel" if kind == "nursery" and by_worker and _NAMED_AS_BUILDING.search(match["name"]) else kind


def _is_name(reading: Reading, lists: Lists, match: re.Match[str], kind: str) -> bool:
    name = match["name"].removeprefix("the ").removeprefix("The ")
    building = match.re is _BUILDING
    said = name.removesuffix(" Unit") if match.re is _AFTER_NAME and kind in {"ward", "hostel"} else name
    if _PEOPLE.match(name) or (_COURTS if building else _ORGANISATION).search(said) or _in_row(match):
        return False
    start, end = match.span("name")
    if reading.found.touch(start, end) or reading.allowed.over(start, end):
        return False
    words = [word for word in name.split() if word[0].isupper()]
    own = [
        word for word in words if bare(word) not in GENERIC and not (word.isupper() and len(word) > 1) and len(word) > 1
    ]
    if not own or folded_name(name) in lists.of("areas") or folded_name(name) in lists.of("settlements"):
        return False
    if building:
        return all(bare(word) not in _NO_BUILDING for word in words)
    if len(words) == 1 and kind in {"gp-practice", "school", "ward"}:
        return match["name"] != name
    if all(folded_name(bare(word)) in lists.names for word in own) and kind in {"school", "nursery", "gp-practice"}:
        return match["name"] != name
    return True
