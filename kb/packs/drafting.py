"""Makes a pack from a theme, or from a session of the site: a whole draft, of which each part says where it is from."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from kb.lessons.queries.labels import labels
from kb.packs.choosing import chosen
from kb.packs.content import FORMATS, Outcome, PackContent, PackLesson
from kb.packs.filling import blocks_of
from kb.packs.queries.candidates import Candidate, candidates_among
from kb.packs.queries.fitting_material import material_on
from kb.packs.queries.subjects import Subject, subject_of
from kb.packs.reasons import began_small
from kb.training.queries.sessions import SessionShown, frame_of

LENGTH_NAMES: Mapping[int, str] = {
    7: "a 7-minute briefing",
    30: "a 30-minute session",
    60: "a 60-minute session",
    90: "a 90-minute session",
    180: "half a day",
    360: "a full day",
}
LONGEST_TITLE = 120
COLLECTED = "Lessons from reviews"
"""What a session is called whose lessons have no theme."""


def draft(theme_id: int, minutes: int, agencies: Sequence[str] = ()) -> PackContent:
    """A session on a theme of one of `LENGTHS`, for these agencies (slugs): the site's frame, filled.

    The same content of the site gives the same draft. Where the site has no frame of this length it has no parts.
    """
    subject = subject_of([theme_id])
    choices = chosen(subject, minutes, agencies)
    lessons = tuple(choice.kept(subject, agencies) for choice in choices)
    frame = frame_of(minutes)
    title = title_of(subject.title, minutes)
    if frame is None:
        return PackContent(title, minutes=minutes, theme_ids=subject.themes, lessons=lessons, agencies=tuple(agencies))
    return _content(title, frame, subject, agencies, lessons, [choice.candidate for choice in choices])


def from_session(template: SessionShown, agencies: Sequence[str] = (), theme_id: int | None = None) -> PackContent:
    """A session of the site with all its parts, filled with the lessons and the case that it names.

    Where it names no lessons they are chosen: on its themes, or else on the theme that is given.
    """
    subject = subject_of(sorted(template.theme_ids) or ([theme_id] if theme_id is not None else ()))
    named = candidates_among(lesson.id for lesson in template.lessons)
    lessons = [PackLesson(each.lesson_id, each.revision_id, ("session",)) for each in named]
    if not named and subject.themes:
        choices = chosen(subject, template.minutes, agencies)
        named = [choice.candidate for choice in choices]
        lessons = [choice.kept(subject, agencies) for choice in choices]
    return _content(template.title, template, subject, agencies, lessons, named)


def draft_with(lesson_ids: Sequence[int], minutes: int) -> PackContent:
    """A session of one of `LENGTHS` around lessons that somebody has collected: the site's frame, filled with them.

    It is on the theme that most of them have; where several have as many, on the one that the first lesson has.
    """
    named = candidates_among(lesson_ids)
    number = Counter(theme for each in named for theme in sorted(each.theme_ids))
    subject = subject_of([theme for theme, _ in number.most_common(1)])
    lessons = tuple(PackLesson(each.lesson_id, each.revision_id) for each in named)
    frame, title = frame_of(minutes), title_of(subject.title or COLLECTED, minutes)
    if frame is None:
        return PackContent(title, minutes=minutes, theme_ids=subject.themes, lessons=lessons)
    return _content(title, frame, subject, (), lessons, named)


def only(lesson_ids: Sequence[int]) -> PackContent:
    """These lessons, and no parts of a session."""
    named = candidates_among(lesson_ids)
    return PackContent(COLLECTED, lessons=tuple(PackLesson(each.lesson_id, each.revision_id) for each in named))


def title_of(theme: str, minutes: int) -> str:
    """ "Thresholds and referrals: a 90-minute session", shortened where a theme has a very long name."""
    behind = f": {LENGTH_NAMES[minutes]}"
    room = LONGEST_TITLE - len(behind)
    return (theme if len(theme) <= room else f"{theme[: room - 1].rstrip()}…") + behind


def audience_of(agencies: Iterable[str]) -> str:
    """Whom a session is for, in words; empty where no agency is named."""
    known = labels().values
    names = [began_small(known[key].label) for key in (f"agencies/{slug}" for slug in agencies) if key in known]
    return f"Staff of: {'; '.join(names)}." if names else ""


def _content(
    title: str, template: SessionShown, subject: Subject, agencies: Collection[str], lessons: Sequence[PackLesson],
    candidates: Sequence[Candidate],
) -> PackContent:  # fmt: skip
    outcomes = tuple(Outcome(f"o{number}", text) for number, text in enumerate(template.outcomes, 1))
    vignette = template.vignette.slug if template.vignette else ""
    material = material_on(subject, agencies, [each.lesson_id for each in candidates], first_vignette=vignette)
    return PackContent(
        title=title,
        summary=f"{subject.title}. {template.summary}" if template.any_theme and subject.themes else template.summary,
        minutes=template.minutes,
        format=template.format.slug if template.format.slug in FORMATS else FORMATS[0],
        audience=audience_of(agencies) or template.audience,
        agencies=tuple(agencies),
        group_size=template.group_size,
        theme_ids=subject.themes,
        outcomes=outcomes,
        prepare=template.prepare,
        blocks=blocks_of(template, candidates, material, {outcome.text: outcome.key for outcome in outcomes}),
        lessons=tuple(lessons),
        forms=tuple(form.slug for form in template.forms),
    )
