"""Files of Markdown: the YAML front matter, the sections of a lesson, the rules for headings."""

import re
from dataclasses import dataclass

from kb.content.faults import File, meant, shown
from kb.content.fields import SECTION_FIELDS, SECTIONS, SECTIONS_REQUIRED
from kb.content.reading import Entries, Series, yaml_of

HEADING = re.compile(r"(#{1,6})\s*(.*?)\s*#*$")
OPENS_SECTION = re.compile(r"##?(?!#)")
UNDERLINE = re.compile(r"(=+|-+)\s*$")


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file: the values above, the lines below and the number of the first of them."""

    values: Entries
    lines: list[str]
    first_line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a lesson, the line of its heading, and that on which its text begins."""

    text: str
    line: int
    first_line: int


def document_of(text: str, file: File) -> Document | None:
    """Split a file into front matter and body, or None after noting what is wrong with the front matter."""
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    if lines[0].rstrip() != "---":
        file.fault(1, f"begins with {shown(lines[0])}; the front matter begins with a line '---'")
        return None
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        file.fault(1, "has front matter without an end; close it with a line '---'")
        return None
    values = yaml_of("\n".join(lines[1:end]) + "\n", file, first_line=2)
    if isinstance(values, Series):
        file.fault(2, "front matter is a list; write 'key: value'")
        return None
    return Document(values, lines[end + 1 :], end + 2) if values else None


def sections_of(document: Document, file: File) -> dict[str, Section]:
    """The sections of a lesson by key; every heading that is wrong, missing or out of place is noted."""
    found: dict[str, Section] = {}
    heads = [at for at, line in enumerate(document.lines) if OPENS_SECTION.match(line)]
    before = next((at for at, line in enumerate(document.lines[: heads[0] if heads else None]) if line.strip()), None)
    if before is not None:
        file.fault(document.first_line + before, "is text outside the sections; begin with a line '## Found'")
    for head, end in zip(heads, [*heads[1:], len(document.lines)], strict=True):
        line, number = document.lines[head], document.first_line + head
        key = _judge(line, found, number, file)
        if key:
            section = _section(key, document.lines[head + 1 : end], number, file)
            found.setdefault(key, section)
    for key in SECTIONS_REQUIRED:
        if key not in found:
            file.fault(document.first_line - 1, f"has no section '## {SECTIONS[key]}'; it is required")
    return found


def _judge(line: str, found: dict[str, Section], number: int, file: File) -> str | None:
    """The key of the section that this heading opens; what is wrong with the heading is noted."""
    heading = HEADING.match(line)
    title = heading.group(2) if heading else ""
    names, by_heading = list(SECTIONS.values()), {heading: key for key, heading in SECTIONS.items()}
    key = by_heading.get(title)
    if key is None:
        ending = meant(title, names).replace("keys are", "the sections are")
        file.fault(number, f"{shown(line)} is no section of a lesson (headings inside one begin with '###'); {ending}")
    elif line != f"## {title}":
        file.fault(number, f"{shown(line)} is not how the section is opened; write '## {title}'")
    elif key in found:
        file.fault(number, f"'## {title}' stands here again, first in line {found[key].line}; keep one")
    else:
        later = [SECTIONS[other] for other in found if names.index(SECTIONS[other]) > names.index(title)]
        if later:
            file.fault(number, f"'## {title}' stands after '## {later[0]}'; the order is {', '.join(names)}")
    return key


def _section(key: str, lines: list[str], number: int, file: File) -> Section:
    """The text of one section, without the blank lines around it."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    if not filled:
        file.fault(number, f"'## {SECTIONS[key]}' has no text; write some or take the heading out")
        return Section("", number, number)
    text = "\n".join(lines[filled[0] : filled[-1] + 1])
    longest = next(field.longest for field in SECTION_FIELDS if field.key == key)
    if len(text) > longest:
        file.fault(number, f"'## {SECTIONS[key]}' has {len(text)} characters; at most {longest} are wanted")
    check_headings(lines, number + 1, 3, file)
    return Section(text, number, number + 1 + filled[0])


def check_headings(lines: list[str], first_line: int, top: int, file: File) -> None:
    """Note headings above the level `top`, levels that are skipped, and headings written by underlining."""
    level = top - 1
    for at, line in enumerate(lines):
        number = first_line + at
        if heading := HEADING.match(line):
            own = len(heading.group(1))
            if own < top:
                file.fault(number, f"{shown(line)} is a heading of level {own}; here they begin with '{'#' * top}'")
            elif own > level + 1:
                file.fault(number, f"{shown(line)} skips a level; write '{'#' * (level + 1)}'")
            level = max(own, top)
        elif UNDERLINE.match(line) and at and lines[at - 1].strip() and (at == 1 or not lines[at - 2].strip()):
            file.fault(number, f"underlines a heading; write '{'#' * top} {lines[at - 1].strip()[:40]}' instead")
