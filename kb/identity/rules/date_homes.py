"""Words of bodies and papers that are a person's or a home's as they stand: the law student, the board on the door."""

import re

_PERSON = (
    r"(?:students?|tenants?|payer|holder|householder|cleaner|leaver|lodger|residents?|neighbours?|pupil|player|friend"
    r"|mate)"
)
_THING = (
    r"(?:flats?|house(?!\s+of)|houses|homes?(?!\s+(?:office|secretary))|estate(?!\s+(?:team|agen|strategy))"
    r"|(?:tower\s+)?blocks?|bags?|box(?:es)?|bin|boots|shoes|trainers|bottle|shed|games?|book\s?bag|garages?|tenancy"
    r"|bed(?:room|s)?|cot|kitchen|garden|stairs|stairwell|uniform|cards?|houseboat|bungalow|hut)"
)
_PLACE = (
    r"(?:windows?|doors?|doorway|frontage|cot|bed(?:room|side)?|bath(?:room)?|wall|kitchen|table|fence|wheel|pram|buggy"
    r"|sofa|flat|stairs|landing|hall\s?way|garden|gate|shed|garage|loft|attic|hole|key\s+safe|lock(?:er)?|drawer"
    r"|fridge|cupboard|mattress|pillow|pocket|bag|car|van|boat|caravan|tent|diary|cooker|radiator|roof|balcony|porch"
    r"|letter\s?box|rucksack|phone|house(?!\s+of))"
)
_OWN = r"(?:the|an?|his|her|their|its|this|that|one|each)"
_IN_HOME = re.compile(
    rf"(?:s|'s)?[\s-]+(?:{_PERSON}|{_THING})(?![^\W_])(?!\s+(?:{_PERSON}|panels?|forum|survey|guidance|policy))"
    rf"|\s+(?:(?:left|lying|nailed|pinned|stuck|screwed|hidden|found|put|kept)\s+)?"
    rf"(?:over|above|across|under|beneath|behind|beside|of|off|on|in|inside|from|to|at|against|round|by)"
    rf"\s+{_OWN}\s+(?:[\w-]+\s+)?{_PLACE}(?![^\W_]|\s+(?:display|dressing|policy|lead|list))",
    re.IGNORECASE,
)
"""What stands behind such a word."""
_KIN = re.compile(
    r"(?:mother|father|mum|mam|dad|aunt|uncle|sister|brother|gran|nan|partner|boyfriend|girlfriend|wife|husband)'s\s+$",
    re.IGNORECASE,
)
"""Whose it is."""
_COUNTED = re.compile(
    r"\b(?:numbers?|rates?|volumes?|proportion|percentage|per cent|shares?|counts?|totals?|timeliness|quality"
    r"|backlog|rise|fall|drop|increase) (?:of|in) (?:[\w-]+ )?$",
    re.IGNORECASE,
)


def is_of_home(text: str, start: int, end: int) -> bool:
    """Whether a word that is also a body's tells here of a person, a home or a thing in it."""
    return bool(_IN_HOME.match(text, end) or _KIN.search(text, max(0, start - 14), start))


def is_counted(text: str, start: int) -> bool:
    """Whether many are counted: the number of referrals."""
    return _COUNTED.search(text, max(0, start - 40), start) is not None
