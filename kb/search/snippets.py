"""Shows why a lesson was found: the place in its text with most of the words, which are marked."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup, escape
from sqlalchemy import select

from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.sections import NEEDS, NOT_YET_DONE, TITLES
from kb.search.documents import TEXTS
from kb.search.whoosh_index import stem
from kb.search.words import STOP_WORDS, WORD, fold, plain

LENGTH = 260
"""Characters of an extract, about three lines."""
LEAD = 60
"""Characters before the first marked word, so that it stands in its sentence."""
SECTION_TITLES = {"summary": "Summary", **TITLES, **NEEDS}


@dataclass(frozen=True, slots=True)
class Snippet:
    """An extract with the words marked, and the part of the lesson that it comes from."""

    text: Markup
    section: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A word that was looked for, where it stands."""

    start: int
    end: int
    stem: str


def snippets(ids: Sequence[int], wanted: Sequence[str]) -> dict[int, Snippet]:
    """An extract of each of these lessons that is published, for these folded words; one statement."""
    columns = [getattr(Revision, name) for name in TEXTS]
    rows = session.execute(
        select(Lesson.id, Revision.done_status_key, *columns).join(Revision, live).where(Lesson.id.in_(ids))
    ).all()
    stems = frozenset(stem(word) for word in wanted)
    found = {}
    for number, done_status, *texts in rows:
        snippet = extract(dict(zip(TEXTS, texts, strict=True)), stems)
        if snippet.section == TITLES["done"]:
            snippet = replace(snippet, section=NOT_YET_DONE.get(done_status or "", snippet.section))
        found[number] = snippet
    return found


def extract(texts: Mapping[str, str], stems: Collection[str]) -> Snippet:
    """The best place in the sections of a lesson; the summary as it is where no section has a word."""
    best: tuple[tuple[int, int], str, str, list[_Place]] | None = None
    for name, markdown in texts.items():
        text = plain(markdown)
        places = list(_places(text, stems)) if stems else []
        window = _best_window(places)
        worth = len({place.stem for place in window}), len(window)
        if window and (best is None or worth > best[0]):
            best = worth, name, text, window
    if best is None:
        return Snippet(escape(plain(texts["summary"])), SECTION_TITLES["summary"])
    return Snippet(_marked(best[2], best[3]), SECTION_TITLES[best[1]])


def _places(text: str, stems: Collection[str]) -> Iterator[_Place]:
    for word in WORD.finditer(text):
        stemmed = _stem_of(word.group())
        if stemmed in stems:
            yield _Place(word.start(), word.end(), stemmed)


@lru_cache(maxsize=50_000)
def _stem_of(word: str) -> str:
    """The stem of a word as it stands in a text; of one that is too common, none."""
    folded = fold(word)
    return "" if folded in STOP_WORDS else stem(folded)


def _best_window(places: list[_Place]) -> list[_Place]:
    """The run of places within one extract that has most different words, then most words; the first such."""
    best: list[_Place] = []
    worth = (0, 0)
    first = 0
    for last, place in enumerate(places):
        while place.end - places[first].start > LENGTH - LEAD:
            first += 1
            if first > last:
                break
        window = places[first : last + 1]
        different = len({found.stem for found in window})
        if (different, len(window)) > worth:
            best, worth = window, (different, len(window))
    return best


def _marked(text: str, places: list[_Place]) -> Markup:
    """The text around these places, cut between words, with the places marked."""
    start = max(0, places[0].start - LEAD)
    if start:
        blank = text.find(" ", start, places[0].start)
        start = blank + 1 if blank >= 0 else places[0].start
    end = max(min(len(text), start + LENGTH), places[-1].end)
    if end < len(text):
        blank = text.rfind(" ", places[-1].end, end)
        end = blank if blank >= 0 else places[-1].end
    parts, at = [Markup("… ") if start else Markup("")], start
    for place in places:
        parts += [escape(text[at : place.start]), Markup("<mark>%s</mark>") % text[place.start : place.end]]
        at = place.end
    return Markup("").join([*parts, escape(text[at:end]), Markup(" …") if end < len(text) else Markup("")])
