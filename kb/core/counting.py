"""How many words a text has, for limits; `frontend/writing/counting.js` counts the same while somebody writes."""

import re
import unicodedata

_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
_TAKEN_OUT = (
    (re.compile(r"!?\[([^\]\[]*)\]\([^() \t\n]*\)"), r"\1"),  # of a link, its words
    (re.compile(r"<[^<>]*>"), " "),
    (re.compile(r"^[ \t]*(?:#{1,6} |>[ \t]?|[-*+] |[0-9]{1,3}[.)] )+", re.MULTILINE), ""),
    (re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});"), " "),
)
_WORD = re.compile(r"[^\W_]+(?:['’‑‐-][^\W_]+)*")
"""Letters and digits, with apostrophes and hyphens between them."""


def words_in(markdown: str) -> int:
    """Words that a reader sees of Markdown text: "didn't" and "follow-up" are one each, marks and addresses none."""
    text = _BREAKS.sub("\n", markdown)
    for pattern, instead in _TAKEN_OUT:
        text = pattern.sub(instead, text)
    return len(_WORD.findall(_without_accents(text)))


def _without_accents(text: str) -> str:
    """Letters without what stands above and below them, which is no letter and would end a word."""
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if unicodedata.category(sign)[0] != "M")
