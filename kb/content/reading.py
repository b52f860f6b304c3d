"""Bytes of a file to text, and YAML text to values that know their line; whatever cannot be read is a fault."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from kb.content.faults import File, shown

LARGEST = 1_000_000
"""Bytes; a content file beyond this is a mistake, and is not read."""
DEEPEST = 20
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters
    "\xad\u200b\u2060\ufeff"  # soft hyphen and spaces of no width: a word that holds one is not found
    "\u2028\u2029"  # line separators: editors and YAML would count lines differently
    "\u202a-\u202e\u2066-\u2069"  # marks that turn the direction, so that a reader sees another text
    "\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\uffff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"  # no or private characters
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One word, number or text as it is written; `kind` says what YAML takes it for."""

    line: int
    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Series:
    """Values one after the other."""

    line: int
    items: list["Node"]


@dataclass(frozen=True, slots=True)
class Entries:
    """Keys and their values; a value's line is that of its key."""

    line: int
    values: dict[str, "Node"]


Node = Leaf | Series | Entries

KINDS = {
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:bool": "a truth value",
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:timestamp": "a date",
}
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def text_of(path: Path, file: File) -> str | None:
    """The text of a file, or None after noting why it cannot be used."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            file.fault(1, f"holds {size / 1_000_000:.1f} MB; a content file holds {LARGEST // 1_000_000} MB at most")
            return None
        with path.open("rb") as stream:
            found = stream.read(LARGEST)
    except OSError as problem:
        file.fault(
            1, f"cannot be read ({problem.strerror or 'unknown reason'}); give the account that runs this access"
        )
        return None
    return _decoded(found, file)


def _decoded(found: bytes, file: File) -> str | None:
    if not found.strip():
        file.fault(1, "is empty; fill it in or take it out of the folder")
        return None
    try:
        text = found.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = found.count(b"\n", 0, problem.start) + 1
        column = problem.start - found.rfind(b"\n", 0, problem.start)
        file.fault(line, f"byte {column} (0x{found[problem.start]:02x}) is not UTF-8; save the file as UTF-8")
        return None
    return text if _readable(text, file) else None


def _readable(text: str, file: File) -> bool:
    """Whether it has Unix line ends and no character that hides something; the first of each is named."""
    if text.startswith("\ufeff"):
        file.fault(1, "begins with a byte order mark; save the file as UTF-8 without one")
        return False
    if "\r" in text:
        file.fault(text.count("\n", 0, text.index("\r")) + 1, "ends with a carriage return; save with Unix line ends")
        return False
    if hidden := HIDDEN.search(text):
        line = text.count("\n", 0, hidden.start()) + 1
        file.fault(line, f"holds the invisible character U+{ord(hidden.group()):04X}; take it out")
        return False
    return True


def yaml_of(text: str, file: File, first_line: int = 1) -> Entries | Series | None:
    """The values of YAML text, or None after noting the fault; `first_line` is where the text stands in its file."""
    try:
        if not _plain(text, file, first_line):
            return None
        node = yaml.compose(text, _Loader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
        reason = getattr(problem, "problem", None) or "it cannot be read"
        line = min(mark.line if mark else 0, text.count("\n")) + first_line
        file.fault(line, f"is not valid YAML here ({reason}); check indentation, colons and quotes")
        return None
    if node is None:
        file.fault(first_line, "holds no values; fill it in or take it out of the folder")
        return None
    if isinstance(node, yaml.ScalarNode):
        file.fault(first_line, f"holds only the text {shown(node.value)}; give keys and values")
        return None
    built = _Builder(file, first_line).node(node, node.start_mark.line + first_line)
    return built if not isinstance(built, Leaf) else None


def _plain(text: str, file: File, first_line: int) -> bool:
    """Whether it keeps to the part of YAML that content files use. Looked at before anything is built of it."""
    depth = documents = 0
    for event in yaml.parse(text, _Loader):
        line = (event.start_mark.line if event.start_mark else 0) + first_line
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            what = "repeats an earlier value" if isinstance(event, yaml.AliasEvent) else "names a value to be repeated"
            file.fault(line, f"{shown(anchor)} {what}; write each value out")
            return False
        if tag:
            file.fault(line, f"{shown(tag)} is a YAML tag; take it out, the key says what the value is")
            return False
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                file.fault(line, "begins a second document; one file holds one")
                return False
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            file.fault(line, f"is nested more than {DEEPEST} deep; the README shows the form")
            return False
    return True


class _Builder:
    """Turns PyYAML's nodes into ours, and notes keys that stand twice."""

    def __init__(self, file: File, first_line: int) -> None:
        self.file = file
        self.first_line = first_line

    def node(self, node: yaml.Node, line: int) -> Node:
        if isinstance(node, yaml.ScalarNode):
            return Leaf(line, node.value, KINDS.get(node.tag, "a special value"))
        if isinstance(node, yaml.SequenceNode):
            return Series(line, [self.node(item, item.start_mark.line + self.first_line) for item in node.value])
        return self.entries(node, line)

    def entries(self, node: yaml.Node, line: int) -> Entries:
        values: dict[str, Node] = {}
        for key, value in node.value:
            at = key.start_mark.line + self.first_line
            if not isinstance(key, yaml.ScalarNode):
                self.file.fault(at, "has a list or a mapping where a key should be; write 'key: value'")
            elif key.value in values:
                first = values[key.value].line
                self.file.fault(at, f"key {shown(key.value)} stands here again, first in line {first}; keep one")
            else:
                values[key.value] = self.node(value, at)
        return Entries(line, values)


SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 100


def is_slug(text: str) -> bool:
    """Whether it can be an address: words of a-z and 0-9 joined by single hyphens."""
    return len(text) <= LONGEST_SLUG and bool(SLUG.fullmatch(text))
