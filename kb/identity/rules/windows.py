"""The sentences that a rule has to look at: most have none of its words, and nothing costs less than not to look."""

import re
from collections.abc import Iterator

from kb.identity.normalising import Reading

_LONGEST = 600
"""Characters of a sentence that are read together; in a list without full stops a sentence has no end."""
_OVERLAP = 120


def windows(
    reading: Reading, *needed: re.Pattern[str], but: re.Pattern[str] | None = None
) -> Iterator[tuple[int, int]]:
    """Where each sentence that has all of these begins and ends; long ones in pieces that overlap."""
    text = reading.text
    for sentence in reading.sentences:
        start = sentence.start
        while True:
            end = min(sentence.end, start + _LONGEST)
            if all(pattern.search(text, start, end) for pattern in needed) and not (
                but and but.search(text, start, end)
            ):
                yield start, end
            if end == sentence.end:
                break
            start = end - _OVERLAP
