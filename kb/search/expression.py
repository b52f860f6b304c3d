"""What a search asks for, as the engine evaluates it; made by `parsing`, widened by `synonyms`, read by `matching`.

"bruising baby" has two clauses; a lesson that meets both comes before one that meets one. A widening lets other words
stand for some of the clauses: "DV" is also met by "domestic abuse".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms."""

    folded: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins so."""

    folded: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other in one field, each in any of its forms; None is a place where any word may stand."""

    words: tuple[str | None, ...]
    """Begins and ends with a word, and has two or more of them."""


Term = Word | Prefix | Phrase


@dataclass(frozen=True, slots=True)
class Widening:
    """Other names for some neighbouring clauses. A lesson with one of them meets all these clauses."""

    first: int
    last: int
    """Number of the first and of the last of the clauses."""
    typed: str
    """The words that were typed, folded, with a blank between each."""
    names: tuple[str, ...]
    """The other names as a page shows them; in `terms` at the same place as they are searched for."""
    terms: tuple[Word | Phrase, ...]
    together: Phrase | None = None
    """The typed words as a phrase, where there are several: apart they say less."""
    small_words: bool = False
    """Whether all typed words but one are small ones, which are not looked for: that one says little of the name."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Terms that a lesson should have, and terms that it must not have."""

    clauses: tuple[Term, ...] = ()
    """In the order typed; a repeated one counts more. A phrase has to be there, of the others most."""
    excluded: tuple[Term, ...] = ()
    excluded_values: tuple[tuple[str, str], ...] = ()
    """Facet and slug of values that a lesson must not have."""
    widenings: tuple[Widening, ...] = ()
    """In the order of their clauses. No clause stands in two of them."""

    @property
    def asks_for_words(self) -> bool:
        """Whether any clause has to be looked for; without one all lessons that are not excluded match."""
        return bool(self.clauses)


NO_WORDS = Expression()
"""Asks for nothing: every lesson matches."""
