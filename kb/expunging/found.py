"""The places beside the columns of words, each with how something is found there and removed.

What is counted before somebody agrees and what is removed afterwards go through the same list.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.access.actors import SITE
from kb.expunging import files, places
from kb.expunging.fingerprints import Words
from kb.expunging.words import PLACES

FILES, SUBMISSIONS = "stored_file", "submission"
"""Under these names files are counted, and kept submissions that name them."""
MOST_ROUNDS = 20
"""In which something may still be found: two or three are usual, because somebody else writes meanwhile."""


class StillThere(Exception):
    """Something was found again in every round, so it cannot be said that it is gone."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something may be that is removed for good."""

    name: str
    """Under which it is counted (`kb.expunging.words`)."""
    find: Callable[[], Sequence[Any]]
    """By what each is known that has it; it changes nothing."""
    remove: Callable[[Any], object]
    """Removes what was found."""


def count(them: Sequence[Place]) -> Mapping[str, int]:
    """How much there is in these places, by their names."""
    return _added((each.name, len(each.find())) for each in them)


def remove(them: Sequence[Place]) -> Mapping[str, int]:
    """Remove what there is in these places; returns how much it was, as `count` says it before."""
    return _added((each.name, _removed(each)) for each in them)


def until_nothing(a_round: Callable[[], Mapping[str, int]]) -> dict[str, int]:
    """Remove something until a round of it finds nothing more; returns how much it was. Raises StillThere."""
    counted: dict[str, int] = {}
    for _ in range(MOST_ROUNDS):
        again = a_round()
        if not again:
            return counted
        counted = together(counted, again)
    raise StillThere


def together(*counted: Mapping[str, int]) -> dict[str, int]:
    """The sum of several counts."""
    return _added(pair for each in counted for pair in each.items())


def _removed(place: Place) -> int:
    found = place.find()
    if found:
        place.remove(found)
    return len(found)


def _added(pairs: Any) -> dict[str, int]:
    counted: dict[str, int] = {}
    for name, number in pairs:
        if number and name in PLACES:
            counted[name] = counted.get(name, 0) + number
    return counted


def of_words(words: Words, report: Callable[[], None], beside: int | None = None) -> Sequence[Place]:
    """Where words may stand. `beside`: the number of a lesson that is emptied anyway, and so is left out."""
    return (
        Place("lesson", lambda: places.lessons_with(words, beside), _by(places.remove_from_addresses, "numbers")),
        Place(
            "lesson",
            lambda: places.former_addresses_with(words, beside),
            _by(places.remove_former_addresses, "slugs"),
        ),
        Place("lesson", lambda: places.reviews_with(words), _by(places.remove_from_reviews, "numbers")),
        Place("lesson", lambda: places.former_reviews_with(words), _by(places.remove_former_addresses, "slugs")),
        Place("heading", lambda: places.headings_with(words), _by(places.remove_headings, "headings")),
        Place(
            "imported_lesson",
            lambda: places.references_with(words, beside),
            _by(places.remove_references, "references"),
        ),
        Place("tag", lambda: places.tags_with(words), _by(places.remove_tags, "numbers")),
        Place(FILES, lambda: _files(words, report, beside), _remove_files),
        Place("message", lambda: places.messages_with(words), places.remove_messages),
    )


def of_file(digest: str) -> Sequence[Place]:
    """Where a file may be, or be named: a text may not have it any more that was submitted with it."""
    return (
        Place(
            SUBMISSIONS,
            lambda: files.submissions_with([digest]),
            lambda _found: files.remove_from_submissions(SITE, None, digest=digest),
        ),
        Place(FILES, lambda: files.files_of_digest(digest), _remove_files),
    )


def _by(verb: Callable[..., object], detail: str) -> Callable[[Sequence[Any]], object]:
    return lambda found: verb(SITE, None, **{detail: found})


def _files(words: Words, report: Callable[[], None], beside: int | None) -> list[int]:
    found = list(files.files_with(words, report))
    return [each for each in found if beside is None or files.is_beside(each, beside)]


def _remove_files(numbers: Sequence[int]) -> None:
    for each in numbers:
        files.remove_file(SITE, None, number=each)
