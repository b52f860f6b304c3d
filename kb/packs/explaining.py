"""Says why the lessons of a pack are in it, and which the rule would take next."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.lessons.cards import Card, cards
from kb.lessons.queries.labels import Label, labels
from kb.packs.cases import answered_in
from kb.packs.choosing import next_in_line
from kb.packs.content import PackContent
from kb.packs.enough import lacking_among
from kb.packs.queries.candidates import candidates_among, candidates_on
from kb.packs.queries.subjects import subject_of
from kb.packs.reasons import in_words

NEXT = 5
"""Lessons that are shown as next in line."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A published lesson with the reasons for it in words."""

    card: Card
    why: str


@dataclass(frozen=True, slots=True)
class WhyChosen:
    """The lessons of a pack, and those that came next."""

    lessons: Sequence[Explained]
    gone: int
    """How many are in it and no longer public."""
    following: Sequence[Explained]
    themes: Sequence[Label]
    lacks: Sequence[str] = ()
    """What the lessons lack, in sentences."""


def why_chosen(content: PackContent) -> WhyChosen:
    """The lessons of a pack in their order, and the lessons on its themes that the rule would take after them."""
    subject = subject_of(content.theme_ids)
    inside = candidates_among(each.lesson_id for each in content.lessons)
    own = {each.lesson_id for each in inside}
    on_theme, answers = candidates_on(subject.themes), answered_in(content.blocks)
    fitting = [each for each in on_theme if each.lesson_id not in answers]
    following = next_in_line(fitting, subject, inside, content.agencies, NEXT)
    ahead = [choice.kept(subject, content.agencies) for choice in following]
    shown = {card.id: card for card in cards([each.lesson_id for each in (*content.lessons, *ahead)])}
    there, after = (
        [Explained(shown[each.lesson_id], in_words(each.why)) for each in some if each.lesson_id in shown]
        for some in (content.lessons, ahead)
    )
    known = labels().themes
    return WhyChosen(
        there, len(content.lessons) - len(there), after, [known[number] for number in subject.themes],
        lacking_among(subject, inside, sum(each.lesson_id in answers - own for each in on_theme)),
    )  # fmt: skip
