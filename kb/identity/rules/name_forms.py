"""Names in small letters, as in messages, and in capitals, as in headings, tables and genograms."""

import re

from kb.identity.rules.name_contexts import CALENDAR, MET, RELATIONS
from kb.identity.rules.name_evidence import Evidence
from kb.identity.rules.name_tokens import Word

SHORTEST_SMALL = 3
"""Letters of a first name that is noticed in small letters."""
LONGEST_SHORT = 4
"""Letters of a word in capitals that is taken for an abbreviation where it stands alone."""
_IN_ADDRESS = re.compile(r"[./@=_:-]\w")
_BESIDE = frozenset({" ", "  ", ' "', " (", " '"})
_KIN = (
    r"(?:mum|mam|mom|mother|dad|father|nan|nana|gran|grandma|grandad|aunt|auntie|uncle|brother|sister|bro|sis|partner"
    r"|boyfriend|girlfriend|bf|gf|stepdad|stepmum|carers?|parents|cousin|baby|sw|hv|gp)\b"
)
_THEIR_KIN = re.compile(rf"'s {_KIN}")
_KIN_AFTER = re.compile(rf" {_KIN}")
_DETERMINED = re.compile(r"(?:^|\W)(?:the|a|an|his|her|their|my|our|your|its|this|that|of|no|some|as)\s$")
_ABOUT = re.compile(r"(?:^|[\n|])\s*(?:re|cc|fao|from|to|hi|dear)\b:? $", re.IGNORECASE)
"""What a message begins with, before the one it is about."""
_ABSENT = re.compile(
    r" (?:still |again )?(?:not (?:in|back|here|seen|at|been|well)|off (?:sick|again|today)|(?:didn'?t"
    r"|hasn'?t|wasn'?t|isn'?t|won'?t|hadn'?t) |(?:is|was) (?:late|absent|missing|in again|off)|no[ -]show\b)"
)
_OF_FAMILY = re.compile(
    r"\b(?:GENOGRAM|ECOMAP|ECO-MAP|FAMILY TREE|CHRONOLOGY|HOUSEHOLD|SIBLINGS|Genogram|Ecomap|Family tree)s?\s?[-–:|]\s?"
    r"(?:[^\W\d_a-z][\w'-]* ?(?:/|&|,|and) ?){0,4}$"
)
_FIELD_ENDS = re.compile(r"\s*(?:$|[-–;,.|)(<\n:])")


def in_small(evidence: Evidence, at: int) -> bool:
    """Whether it is a first name typed in small letters."""
    word, kind = evidence.words[at], evidence.words[at].kind
    if word.capital or word.taken or len(word.key) < SHORTEST_SMALL or kind.ordinary:
        return False
    if unknown_in_small(evidence, word):
        return True
    if not kind.first:
        return False
    text = evidence.text
    if _IN_ADDRESS.match(text, word.end) or text[word.start - 1 : word.start] in set("./@-_=:"):
        return False
    led = bool(at) and evidence.words[at - 1].key in MET | RELATIONS and evidence.gap(at - 1, at) in _BESIDE
    theirs = word.key not in CALENDAR and _THEIR_KIN.match(text, word.end) is not None
    does = theirs or evidence.verb(at + 1) or _ABOUT.search(text, max(0, word.start - 12), word.start) is not None
    alone = kind.strong and (does or word.key not in evidence.vocabulary.both)
    return (alone or (led and not kind.known)) and not evidence.foreign(word.start)


def unknown_in_small(evidence: Evidence, word: Word) -> bool:
    """Whether a word no list has is a name in small letters: `deqas mum wants`, `zsófi not in again`."""
    if word.capital or not word.kind.strange or len(word.key) < SHORTEST_SMALL:
        return False
    text = evidence.text
    if _KIN_AFTER.match(text, word.end) and word.key.endswith("s"):
        own = evidence.vocabulary.kind(word.key.removesuffix("s"))
        return own.first and own.strong and not _DETERMINED.search(text, max(0, word.start - 7), word.start)
    if not (_ABSENT.match(text, word.end) or _THEIR_KIN.match(text, word.end)):
        return False
    fresh = evidence.afresh(word.start) or text[max(0, word.start - 2) : word.start] == ", "
    return fresh and not evidence.foreign(word.start)


def in_capitals(evidence: Evidence, full: list[Word], first: int, last: int) -> bool:
    """`BARLOW FAMILY`, `ANN BARLOW`, `BARLOW, Ann`; not an abbreviation, however many are called so."""
    following = evidence.words[last] if last < len(evidence.words) else None
    gap = evidence.text[full[-1].end : following.start] if following else ""
    if following and gap == " " and following.key in {"family", "children", "sibling", "siblings"}:
        return not full[0].kind.ordinary or full[0].kind.surname
    if following and gap == ", " and following.capital and not following.caps:
        if following.kind.first:
            return True
        if surname_in_capitals(evidence, full[-1], following):
            return True
    if len(full) > 1:
        named = sum(word.kind.named for word in full)
        return any(word.kind.strong for word in full) or (full[0].kind.first and len(full) > named)
    word = full[0]
    if evidence.article(first) and not evidence.family(first, last):
        return False
    if in_genogram(evidence, word) and not (word.kind.ordinary and not word.kind.surname):
        return True
    if len(word.text) <= LONGEST_SHORT:
        return word.kind.strong and evidence.before(first)
    before = evidence.words[first - 1] if first else None
    related = (
        before is not None
        and before.key in RELATIONS
        and not before.capital
        and evidence.gap(first - 1, first) in _BESIDE
    )
    return word.kind.strong or (not word.kind.ordinary and related)


def in_genogram(evidence: Evidence, word: Word) -> bool:
    """Whether it stands in the heading of a genogram or the like: `GENOGRAM - BARLOW / HARDY`."""
    return bool(_OF_FAMILY.search(evidence.text, max(0, word.start - 80), word.start))


def surname_in_capitals(evidence: Evidence, surname: Word, given: Word) -> bool:
    """Whether a word nobody knows is a first name after a surname in capitals: `BARLOW, Zvyatik | father`."""
    if not (surname.caps and surname.kind.surname and not surname.kind.ordinary) or given.caps:
        return False
    return given.kind.strange and not given.taken and bool(_FIELD_ENDS.match(evidence.text, given.end))
