"""Schools, nurseries, wards, practices, hospitals and hostels by their own names."""

import re
from collections.abc import Iterator

from kb.core.folding import folded_name
from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.rules.named import NAME, bare, before, begins_sentence, in_title, instead, with_article
from kb.identity.rules.setting_contexts import in_context
from kb.identity.rules.setting_words import CLOSER, FIRST, GENERIC, INSTEAD, KINDS, SMALL, STREETS, WITHOUT_KIND


def _alternatives(kinds: dict[str, str]) -> str:
    return "|".join(f"(?P<{kind.replace('-', '_')}>{words})" for kind, words in kinds.items())


_KIND = re.compile(rf"(?<=[\w'.&)] )(?:{_alternatives(KINDS)})(?![\w-])(?!'(?!s\b))")
_SMALL = re.compile(rf"(?<=[\w'.] )(?:{_alternatives(SMALL)})(?![\w-])")
_FIRST = re.compile(rf"(?<![\w-])(?:{_alternatives(FIRST)}) ?(?:(?:na|nan|an|y|yr|the) )?(?P<name>{NAME})")
_WARD = re.compile(
    r"(?<!\w)(?:(?:[A-Z][\w']+ ){0,2}(?<=[a-z] ))?[Ww]ard (?:\d{1,2}[A-Za-z]?"
    r"|[A-Z]\d{0,2})(?![\w-])(?! of)(?: \([A-Z][\w' -]{2,24}\)|, [A-Z][\w'-]+ "
    r"(?:[Ww]ard|[Uu]nit))?"
)
_DOCTORS = re.compile(rf"(?<!\w)Drs? {NAME},? (?:and|&) [Pp]artners?(?:, (?:[A-Z][\w'-]+ ){{1,3}}(?:{STREETS}))?(?!\w)")
_ALONE = re.compile(rf"(?<![\w'])(?:{WITHOUT_KIND})(?:\s+(?:Hospital|Children's Hospital))?(?!\w)")
_BODY = re.compile(
    r"(?:'s)?,? (?:for \w+ )?(?:NHS |University |Foundation |Hospitals? |Academ(?:y|ies) |Multi-Academy "
    r"|Children's |Federation )*"
    r"(?:Act|Order|Regulations|Bill|Trust|Trusts|Charity|Council|Framework|Programme|Inquiry|Foundation|Model"
    r"|Federation|Commission"
    r"|Association|Project|Toolkit|Census|Report|Enquiry|Study|Protocol|Day|Week|Award|Network)\b"
)
"""After the name it makes a body, a law or a work of it."""
_AUTHOR = re.compile(
    r"(?:'s)?(?: (?:has|have|had|also|and|now|staff|researchers|team))* "
    r"(?:(?<='s )(?:[\w-]+ ){0,3}?(?:leaflets?|toolkit|posters?|guidance|guidelines?|policy|protocol|webinars?"
    r"|training|website|podcasts?|film|app)|research|guidance|guidelines?|study|studies|leaflets?|model|pathway"
    r"|bundle|campaign|policy"
    r"|tested|trialled|surveyed|studied"
    r"|adopted|adopts|developed|develops|published|publishes|piloted|designed|produced|created|offers|hosts|hosted"
    r"|runs|ran a"
    r"|wrote the (?:leaflet|guide|toolkit|policy|guidance))\b"
)
"""After the name it shows somebody who made something, not where the case was."""
_SENT = re.compile(
    r"\b(?:transfer\w*|admi\w+|discharge\w*|taken|moved|rushed|flown|referred|born|died|seen|treated"
    r"|birth) (?:\w+ )?(?:to|at|from|in) "
    r"(?:the )?$",
    re.I,
)
_MORE = re.compile(
    r" of [A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30})?"
    r"|(?P<paren> ?\((?:[A-Z][\w'-]{1,30} ?){1,4}\)| @ (?:[A-Z][\w'-]{1,30} ?){1,3}(?<! )|, CAMHS(?: Tier \d)?)"
    r"|(?P<street>, (?:[A-Z][\w'-]{1,30} ){1,3}(?:Street|Road|Lane|Avenue|Close|Drive|Way|Hill|Terrace|Row"
    r"|Square|Crescent|Gate|Place))\b"
)
"""What may belong to the name after its kind: where it is."""
_OF_STREETS = frozenset(STREETS.split("|"))
_PATIENT = re.compile(
    r"\b(?:registered|patients?|GP|doctor|nurse|appointment|prescri\w+|receptionist|locum|records from|letters?"
    r"|records? at)\b"
)
_SICK = re.compile(
    r"\b(?:admi(?:t\w*|ss\w+)|wards?|nurs\w+|births?|born|labour|deliver(?:y|ed)|midwi\w+|matern\w+|hospital|patients?"
    r"|inpatient|bed(?!room)s?|detained|section(?:ed| [23])|discharged?|136|transferred|doctors?|consultant|bereave\w+"
    r"|stillbo\w+|staff on|sister|unit|place of safety|seen|examined|interviewed|taken|mother|mum|baby|child)\b",
    re.I,
)
"""What is about somebody in a suite, not about rooms for a meeting."""
_TOLD = re.compile(r"\b(?:he|she|they|was|were|had|his|her)\b")
"""What no title has."""
_BARE = frozenset(
    "school schools nursery ward hospital college surgery practice general maternity high primary clinic suite".split()
)
"""Kinds of one word that need a name that is beyond doubt."""
_KIND_BEFORE = re.compile(r"(?P<noun>[\w'-]+(?: [\w'-]+)?)(?:,| \(| -|:) ?(?:(?:at|called|named) )?$")
_OF_KIND = {"School": frozenset({"forest", "beach"})}
"""With these the kind says what is done there."""
_ROLES = re.compile(
    r"\b(?:Lead|Head|Deputy|Manager|Officer|Teacher|Worker|Nurse|Counsellor|Practitioner|Social) (?:and|&) "
)
_ROLE_AFTER = re.compile(
    r" (?:Counsellor|Nurse|Manager|Lead|Governor|Liaison|Clerk|Secretary|Social|Officer|Sister)s?\b"
)
"""Job titles in a row."""
_NOUNS = {
    "nursery": re.compile(r"(?i:nursery|pre-?school|playgroup|setting|childminder|kindergarten|creche|centre)$"),
    "school": re.compile(r"(?i:school|academy|college|sixth form|provision|PRU|unit)$"),
    "ward": re.compile(r"(?i:ward|unit|suite|clinic)$"),
    "gp-practice": re.compile(r"(?i:practice|surgery|GP|centre|doctors?)$"),
    "hospital": re.compile(r"(?i:hospital|hospice|infirmary|trust|unit)$"),
    "hostel": re.compile(
        r"(?i:hostel|refuge|foyer|home|hotel|shelter|accommodation|house|lodgings|placement|unit"
        r"|premises|B&B|site)$"
    ),
}
"""After these with a sign between, the name says only which one it is: nothing can stand in its place."""


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Settings by name, the kind before or after it, or known from the words around."""
    taken: list[tuple[int, int]] = []
    for hit in (*_after(reading, lists), *_first(reading), *_alone(reading)):
        if not any(start < hit.end and hit.start < end for start, end in taken):
            taken.append((hit.start, hit.end))
            yield hit
    for hit in in_context(reading, lists):
        if not any(start < hit.end and hit.start < end for start, end in taken):
            yield hit


def _after(reading: Reading, lists: Lists) -> Iterator[Hit]:
    for pattern, small in ((_KIND, False), (_SMALL, True)):
        for match in pattern.finditer(reading.text):
            named = before(reading, match.start())
            if named is None or _passes(reading, named.start, match.end()):
                continue
            own = named.own(GENERIC | _OF_KIND.get(match.group(), frozenset()))
            if _ROLES.search(reading.text, named.start, match.end()) and _ROLE_AFTER.match(reading.text, match.end()):
                continue
            if re.search(r"\b[A-Z]{1,2}\d?'s$|\bWorker's$|-medium$", " ".join(own)):
                continue
            more = _MORE.match(reading.text, match.end())
            if (more and more["street"]) or (own and _is_name(reading, lists, own, named.start, match, small=small)):
                end = more.end() if more else match.end()
                yield _hit(reading, (match.lastgroup or "").replace("_", "-"), named.start, end)


def _is_name(
    reading: Reading, lists: Lists, own: tuple[str, ...], start: int, match: re.Match[str], *, small: bool
) -> bool:
    words = match.group().lower()
    followed = re.match(r"[ -]+[A-Z]\w", reading.text[match.end() : match.end() + 4]) is not None
    ordinary = all(bare(word) in lists.of("ordinary-words") or word.endswith("ing") for word in own)
    if small:
        if match.lastgroup not in {"ward", "hostel"} and all(
            folded_name(bare(word)) in lists.of("areas") | lists.of("settlements") for word in own
        ):
            return False
        return not (begins_sentence(reading, start) and len(own) == 1 and ordinary)
    if (
        words == "practice"
        and ordinary
        and not (set(own) & _OF_STREETS or _PATIENT.search(reading.around(start, match.end())))
    ):
        return False
    if words == "suite" and not _SICK.search(reading.around(start, match.end())):
        return False
    if words in _BARE and ordinary and len(own) == 1:
        if own[0].endswith(("ing", "ed", "ly")) or (followed and begins_sentence(reading, start)):
            return False
        return _TOLD.search(reading.around(start, match.end())) is not None or not in_title(reading, start)
    return not (words in _BARE and followed and in_title(reading, start))


def _first(reading: Reading) -> Iterator[Hit]:
    for match in _FIRST.finditer(reading.text):
        if not _passes(reading, match.start(), match.end()):
            kind = next(kind for kind in FIRST if match[kind.replace("-", "_")])
            yield _hit(reading, kind, match.start(), match.end())


def _alone(reading: Reading) -> Iterator[Hit]:
    for match in _WARD.finditer(reading.text):
        yield _hit(reading, "ward", match.start(), match.end())
    for match in _DOCTORS.finditer(reading.text):
        yield _hit(reading, "gp-practice", match.start(), match.end())
    for match in _ALONE.finditer(reading.text):
        inside = reading.allowed.over(match.start(), match.end()) > len(match.group())
        if not (inside and _passes(reading, match.start(), match.end())) and not _is_author(reading, match.end()):
            yield _hit(reading, "hospital", match.start(), match.end())


def _passes(reading: Reading, start: int, end: int) -> bool:
    """Whether it is a body, an author, or a term that is allowed and not where somebody was sent."""
    allowed = bool(reading.allowed.over(start, end))
    if allowed and not _SENT.search(reading.text[max(0, start - 40) : start]):
        return True
    return _is_author(reading, end)


def _is_author(reading: Reading, end: int) -> bool:
    return _BODY.match(reading.text, end) is not None or _AUTHOR.match(reading.text, end) is not None


def _hit(reading: Reading, kind: str, start: int, end: int) -> Hit:
    start = with_article(reading, start)
    written = reading.text[start:end]
    what = next((words for pattern, words in CLOSER if re.search(pattern, written, re.I)), None)
    if what is None or kind in {"ward", "gp-practice", "hospital"}:
        what = "a hospice" if "ospice" in written else INSTEAD[kind]
    same = _KIND_BEFORE.search(reading.text[max(0, start - 40) : start])
    if same and _NOUNS[kind].search(same["noun"]):
        return Hit(kind, start, end)
    return Hit(kind, start, end, instead(reading, start, end, what))
