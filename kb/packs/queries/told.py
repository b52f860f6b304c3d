"""Reads of the lessons of a pack, each in the text that the pack has of it: nothing that is not public now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb.core.clock import day_of
from kb.lessons.cards import Card, cards
from kb.lessons.models.lesson import SECTIONS, Revision
from kb.lessons.models.source import Source
from kb.lessons.places import public_place, small_places
from kb.lessons.queries.labels import Label, labels
from kb.lessons.queries.public_versions import Version, texts_at, versions_of_each
from kb.lessons.sections import NEEDS, NOT_YET_DONE, TITLES
from kb.packs.content import PackLesson


@dataclass(frozen=True, slots=True)
class LessonTold:
    """A lesson of a pack, in the text that the pack has of it."""

    card: Card
    """The lesson as lists show it now: address and reference."""
    revision_id: int
    version: int
    """Number of the text among those that were public, from 1."""
    published_on: date
    """When this text became public."""
    newest: int
    """Number of its present text."""
    title: str
    summary: str
    place: str
    """Its organisation, or else the region or nation, as far as that may be said; empty where it may not."""
    year: int | None
    texts: Mapping[str, str]
    """Markdown of its sections and of what has to be known first, as far as there is any."""
    done_status: Label
    evidence_stage: Label
    result: Label | None
    sources: Sequence[Source]
    """None where its organisation is not to be named."""

    @property
    def id(self) -> int:
        """Number of the lesson."""
        return self.card.id

    @property
    def reference(self) -> str:
        """`LB-0042`."""
        return self.card.reference

    @property
    def is_newest(self) -> bool:
        """Whether the lesson has no newer text."""
        return self.version == self.newest

    def heading(self, section: str) -> str:
        """What stands over a section: what was only recommended is never called done."""
        if section == "done":
            return NOT_YET_DONE.get(f"done-statuses/{self.done_status.slug}", TITLES["done"])
        return TITLES.get(section) or NEEDS[section]


def lessons_told(wanted: Iterable[PackLesson]) -> Mapping[int, LessonTold]:
    """The published ones among these lessons, by number and in their order; statements are few, however many they are.

    A text that nobody may read any more (it was hidden when another took its place, or its organisation is no longer to
    be named) is passed over for the present one.
    """
    asked = {each.lesson_id: each.revision_id for each in wanted}
    found = {card.id: card for card in cards(list(asked))}
    versions = versions_of_each(found)
    chosen = {number: _version(versions[number], asked[number]) for number in found}
    texts = texts_at([version.revision_id for version in chosen.values()])
    return {
        number: _told(card, texts[chosen[number].revision_id], chosen[number], len(versions[number]))
        for number, card in found.items()
    }


def outdated(wanted: Iterable[PackLesson], told: Mapping[int, LessonTold]) -> dict[int, int]:
    """The text that a pack has of each lesson of which there is a newer one, by the lesson's number.

    `told`: what `lessons_told` found.
    """
    found = {}
    for each in wanted:
        lesson = told.get(each.lesson_id)
        if lesson and not (lesson.is_newest and lesson.revision_id == each.revision_id):
            found[each.lesson_id] = each.revision_id
    return found


def _version(versions: Sequence[Version], wanted: int) -> Version:
    """The version of this text if everybody may read it, or else the live one."""
    live = next(version for version in versions if version.is_live)
    return next((version for version in versions if version.revision_id == wanted and version.is_open), live)


def _told(card: Card, text: Revision, version: Version, newest: int) -> LessonTold:
    values = labels().values
    texts = {name: getattr(text, name) for name in (*SECTIONS, *NEEDS)}
    return LessonTold(
        card=card,
        revision_id=text.id,
        version=version.number,
        published_on=day_of(version.published_at),
        newest=newest,
        title=text.title,
        summary=text.summary,
        place=card.organisation.label if card.organisation else _place(text, values),
        year=text.year,
        texts={name: words for name, words in texts.items() if words},
        done_status=values.get(text.done_status_key or "", card.done_status),
        evidence_stage=values.get(text.evidence_stage_key or "", card.evidence_stage),
        result=values.get(text.result_key or ""),
        sources=text.sources if text.lesson.organisation_named else (),
    )


def _place(text: Revision, values: Mapping[str, Label]) -> str:
    named = text.lesson.organisation_named
    return public_place(named, text.region_key, text.nation_key, small_places(), values) or ""
