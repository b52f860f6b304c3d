"""Shows why a lesson was found: the place in its text with most of what was asked for, marked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from kb.core.text import plain
from kb.lessons.queries.published import TEXTS
from kb.lessons.renderings import plain_texts
from kb.lessons.sections import NEEDS, NOT_YET_DONE, TITLES
from kb.search.expression import Expression
from kb.search.marking import Place, Wanted, marked, places, wanted_in

LENGTH = 260
"""Characters of an extract, about three lines."""
LEAD = 60
"""Characters before the first marked word where its sentence begins too far from it."""
ENOUGH = 160
"""Characters after which an extract ends with a sentence, if one ends there."""
SENTENCE = re.compile("[.!?][\"')\u2019\u201d]* (?![a-z])")
"""The end of a sentence with what stands before the next one."""
ABBREVIATIONS = ("e.g.", "i.e.", "etc.", "dr.", "mr.", "mrs.", "ms.", "no.", "vs.", "approx.", "para.", "p.", "pp.")
LONGEST_ABBREVIATION = 1 + max(map(len, ABBREVIATIONS))
SECTION_TITLES = {"summary": "Summary", **TITLES, **NEEDS}


@dataclass(frozen=True, slots=True)
class Snippet:
    """An extract with the words marked, and the part of the lesson that it comes from."""

    text: Markup
    section: str


def snippets(ids: Sequence[int], expression: Expression) -> dict[int, Snippet]:
    """An extract of each of these lessons that is published; one statement."""
    wanted = wanted_in(expression)
    return {number: _extract(words.text, wanted, words.done_status) for number, words in plain_texts(ids).items()}


def extract(texts: Mapping[str, str], expression: Expression) -> Snippet:
    """The best place in the sections of a lesson, given as Markdown by their keys in the order of the page.

    The summary as it is where nothing of what was asked for stands in any section.
    """
    return _extract("\n".join(plain(texts.get(name, "")) for name in TEXTS), wanted_in(expression), "")


def _extract(text: str, wanted: Wanted, done_status: str) -> Snippet:
    """The extract of a lesson whose sections are given as plain text, a line for each in the order of TEXTS."""
    window = _best_window(text, places(text, wanted))
    first = text.rfind("\n", 0, window[0].start) + 1 if window else 0
    last = text.find("\n", first)
    section = text[first : last if last >= 0 else len(text)]
    if not window:
        return Snippet(escape(section), SECTION_TITLES[TEXTS[0]])
    name = TEXTS[text.count("\n", 0, first)]
    title = NOT_YET_DONE.get(done_status, TITLES[name]) if name == "done" else SECTION_TITLES[name]
    here = [Place(place.start - first, place.end - first, place.asked) for place in window]
    return Snippet(marked(section, here, *_cut(section, here)), title)


def _best_window(text: str, places: list[Place]) -> list[Place]:
    """The run of places within one section and one extract that answers most, then has most places; the first such."""
    best: list[Place] = []
    worth = (0, 0)
    first, end = 0, -1
    for last, place in enumerate(places):
        if place.start > end:  # in another section than the one before
            first, end = last, text.find("\n", place.start)
            end = end if end >= 0 else len(text)
        while first <= last and place.end - places[first].start > LENGTH - LEAD:
            first += 1
        asked = 0
        for found in places[first : last + 1]:
            asked |= found.asked
        value = asked.bit_count(), last + 1 - first
        if value > worth:
            best, worth = places[first : last + 1], value
    return best


def _cut(text: str, places: list[Place]) -> tuple[int, int]:
    """Where the extract around these places begins and ends: with sentences where they are not too long, else words."""
    first, last, size = places[0].start, places[-1].end, len(text)
    if size <= LENGTH:
        return 0, size
    start = _last_sentence(text, max(0, last - LENGTH), first)
    if start < 0:
        start = max(0, first - LEAD)
        blank = text.find(" ", start, first)
        start = blank + 1 if blank >= 0 else first
    if size - start < LENGTH:  # there is room, because the section ends soon
        return next(_sentences(text, size - LENGTH, start), start), size
    end = max(start + LENGTH, last)
    if end >= size:
        return start, size
    whole = _last_sentence(text, max(last - 1, start + ENOUGH), end + 1) - 1
    return start, whole if whole > 0 else max(text.rfind(" ", last, end), last)


def _last_sentence(text: str, start: int, end: int) -> int:
    """Where the last sentence begins in this part of a text; -1 where none does."""
    return max(_sentences(text, start, end), default=-1 if start else 0)


def _sentences(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences begin in this part of a text, behind its start."""
    for sentence in SENTENCE.finditer(text, start, end):
        word = text[text.rfind(" ", 0, sentence.start()) + 1 : sentence.start() + 1]
        if len(word) > LONGEST_ABBREVIATION or word.lower().lstrip("(") not in ABBREVIATIONS:
            yield sentence.end()
