"""How a lesson is known, in few words: what was read of it, of which year, and whether that is second-hand."""

import re

from kb.lessons.models.source import Source
from kb.packs.queries.told import LessonTold

SECOND_HAND, PARTLY, UNREAD = "second-hand", "partly second-hand", "review not read"
_AT_SECOND_HAND = re.compile(r"(?:Second-hand\b|As reported by\b)")
_PARTLY = re.compile(r"Partly second-hand\b")
_NOT_READ = re.compile(r"\breviews?(?: itself| themselves| reports?|['’]s own report)? (?:was|were) not read\b")
_REPORT = re.compile(r".*\breview report")
ABSTRACT = "source-kinds/abstract"
"""An abstract of a review is by somebody else, by what it is."""


def known_by(lesson: LessonTold) -> tuple[str, str]:
    """What its first source is, as "Article, 2009, second-hand", and the same in as few words as can be, as "2009,
    second-hand": from its fields alone. Both empty where no source may be named."""
    if not lesson.sources:
        return "", ""
    source = lesson.sources[0]
    far, year = _how_near(source), str(source.year or "")
    read = _REPORT.sub("review report", source.kind.label.lower())
    if far == SECOND_HAND and read == "review report":  # what was read is an account of it
        read = ""
    short = (year, far) if far == SECOND_HAND else (read, year, far)
    return _joined(read, year or "no date", far), _joined(*short)


def _joined(*said: str) -> str:
    words = ", ".join(filter(None, said))
    return words[:1].upper() + words[1:]


def known_in_full(lesson: LessonTold) -> str:
    """The same with what a reader of its first source should know of it; empty where no source may be named."""
    note = lesson.sources[0].note if lesson.sources else ""
    return " ".join(filter(None, (f"Known from: {known_by(lesson)[0]}." if lesson.sources else "", note)))


def _how_near(source: Source) -> str:
    note = source.note or ""
    if _AT_SECOND_HAND.match(note) or source.kind_key == ABSTRACT:
        return SECOND_HAND
    if _PARTLY.match(note):
        return PARTLY
    return UNREAD if _NOT_READ.search(note) else ""
