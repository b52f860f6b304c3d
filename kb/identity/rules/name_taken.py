"""Names of persons that earlier families took for a setting or a place: `the school nurse, Efua Badu`."""

import re

from kb.identity.findings import Hit
from kb.identity.normalising import Reading, folded_word
from kb.identity.rules.name_contexts import NOT_OF_PEOPLE, RELATIONS, TITLES
from kb.identity.rules.name_words import Vocabulary
from kb.identity.rules.setting_words import BUILDINGS, STREETS

ASKED = frozenset("place school nursery ward gp-practice hospital hostel faith-group".split())
"""Rules of what may be a person all the same; they ask, and a name stops."""
_NOUNS = (
    NOT_OF_PEOPLE
    | frozenset(
        """schools house home homes hostel refuge foyer medical health primary infant infants junior juniors high
    grammar playgroup preschool pre-school kindergarten childminder infirmary hospice maternity gateway mosque
    gurdwara synagogue parish cathedral st saint estate village green heath farm mansion towers the and of""".split()
    )
) - frozenset("park hall close way grove hill bay".split())
"""Words of settings and places: a name that has one is none of a person's."""
_BUILT = re.compile(rf"\b(?:{BUILDINGS}|{STREETS})$")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BEFORE = re.compile(r"(?P<word>[A-Za-z-]+)(?P<sign>, | \(|\. | )$")
_CLOSED = re.compile(r"(?:,| \(|\)| (?:who|had|has|was|is|said|told|rang|came|and|also|then|[a-z]+ed)\b)")
_ROW_BEFORE = re.compile(r"\b(?P<name>[A-Z][\w'-]+)(?:,? (?:and|or|&)|,) $")
_ROW_AFTER = re.compile(r"(?:,? (?:and|or|&)|,) (?P<name>[A-Z][\w'-]+)\b")
_RELATED = re.compile(r"\b(?P<word>[a-z-]+),? (?:\(|called |named )?(?:[A-Z][\w'-]+(?:, | and | or )){1,6}$")
_SURNAMES = frozenset("Church Ward House Court Street Lodge Field Fields Temple Chapel Parish".split())
"""Words of settings that people are called, too."""
_SURELY = frozenset("Mr Mrs Ms Miss".split())
_OF_PERSON = 2
_LONGEST = 3
"""Words of a name that is taken for a setting."""


def is_person(reading: Reading, hit: Hit, vocabulary: Vocabulary) -> bool:
    """Whether what was taken for a setting or a place stands where only a person can."""
    if hit.rule not in ASKED:
        return False
    text = reading.text[hit.start : hit.end]
    words = _WORD.findall(text)
    if not 0 < len(words) <= _LONGEST + 1 or not all(word[0].isupper() for word in words):
        return False
    if words[0] in _SURELY:
        return True
    role = _role(reading.text, hit)
    called_so = role and len(words) == _OF_PERSON and words[1] in _SURNAMES and vocabulary.kind(words[0]).strong
    if called_so and vocabulary.kind(words[0]).first:
        return True
    if any(folded_word(word) in _NOUNS for word in words) or any(sign in text for sign in "(,0123456789"):
        return False
    head = reading.text[max(0, hit.start - 100) : hit.start]
    before = _BEFORE.search(head)
    if before and before["word"][0].isupper() and before["sign"] in {" ", ". "} and before["word"].lower() in TITLES:
        return True
    first = vocabulary.kind(words[0])
    if len(words) == 1:
        return _in_row(reading.text, head, hit.end, vocabulary) and first.first and not first.ordinary
    if _BUILT.search(text) and not (first.first and first.strong):
        return False
    return role and not first.place and (first.strong or first.strange)


def _role(text: str, hit: Hit) -> bool:
    """Whether somebody's role or relation comes right before, and nothing that goes on with the name."""
    before = _BEFORE.search(text, max(0, hit.start - 30), hit.start)
    if before is None or before["sign"] == ". " or before["word"].lower() not in RELATIONS:
        return False
    return bool(_CLOSED.match(text, hit.end))


def _related(word: str) -> bool:
    return word in RELATIONS or word.removesuffix("s") in RELATIONS


def _in_row(text: str, head: str, end: int, vocabulary: Vocabulary) -> bool:
    """Whether it stands beside somebody's name, in a row that is of relations or has only such names."""
    beside = [match["name"] for match in (_ROW_BEFORE.search(head), _ROW_AFTER.match(text, end)) if match]
    kinds = [vocabulary.kind(word) for word in beside]
    if not kinds or any(kind.place and not kind.first for kind in kinds):
        return False
    related = _RELATED.search(head)
    return all(kind.first and kind.strong for kind in kinds) or (related is not None and _related(related["word"]))
