"""Words without a first name that are an organisation or a place: `Baker Dearing`, `at Anglia Ruskin`."""

from kb.identity.rules.name_contexts import EPITHETS, NOT_OF_PEOPLE
from kb.identity.rules.name_evidence import Evidence
from kb.identity.rules.name_things import Things
from kb.identity.rules.name_tokens import Word

_STREETS = frozenset("street lane road close avenue way house court hall park cottage farm".split())
_GROUNDS = frozenset("wood woods hill bay island green common mill bridge moor fields field heath park".split())
_OF_FIRMS = frozenset("care housing homes living health".split())
_BODIES = frozenset("council board trust police partnership panel committee hub collective".split())


def of_body(evidence: Evidence, things: Things, full: list[Word], first: int, last: int) -> bool:
    """Whether words without a first name are an organisation or a place: `Baker Dearing`, `at Anglia Ruskin`."""
    if full[0].kind.first and full[0].kind.strong:
        return False
    if full[0].key in EPITHETS and len(full) > 2 and full[1].kind.first and not full[-1].kind.ordinary:
        return False
    plain = full[0].kind.ordinary or not full[0].kind.first
    last_word = full[-1].key
    if not full[0].kind.first and (last_word in _OF_FIRMS or (full[0].kind.place and last_word in NOT_OF_PEOPLE)):
        return True
    if full[-1].key in _BODIES and not evidence.before(first):
        return True
    if full[-1].key in _STREETS and plain and not evidence.before(first):
        return True
    if full[-1].key in _GROUNDS and (len(full) > 2 or not full[0].kind.first) and not full[0].kind.strong:
        return True
    if evidence.before(first) or evidence.done_to(last) or evidence.bodily(last):
        return False
    if full[0].kind.first and full[-1].kind.strong and not full[0].kind.ordinary:
        return False
    return things.of_bodies(full) or (evidence.place(first) and not full[0].kind.first)
