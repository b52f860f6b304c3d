"""Reads of the glossary: the list, and the explanations set into texts."""

import re
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import func, select

from kb.core.db import session
from kb.core.text import Explain
from kb.core.versions import kept
from kb.lessons.models.vocabulary import GlossaryTerm
from kb.lessons.queries.labels import Label

Entry = tuple[str, str, str, str]
"""Term, slug, expansion, meaning."""


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary as its page shows it."""

    slug: str
    term: str
    expansion: str
    meaning: str
    years: str | None
    years_seen: bool
    """Whether the years were seen in a source."""
    replaces: tuple[Label, ...]
    replaced_by: tuple[Label, ...]
    nations: tuple[str, ...]


def terms(words: str = "") -> list[Term]:
    """The entries in which every one of the words begins a word, in term, expansion or meaning; by the alphabet."""
    rows = session.scalars(select(GlossaryTerm).order_by(func.lower(GlossaryTerm.term), GlossaryTerm.slug)).all()
    names = {row.slug: row.term for row in rows}
    wanted = [re.compile(rf"\b{re.escape(word)}") for word in words.casefold().split()]
    return [_term(row, names) for row in rows if all(word.search(_text(row)) for word in wanted)]


def _text(row: GlossaryTerm) -> str:
    return f"{row.term} {row.expansion} {row.meaning}".casefold()


def _term(row: GlossaryTerm, names: dict[str, str]) -> Term:
    since, until = row.details.get("since"), row.details.get("until")
    years = (
        f"{since} to {until}" if since and until else f"from {since}" if since else f"until {until}" if until else None
    )
    return Term(
        slug=row.slug,
        term=row.term,
        expansion=row.expansion,
        meaning=row.meaning,
        years=years,
        years_seen=row.details.get("basis", {}).get("dates") == "seen",
        replaces=_labels(row.details.get("replaces"), names),
        replaced_by=_labels(row.details.get("replacedBy"), names),
        nations=tuple(row.details.get("nations", ())),
    )


def _labels(slugs: str | list[str] | None, names: dict[str, str]) -> tuple[Label, ...]:
    listed = [slugs] if isinstance(slugs, str) else slugs or []
    return tuple(Label(slug, names[slug]) for slug in listed if slug in names)


def address_of(slug: str) -> str:
    """Where a term is explained; texts that are kept as HTML hold it, so it does not depend on a request."""
    return f"/glossary#{slug}"


@kept
def entries() -> tuple[Entry, ...]:
    """What the explanations in texts are made of; they change when it does."""
    rows = session.execute(select(GlossaryTerm.slug, GlossaryTerm.term, GlossaryTerm.expansion, GlossaryTerm.meaning))
    return tuple(sorted((str(r.term), str(r.slug), str(r.expansion), str(r.meaning)) for r in rows))


def explainer() -> Explain:
    """A function that finds the terms of the glossary in a text.

    Phrases are matched whatever their case. Single words and abbreviations need their capitals, so that
    "Channel" the programme is not found in "a channel".
    """
    pattern, by_term = _matcher(entries())

    def explain(text: str) -> list[tuple[int, int, str, str]]:
        found = []
        for match in pattern.finditer(text):
            words = " ".join(match.group(1).split())
            _, slug, expansion, meaning = by_term.get(words) or by_term[words.casefold()]
            found.append((match.start(), match.end(), address_of(slug), f"{expansion}: {meaning}"))
        return found

    return explain


@lru_cache(maxsize=4)
def _matcher(entries: tuple[Entry, ...]) -> tuple[re.Pattern[str], dict[str, Entry]]:
    """One pattern for all terms, the longest first, and the entry of each; a plural s belongs to the term."""
    by_term, patterns = {}, []
    for entry in sorted(entries, key=lambda entry: -len(entry[0])):
        term = entry[0]
        phrase = " " in term
        by_term[term.casefold() if phrase else term] = entry
        pattern = r"\s+".join(re.escape(word) for word in term.split())
        patterns.append(f"(?i:{pattern})" if phrase else pattern)
    return re.compile(rf"(?<![\w-])({'|'.join(patterns) or '(?!)'})s?(?![\w-])"), by_term
