"""What makes a family recognisable: where it comes from, what it believes, illness, siblings, work."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from kb.identity.findings import Hit
from kb.identity.lists import Lists, folded
from kb.identity.normalising import Reading
from kb.identity.phrases import Found, Phrases, key_of
from kb.identity.rules.communities import faith_groups, nationalities
from kb.identity.rules.health import conditions, medications
from kb.identity.rules.kin import occupations, siblings
from kb.identity.rules.passed import Passed

ALSO_SMALL = frozenset({"Latvian", "Latvians", "Lithuanian", "Lithuanians"})
"""Nationalities that the rules before publishing name as small, whatever the list says."""
_FOLLOW = {"rare-conditions": ("rare-condition", "a long-term condition"), "medications": ("medication", "medication")}


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """All kinds of facts about a family; what is part of a term that is allowed passes."""
    found = _in_lists(reading, lists)
    passed = Passed(reading)
    for name, (rule, instead) in _FOLLOW.items():
        for each in found[name]:
            yield Hit(rule, each.start, each.end, instead)
    general = frozenset(map(folded, _part(lists, "faith-groups", "general")))
    yield from nationalities(reading, found["nationalities"])
    for hit in (
        *faith_groups(reading, found["faith-groups"], general),
        *conditions(reading),
        *medications(reading),
    ):
        if not passed.over(hit.start, hit.end):
            yield hit
    yield from siblings(reading)
    yield from occupations(reading, found["occupations"])


def _part(lists: Lists, name: str, part: str) -> tuple[str, ...]:
    whole = lists.structured.get(name)
    listed = whole.get(part) if isinstance(whole, dict) else None
    return tuple(map(str, listed or ()))


def _in_lists(reading: Reading, lists: Lists) -> dict[str, list[Found]]:
    """The terms of all lists in one pass, by the name of their list."""
    phrases, where = _combined(
        (
            ("rare-conditions", lists.of("rare-conditions")),
            ("medications", lists.of("medications")),
            ("occupations", lists.of("occupations")),
            ("nationalities", frozenset(_part(lists, "nationalities", "small")) | ALSO_SMALL),
            ("faith-groups", frozenset(_part(lists, "faith-groups", "named"))),
            (
                "",
                frozenset(_part(lists, "nationalities", "large")) | frozenset(_part(lists, "faith-groups", "general")),
            ),
        )
    )
    found: dict[str, list[Found]] = defaultdict(list)
    passed = Passed(reading)
    for each in phrases.find(reading):
        inside = passed.over(each.start, each.end)
        for name in where[each.term]:
            if not inside or name == "occupations" or (name == "nationalities" and inside == each.end - each.start):
                found[name].append(each)
    return found


@lru_cache(maxsize=4)
def _combined(lists: tuple[tuple[str, frozenset[str]], ...]) -> tuple[Phrases, dict[str, tuple[str, ...]]]:
    where: dict[str, tuple[str, ...]] = {}
    for name, terms in lists:
        for term in terms:
            where[key_of(term)] = (*where.get(key_of(term), ()), name)
    return Phrases(where), where
