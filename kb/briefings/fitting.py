"""Takes from a text what a box has room for: whole sentences and whole points, from the beginning on."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from markupsafe import Markup

from kb.core.statements import sentences
from kb.documents.from_html import blocks
from kb.documents.tree import Block, Facts, Heading, List, Paragraph, Quote, Span, Table

SIGNS_A_WORD = 7
"""Signs of middling width that a word has room for on the page, its space included; texts in English use six."""
MORE = "…"
_CLAUSE = re.compile(r"[,;:–](?=\s)")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is taken whole or not at all: a sentence, a point of a list, a link."""

    text: str
    point: bool = False
    begins: bool = True
    """Whether a paragraph begins with it."""
    origin: str = ""
    """Reference of the lesson, or name of the theme, whose words these are."""
    note: str = ""
    """What stands in brackets after it."""
    link: str = ""
    """Where it leads, or its note if it has one."""

    @property
    def room(self) -> int:
        """Words that it takes, all that is printed with it included."""
        return room(self.text) + room(self.note)


def room(text: str) -> int:
    """Words of a text, or more where its signs take more room than words do: by this no text is too long for a page."""
    return max(len(text.split()), ceil(sum(map(_width, text)) / SIGNS_A_WORD))


def fitted(units: Sequence[Unit], most: int, points: int = 0) -> tuple[list[Unit], list[Unit]]:
    """The units that there is room for, from the first on, and the others.

    The first one is shortened where it is too long by itself. What leads to a list is left out with the list.
    """
    taken: list[Unit] = []
    for unit in units[: points or None]:
        if sum(each.room for each in taken) + unit.room > most:
            break
        taken.append(unit)
    while taken and len(taken) < len(units) and taken[-1].text.endswith(":"):
        taken.pop()
    if not taken and units and not units[0].link and (first := shortened(units[0], most)):
        return [first], [units[0], *units[1:]]
    return taken, [*units[len(taken) :]]


def shortened(unit: Unit, most: int) -> Unit | None:
    """As much of it as there is room for, up to the end of a clause, or else of a word; None where there is no room."""
    words = unit.text.split()
    if most < 1 or not words:
        return None
    while len(words) > 1 and room(" ".join(words) + MORE) > most:
        words.pop()
    said = " ".join(words)
    while said and room(said + MORE) > most:
        said = said[:-1]
    clauses = [found.start() for found in _CLAUSE.finditer(said) if found.start() * 2 > len(said)]
    kept = said[: clauses[-1]] if clauses else said
    return replace(unit, text=kept.rstrip(" ,;:–") + MORE)


def short_title(title: str, most: int) -> str:
    """A title of so many characters at most: whole, or up to a clause, or up to a word."""
    if len(title) <= most:
        return title
    said = title[:most].rsplit(" ", 1)[0] if " " in title[:most] else title[: most - 1]
    clauses = [found.start() for found in re.finditer(r"[,;:–](?=\s)|\s(?:and|after|so that|because)\s", said)]
    late = [start for start in clauses if start * 2 > most]
    kept = (said[: late[-1]] if late else said)[: most - 1].rstrip(" ,;:–")
    return kept + MORE


def units_of(html: Markup | str, origin: str) -> list[Unit]:
    """The sentences and points of a text, in their order; its headings are left out."""
    return [replace(unit, origin=origin) for unit in _units(blocks(html, top_heading=2))]


def sentences_of(text: str, origin: str) -> list[Unit]:
    """The sentences of a plain paragraph."""
    return [replace(unit, origin=origin) for unit in _sentences(text)]


def _units(found: Iterable[Block]) -> Iterator[Unit]:
    for block in found:
        match block:
            case Paragraph(spans):
                yield from _sentences(_words(spans))
            case List(items):
                yield from (Unit(said, point=True) for item in items if (said := _flat(item)))
            case Quote(inner):
                yield from _units(inner)
            case Table(header, rows):
                lines = ([*filter(None, map(_words, row))] for row in (header, *rows))
                yield from (Unit(", ".join(line), point=True) for line in lines if line)
            case Facts(pairs):
                yield from (Unit(f"{name}: {_flat(told)}", point=True) for name, told in pairs)


def _sentences(text: str) -> Iterator[Unit]:
    line = " ".join(text.split())
    for number, said in enumerate(sentences(line) or filter(None, [line])):
        yield Unit(said, begins=number == 0)


def _flat(found: Iterable[Block]) -> str:
    return " ".join(unit.text for unit in _units(each for each in found if not isinstance(each, Heading)))


def _words(spans: Iterable[Span]) -> str:
    return " ".join("".join(span.text for span in spans).split())


def _width(sign: str) -> float:
    if sign.islower() or sign in " .,;:!'-()[]|/’‘“”–":
        return 1
    if unicodedata.east_asian_width(sign) in "WF":
        return 2.2
    return 1.6 if not sign.isdigit() else 1.2
