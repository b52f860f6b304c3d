"""What leads to records and court reports: sentences, quotations, unusual ways of harm, a board with a year."""

from collections.abc import Iterator

from kb.identity.findings import Hit
from kb.identity.lists import Lists
from kb.identity.normalising import Reading
from kb.identity.rules.boards import boards_and_years
from kb.identity.rules.methods import unusual_methods
from kb.identity.rules.quotations import quotations
from kb.identity.rules.sentences import sentence_lengths


def find(reading: Reading, _lists: Lists) -> Iterator[Hit]:
    """All of them."""
    yield from sentence_lengths(reading)
    yield from quotations(reading)
    yield from unusual_methods(reading)
    yield from boards_and_years(reading)
