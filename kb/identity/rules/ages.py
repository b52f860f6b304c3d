"""Ages in days, weeks and months; how long something lasted, and ages that all children have at a check, pass."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.rules.age_words import (
    AGE,
    AT_EVENT,
    BAND_BEFORE,
    DAY_OF_LIFE,
    EVENT_BEFORE,
    GENERAL,
    LASTED,
    LIVED,
    LIVED_ELSEWHERE,
    NOUN_OF_PERSON,
    OF_AGE,
    OLD,
    OLD_THING_AFTER,
    OLD_THING_BEFORE,
    ONE_CHILD,
    ROUTINE,
    STATED_AFTER,
    STATED_BEFORE,
    TOLD,
    months_of,
)
from kb.identity.rules.windows import windows

LAST_MONTH_OF_HINT = 24
"""Ages in whole months up to this are a hint; everything finer or above is asked about."""
INFANT = 12
TODDLER = 36
"""Months before which a child is an infant, and a toddler."""
_DETERMINER = re.compile(r"(?<![^\W_])(?P<word>an?)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_AT = re.compile(r"\b(?:at|by|until|from|before|since|when)\s+(?:(?:just|only|about|around)\s+)?$", re.IGNORECASE)
_AT_HEALTH = re.compile(
    r"\b(?:baby|infant|newborn|he|she|his|her|midwi\w+|health\s+visitor|GP|paediatric\w*|weigh\w*|wt|HV|DNA|WNB"
    r"|centiles?|red\s+book|dietetics|clinic|head\s+circumference|measured|feed\w*|child)\b",
    re.IGNORECASE,
)
_REACHED = re.compile(r"\b(?:reached|turned|aged?|age\s+of)\s+(?:just\s+|only\s+)?$", re.IGNORECASE)
_OF_ONE = re.compile(
    r"\b(?:he|she|they|baby|infant|child|boy|girl)\s+(?:was|is"
    r"|were)\s+(?:aged\s+)?between\s+(?:\w+\s+and\s+)?$",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\b(?:[Cc]hild|[Ss]ibling|[Bb]aby|[Tt]win) \d - $")
_OTHER_DETERMINER = re.compile(
    r"(?<![^\W_])(?:the|this|that|his|her|their|its|our|your|one|another|each|mother's|father's|couple's)\s+$",
    re.IGNORECASE,
)


_UNIT = re.compile(
    r"year|month|week|day|hour|/(?:52|12|7|[Ii1l]2)|yrs?\b|mths?\b|mnths?\b|wks?\b|\b(?:mos?|m|y)\b|[mw]/o"
    r"|\d(?:mos?|m|y|w)\b",
    re.IGNORECASE,
)
"""Every age has one of these."""


def find(reading: Reading, _lists: Lists) -> Iterator[Hit]:
    """Exact ages."""
    for first, last in windows(reading, _UNIT):
        for match in AGE.finditer(reading.digits, first, last):
            if hit := _age(reading, match):
                yield hit
    for match in DAY_OF_LIFE.finditer(reading.digits):
        if not GENERAL.search(reading.around(*match.span())):
            yield Hit("exact-age", match.start(), match.end())


def _age(reading: Reading, match: re.Match[str]) -> Hit | None:
    text = reading.text
    before = text[max(0, match.start() - 70) : match.start()].split("\n")[-1]
    after = text[match.end() : match.end() + 60].split("\n")[0]
    if reading.is_taken(match.start(), match.end()) or _is_band(before, after):
        return None
    months = months_of(match)
    fine = bool(match["days"] or match["weeks"] or match["rest"] or match["also"]) or match["short"] in ("7", "52")
    rule = "exact-age" if fine or months > LAST_MONTH_OF_HINT else "age-in-months"
    if old := OLD.match(after):
        return _old(match, old, before, after[old.end() :], rule, months)
    if not _is_age(reading, match, before, after):
        return None
    end = match.end()
    return Hit(rule, match.start(), end, _duration(match, months))


def _is_band(before: str, after: str) -> bool:
    """Whether it is a border of ages of many, or how long something took."""
    if (
        not BAND_BEFORE.search(before)
        or _LABELLED.search(before)
        or _OF_ONE.search(before)
        or (LIVED.search(before) and not LIVED_ELSEWHERE.match(after))
    ):
        return False
    of_age = OF_AGE.match(after)
    return not (of_age and STATED_AFTER.match(after, of_age.end()))


def _is_age(reading: Reading, match: re.Match[str], before: str, after: str) -> bool:
    if OF_AGE.match(after):
        return True
    sentence = reading.around(*match.span())
    if (
        GENERAL.search(sentence)
        or (ROUTINE.search(sentence) and not TOLD.search(sentence))
        or (LASTED.match(after) and not _REACHED.search(before))
    ):
        return False
    if AT_EVENT.match(after):
        return True
    if _AT.search(before) and _AT_HEALTH.search(sentence):
        return True
    if LIVED.search(before):
        return not LIVED_ELSEWHERE.match(after)
    if EVENT_BEFORE.search(before) and ONE_CHILD.search(sentence):
        return True
    return bool(STATED_BEFORE.search(before) or (STATED_AFTER.match(after) and _AT.search(before)))


def _old(match: re.Match[str], old: re.Match[str], before: str, after: str, rule: str, months: int) -> Hit | None:
    """An age with `old` behind it: of a person, not of a bruise or a plan."""
    if OLD_THING_AFTER.match(after):
        return None
    start, end = match.start(), match.end() + old.end()
    person = NOUN_OF_PERSON.match(after)
    if not person and OLD_THING_BEFORE.search(before):
        return None
    article = _DETERMINER.search(before)
    attached = article or _OTHER_DETERMINER.search(before)
    if person:
        if article:
            return Hit(rule, start - len(before) + article.start(), end, _like("a young", article["word"]))
        return Hit(rule, start, end, "young")
    if old["many"]:
        return Hit(rule, start, end, _noun(months) + "s" if months < TODDLER else "young children")
    if "-" in match.group() + old.group() or attached:
        if article:
            noun = _noun(months)
            with_article = ("an " if noun[0] in "aeiou" else "a ") + noun
            return Hit(rule, start - len(before) + article.start(), end, _like(with_article, article["word"]))
        return Hit(rule, start, end, _noun(months))
    replacement = _duration(match, months)
    if match["rest"] or match["also"]:
        return Hit(rule, start, end, replacement.partition(" ")[0])
    return Hit(rule, start, end, f"{replacement} old" if replacement else None)


def _noun(months: int) -> str:
    if months < INFANT:
        return "infant"
    return "toddler" if months < TODDLER else "young child"


def _like(words: str, first: str) -> str:
    return words[0].upper() + words[1:] if first[0].isupper() else words


def _duration(match: re.Match[str], months: int) -> str:
    """The age without its exactness, in a wording of the same kind: `a few weeks`, `two years`."""
    if months >= INFANT:
        years = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
        whole = min(months // 12, len(years))
        words = f"{years[whole - 1]} year{'s' if whole > 1 else ''}"
    elif match["days"] or match["short"] == "7":
        words = "a few days" if months < 1 else "a few weeks"
    elif match["weeks"] or match["short"] == "52":
        words = "a few weeks" if months < 3 else "a few months"
    else:
        words = "a few months"
    return _like(words, match.group()[0])
