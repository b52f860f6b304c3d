"""What looks like the name of an account by its form alone: signs, digits and dots where words have none."""

import re

_NOT_ALONE = re.compile(
    r"(?:(?:year|yr|key|stage|ks|covid|under|over|aged?|part|section|form|mp|gcse|ps|page|level|tier|step|day|week|term"
    r"|group|no"
    r"|team|phase|type|item|room|unit|module|v|version|top|web|act|lesson|slide|question|chapter|figure|table|box|sept?"
    r"|oct|nov|dec"
    r"|jan|feb|mar|apr|may|june?|july?|aug)\W?\d+|\d+\W?[a-z]{1,7}|[a-z]\W?\d{1,2}|.*\.(?:docx?|pdf|pptx?|xlsx?|jpe?g"
    r"|png|mp[34]|csv|txt"
    r"|com|org|net|uk|wales|scot|cymru|ie|eu|info|tv|co)|(?:[a-z]\.){1,4}[a-z]?|.*\d{5,}.*|[\d.,/-]+)",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z0-9/.-]+")
_STRIKING = re.compile(
    r"(?=.*[A-Za-z])(?:.*[A-Za-z0-9]_|_.*[A-Za-z]|.*[A-Za-z]{3,}[.-]?\d{1,4}[a-z_]*$|.*[a-z]\d+[a-z]"
    r"|[a-z0-9]+(?:\.[a-z0-9]+)+$)"
)
_ORGANISATION = re.compile(
    r".*(?:nspcc|barnardo|childline|police|council|safeguard|lscp|lscb|scp|scb|nhs|gov|trust|ofsted|cqc|charity"
    r"|foundation|university"
    r"|academy|school|college|nursery|samaritans|ceop|iwf|unicef|save|hub|news|magazine|social_?work|basw|adcs"
    r"|youngminds"
    r"|crimestoppers|refuge|womensaid|shelter|mind|citizensadvice|children|fostering|adoption|partnership|library"
    r"|service|team|uk$).*",
    re.IGNORECASE,
)
FUNCTIONS = frozenset(
    "mention mentions everyone here channel all team name username handle user reply tag home work today".split()
)
"""What stands after the sign in any account: names of functions, not of people."""


def is_striking(name: str) -> bool:
    """Whether it is no word, number, date, file or code, but letters with signs or digits among them."""
    if _NOT_ALONE.fullmatch(name) or _CODE.fullmatch(name):
        return False
    return bool(_STRIKING.match(name))


def is_of_nobody(handle: str, ordinary: frozenset[str]) -> bool:
    """Whether a handle is a function, an organisation's or only a word."""
    plain = handle.lower().strip("._")
    return plain in FUNCTIONS or bool(_ORGANISATION.fullmatch(plain)) or (handle.isalpha() and plain in ordinary)
