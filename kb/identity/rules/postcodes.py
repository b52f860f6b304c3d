"""Full postcodes, also with letters for digits, spaces in odd places, or read out."""

import re
from collections.abc import Iterator

from kb.identity.lists import Lists
from kb.identity.normalising import Reading, Token
from kb.identity.rules import spoken
from kb.identity.rules.signals import near, near_tokens

_AREAS = (
    "AB AL BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY EC EH EN EX FK FY GL GU"
    " GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY LA LD LE LL LN LS LU ME MK ML NE NG NN NP NR NW OL OX PA PE"
    " PH PL PO PR RG RH RM SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB WA WC WD WF WN WR WS WV"
    " YO ZE B E G L M N S W"
).split()
_UNIT = "[ABD-HJLNP-UW-Z]"
_GAP = r"[ .,_/-]{0,2}"
_AREA = "|".join(_AREAS)
_APART = "|".join(area[0] + _GAP + area[1] if len(area) > 1 else area for area in _AREAS)
_KNOWN_AREA = re.compile(
    rf"(?<![\w.])(?:{_APART}){_GAP}[0-9OIl](?:{_GAP}[0-9OIlA-HJKMNPR-Y])?{_GAP}[ .,_/-]?(?P<unit>[0-9OIlS]"
    rf"{_GAP}{_UNIT}{_GAP}{_UNIT})"
    r"(?!\w)"
)
_ANY_AREA = re.compile(rf"(?<![\w.])(?:[A-Z]{{1,2}}[0-9][0-9A-HJKMNPR-Y]?[ .-]?(?P<unit>[0-9]{_UNIT}{{2}}))(?!\w)")
_MISWRITTEN = re.compile(
    rf"(?<![\w.])(?:{_AREA})[0-9]{{1,2}} (?P<unit>[0-9](?!CM|KG|KM|MG|MI|ML|MM|KB|KW|KV)[A-Z]{{2}})(?!\w)"
)
"""The same with letters that no unit has, as one writes them from memory."""
_ENDS = re.compile(r"[0-9][A-Z][A-Z](?!\w)")
_SMALL_ENDS = re.compile(r"[0-9][a-z][a-z](?!\w)", re.IGNORECASE)
"""How both of them end."""
_NOWHERE = re.compile(
    r"(?:A{1,2}\d{1,2}A?\W?\dAA|A[AN]\d{1,2}A?\W?\dA[AN]|X{1,2}\d{1,2}X?\W?\dXX|ZZ\d.*|AB1?2?\W?\dCD)", re.IGNORECASE
)
"""Patterns of postcodes and those that stand for no place."""
_SMALL = re.compile(
    rf"(?<![\w.])(?=[a-z]{{1,2}}[0-9])(?:{_AREA})[0-9][0-9a-hjkmnpr-y]? ?(?P<unit>[0-9][abd-hjlnp-uw-z]{{2}})(?!\w)",
    re.IGNORECASE,
)
_NO_UNIT = re.compile(r"\d(?:st|nd|rd|th|yr|hr|ft|lb|gb|ug|pt|px|pa|ds|xs)$", re.IGNORECASE)
_TENS = r"(?:ten|eleven|twelve|\w{3,5}teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
_READ = re.compile(
    rf"(?<!\w)(?:(?-i:{_APART})|(?-i:[A-Z])(?:\s(?-i:[A-Z]))?|{spoken.LETTER}"
    rf"(?:{spoken.GAP}{spoken.LETTER})?){spoken.GAP}"
    rf"(?:{_TENS}|{spoken.DIGIT}|\d)(?:{spoken.GAP}(?:{spoken.DIGIT}|\d))?{spoken.GAP}(?:{spoken.DIGIT}"
    rf"|\d){spoken.GAP}"
    rf"(?:double\s(?-i:[A-Z])|{spoken.LETTER}{spoken.GAP}{spoken.LETTER}|(?-i:[A-Z]{_GAP}[A-Z]))(?!\w)",
    re.IGNORECASE,
)
_LETTERS = frozenset(re.findall(r"[a-z]+", spoken.LETTER)) | {"ray", "xray"}
_FEW = 2
_EIRCODE = re.compile(
    r"eircode\W{1,3}(?:is |was )?([AC-FHKNPRTV-Y]\d[0-9W] ?[0-9AC-FHKNPRTV-Y]{4})(?!\w)", re.IGNORECASE
)


def _read_out(reading: Reading) -> list[tuple[int, int]]:
    """Where single letters stand, or words for them: a postcode that is read out ends in them."""
    text = reading.text

    def wanted(token: Token) -> bool:
        return token.key in _LETTERS or (token.end - token.start <= _FEW and text[token.start : token.end].isupper())

    tokens = reading.tokens_where(lambda key: len(key) <= _FEW or key in _LETTERS)
    return near_tokens(tokens, wanted, 70, 30, len(text))


def postcodes(reading: Reading, lists: Lists) -> Iterator[tuple[int, int]]:
    """Where full postcodes begin and end; patterns of them pass."""
    for start, end in _all(reading, lists):
        if not _NOWHERE.fullmatch(reading.text, start, end):
            yield start, end


def _all(reading: Reading, lists: Lists) -> Iterator[tuple[int, int]]:
    text = reading.text
    words = lists.of("ordinary-words")
    for match in _KNOWN_AREA.finditer(text):
        unit = re.sub(r"\W|_", "", match["unit"])
        if any(each.isdigit() for each in match.group()) and not (unit.isalpha() and unit.lower() in words):
            yield match.span()
    stretches, small = near(_ENDS, text, 6, 1), near(_SMALL_ENDS, text, 6, 1)
    for pattern, places in ((_ANY_AREA, stretches), (_MISWRITTEN, stretches), (_SMALL, small)):
        for match in (match for first, last in places for match in pattern.finditer(text, first, last)):
            if not _NO_UNIT.search(match["unit"]) or (pattern is _SMALL and match["unit"].isupper()):
                yield match.span()
    for match in (match for first, last in _read_out(reading) for match in _READ.finditer(text, first, last)):
        if re.search(rf"{spoken.DIGIT}|{spoken.LETTER}|{_TENS}", match.group(), re.IGNORECASE):
            yield match.span()
    for match in _EIRCODE.finditer(text):
        yield match.span(1)
