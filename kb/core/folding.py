"""Names as they are searched and ordered: without capitals and accents, in every alphabet alike."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe",
     "’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"}
)  # fmt: skip
"""Letters that Unicode does not take apart, and signs that are typed in several ways."""


def folded_name(name: str) -> str:
    """The name in the letters that anybody can type, with single spaces: "Siân  Łukasz" is "sian lukasz".

    It is for comparing and ordering only, and may be longer than the name (ß is "ss"). Marks that only change a letter
    go; signs that are vowels of their own, as in Hindi, stay.
    """
    if name.isascii():
        return " ".join(name.lower().split())
    letters = unicodedata.normalize("NFKD", name.casefold()).casefold().translate(_LETTERS)
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())


def folded_label(label: str) -> str:
    """A label of a theme as it is looked up: letter case, hyphens and a plural s make no difference."""
    words = re.split(r"[\s-]+", label.casefold())
    return " ".join(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)
