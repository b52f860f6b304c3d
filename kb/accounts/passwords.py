"""Passwords: what is kept of them, whether one is right, and how hard one is to guess.

There are no rules about signs and capitals, and none about age: length and what `zxcvbn` says decide, as NIST SP
800-63B (5.1.1.2) and the NCSC advise. Nothing is asked over the network.
"""

import re
import threading
import unicodedata
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from kb.core.errors import Invalid, NotFound
from kb.core.settings import settings

SHORTEST, LONGEST = 12, 1000
"""Characters that a password has."""
DEMANDED, HIGHEST = 3, 4
"""Strength that is demanded, and the highest there is, as `zxcvbn` counts."""
LOOKED_AT = 24
"""Characters at the beginning that strength is judged by: the time grows faster than their square."""
OF_ITS_OWN = 6
"""Letters and digits that a password has beside the name and the address of its owner."""

TOO_SHORT = f"The password must have {SHORTEST} characters or more"
TOO_LONG = f"The password must have {LONGEST:,} characters or fewer"
HOW = "Three or four words that do not belong together make a good one."

OF_THE_SITE = ("lessonbank", "safeguarding", "children", "council", "authority", "partnership")
"""Words that whoever guesses a password of this site tries first."""

_at_work = threading.BoundedSemaphore(2)
"""A hash takes 64 MB and a processor: so many are made at a time in a process, and others wait."""
_judging = threading.Lock()
"""`zxcvbn` keeps what it is told about the user in a dictionary that all threads share."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a password is to guess."""

    score: int
    """From 0 to 4."""
    reason: str
    """A sentence that says what makes it easy; empty where nothing special does."""

    @property
    def enough(self) -> bool:
        """Whether it may be used."""
        return self.score >= DEMANDED


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _at_work:
        return _hasher().hash(_normal(password))


def is_right(kept: str | None, password: str) -> bool:
    """Whether the password is the one of which this was kept.

    It takes the work of one hash, whatever the answer, and also where nothing was kept.
    """
    try:
        with _at_work:
            return _hasher().verify(kept or _of_nobody(), _normal(password))
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether it was made with other parameters than those of today, and should be made anew at the next chance."""
    return _hasher().check_needs_rehash(kept)


class NoPasswords(NotFound):
    """Nobody has a password on this site: all sign in through the provider."""


def require_allowed() -> None:
    """Raise NoPasswords where nobody may have a password."""
    if not settings().local_accounts:
        raise NoPasswords


def check(password: str, *about: str | None) -> None:
    """Refuse a new password that is too short, too long or easy to guess. `about`: name and address of its owner.

    Raises Invalid(password=...).
    """
    if len(password) < SHORTEST:
        raise Invalid(password=TOO_SHORT)
    if len(password) > LONGEST:
        raise Invalid(password=TOO_LONG)
    found = strength(password, *about)
    if not found.enough:
        why = found.reason or "Programs that guess passwords find it soon."
        meter = f"Strength: {found.score} of {HIGHEST}; at least {DEMANDED} is needed."
        raise Invalid(password=f"This password is too easy to guess. {why} {HOW} {meter}")


def strength_in_words(password: str, *about: str | None) -> str:
    """How strong an accepted one is, such as "Strength of your password: 4 of 4."; `about` as of `check`."""
    return f"Strength of your password: {strength(password, *about).score} of {HIGHEST}."


def strength(password: str, *about: str | None) -> Strength:
    """How hard a password is to guess for somebody who knows this about its owner."""
    words = [*(word for text in about if text for word in _words(text)), *OF_THE_SITE]
    if _is_made_of(password, words):
        return Strength(0, _OF_DICTIONARY["user_inputs"])
    begin = _normal(password)[:LOOKED_AT]
    # "password password" counts as strong with the space, and is not.
    with _judging:
        found = [zxcvbn(form, user_inputs=words[:50]) for form in {begin, re.sub(r"[\s._-]+", "", begin) or begin}]
    weakest = min(found, key=lambda each: each["score"])
    return Strength(weakest["score"], next(filter(None, map(_reason, weakest["sequence"])), ""))


def _reason(match: Mapping[str, Any]) -> str:
    if match["pattern"] == "dictionary":
        return _OF_DICTIONARY.get(match["dictionary_name"], "")
    return _OF_PATTERN.get(match["pattern"], "")


_OF_DICTIONARY = {
    "user_inputs": "It has your name, your address or the name of this site in it.",
    "passwords": "It has something in it that many people use as a password.",
}
_OF_PATTERN = {
    "spatial": "Keys that are beside each other are easy to guess.",
    "repeat": "Repeating something hardly helps.",
    "sequence": "Rows such as “abc” or “6543” are easy to guess.",
    "regex": "Years are easy to guess.",
    "date": "Dates are easy to guess.",
}


def _is_made_of(password: str, words: Iterable[str]) -> bool:
    """Whether hardly anything is left of a password, whatever its length, without these words."""
    whole = rest = _bare(password)
    for word in sorted({_bare(word) for word in words}, key=len, reverse=True):
        rest = rest.replace(word, "") if len(word) > 2 else rest
    return rest != whole and len(rest) < OF_ITS_OWN


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", _normal(text).casefold())


def _words(text: str) -> list[str]:
    parts = re.split(r"[\W_]+", text[:300])
    return [text[:100], "".join(parts), *(part for part in parts if len(part) > 2)]


def _normal(password: str) -> str:
    """The same characters, whatever keyboard and system they were typed with (SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def _hasher() -> PasswordHasher:
    return _cheap() if settings().testing else _usual()


@cache
def _usual() -> PasswordHasher:
    return PasswordHasher()


@cache
def _cheap() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def _of_nobody() -> str:
    """What no password leaves: to compare with it takes as long as with a real one."""
    made = _hasher()
    parameters = f"m={made.memory_cost},t={made.time_cost},p={made.parallelism}"
    salt, rest = (b64encode(bytes(size)).decode().rstrip("=") for size in (made.salt_len, made.hash_len))
    return f"$argon2id$v=19${parameters}${salt}${rest}"
