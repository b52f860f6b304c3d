"""What makes a family recognisable: where it comes from, what it believes, illness, siblings, work."""

from collections import defaultdict
from collections.abc import Iterator

from kb.core.folding import folded_name
from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.phrases import Found, Phrases, key_of
from kb.identity.rules.communities import faith_groups, nationalities
from kb.identity.rules.health import condition, conditions, medications
from kb.identity.rules.kin import occupations
from kb.identity.rules.siblings import siblings

ALSO_SMALL = frozenset({"Lithuanian", "Lithuanians"})
"""Nationalities that the rules before publishing name as small, whatever the list says."""
_FOLLOW = {"rare-conditions": ("rare-condition", ""), "medications": ("medication", "medication")}


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """All kinds of facts about a family; what is part of a term that is allowed passes."""
    found = _in_lists(reading, lists)
    for name, (rule, instead) in _FOLLOW.items():
        for each in found[name]:
            yield Hit(rule, each.start, each.end, instead or condition(reading, each.start))
    yield from nationalities(reading, found["nationalities"])
    for hit in (
        *faith_groups(reading, found["faith-groups"], lists.made(_general_faiths)),
        *conditions(reading),
        *medications(reading),
    ):
        if not reading.allowed.over(hit.start, hit.end):
            yield hit
    yield from siblings(reading)
    yield from occupations(reading, found["occupations"])


def _in_lists(reading: Reading, lists: Lists) -> dict[str, list[Found]]:
    """The terms of all lists in one pass, by the name of their list."""
    phrases, where = lists.made(_combined)
    found: dict[str, list[Found]] = defaultdict(list)
    for each in phrases.find(reading):
        inside = reading.allowed.over(each.start, each.end)
        for name in where[each.term]:
            if not inside or name == "occupations" or (name == "nationalities" and inside == each.end - each.start):
                found[name].append(each)
    return found


def _combined(lists: Lists) -> tuple[Phrases, dict[str, tuple[str, ...]]]:
    """All these lists as one, and which of them a term is in; what passes is in it to keep its words from others."""
    listed = {
        "rare-conditions": lists.of("rare-conditions"),
        "medications": lists.of("medications"),
        "occupations": {*lists.of("occupations"), *(f"{each}s" for each in lists.of("occupations"))},
        "nationalities": {*lists.part("nationalities", "small"), *ALSO_SMALL},
        "faith-groups": set(lists.part("faith-groups", "named")),
        "": {*lists.part("nationalities", "large"), *lists.part("faith-groups", "general")},
    }
    where: dict[str, tuple[str, ...]] = {}
    for name, terms in listed.items():
        for key in map(key_of, terms):
            where[key] = (*where.get(key, ()), name)
    return Phrases(where), where


def _general_faiths(lists: Lists) -> frozenset[str]:
    return frozenset(map(folded_name, lists.part("faith-groups", "general")))
