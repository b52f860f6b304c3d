"""What the search page says about how a query was read; nothing where every word was looked for as it was typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.core.text import joined
from kb.search.expression import Phrase, Prefix, Term, Widening, Word
from kb.search.facet_values import TITLES, label_of_years
from kb.search.parsing import WORDS_LIMIT, runs
from kb.search.query import PARAMETERS, TEXT_LIMIT, Hits, Understood

MOST_SHOWN = 8
"""Words or names that one sentence lists, and values of filters that are not known."""


@dataclass(frozen=True, slots=True)
class Widened:
    """Words as they were typed, and the other names that were looked for too."""

    typed: str
    names: tuple[str, ...]


def widened(understood: Understood) -> list[Widened]:
    """The other names to show, each once; other spellings and contested names are looked for and not shown."""
    found: dict[tuple[str, tuple[str, ...]], Widened] = {}
    for widening in understood.expression.widenings:
        names = tuple(name for name in widening.names if name)
        if names:
            found.setdefault((widening.typed, names), Widened(_as_typed(understood.text, widening), names))
    return list(found.values())


def _as_typed(text: str, widening: Widening) -> str:
    """The words of a widening with their capitals."""
    folded = widening.typed.split(" ")
    for run in runs(text):
        for start in range(len(run)):
            words = run[start : start + len(folded)]
            numbers = [number for _, number in words]
            if widening.first in numbers and [word.folded for word, _ in words] == folded:
                return " ".join(word.shown for word, _ in words)
    return widening.typed


def notes(hits: Hits) -> list[str]:
    """The sentences, the most surprising first."""
    return list(_notes(hits))


def _notes(hits: Hits) -> Iterator[str]:
    understood = hits.understood
    if understood.cut:
        yield f"Your search was long: only its first {TEXT_LIMIT} characters and {WORDS_LIMIT} words were used."
    if understood.not_yet:
        yield "Words cannot be looked for yet, so these are all lessons, newest first."
    for parameter, value in understood.ignored[:MOST_SHOWN]:
        yield unknown_value(understood, parameter, value)
    if len(understood.ignored) > MOST_SHOWN:
        yield f"{len(understood.ignored) - MOST_SHOWN} more values of filters are not known."
    for name in understood.unknown_fields[:MOST_SHOWN]:
        yield f"{_quoted([name])} is not the name of a filter, so it was looked for as a word."
    if understood.nothing_to_search:
        yield "There was no word in your search to look for, so these are all lessons, newest first."
        return
    if understood.too_common:
        yield f"Words that nearly every lesson has were left out: {_quoted(understood.too_common)}."
    if understood.short_prefixes:
        yield f"A * needs two letters before it: {_quoted(understood.short_prefixes)} was not read as a beginning."
    if understood.lone_quote:
        yield "A quotation mark has no partner and was left out. Put one on each side of a phrase."
    unwanted = [_shown(term) for term in understood.expression.excluded]
    if unwanted:
        yield f"Lessons with {_quoted(unwanted, 'or')} are left out."
    for facet, slug in understood.expression.excluded_values:
        yield f"Lessons with {TITLES[facet]}: {_label(hits, facet, slug)} are left out."


def unknown_value(understood: Understood, parameter: str, value: str) -> str:
    """That a value of a filter does not exist."""
    left_out = "" if understood.only_unknown else " and was left out"
    return f"{_title(parameter)}: {_quoted([value])} is not known{left_out}."


def _shown(term: Term) -> str:
    match term:
        case Word(folded):
            return folded
        case Prefix(folded):
            return f"{folded}*"
        case Phrase(words):
            return " ".join(word or "…" for word in words)


def _label(hits: Hits, facet: str, slug: str) -> str:
    """What a page calls a value."""
    values = next((found.values for found in hits.facets if found.key == facet), ())
    known = next((value.label for value in values if value.slug == slug), slug.replace("-", " "))
    return label_of_years(slug) if facet == "years" else known


def _title(parameter: str) -> str:
    return TITLES.get(PARAMETERS.get(parameter, ""), parameter)


def _quoted(said: Iterable[str], last: str = "and") -> str:
    """Each in quotation marks, in a list; a long one ends with how many more there are."""
    given = [f"“{one}”" for one in said]
    if len(given) > MOST_SHOWN:
        given = [*given[:MOST_SHOWN], f"{len(given) - MOST_SHOWN} more"]
    return joined(given, last)
