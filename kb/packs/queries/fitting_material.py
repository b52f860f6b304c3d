"""Reads of the site's own material that fits a session: made-up cases, quiz questions, a self-check."""

from collections.abc import Collection
from dataclasses import dataclass

from kb.lessons.queries.labels import labels
from kb.lessons.queries.themes import theme_by_slug
from kb.packs.queries.subjects import Subject
from kb.training.queries.quiz import questions
from kb.training.queries.vignettes import vignettes


@dataclass(frozen=True, slots=True)
class Material:
    """What there is for a session, by slugs, the best first."""

    vignettes: tuple[str, ...]
    questions: tuple[str, ...]
    """On its themes."""
    further_questions: tuple[str, ...]
    """On other themes of the same group."""
    self_check: int | None
    """The theme whose self-check is asked."""


def material_on(
    subject: Subject, agencies: Collection[str], lesson_ids: Collection[int], *, first_vignette: str = ""
) -> Material:
    """What there is on a subject: questions on lessons of the session come before others."""
    by_distance: dict[int | None, list[tuple[bool, int, str]]] = {}
    for item in questions():
        place = (item.place.lesson.id not in lesson_ids, item.number, item.slug)
        by_distance.setdefault(subject.distance(item.theme_ids), []).append(place)
    on_theme, on_group = (tuple(slug for *_, slug in sorted(by_distance.get(near, ()))) for near in (0, 1))
    found = _vignettes(subject, agencies)
    return Material(
        vignettes=tuple(dict.fromkeys([first_vignette, *found] if first_vignette else found)),
        questions=on_theme,
        further_questions=on_group,
        self_check=_self_check(subject),
    )


def _vignettes(subject: Subject, agencies: Collection[str]) -> list[str]:
    """Those on the theme, then those on its group, then those on related themes; who is in the room decides among them.

    One in which more of the agencies of the audience appear comes before others, and then goes the title.
    """
    found = []
    for place, vignette in enumerate(vignettes()):
        distance = subject.distance(vignette.theme_ids)
        if distance is not None:
            fitting = sum(agency.slug in agencies for agency in vignette.agencies)
            found.append((distance, -fitting, place, vignette.slug))
    return [slug for *_, slug in sorted(found)]


def _self_check(subject: Subject) -> int | None:
    """The first of its themes that has questions by which an area looks at itself."""
    known = labels().themes
    return next((number for number in subject.themes if theme_by_slug(known[number].slug).self_check), None)
