"""What makes a family recognisable: where it comes from, what it believes, illness, siblings, work."""

import re
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
from kb.identity.rules.languages import LANGUAGES
from kb.identity.rules.siblings import siblings

ALSO_SMALL = frozenset({"Lithuanian", "Lithuanians"})
"""Nationalities that the rules before publishing name as small, whatever the list says."""
_NO_FAITH = re.compile(r"\bOperation [A-Z]|\b(?:Churchill|Leverhulme|Nuffield|Wellcome|Fulbright|Clore) Fellowship")
"""Operations of the police and awards for studies, some of which are called like places of prayer."""
_JOINED = r"(?:, (?:and |or )?| and | or | & |/| / |; )"
_ROW = re.compile(rf"\b{LANGUAGES}(?:{_JOINED}{LANGUAGES}){{1,12}}\b")
"""Several languages one after the other."""
_OF_WORDS = re.compile(
    r"\b(?:interpret\w+|translat\w+|languages?|dialects?|booking|subtitles?|alphabet|script|ready equal|word for"
    r"|phrases?"
    r"|leaflets?|on (?:an? )?[A-Z]\w+ (?:form|one|sheet))\b",
    re.I,
)
"""Words of what is done with languages, or what is written in one."""
_PEOPLE_AFTER = re.compile(
    r"(?:-born)? (?:[a-z-]+ )?(?:boy|girl|child|bab|infant|teenager|m[ae]n\b|wom[ae]n|famil|couple|mother|father"
    r"|parents?|grand|aunt"
    r"|uncle|refugee|asylum|heritage|origin|descent|brothers?|sisters?|siblings?|mum|dad|national)"
)
"""After it: who is of that nation."""
_OF_SOMEBODY = re.compile(
    r"\b(?:mothers?|fathers?|mum|dad|famil(?:y|ies)|parents?|child(?:ren)?|boys?|girls?|couple|he|she|they|both|who"
    r"|partner|uncle"
    r"|aunt|grand\w+)(?:'s)? (?:(?:is|was|are|were|spoke|speaks?|only|first|home|own|language|tongue|understood)"
    r" ){1,5}$",
    re.I,
)
_AROUND = 90
"""Characters on each side that tell of a language."""
_GOES_ON = re.compile(r" (?:is|are|has) ")
"""After a language: something is said of it."""
_FOLLOW = {"rare-conditions": ("rare-condition", ""), "medications": ("medication", "medication")}


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """All kinds of facts about a family; what is part of a term that is allowed passes."""
    found = _in_lists(reading, lists)
    for name, (rule, instead) in _FOLLOW.items():
        for each in found[name]:
            yield Hit(rule, each.start, each.end, instead or condition(reading, each.start))
    yield from nationalities(reading, [each for each in found["nationalities"] if not _of_nobody(reading, each)])
    for hit in (
        *faith_groups(reading, found["faith-groups"], lists.made(_general_faiths)),
        *conditions(reading),
        *medications(reading),
    ):
        if not reading.allowed.over(hit.start, hit.end) and not _NO_FAITH.search(reading.text, hit.start, hit.end):
            yield hit
    yield from siblings(reading)
    yield from occupations(reading, found["occupations"])


def _of_nobody(reading: Reading, each: Found) -> bool:
    """Whether the word is the name of a language among others or on a form, or a vegetable."""
    text = reading.text
    if _PEOPLE_AFTER.match(text, each.end):
        return False
    lead = text[max(0, each.start - 60) : each.start]
    if each.term == "swede":
        return re.search(r"\b(?:an?|is|was|the|who|[Aa]s a) (?:young )?$", lead) is None
    if _OF_SOMEBODY.search(lead):
        return False
    around = reading.around(each.start, each.end)
    if re.match(r" (?:one|form|version|sheet|keyboard|script)\b", text[each.end : each.end + 10]):
        return True
    first = max(0, each.start - _AROUND)
    row = any(match.start() <= each.start < match.end() for match in _ROW.finditer(text, first, each.end + _AROUND))
    named = re.search(rf"\b{LANGUAGES}\b", text[each.start : each.end]) is not None
    return named and _OF_WORDS.search(around) is not None and (row or _GOES_ON.match(text, each.end) is not None)


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


def _several(occupation: str) -> str:
    """The plural of an occupation."""
    if occupation.endswith("man"):
        return occupation.removesuffix("man") + "men"
    if occupation.endswith("y") and occupation[-2:-1] not in "aeiou":
        return occupation.removesuffix("y") + "ies"
    return f"{occupation}s"


def _combined(lists: Lists) -> tuple[Phrases, dict[str, tuple[str, ...]]]:
    """All these lists as one, and which of them a term is in; what passes is in it to keep its words from others."""
    listed = {
        "rare-conditions": lists.of("rare-conditions"),
        "medications": lists.of("medications"),
        "occupations": {*lists.of("occupations"), *map(_several, lists.of("occupations"))},
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
