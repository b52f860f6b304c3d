"""How much room words take on a slide: never less than an office program will need, with our face or without."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

PAGE = 960.0, 540.0
"""Width and height of a slide in points: 16 to 9."""
SET_IN = 44.0
"""How far each level of a list is set in, in points."""
APART = 10.0
"""Points between two paragraphs."""
SMALL = 24.0
"""Size of small letters in the body of a slide, in points: nobody at the back of the room reads smaller ones."""
PITCH = 1.3
"""From line to line, in sizes of the letters: what our face asks for, and more than Arial does."""
TALL = 2.0
"""The same where other scripts or signs bring the faces of the machine, of which some are tall."""
_LETTER, _SIGN = 1.1, 1.5  # of those that no face of ours has
_ROUNDING = 1e-6
_WORD = re.compile(r"\S+")
# The widest of our face, of Arial, and of DejaVu Sans, which stands in on machines with neither, in hundredths of the
# size, rounded up. Accents do not widen a letter.
_WIDTHS = {
    30: "ijlı",
    35: " ,.:;|‘’'·ł",
    40: "()-/I[\\]ftľ",
    45: "!r²³¹¡",
    50: '"*`°¨¯´¸',
    55: "Jcsz“”",
    60: "?L_kvxy–•§Ł",
    65: "$0123456789FTabdeghnopqu{}£ßøđ«»¿",
    70: "ABEKPSVXYZ€",
    75: "CNRU",
    80: "&DGHOQØ",
    85: "#+<=>^w~×",
    90: "M",
    100: "%Wm—…½¼¾→æÆ©®",
    105: "@œ",
    110: "Œ",
}
_BOLDER = 1.2  # how much wider bold letters are, at most
_KNOWN = {sign: hundredths / 100 for hundredths, signs in _WIDTHS.items() for sign in signs}
LONGEST_TITLE = 500
"""Characters of a title or a foot that are looked at: more never have room."""


@dataclass(frozen=True)
class Box:
    """Where words stand on a slide, in which size, all in points, and whether they may be bold."""

    left: float
    top: float
    width: float
    height: float
    size: float
    bold: bool = False

    def holds(self, words: str) -> bool:
        """Whether a paragraph has room in it, with no space before."""
        return len([*line_ends(words, self)]) * line_height(words, self) <= self.height + _ROUNDING


TITLE = Box(96, 34, 828, 100, 38, bold=True)
BODY = Box(96, 150, 828, 344, 30)
BOXES = {
    "title": (Box(270, 40, 640, 230, 44, bold=True), Box(270, 282, 640, 100, 24)),
    "body": (TITLE, BODY),
    "long": (Box(96, 34, 828, 125, 32, bold=True), Box(96, 170, 828, 324, 30)),
    "picture": (TITLE, BODY),
    "question": (Box(72, 22, 852, 209, 32, bold=True), Box(72, 250, 852, 246, 26)),
    "answer": (TITLE, BODY),
    "reference": (TITLE, Box(96, 150, 828, 344, 24)),
}
"""Where title and body stand, by what a slide is there for."""
LOGO = Box(270, 390, 420, 100, 0)
FOOT = Box(96, 502, 720, 32, 12)
FEET = {
    kind: replace(FOOT, left=title.left, width=FOOT.left + FOOT.width - title.left)
    for kind, (title, _) in BOXES.items()
}
NUMBER = Box(834, 502, 90, 32, 12)


def width(words: str) -> float:
    """At most so wide are these words on one line where none is bold, in sizes of the letters."""
    return sum(map(_width, words))


def height(words: str, box: Box, *, indent: float = 0) -> float:
    """At most so high is this paragraph in the box, in points, with the space before it."""
    return APART + len([*line_ends(words, box, indent=indent)]) * line_height(words, box)


def line_height(words: str, box: Box) -> float:
    """From line to line, in points."""
    return box.size * (PITCH if all(map(_of_ours, words)) else TALL)


def lead(mark: str, box: Box) -> str:
    """What of a mark stands on the first line of its point, because it is wider than the point is set in."""
    return f"{mark}. " if (width(mark) + 0.7) * box.size > SET_IN else ""


def line_ends(words: str, box: Box, *, indent: float = 0) -> Iterator[int]:
    """Where each line ends, as a place in the words, if every letter is as wide as it can be.

    A program may break lines at more places, and its letters are not wider: it never needs more lines than these.
    """
    room = (box.width - indent) / box.size / (_BOLDER if box.bold else 1)
    end, used = 0, 0.0  # the words before `end` are on lines, of which the last is `used`
    for found in _WORD.finditer(words):
        needs = width(words[end : found.end()])
        if used + needs <= room:
            used += needs
        else:
            if used:
                yield end
            used = 0.0
            for at, sign in enumerate(found[0], found.start()):
                if used + (wide := _width(sign)) > room and used:
                    yield at
                    used = 0.0
                used += wide
        end = found.end()
    yield len(words)


def shortened(words: str, after: str, box: Box) -> str:
    """The words, cut at the end of one where the lines of the box are full, and what comes after them in any case."""
    kept = words[:LONGEST_TITLE]
    if kept == words and box.holds(words + after):
        return words + after
    while not box.holds(f"{kept}…{after}"):
        shorter = kept.rpartition(" ")[0].rstrip(" ,;:–—-")
        kept = shorter or kept[: len(kept) * 9 // 10]
    return f"{kept}…{after}"


@cache
def _width(sign: str) -> float:
    if sign in _KNOWN:
        return _KNOWN[sign]
    kind = unicodedata.category(sign)
    if kind in {"Mn", "Me", "Cf"}:
        return 0.0
    parts = unicodedata.normalize("NFKD", sign)
    if parts != sign:
        return sum(map(_width, parts))
    if kind == "Zs":
        return 0.35
    return _LETTER if kind.startswith("L") and sign < "\U00010000" else _SIGN


def _of_ours(sign: str) -> bool:
    return sign < "\u0180" or sign in _KNOWN or "\u2000" <= sign < "\u2070" or "\u1e00" <= sign < "\u1f00"
