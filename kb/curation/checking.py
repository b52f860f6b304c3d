"""What the identity check finds in what an editor typed: it is public at once, with nobody to read it first."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kb.identity.catalogue import RULES
from kb.identity.check import check_texts
from kb.identity.findings import Finding, Level
from kb.identity.site_lists import lists_for

NEWS = "news-link"
"""The rule that holds in addresses: of their words and numbers nobody is recognised."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A passage that somebody has to look at."""

    field: str
    text: str
    title: str
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found."""

    stops: Mapping[str, str]
    """For a field with something that must be changed, what and into what."""
    asks: tuple[Asked, ...]

    @property
    def digest(self) -> str:
        """Of what is asked, so that a tick counts for these passages only."""
        said = "\0".join(f"{each.field}\0{each.title}\0{each.text}" for each in self.asks)
        return hashlib.sha256(said.encode()).hexdigest()[:20]


def look_at(texts: Mapping[str, str], organisations: Collection[int], *, allowed: Collection[str] = ()) -> Looked:
    """What is found in these texts, by the name of their fields; `allowed` are terms that pass, such as a pseudonym."""
    given = {field: text for field, text in texts.items() if text}
    checked = check_texts(given, lists_for(organisations, [term for term in allowed if term]))
    stops: dict[str, str] = {}
    asks: list[Asked] = []
    for field, findings in checked.findings.items():
        for finding in findings:
            if field == "url" and finding.rule != NEWS:
                continue
            if finding.level is Level.STOP:
                stops.setdefault(field, _message(finding))
            elif finding.level is Level.ASK:
                rule = RULES[finding.rule]
                asks.append(Asked(field, finding.text, rule.title, rule.why, finding.instead))
    return Looked(stops, tuple(asks))


def _message(finding: Finding) -> str:
    return f"“{finding.text}”: {RULES[finding.rule].title.lower()}. {finding.instead}"
