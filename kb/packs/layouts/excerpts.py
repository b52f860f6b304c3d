"""What of a lesson's text a slide says: whole sentences and points, and never only what announces others."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kb.core.statements import sentences
from kb.documents.tree import Block, List, Paragraph, text
from kb.packs.layouts.pieces import markdown

MOST_POINTS = 4
"""Points of a list that a slide shows."""
FEWEST_BELOW = 2
"""Points that a sentence which announces them has below it, or else it is left out."""
# Which review it was, how many of them, who looked: said first, and no finding.
_ABOUT = re.compile(
    r"\b(reviews?|analys[ei]s|articles?|abstract|notice|pages?|reports?|study|briefing|evaluation|minutes|"
    r"Community Care|Ofsted)\b.*?"
    r"\b(covers?|covered|looks? at|looked at|looks? back|uses|comes? from|took in|(was|were|is|are) about|describes?|"
    r"reports? on|commissioned|published|wrote|had lessons|followed|came out|had been)\b"
    r"|^(It|They) (took in|covers?|covered|looks? at)\b"
)
_UNSAID = re.compile(
    r"\b(we read|(does|do) not (say|name|give)|is not named|[Nn]othing is (reported|said)|"
    r"[Nn]o (figures?|results?|effects?|measure)|(two|three|four|five|several) (causes|things|reasons|points))\b"
)
"""What is not known of a review: no finding, and it is said in the notes."""
_LEANS = re.compile(
    r"(They|It|This|That|These|Those|Such|Then|Even so|Others|Some were|Because of|So|Here|Nor|Two were|Among|"
    r"One (was|of)|In one of|Of (these|them|those)|Both|The other)\b"
)
"""How a sentence begins that says nothing without the one before it."""
_ASKED = re.compile(r"recommend|\basks?\b|advis|calls? for|\bplan|agreed|should|wants?\b", re.IGNORECASE)
"""In a sentence that announces points: they are not done yet, which nobody may overlook."""
_SAYS = re.compile(r"\b(found|findings?|finds|reports?|says?|according|lists?)\b", re.IGNORECASE)
"""In a sentence that announces points and says no more than where they are from."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Sentences, or points under the sentence that announces them, if there is room for it."""

    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(map(count, (*self.sentences, *self.points)))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """It as a slide has it."""
        said = (text(" ".join(self.sentences)),) if self.sentences else ()
        return (*said, List(tuple((text(each),) for each in self.points))) if self.points else said

    @property
    def line(self) -> str:
        """It in one paragraph."""
        return " ".join((*self.sentences, *map(_ended, self.points)))

    def __bool__(self) -> bool:
        return bool(self.sentences or self.points)


@dataclass(slots=True)
class _Told:
    """The text taken apart."""

    sentences: list[str] = field(default_factory=list)
    announces: str = ""
    points: list[str] = field(default_factory=list)
    """Of its first list."""


def count(words: str) -> int:
    """How many words these are."""
    return len(words.split())


def words_of(blocks: Iterable[Block]) -> int:
    """How many words paragraphs and lists have."""
    found = 0
    for each in blocks:
        if isinstance(each, Paragraph):
            found += sum(count(span.text) for span in each.spans)
        else:
            found += sum(words_of(item) for item in getattr(each, "items", ()))
    return found


def excerpt(words: str, most: int, *, finding: bool = True) -> Excerpt:
    """From a Markdown text, whole points or else whole sentences of so many words at most; empty where none is short.

    A list says more in fewer words than what stands around it. Where a `finding` follows, what only says which reviews
    were looked at is passed over.
    """
    told = _taken_apart(markdown(words, 1))
    if points := _of_points(told, most):
        return points
    starts = _alone(told.sentences, finding=finding)
    said = next((said for at in starts if (said := _start(told.sentences[at:], most))), "")
    return Excerpt((said,)) if said else Excerpt()


def _taken_apart(blocks: Iterable[Block]) -> _Told:
    told = _Told()
    for each in blocks:
        match each:
            case Paragraph(spans):
                found = sentences("".join(span.text for span in spans).replace("\n", " "))
                announces = found.pop() if found and found[-1].endswith(":") else ""
                told.sentences += found
                told.announces = told.announces if told.points else announces
            case List(items) if not told.points:
                told.points = [said for item in items if (said := _said(item))]
            case _:
                pass
    return told


def _said(item: Sequence[Block]) -> str:
    """The first paragraph of a point."""
    return " ".join("".join(span.text for span in item[0].spans).split()) if (
        item and isinstance(item[0], Paragraph)
    ) else ""  # fmt: skip


def _of_points(told: _Told, most: int) -> Excerpt:
    below = _fitting(told.points, most - count(told.announces))
    asked = _ASKED.search(told.announces)
    enough = len(below) >= min(FEWEST_BELOW, len(told.points)) and not _SAYS.search(told.announces)
    if told.announces and below and (asked or enough):
        return Excerpt((told.announces,), below)
    return Excerpt(points=tuple(_ended(each[:1].upper() + each[1:]) for each in _fitting(told.points, most)))


def _fitting(points: Iterable[str], most: int) -> tuple[str, ...]:
    kept: list[str] = []
    for each in points:
        said = each if count(each) <= most else _start(sentences(each), most)
        if said and len(kept) < MOST_POINTS:
            kept.append(said.rstrip(" ,;"))
            most -= count(said)
    return tuple(kept)


def _alone(found: Sequence[str], *, finding: bool) -> Sequence[int]:
    """Places of sentences that a slide may begin with: findings that can stand alone, or else the first of all."""
    if not finding:
        return [0] if found and not _UNSAID.search(found[0]) else []
    findings = [at for at, each in enumerate(found) if not (_ABOUT.search(each) or _UNSAID.search(each))]
    return [at for at in findings if at == 0 or not _LEANS.match(found[at])] or findings or range(len(found))


def _start(found: Iterable[str], most: int) -> str:
    kept: list[str] = []
    for each in found:
        if count(" ".join((*kept, each))) > most or (kept and _UNSAID.search(each)):
            break
        kept.append(each)
    return " ".join(kept)


def _ended(point: str) -> str:
    """The point as a sentence."""
    return point if point[-1] in ".!?:;\"'”’)]" else f"{point}."
