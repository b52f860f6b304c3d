"""Takes from a text what a box has room for: whole sentences and whole points, from the beginning on."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from math import ceil

from markupsafe import Markup

from kb.core.statements import leans, qualifies, sentences
from kb.documents.from_html import blocks
from kb.documents.tree import Block, Facts, Heading, List, Paragraph, Quote, Span, Table

SIGNS_A_WORD = 7
"""Signs of middling width that a word has room for on the page, its space included; texts in English use six."""
MORE = "…"
TAKES_BACK = ("But ", "However", "Even so", "Yet ")
"""How a point or a paragraph begins that is told with the one before it, or that one is left out as well."""
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
    alone: bool = False
    """Whether it says what it says without those before it, so that it may be taken though one of them is not."""

    @property
    def room(self) -> int:
        """Words that it takes, all that is printed with it included."""
        return room(self.text) + room(self.note)


def room(text: str) -> int:
    """Words of a text, or more where its signs take more room than words do: by this no text is too long for a page."""
    return max(len(text.split()), ceil(sum(map(_width, text)) / SIGNS_A_WORD))


def fitted(units: Sequence[Unit], most: int, points: int = 0, *, loose: bool = False) -> tuple[list[Unit], list[Unit]]:
    """The units that there is room for, from the first on, and the others; none where nothing whole has room.

    What leads to a list is left out with the list, and what is said with what takes some of it back. `loose`: whether
    that is so only where the next sentence begins with a "but", because nothing is told here that a review found.
    """
    taken: list[Unit] = []
    left: list[Unit] = []
    for number, unit in enumerate(units):
        if len(taken) == points > 0:
            return taken, [*left, *units[number:]]
        if sum(each.room for each in taken) + unit.room <= most:
            taken.append(unit)
        elif unit.alone:
            left.append(unit)
        else:
            left += units[number:]
            break
    while taken and left and not _may_end(taken[-1], left, loose=loose):
        left.insert(0, taken.pop())
    return taken, left


def _may_end(last: Unit, left: Sequence[Unit], *, loose: bool) -> bool:
    """Whether nothing that is left has to be said with this one: a list, or what takes some of it back."""
    if last.alone:
        return True
    if last.text.endswith(":") or left[0].text.startswith(TAKES_BACK):
        return False
    return loose or last.point or not any(qualifies(each.text) for each in rest_of_paragraph(left))


def rest_of_paragraph(units: Sequence[Unit]) -> list[Unit]:
    """The first of these units that no new paragraph or point begins with."""
    return [*takewhile(lambda each: not each.point and not each.begins, units)]


def together(units: Sequence[Unit], *, halves: bool = True) -> list[Unit]:
    """The same words in pieces of which each can stand alone: a point or sentence with what leans on it, or a whole
    paragraph if some of it takes back what it says, or a list of halves with the sentence that leads to it. What leans
    on nothing that is here is left out. `halves`: whether a point in small letters ends the sentence before the list.
    """
    pieces: list[list[Unit]] = []
    closed = False
    """Whether the piece before goes on to the end of its paragraph."""
    for number, unit in enumerate(units):
        goes_on = not unit.point and not unit.begins
        rests = leans(unit.text) or (halves and _is_half(unit))
        if pieces and ((goes_on and closed) or rests):
            pieces[-1].append(unit)
        elif not rests:
            pieces.append([unit])
        if not goes_on:
            closed = not unit.point and any(qualifies(each.text) for each in rest_of_paragraph(units[number + 1 :]))
    return [replace(piece[0], text=in_one(piece), alone=True) for piece in pieces if not piece[-1].text.endswith(":")]


def _is_half(unit: Unit) -> bool:
    """Whether it is a point that ends the sentence which leads to its list."""
    return unit.point and unit.text[:1].islower()


def in_one(piece: Sequence[Unit]) -> str:
    """The words of a piece; halves of a sentence that leads to them are divided as a list within a line is."""
    said = piece[0].text
    for before, unit in pairwise(piece):
        said = f"{said.rstrip('.,;')}; {unit.text}" if _is_half(before) and _is_half(unit) else f"{said} {unit.text}"
    return said


def begun(units: Sequence[Unit], most: int) -> list[Unit]:
    """As `fitted` takes them; where that is nothing, the beginning of the first one. For what tells no findings."""
    taken, _ = fitted(units, most, loose=True)
    first = shortened(units[0], most) if units and not taken and not units[0].link else None
    return [first] if first else taken


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
