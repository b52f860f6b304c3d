"""Takes a lesson's text apart into statements: the sentences that evidence is given for, each with its line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MARKER = re.compile(r"\s*(?:[-*+]|[0-9]+[.)])\s+")
HEADING = re.compile(r"\s{0,3}#{1,6}\s")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`")
END = re.compile(
    r"(?<!\b(?:Dr|Mr|Ms|St|No))(?<!\bMrs)(?<!\be\.g)(?<!\bi\.e)"  # a full stop that only shortens a word
    r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9£])"
)
"""The end of a sentence: its mark and what closes after it, before a word that can begin another."""
_LEANS = re.compile(
    r"[\"'“‘(\[]?(?:"
    r"(?:They|Them|Their|He|She|His|Her|It|Its|This|That|These|Those|Such|Then|Even so|Others|Because of|So|But"
    r"|And|Or|However|Here|Nor|Neither|Two were|Among|One (?:was|is|of)|In one of|In (?:this|that|these|those)|At that"
    r"|Some (?:were|of (?:these|them|those))|(?:Every|Each|Most|None|All|Many|Of) (?:one )?(?:of )?(?:these|them|those)"
    r"|Both|The (?:others?|former|latter|same|question|answer|reason|result)|No"
    r"|Nothing|None|What they|Instead|Otherwise|Meanwhile|Afterwards"
    r"|Therefore|Yet|Also|For example)\b"
    r"|[\d.]+%"
    r"|As [A-Z][^,.]* (?:reports?|says?|tells?|puts? it),"
    r"|(?:[\w’']+ ){1,3}also\b"
    r"|(?:[\w’']+ ){1,8}this(?:[,;.]| (?:as|in|to|by|at|was|is|had|has|when|because|and)\b))"
)
_QUALIFIES = re.compile(
    r"\b(?:not|no|nothing|nobody|none|never|but|however|although|though|only|unless|cannot|unclear|unknown)\b|n[’']t\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[A-Za-z0-9]+(?:['’-][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence without its Markdown, and the line on which its paragraph or point begins."""

    text: str
    line: int


def statements_of(lines: Sequence[str], first_line: int) -> list[Statement]:
    """The sentences of Markdown text in order. Headings say nothing by themselves and are left out."""
    found: list[Statement] = []
    for line, block in _blocks(lines, first_line):
        found += [Statement(text, line) for text in sentences(block)]
    return found


def sentences(text: str) -> list[str]:
    """The sentences of one paragraph."""
    plain = EMPHASIS.sub("", LINK.sub(r"\1", text))
    starts = [0, *(end.end() for end in END.finditer(plain))]
    parts = (plain[start:end].strip() for start, end in zip(starts, [*starts[1:], len(plain)], strict=True))
    return [part for part in parts if WORD.search(part)]


def leans(sentence: str) -> bool:
    """Whether it says little, or something else, without the sentence before it: "They were told of this"."""
    return _LEANS.match(sentence) is not None


def qualifies(sentence: str) -> bool:
    """Whether it may take back something of what was said before it: "There are no figures"."""
    return _QUALIFIES.search(sentence) is not None


def words(text: str) -> list[str]:
    """The words of a text in small letters, as two texts are compared by."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def _blocks(lines: Sequence[str], first_line: int) -> list[tuple[int, str]]:
    """Paragraphs and points of lists, each in one line, with the number of its first."""
    found: list[tuple[int, list[str]]] = []
    opened = listing = False
    for number, line in enumerate(lines, first_line):
        if not line.strip() or HEADING.match(line):
            opened = listing = False
            continue
        marker = MARKER.match(line)
        if marker and (listing or not opened):  # within a paragraph a line may begin with a year
            line = line[marker.end() :]
            opened, listing = False, True
        if opened:
            found[-1][1].append(line.strip())
        else:
            found.append((number, [line.strip()]))
            opened = True
    return [(number, " ".join(parts)) for number, parts in found]
