"""What the identity check finds in a file: in its name, its texts, and in what people do not see in it.

The file is opened by `kb.extraction` alone, in a process that may do little else; here only texts are read.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TypeVar

from kb.extraction.parts import DEFAULT, MIB, Extracted, Kind, Limits, Part, PartKind, Refused
from kb.extraction.service import extract
from kb.identity.catalogue import RULES
from kb.identity.check import check_text, check_texts
from kb.identity.combining import Fact, point_at_one_child
from kb.identity.file_names import check_name
from kb.identity.findings import Finding, Level, apart
from kb.identity.lists import Lists
from kb.identity.tables import check_cells, divider_of, in_lines

CHECKED = replace(DEFAULT, text=2 * MIB)
"""As much text as the rules read in half a minute, in a minute if it is a table: about 350,000 words, 900 pages."""
MOST_FINDINGS = 5_000
"""A file with more is a list of people or of cases, which nobody mends place by place; it is refused."""
PIECE = 50_000
"""Characters that are checked at once, so that memory does not grow with the file."""
MARGIN = 1_000
"""Characters before the end of a piece within which it is cut between words, where a line is longer than a piece."""
NAME, WHOLE = "file name", "the whole file"
WHOLE_PART = {
    PartKind.COMMENT: "file-comment",
    PartKind.TRACKED_CHANGE: "tracked-change",
    PartKind.HIDDEN: "hidden-part",
    PartKind.NOTES: "hidden-part",
    PartKind.ATTACHMENT_NAME: "hidden-part",
    PartKind.PHOTO_LOCATION: "photo-location",
    PartKind.REVISION_AUTHOR: "file-author",
}
"""Parts that are findings by being there, whatever they say."""
SAYS_NO_MORE = ("photo-location", "file-author")
"""Rules to which no other can add: the part is the name of a person, or a place, and must go as a whole."""
BESIDE_THE_FILE = (PartKind.PROPERTY, PartKind.PHOTO_LOCATION, PartKind.REVISION_AUTHOR)
"""Parts that are written beside a text or a picture: with nothing else, there is nothing to read."""
AUTHORS = frozenset(
    """author creator lastmodifiedby lastauthor manager initial-creator printed-by artist xpauthor cameraownername
    ownername captionwriter""".split()
) | {"iptc 2:80", "iptc 2:122"}
"""Properties that name a person, as Office, OpenDocument, PDF and cameras call them, in small letters."""
_TECHNICAL = re.compile(
    r"(?:file within the file: [^,]*, )*(?:bookmark in|field in|name of a (?:range|layer)|rule for cells of)\b"
)
"""Hidden texts that programs write into nearly every file; the rules read them, but they are no hidden part."""
_NUMBERED = re.compile(r"(.*\b(?:page|row) )([0-9]{1,7})", re.DOTALL)
_FILE_NAME = re.compile(r"^\S.*\.[A-Za-z][A-Za-z0-9]{1,4}$", re.MULTILINE)
Placed = TypeVar("Placed", Finding, Fact)


@dataclass(frozen=True)
class CheckedPart:
    """A part of a file in which something was found; offsets of the findings count the characters of its text."""

    where: str
    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class CheckedFile:
    """What was found in a file, or why it was not checked."""

    name: str
    parts: tuple[CheckedPart, ...] = ()
    """The parts in which something was found, in the order of the file; its name first."""
    facts: tuple[Fact, ...] = ()
    """What may point at one child together with others, in whatever part."""
    reason: str = ""
    """Why it was refused, out of the list of `kb.extraction.parts`, or `too-many-findings`; empty if it was checked."""
    refused: str = ""
    """The reason in words, with what to do."""

    @property
    def findings(self) -> Iterator[tuple[str, Finding]]:
        """Where something was found, and what."""
        for part in self.parts:
            for finding in part.findings:
                yield part.where, finding

    @cached_property
    def combination(self) -> tuple[Fact, ...]:
        """The facts, if there are enough kinds of them that the identity reviewer must decide; otherwise none."""
        return self.facts if point_at_one_child(self.facts) else ()

    @property
    def open_ends(self) -> int:
        """How much has to be changed, answered, opened or decided before the file can be published."""
        waiting = sum(finding.level is not Level.INFORM for _, finding in self.findings)
        return waiting + bool(self.combination) + bool(self.refused)


def check_file(data: bytes, name: str, lists: Lists, limits: Limits = CHECKED) -> CheckedFile:
    """What the rules find in a file of this name; a file that is refused is reported, and nothing is raised."""
    base = name.replace("\\", "/").rpartition("/")[2]
    try:
        extracted = extract(data, name=base[-255:], limits=limits)
    except Refused as refused:
        return CheckedFile(name, reason=refused.reason, refused=refused.says)
    parts: list[CheckedPart] = []
    facts: list[Fact] = []
    found = 0
    for part, more in _checked(extracted, base, lists):
        facts.extend(more)
        if part.findings:
            parts.append(part)
        found += len(part.findings)
        if found > MOST_FINDINGS:
            return CheckedFile(name, reason="too-many-findings", refused=_too_many(parts))
    return CheckedFile(name, tuple(parts), tuple(facts))


def _checked(extracted: Extracted, name: str, lists: Lists) -> Iterator[tuple[CheckedPart, Iterable[Fact]]]:
    yield CheckedPart(NAME, name, tuple(check_name(name, lists))), ()
    for part in _gathered(extracted.parts):
        yield from _checked_part(part, extracted.kind, lists)
    for where in _without_text(extracted):
        yield CheckedPart(where, "", (_whole("no-readable-text", ""),)), ()


def _checked_part(part: Part, kind: Kind, lists: Lists) -> Iterator[tuple[CheckedPart, Iterable[Fact]]]:
    whole = [_whole(rule, part.text) for rule in _of_whole_part(part, kind)]
    if any(finding.rule in SAYS_NO_MORE for finding in whole):
        yield CheckedPart(part.where, part.text, tuple(whole)), ()
        return
    divider = divider_of(part.text, csv=kind is Kind.CSV)
    labelled = list(islice(check_cells(part.text, divider, lists), MOST_FINDINGS + 1))
    findings = list(_in_names(part, lists))
    facts: list[Fact] = []
    for start, piece in _pieces(part.text):
        if len(findings) + len(labelled) > MOST_FINDINGS:
            break
        checked = check_texts({part.where: piece}, lists)
        findings += [_moved(finding, start) for finding in checked.findings[part.where]]
        facts += [_moved(fact, start) for fact in checked.facts]
        if divider:
            alone = check_text(in_lines(piece, divider), lists)
            findings += [_moved(replace(one, text=piece[one.start : one.end]), start) for one in alone]
    yield CheckedPart(part.where, part.text, (*whole, *apart([*findings, *labelled]))), facts


def _of_whole_part(part: Part, kind: Kind) -> Iterator[str]:
    """The rules that a part breaks by being there."""
    if part.of is PartKind.PROPERTY:
        if _names_author(part.where, kind):
            yield "file-author"
    elif part.of in WHOLE_PART and not (part.of is PartKind.HIDDEN and _TECHNICAL.match(part.where)):
        yield WHOLE_PART[part.of]
        if part.of is PartKind.REVISION_AUTHOR and "tracked change in" in part.where:
            yield "tracked-change"  # what was added stands in the text; only its author tells that it was


def _names_author(where: str, kind: Kind) -> bool:
    if kind is Kind.PDF and where == "Creator":
        return False  # the program with which it was written
    return where.rpartition(", ")[2].lower() in AUTHORS


def _in_names(part: Part, lists: Lists) -> Iterator[Finding]:
    """What names of files say that stand in descriptions of pictures and in lists of attachments."""
    if part.of in (PartKind.ALT_TEXT, PartKind.ATTACHMENT_NAME):
        for line in _FILE_NAME.finditer(part.text):
            for finding in check_name(line.group(), lists):
                yield _moved(finding, line.start())


def _whole(rule: str, text: str) -> Finding:
    return Finding(0, len(text), rule, RULES[rule].level, text, RULES[rule].instead)


def _moved(found: Placed, by: int) -> Placed:
    return replace(found, start=found.start + by, end=found.end + by)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces of whole lines or words where they are not endless, each with where it begins."""
    start = 0
    while start < len(text):
        end = start + PIECE
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind(" ", end - MARGIN, end))
            end = cut + 1 if cut > start else end
        yield start, text[start:end]
        start = end


def _gathered(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts; hidden rows of one sheet are one part, or each of a thousand would have to be answered."""
    together: dict[object, list[Part]] = {}
    for part in parts:
        key = _without_number(part.where) if part.of is PartKind.HIDDEN else part
        together.setdefault(key, []).append(part)
    for group in together.values():
        where = next(_places(part.where for part in group))
        yield Part(where, group[0].of, "\n".join(part.text for part in group))


def _without_text(extracted: Extracted) -> Iterator[str]:
    """Places that only a person can read; the whole file if there is nothing else in it."""
    if extracted.unreadable:
        yield from _places(extracted.unreadable)
    elif all(part.of in BESIDE_THE_FILE for part in extracted.parts):
        yield WHOLE


def _without_number(where: str) -> str:
    numbered = _NUMBERED.fullmatch(where)
    return numbered[1] if numbered else where


def _places(places: Iterable[str]) -> Iterator[str]:
    """The places, numbered ones together: page 1, 3 to 7."""
    together: dict[str, list[int]] = {}
    for where in places:
        numbered = _NUMBERED.fullmatch(where)
        numbers = together.setdefault(numbered[1] if numbered else where, [])
        numbers.extend([int(numbered[2])] if numbered else [])
    for where, numbers in together.items():
        yield where + ", ".join(_runs(sorted(set(numbers))))


def _runs(numbers: list[int]) -> Iterator[str]:
    first = 0
    for at, number in enumerate(numbers):
        if at + 1 == len(numbers) or numbers[at + 1] != number + 1:
            yield str(number) if first == at else f"{numbers[first]} to {number}"
            first = at + 1


def _too_many(parts: Iterable[CheckedPart]) -> str:
    count = Counter(finding.rule for part in parts for finding in part.findings)
    title = RULES[count.most_common(1)[0][0]].title
    return (
        f"The file has more than {MOST_FINDINGS:,} places by which somebody may be recognised (most of them: {title}). "
        "Take out the sheet or the list that names people, and send the file again."
    )
