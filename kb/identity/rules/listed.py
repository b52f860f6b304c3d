"""Words that an admin added to the lists: local names of streets, settings, groups, people."""

from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.phrases import Phrases


def find(reading: Reading, lists: Lists) -> Iterator[Hit]:
    """Each added term, as the rule that it was added for."""
    for rule, terms in lists.listed_here.items():
        for found in Phrases(terms).find(reading):
            if not reading.allowed.over(found.start, found.end):
                yield Hit(rule, found.start, found.end)
