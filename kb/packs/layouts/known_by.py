"""How a lesson is known, in few words: what was read of it, of which year, and whether that is second-hand.

No field of a source holds yet how near it is to what it tells of. Only its note says so, in sentences that content
writes in a few set ways; so these are read here, and a test looks whether any starter lesson says it in another way.
"""

import re
from collections.abc import Iterator

from kb.lessons.models.source import Source
from kb.packs.queries.told import LessonTold

SECOND_HAND, PARTLY, IN_PART = "second-hand", "partly second-hand", "read in part"
_AT_SECOND_HAND = re.compile(r"(?:Second-hand\b|As reported by\b)")
_SIGNS = (
    (IN_PART, re.compile(r"\b(?:not seen|read in part|pages only|(?:the|that) part (?:that was )?read)\b")),
    (PARTLY, re.compile(r"\b(?:Partly second-hand|as reported by|abstract)\b")),
)
"""By which words anywhere in a note something is only partly known."""
_NOT_READ = re.compile(
    r"\b(?<!follow-up )(review|report|stud(?:y|ies)|briefing)s?\b"
    r"(?: reports?)?(?:(?!\b(?:review|report|stud(?:y|ies)|briefing)s?\b)[^.;])* (?:was|were) not read\b"
)
"""What the source tells of, which nobody read; what followed on it later is another matter."""
_REPORT = re.compile(r".*\breview report")
ABSTRACT = "source-kinds/abstract"
"""An abstract of a review is by somebody else, by what it is."""


def known_by(lesson: LessonTold) -> tuple[str, str]:
    """What its first source is, as "Article, 2009, second-hand", and the same in as few words as can be, as "2009,
    second-hand". Both empty where no source may be named."""
    if not lesson.sources:
        return "", ""
    source = lesson.sources[0]
    far, year = ", ".join(_how_near(source)), str(source.year or "")
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


def _how_near(source: Source) -> Iterator[str]:
    note = source.note or ""
    if _AT_SECOND_HAND.match(note) or source.kind_key == ABSTRACT:
        yield SECOND_HAND
        return
    yield from (said for said, sign in _SIGNS if sign.search(note))
    if unread := _NOT_READ.search(note):
        yield f"{unread[1]} not read"
