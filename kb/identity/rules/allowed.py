"""Terms that pass as they stand: statutes, tools, bodies, job titles, and pseudonyms of published reviews."""

import re
from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.phrases import Found, Phrases
from kb.identity.rules.name_contexts import RELATIONS
from kb.identity.rules.name_sentences import OF_CASE
from kb.identity.rules.name_verbs import BODILY, OF_BODIES, SAYS

PSEUDONYMS = "pseudonyms"
"""The part of `allowed.yaml` that holds regular expressions."""

WITH_NAMES = "terms-with-names"
"""The list of things that have a person's name in them: `Bayley scales`, `Jane Eyre`."""

FULL_NAME = 2
"""Words of a name with its surname."""
LONGEST_NAME = 4
"""Words of a name with several first names."""
_WORD_BEFORE = re.compile(r"\b(?P<word>[A-Za-z-]+)[,:]? \(?$")
_WORD_AFTER = re.compile(r" (?P<word>[a-z-]+)\b")


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Report nothing; note what later families pass over."""
    terms, like_names, pseudonyms = lists.made(_allowed)
    for found in terms.find(reading):
        reading.allowed.add(found.start, found.end)
    for found in like_names.find(reading):
        if not _of_person(reading, found):
            reading.allowed.add(found.start, found.end)
    for match in pseudonyms.finditer(reading.text):
        reading.allowed.add(*match.span())
    for found in Phrases(lists.allowed_here).find(reading) if lists.allowed_here else ():
        reading.allowed.add(found.start, found.end)
    yield from ()


def _allowed(lists: Lists) -> tuple[Phrases, Phrases, re.Pattern[str]]:
    kinds = set(lists.structured.get("allowed") or ()) - {PSEUDONYMS}
    terms = [term for kind in kinds for term in lists.part("allowed", kind)]
    like_names = [term for term in sorted(lists.of(WITH_NAMES)) if _is_like_name(lists, term)]
    terms += lists.of(WITH_NAMES).difference(like_names)
    joined = "|".join(f"(?:{pattern})" for pattern in lists.part("allowed", PSEUDONYMS))
    return Phrases(terms), Phrases(like_names), re.compile(joined or r"(?!)")


def _is_like_name(lists: Lists, term: str) -> bool:
    """Whether a term reads like somebody's full name, or like two first names: `jane eyre`, `punch and judy`."""
    words = [word for word in term.split() if word not in {"and", "&"}]
    if words[0] not in lists.first_names or not FULL_NAME <= len(words) <= LONGEST_NAME:
        return False
    return len(words) == FULL_NAME or words[-1] in lists.names


def _of_person(reading: Reading, found: Found) -> bool:
    """Whether what reads like a name stands where somebody is spoken of; then it is a name."""
    if not any(word[0].isupper() for word in reading.text[found.start : found.end].split()):
        return True
    if OF_CASE.search(reading.sentence_at(found.start).text):
        return True
    before = _WORD_BEFORE.search(reading.text, max(0, found.start - 30), found.start)
    after = _WORD_AFTER.match(reading.text, found.end)
    related = before is not None and before["word"].lower() in RELATIONS
    return related or (after is not None and after["word"] in BODILY | (SAYS - OF_BODIES))
