"""Makes a pack from a theme, or from a session of the site: a whole draft, of which each part says where it is from."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.lessons.queries.labels import labels
from kb.packs.cases import Wanted, answered_by, cases_for, uses_in
from kb.packs.choosing import chosen
from kb.packs.content import FORMATS, Block, Outcome, PackContent, PackLesson
from kb.packs.enough import lacking_among
from kb.packs.filling import blocks_of
from kb.packs.queries.candidates import Candidate, candidates_among, candidates_on
from kb.packs.queries.fitting_material import material_on
from kb.packs.queries.subjects import Subject, subject_of
from kb.packs.reasons import began_small
from kb.packs.weighing import fits
from kb.training.queries.sessions import FORM_OF, SessionShown, frame_of
from kb.training.queries.vignettes import VignetteShown

LENGTH_NAMES: Mapping[int, str] = {
    7: "a 7-minute briefing",
    30: "a 30-minute session",
    60: "a 60-minute session",
    90: "a 90-minute session",
    180: "half a day",
    360: "a full day",
}
LONGEST_TITLE = 120
WITH_A_CASE, WITHOUT = "For work on a case: ", "Without a case: "
"""How lines on what to prepare begin that are not for every session."""
BEFORE, FOLLOW_UP = "before", "follow-up"
"""Forms: what people say in the follow-up is compared with what they said before."""
COLLECTED = "Lessons from reviews"
"""What a session is called whose lessons have no theme."""


def draft(theme_id: int, minutes: int, agencies: Sequence[str] = ()) -> PackContent:
    """A session on a theme of one of `LENGTHS`, for these agencies (slugs): the site's frame, filled.

    The same content of the site gives the same draft. Where the site has no frame of this length it has no parts.
    """
    subject = subject_of([theme_id])
    frame, on_theme = frame_of(minutes), candidates_on(subject.themes)
    cases = cases_for(Wanted(subject, _tellable(subject, on_theme), agencies), _stages(frame))
    answers = _answers(frame, cases)
    choices = chosen(subject, minutes, agencies, _behind(frame, cases), on_theme, answers)
    lessons = tuple(choice.kept(subject, agencies) for choice in choices)
    title = title_of(subject.title, minutes)
    if frame is None:
        return PackContent(title, minutes=minutes, theme_ids=subject.themes, lessons=lessons, agencies=tuple(agencies))
    in_case = sum(each.lesson_id in answers for each in on_theme)
    taken = _Taken(lessons, [choice.candidate for choice in choices], cases, in_case)
    return _content(title, frame, subject, agencies, taken)


def said_to_lack(content: PackContent) -> str:
    """What the summary of a draft says that its lessons lack; empty where nothing is amiss."""
    frame = frame_of(content.minutes)
    return content.summary.removeprefix(_beginning(frame, subject_of(content.theme_ids))).strip() if frame else ""


def from_session(template: SessionShown, agencies: Sequence[str] = (), theme_id: int | None = None) -> PackContent:
    """A session of the site with all its parts, filled with the lessons and the case that it names.

    Where it names no lessons they are chosen: on its themes, or else on the theme that is given.
    """
    subject = subject_of(sorted(template.theme_ids) or ([theme_id] if theme_id is not None else ()))
    named = candidates_among(lesson.id for lesson in template.lessons)
    on_theme = named or (candidates_on(subject.themes) if subject.themes else [])
    first = template.vignette.slug if template.vignette else ""
    wanted = Wanted(subject, _tellable(subject, on_theme), agencies, [each.lesson_id for each in named], first)
    cases = cases_for(wanted, _stages(template))
    lessons = [PackLesson(each.lesson_id, each.revision_id, ("session",)) for each in named]
    if not named and subject.themes:
        behind, answers = _behind(template, cases), _answers(template, cases)
        choices = chosen(subject, template.minutes, agencies, behind, on_theme, answers)
        named = [choice.candidate for choice in choices]
        lessons = [choice.kept(subject, agencies) for choice in choices]
    return _content(template.title, template, subject, agencies, _Taken(lessons, named, cases))


def draft_with(lesson_ids: Sequence[int], minutes: int) -> PackContent:
    """A session of one of `LENGTHS` around lessons that somebody has collected: the site's frame, filled with them.

    It is on the theme that most of them have; where several have as many, on the one that the first lesson has. It has
    no case that one of them answers.
    """
    named = candidates_among(lesson_ids)
    number = Counter(theme for each in named for theme in sorted(each.theme_ids))
    subject = subject_of([theme for theme, _ in number.most_common(1)])
    lessons = tuple(PackLesson(each.lesson_id, each.revision_id) for each in named)
    frame, title = frame_of(minutes), title_of(subject.title or COLLECTED, minutes)
    if frame is None:
        return PackContent(title, minutes=minutes, theme_ids=subject.themes, lessons=lessons)
    wanted = Wanted(subject, _tellable(subject, named), given=[each.lesson_id for each in named])
    return _content(title, frame, subject, (), _Taken(lessons, named, cases_for(wanted, _stages(frame))))


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


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was chosen for a session: its lessons, what is known of each, and its cases."""

    lessons: Sequence[PackLesson]
    candidates: Sequence[Candidate]
    cases: Sequence[VignetteShown]
    in_case: int = 0
    """Lessons on its theme that it leaves to its cases."""


def _content(
    title: str, template: SessionShown, subject: Subject, agencies: Collection[str], taken: _Taken
) -> PackContent:
    outcomes = tuple(Outcome(f"o{number}", text) for number, text in enumerate(template.outcomes, 1))
    material = material_on(subject, taken.cases, [each.lesson_id for each in taken.lessons])
    blocks = blocks_of(template, taken.candidates, material, {outcome.text: outcome.key for outcome in outcomes})
    return PackContent(
        title=title,
        summary=_summary(template, subject, taken),
        minutes=template.minutes,
        format=template.format.slug if template.format.slug in FORMATS else FORMATS[0],
        audience=audience_of(agencies) or template.audience,
        agencies=tuple(agencies),
        group_size=template.group_size,
        theme_ids=subject.themes,
        outcomes=outcomes,
        prepare=tuple(_prepare(template, any(block.vignette for block in blocks))),
        blocks=blocks,
        lessons=_as_told(taken.lessons, blocks),
        forms=_forms(template, blocks),
    )


def _summary(template: SessionShown, subject: Subject, taken: _Taken) -> str:
    """What the session is; of a frame, which theme was put in, and what its lessons lack."""
    if not (template.any_theme and subject.themes):
        return template.summary
    return " ".join((_beginning(template, subject), *lacking_among(subject, taken.candidates, taken.in_case)))


def _beginning(frame: SessionShown, subject: Subject) -> str:
    return f"{subject.title}. {frame.summary}"


def _prepare(template: SessionShown, has_case: bool) -> Iterator[str]:
    """The lines that are for this session: with work on a case, or without."""
    own, other = (WITH_A_CASE, WITHOUT) if has_case else (WITHOUT, WITH_A_CASE)
    for line in template.prepare:
        if not line.startswith(other):
            rest = line.removeprefix(own)
            yield line if rest == line else rest[:1].upper() + rest[1:]


def _tellable(subject: Subject, candidates: Iterable[Candidate]) -> list[int]:
    """The numbers of those lessons that fit the subject."""
    return [each.lesson_id for each in candidates if fits(each, subject.themes)]


def _stages(template: SessionShown | None) -> list[int]:
    """How many stages of a case are worked on in each part that has one; 0 for all."""
    return [part.stages for part in template.blocks if part.fill == "vignette"] if template else []


def _in_stages(template: SessionShown | None, cases: Iterable[VignetteShown]) -> list[tuple[VignetteShown, int]]:
    """Each case with the number of stages that there is time for."""
    return list(zip(cases, _stages(template), strict=False))


def _answers(template: SessionShown | None, cases: Iterable[VignetteShown]) -> frozenset[int]:
    """The lessons that answer what these cases ask, which is why the session leaves them to the cases."""
    return frozenset[int]().union(*(answered_by(*each) for each in _in_stages(template, cases)))


def _behind(template: SessionShown | None, cases: Iterable[VignetteShown]) -> list[Mapping[int, int]]:
    """How often each case makes use of each lesson behind it, in the stages that there is time for."""
    return [uses_in(*each) for each in _in_stages(template, cases)]


def _as_told(lessons: Iterable[PackLesson], blocks: Iterable[Block]) -> tuple[PackLesson, ...]:
    """The lessons in the order in which the session first tells them, since they are numbered in it."""
    told = dict.fromkeys(use.lesson_id for block in blocks for use in block.lessons)
    places = {number: place for place, number in enumerate(told)}
    return tuple(sorted(lessons, key=lambda each: places.get(each.lesson_id, len(places))))


def _forms(template: SessionShown, blocks: Iterable[Block]) -> tuple[str, ...]:
    """The forms that the parts give out, and the follow-up where there is a form before it."""
    used = {FORM_OF.get(block.fill, "") for block in blocks}
    wanted = used | ({FOLLOW_UP} if BEFORE in used else set())
    return tuple(form.slug for form in template.forms if form.slug in wanted)
