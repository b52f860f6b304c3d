"""Texts in, findings out. It decides nothing, keeps nothing and asks nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from kb.identity.catalogue import RULES
from kb.identity.combining import Fact, facts, point_at_one_child
from kb.identity.findings import RANK, Finding, Hit, Level
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.spans import Spans


@cache
def families() -> tuple[ModuleType, ...]:
    """The rules, in this order: what earlier ones found is known to the later, so that a school is not read as a name.

    They are read once they are needed, for commands that check nothing: their patterns take long to compile. Servers
    read them ahead (`kb.identity.site_lists.get_ready`).
    """
    from kb.identity.rules import (
        ages,
        allowed,
        contacts,
        dates,
        family,
        hints,
        listed,
        names,
        numbers,
        places,
        records,
        settings,
        unknown,
    )

    return allowed, listed, contacts, numbers, dates, ages, settings, places, family, records, hints, names, unknown


@dataclass(frozen=True)
class Checked:
    """What was found in the texts of one lesson, or in the parts of one file."""

    findings: Mapping[str, list[Finding]]
    """By the name of the text."""
    facts: tuple[Fact, ...]
    """What may point at one child together with others, wherever it stands."""

    @property
    def combination(self) -> tuple[Fact, ...]:
        """The facts, if there are enough kinds of them that the identity reviewer must decide; otherwise none."""
        return self.facts if point_at_one_child(self.facts) else ()


def check_text(text: str, lists: Lists) -> list[Finding]:
    """What the rules find in one text, in its order."""
    return list(check_texts({"": text}, lists).findings[""])


def check_texts(texts: Mapping[str, str], lists: Lists) -> Checked:
    """What the rules find in each of these texts, which readers will see together."""
    findings: dict[str, list[Finding]] = {}
    together: list[Fact] = []
    for name, text in texts.items():
        reading = Reading(text)
        for rules in families():
            reading.take(rules.find(reading, lists))
        findings[name] = sorted(_finding(reading, hit) for hit in strongest(reading.hits))
        together.extend(facts(name, reading, lists))
    return Checked(findings, tuple(together))


def strongest(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits in the same words, those that ask for most; of equals, the longer one.

    A weaker one stays where it goes beyond the stronger: a quotation with a name in it is both.
    """
    kept: list[Hit] = []
    places: dict[Level, Spans] = {level: Spans() for level in RANK}
    for hit in sorted(hits, key=lambda each: (RANK[RULES[each.rule].level], each.start - each.end, each.start)):
        own = RULES[hit.rule].level
        stronger = (places[level] for level in RANK if level != own)
        if places[own].touch(hit.start, hit.end) or any(each.over(hit.start, hit.end) for each in stronger):
            continue
        kept.append(hit)
        places[own].add(hit.start, hit.end)
    return kept


def _finding(reading: Reading, hit: Hit) -> Finding:
    start, end = reading.original_span(hit.start, hit.end)
    rule = RULES[hit.rule]
    return Finding(start, end, hit.rule, rule.level, reading.original[start:end], rule.instead, hit.replacement)
