"""Places below region where the child, the family or a service of the case is."""

import re
from collections.abc import Iterator

from kb.core.folding import folded_name
from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.phrases import Found, Phrases, key_of
from kb.identity.rules.named import bare
from kb.identity.rules.place_words import (
    AGENT_BEFORE,
    AUTHOR_AFTER,
    BEFORE,
    BODY_AFTER,
    BODY_BEFORE,
    CASE,
    DID_AFTER,
    ESTATE,
    FIELD,
    FROM_THERE,
    LIVED,
    LIVED_IN,
    NO_PLACE,
    OF_CASE_AFTER,
    PROJECT,
    ROOM_FOR,
    ROOMS,
    SHAPED,
    STUDY_AFTER,
    WHERE_SOMEBODY,
    WORK_AFTER,
    WORK_BEFORE,
)


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Settlements of the list, and unknown names where only a place can stand."""
    spans: list[tuple[int, int]] = []
    phrases, words, areas = lists.made(_places)
    for found in phrases.find(reading):
        if found.term in areas or not reading.text[found.start].isupper():
            continue
        if _is_of_case(reading, found, is_word=found.term in words) and not _taken(reading, found.start, found.end):
            spans.append((found.start, found.end))
    for start, end in (*_prisons(reading), *_unknown(reading, lists, areas)):
        if not any(first < end and start < last for first, last in spans) and not _taken(reading, start, end):
            spans.append((start, end))
    for start, end in sorted(spans):
        yield Hit("place", start, end)


_PRISON = re.compile(r"(?<![\w-])HM(?:P(?:/YOI)?|YOI|YOI/P) (?:[A-Z][\w'-]{1,20})(?: [A-Z][\w'-]{1,20}){0,2}(?![\w-])")
_OF_PRISON = re.compile(
    r"(?:'s)? (?:(?:has|have|also|now|staff) )*(?:adopt|pilot|publish|develop|produc|launch|ran\b|runs?\b|host|trial"
    r"|use[sd]?\b|project|programme|governor|report)"
)


def _prisons(reading: Reading) -> Iterator[tuple[int, int]]:
    """Prisons by name where somebody of the case is."""
    for match in _PRISON.finditer(reading.text):
        around = reading.around(*match.span())
        if CASE.search(around) and not PROJECT.search(around) and not _OF_PRISON.match(reading.text, match.end()):
            yield match.span()


def _places(lists: Lists) -> tuple[Phrases, frozenset[str], frozenset[str]]:
    """All places as one list; those that are also words; those that are no place below region."""
    settlements, words, areas = lists.of("settlements"), lists.of("settlements-that-are-words"), lists.of("areas")
    return Phrases(settlements | words | areas), frozenset(map(key_of, words)), frozenset(map(key_of, areas))


def _taken(reading: Reading, start: int, end: int) -> bool:
    return reading.found.touch(start, end) or reading.allowed.over(start, end) > end - start


_IN = re.compile(r"\b[Ii]n (?:[A-Z][\w-]{1,30}(?: [A-Z][\w-]{1,30})? (?:and|or|&) )?$")
_SETTINGS = frozenset({"school", "nursery", "ward", "gp-practice", "hospital", "hostel"})


def _is_of_case(reading: Reading, found: Found, *, is_word: bool) -> bool:
    """Whether the words around say that the child, the family or a service of the case was there."""
    text = reading.text
    sentence = reading.sentence_at(found.start)
    lead = text[max(sentence.start, found.start - 80) : found.start]
    if re.match(r" (?:19|20)\d\d\b", text[found.end : found.end + 6]):  # a month
        return False
    if _is_room(text, lead, found.end) or STUDY_AFTER.match(text, found.end) or found.term in NO_PLACE:
        return False
    if is_word and text[found.start : found.end].isupper() and not lead.isupper() and not _is_home(found, lead):
        return False
    if lead.endswith(", ") and any(hit.end == found.start - 2 and hit.rule in _SETTINGS for hit in reading.hits):
        return True
    if BODY_AFTER.match(text, found.end) or BODY_BEFORE.search(lead) or AUTHOR_AFTER.match(text, found.end):
        return False
    if is_word and re.match(r" \d", text[found.end : found.end + 2]):
        return False
    if FROM_THERE.search(lead) and DID_AFTER.match(text, found.end):
        return True
    if LIVED.search(lead) or FIELD.search(lead) or OF_CASE_AFTER.match(text, found.end):
        return True
    if WORK_BEFORE.search(lead) or (_IN.search(lead) and WORK_AFTER.match(text, found.end)):
        return False
    before = BEFORE.search(lead)
    if is_word and (not before or re.match(r" (?:\d|[A-Z])", text[found.end : found.end + 2])):
        return False
    around = reading.around(found.start, found.end)
    if PROJECT.search(around):
        return False
    return before is not None and (CASE.search(around) is not None or AGENT_BEFORE.search(lead) is not None)


def _is_room(text: str, lead: str, end: int) -> bool:
    """Whether a meeting has moved to it, for nobody's sake."""
    return ROOMS.search(lead) is not None and ROOM_FOR.match(text, end) is None


def _is_home(found: Found, lead: str) -> bool:
    """Whether a word in capitals stands where a home does; special needs are written like a village."""
    return found.term != "send" and (LIVED.search(lead) or FIELD.search(lead)) is not None


def _unknown(reading: Reading, lists: Lists, areas: frozenset[str]) -> Iterator[tuple[int, int]]:
    for match in (
        *ESTATE.finditer(reading.text),
        *LIVED_IN.finditer(reading.text),
        *WHERE_SOMEBODY.finditer(reading.text),
        *SHAPED.finditer(reading.text),
    ):
        start, end = match.span("name") if match.re in (ESTATE, SHAPED) else _name_after(reading, match.end())
        body = BODY_AFTER.match(reading.text, end) or STUDY_AFTER.match(reading.text, end)
        lead = reading.text[max(reading.sentence_at(start).start, start - 80) : start]
        if (
            start < end
            and not body
            and not _is_room(reading.text, lead, end)
            and not _no_place(reading.text[start:end], lists, areas)
        ):
            yield start, end


_NAME = re.compile(r"(?:[A-Z][\w'’-]+)(?:[ -](?:(?:on|in|upon|under|by|le|of|the|y|yr|na)[ -]){0,2}[A-Z][\w'-]+){0,3}")


def _name_after(reading: Reading, position: int) -> tuple[int, int]:
    match = _NAME.match(reading.text, position)
    return match.span() if match else (position, position)


def _no_place(name: str, lists: Lists, areas: frozenset[str]) -> bool:
    words = [bare(word) for word in re.findall(r"[\w'-]+", name)]
    if key_of(name) in areas or any(word in NO_PLACE for word in words) or name.isupper():
        return True
    if key_of(words[0]) in areas and len(words) == 1:
        return True
    ordinary = lists.of("ordinary-words")
    if all(word in ordinary for word in words) and key_of(name) not in lists.of("settlements"):
        return True
    first = lists.first_names
    return len(words) <= 2 and folded_name(words[0]) in first and folded_name(name) not in lists.of("settlements")
