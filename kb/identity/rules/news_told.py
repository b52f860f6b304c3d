"""News of a case told in any wording: a word for the media, one for what they did, one for whom it was about."""

import re
from collections.abc import Iterator

from kb.identity.normalising import FAR, Reading
from kb.identity.rules.news_clauses import clauses
from kb.identity.rules.news_signals import OF_MEDIA, TITLES
from kb.identity.rules.news_told_words import (
    ABOUT,
    EVENTS,
    IN_MEDIA,
    ITEM,
    ITEM_ABOUT,
    MEDIA,
    OF_GENERAL,
    OF_PRESS_OFFICE,
    OF_PRESS_WORK,
    OUTLETS,
    PEOPLE,
    REACHED,
    TOLD,
)
from kb.identity.rules.news_words import BARE

_MEDIA = re.compile(rf"(?<![\w-])(?:{MEDIA})(?![\w-])", re.IGNORECASE)
_OUTLET = re.compile(rf"(?<![\w-])(?:{OUTLETS})(?![\w-])")
_ITEM = re.compile(rf"(?<![\w-])(?:{ITEM})(?!\w)", re.IGNORECASE)
_ITEM_ABOUT = re.compile(rf"(?<![\w-])(?:{ITEM_ABOUT})(?!\w)", re.IGNORECASE)
_TOLD = re.compile(rf"(?<![\w-])(?:{TOLD})(?!\w)", re.IGNORECASE)
_REACHED = re.compile(rf"(?<![\w-])(?:{REACHED})(?!\w)", re.IGNORECASE)
_IN_MEDIA = re.compile(rf"(?<![\w-])(?:{IN_MEDIA})(?!\w)", re.IGNORECASE)
_ABOUT = re.compile(rf"(?<![\w-])(?:{ABOUT})(?!\w)", re.IGNORECASE)
_EVENTS = re.compile(rf"(?<![\w-])(?:{EVENTS})(?!\w)", re.IGNORECASE)
_PEOPLE = re.compile(rf"(?<![\w-])(?:{PEOPLE})(?!\w)", re.IGNORECASE)
_GENERAL = re.compile(rf"(?<![\w-])(?:{OF_GENERAL})(?!\w)", re.IGNORECASE)
_PRESS_WORK = re.compile(rf"(?<![\w-])(?:{OF_PRESS_WORK})(?!\w)", re.IGNORECASE)
_PRESS_OFFICE = re.compile(rf"(?<![\w-])(?:{OF_PRESS_OFFICE})(?!\w)", re.IGNORECASE)
_LISTED = re.compile(rf"^\W*(?:The\s+)?(?:{BARE})(?=\s?[,:(]|\s-|$)")
"""A title at the head of a line or of a cell, with what it brought behind it."""
_AT_HOME = re.compile(r"(?<![\w-])(?:telly|TV|television|radio|paper)(?![\w-])", re.IGNORECASE)
"""What stands in a living room; it counts only where it brings a report."""
_WITH_FACE = re.compile(
    r"\bpaper\s+(?:with|showing|had|carried|has)\s+(?:his|her|their|the)\s+(?:\w+\s+){0,2}?(?:photo|picture|face|name)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"\n]{8,140}\"|(?<!\w)'[^'\n]{8,140}'(?!\w)")


def told(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where a clause, or two that belong together, cite news of a case."""
    done = 0
    for token in reading.tokens_among(OF_MEDIA):
        if token.start < done:
            continue
        if token.key in TITLES and reading.text[token.start].islower():
            continue
        sentence = reading.sentence_at(token.start)
        first, done = max(sentence.start, done, token.start - FAR), min(sentence.end, token.end + FAR)
        yield from _told(reading, first, done)


def _told(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    for start, end, piece in clauses(reading, first, last):
        if _PRESS_OFFICE.search(piece):
            continue
        text = reading.text[start:end]
        outlet = _OUTLET.search(text)
        if outlet is None and (_QUOTED.search(text) or _ITEM.search(text)):
            outlet = _LISTED.search(text)
        media = outlet or _MEDIA.search(text) or _AT_HOME.search(text)
        if media and _is_of_case(text, known=outlet is not None, at_home=media.re is _AT_HOME):
            yield _within(text, start, media)


def _is_of_case(text: str, *, known: bool, at_home: bool) -> bool:
    """Whether such a clause speaks of news about somebody, and not of the media as such."""
    own = _QUOTED.sub(" ", text)
    general = _GENERAL.search(own)
    item_about = _ITEM_ABOUT.search(own)
    if item_about and not (general and general.start() < item_about.end()):
        return True
    if general or _PRESS_WORK.search(own):
        return False
    about, event, item = _ABOUT.search(own), _EVENTS.search(own), _ITEM.search(own)
    if at_home:
        return bool((event and item and about) or _WITH_FACE.search(own))
    reached, person, quoted = _REACHED.search(own), _PEOPLE.search(own), _QUOTED.search(text)
    did = reached or _TOLD.search(own)
    if known:
        return bool(about or event or quoted or did or item or person)
    if about and (item or did or _IN_MEDIA.search(own)):
        return True
    return bool(((item or did) and quoted) or (reached and (event or person)) or (event and person and did))


def _within(text: str, start: int, media: re.Match[str]) -> tuple[int, int]:
    """From the first to the last word that tells, with what follows them in the clause."""
    whole = text.strip(" ,.;:-|*#>\n\"'")
    at = text.index(whole)
    return start + min(at, media.start()), start + max(at + len(whole), media.end())
