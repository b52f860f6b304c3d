"""Text as a file can show it: in a PDF, what has no shape is left out, what no face has is named or stands as a box."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from kb.core.characters import visible

FONTS = Path(__file__).with_name("fonts")
BOX = "▯"
"""Stands for each character that no face has."""
ACCENTS = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0312\u0326\u0327\u0328"
"""Accents that our faces put on a letter of theirs; most stand in one character with it anyway."""
_NOT_IN_XML = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_PLAIN = re.compile(r"[\n -~]*")
_SHADES = re.compile("[\U0001f3fb-\U0001f3ff]")
# Marks print where one face has the letter and the mark: ours for Latin, those within typst for some others.
_TO_LOOK_AT = re.compile(
    rf"[A-Za-zÀ-ſ][{ACCENTS}]+|[\u0621-\u064a][\u064b-\u0652]+|[\u0904-\u0939][\u0900-\u097f]+|[^ -~]"
)


def printable(text: str) -> str:
    """The text in characters that print: signs such as emoji are named in brackets, other lacking ones are boxes."""
    if _PLAIN.fullmatch(text):
        return text
    lines = _SHADES.sub("", unicodedata.normalize("NFC", text)).split("\n")
    return "\n".join(_TO_LOOK_AT.sub(_shown, visible(line)) for line in lines)


def replaced(text: str) -> dict[str, str]:
    """What of the text does not print, and what stands for it, in the order in which it comes first."""
    if _PLAIN.fullmatch(text):
        return {}
    found = _TO_LOOK_AT.finditer(visible(_SHADES.sub("", unicodedata.normalize("NFC", text))))
    return {each[0]: shown for each in found if (shown := _shown(each)) != each[0]}


def storable(text: str) -> str:
    """The text as files of office programs, which have faces for all signs, can hold it.

    Signs that XML forbids are left out, as are those that turn the direction of all that follows; spaces that are
    none, such as tabs, become some. Line feeds stay.
    """
    return _NOT_IN_XML.sub(lambda found: " " if found[0].isspace() else "", text)


def breakable(text: str, longest: int) -> str:
    """The same with places where a line may end in words longer than this, which would leave the page otherwise."""
    return re.sub(rf"\S{{{longest}}}(?=\S)", "\\g<0>\u200b", text)


@cache
def characters() -> frozenset[str]:
    """Every character that some face has."""
    found: set[str] = set()
    for part in re.findall(r"(?m)^#.*|\S+", (FONTS / "characters.txt").read_text(encoding="ascii")):
        if not part.startswith("#"):
            first, _, last = part.partition("-")
            found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)


def _shown(found: re.Match[str]) -> str:
    """A character, or a letter with its marks, if it prints, and else what stands for it."""
    signs = found[0]
    if characters().issuperset(signs) and (len(signs) > 1 or unicodedata.category(signs)[0] != "M"):
        return signs
    return "".join(_instead(sign) for sign in signs)


def _instead(sign: str) -> str:
    name = unicodedata.name(sign, "").lower()
    return f"[{name}]" if name and unicodedata.category(sign).startswith("S") else BOX
