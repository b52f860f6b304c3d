"""A briefing as it is shown: seven boxes, what they are made from, and what stands around them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.briefings.fitting import Unit, room
from kb.lessons.queries.labels import Label
from kb.lessons.support import SupportLine

TO_FILL_IN = "To fill in"


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a box under their label, or what is to be filled in there."""

    units: tuple[Unit, ...] = ()
    label: str = ""
    fill: str = ""
    """What is to be written by hand; empty where there are words."""

    @property
    def paragraphs(self) -> list[tuple[bool, tuple[Unit, ...]]]:
        """Its sentences by paragraph, and its points by list: whether it is a list, and what is in it."""
        found: list[tuple[bool, tuple[Unit, ...]]] = []
        for unit in self.units:
            if found and found[-1][0] == unit.point and (unit.point or not unit.begins):
                found[-1] = (unit.point, (*found[-1][1], unit))
            else:
                found.append((unit.point, (unit,)))
        return found

    @property
    def room(self) -> int:
        """Words that it takes."""
        to_write = room(f"{TO_FILL_IN}: {self.fill}") if self.fill else 0
        return room(self.label) + sum(unit.room for unit in self.units) + to_write


@dataclass(frozen=True, slots=True)
class Box:
    """One of the seven."""

    key: str
    title: str
    parts: tuple[Part, ...]
    origin: str = ""
    """Which fields of which lessons its words are from."""
    more: str = ""
    """Where there is more, if something was left out."""

    @property
    def words(self) -> int:
        """Words in it, without its heading and its small print."""
        return len(" ".join(self._said()).split())

    @property
    def room(self) -> int:
        """Words that it takes."""
        return sum(part.room for part in self.parts)

    @property
    def to_fill_in(self) -> bool:
        """Whether something in it is to be written by hand."""
        return any(part.fill for part in self.parts)

    @property
    def small_print(self) -> str:
        """Where its words are from, and where there is more."""
        found = [f"From: {self.origin}." if self.origin else "", f"More {self.more}." if self.more else ""]
        return " ".join(filter(None, found))

    def _said(self) -> Iterator[str]:
        for part in self.parts:
            yield part.label
            yield f"{TO_FILL_IN}: {part.fill}" if part.fill else ""
            for unit in part.units:
                yield from (unit.text, unit.note)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that stands below the boxes."""

    name: str
    text: str
    link: str = ""
    """The address, which is printed after the text and can be followed."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """One side of A4 that a team reads in seven minutes."""

    title: str
    whole_title: str
    subject: str
    """Lesson, theme, or whatever it is about."""
    facts: tuple[str, ...]
    """What is said of the whole under the title."""
    boxes: tuple[Box, ...]
    notes: tuple[Note, ...]
    file_name: str
    """Of the files to take away, without ending."""
    done_status: Label | None = None
    support: tuple[SupportLine, ...] = ()
    references: tuple[str, ...] = field(default=())
    """Lessons whose words are in it."""

    @property
    def words(self) -> int:
        """Words in the boxes."""
        return sum(box.words for box in self.boxes)

    @property
    def to_fill_in(self) -> int:
        """How many boxes have something that is to be written by hand."""
        return sum(box.to_fill_in for box in self.boxes)
