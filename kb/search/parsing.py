"""Reads what was typed: any text gives words to search for, possibly none, and says how it was read."""

from kb.search.expression import Expression, Word
from kb.search.query import TEXT_LIMIT, Understood
from kb.search.words import words

WORDS_LIMIT = 32
"""Words that are searched for; it bounds the time of a search, with TEXT_LIMIT."""


def understand(text: str) -> Understood:
    """The words to search for. Letters and digits of any script are words, everything else stands between them."""
    found = list(words(text[:TEXT_LIMIT]))
    wanted = tuple(word.folded for word in found if word.folded and not word.too_common)
    return Understood(
        expression=Expression(tuple(Word(folded) for folded in wanted[:WORDS_LIMIT])),
        text=text,
        too_common=tuple(dict.fromkeys(word.folded for word in found if word.too_common)),
        cut=len(text) > TEXT_LIMIT or len(wanted) > WORDS_LIMIT,
        nothing_to_search=bool(text.strip()) and not wanted,
    )


def notes(understood: Understood) -> list[str]:
    """What the page says about how a query was read; empty where everything was searched for as typed."""
    said = []
    if understood.cut:
        said.append(f"Your search was long: only its first {TEXT_LIMIT} characters and {WORDS_LIMIT} words were used.")
    if understood.nothing_to_search:
        said.append("There was no word in it to search for, so these are all lessons, newest first.")
    if understood.not_yet:
        said.append("Words cannot be looked for yet, so these are all lessons, newest first.")
    if understood.too_common and understood.expression.clauses:
        left_out = ", ".join(f"“{word}”" for word in understood.too_common[:8])
        said.append(f"Words that nearly every lesson has were left out: {left_out}.")
    for parameter, value in understood.ignored:
        said.append(f"The filter {parameter} “{value}” is not known and was left out.")
    return said
