"""Drafts the briefing of a lesson, of a theme, and of the lessons of a training pack."""

from collections.abc import Iterator, Mapping, Sequence

from kb.briefings import choosing
from kb.briefings.boxes import LONGEST_TITLE, MOST, PLANS, plan
from kb.briefings.briefing import Box, Briefing, Note
from kb.briefings.filling import filled
from kb.briefings.fitting import Unit, begun, sentences_of, short_title
from kb.core.attribution import ATTRIBUTION
from kb.core.clock import long_date, today
from kb.core.settings import settings
from kb.lessons.citations import source_citation
from kb.lessons.queries.public_versions import versions_of
from kb.lessons.queries.published import PublishedLesson, lesson_by_slug
from kb.lessons.queries.themes import ThemeShown, lessons_in
from kb.lessons.support import SupportLine, support_lines

MOST_LESSONS = 5
"""Lessons whose words the briefing of a theme has."""
LONGEST_SOURCE = 55
"""Words of a citation with its note."""
NAMES = (
    "Nobody is named, and details that could tell who a child was are left out or changed."
    " Please do not try to find out."
)
LICENCE = (
    "MIT Licence: copy, change and share them, with our name and this address,"
    " and with “recommended”, “agreed” or “done”."
)


def of_lesson(lesson: PublishedLesson) -> Briefing:
    """The briefing of a published lesson."""
    live = next(version for version in versions_of(lesson.id) if version.is_live)
    words = "its organisation's" if lesson.told_by_organisation else "Lessonbank's"
    stage = f"{lesson.evidence_stage.label}, stage {lesson.evidence_stage.slug} of 4"
    return Briefing(
        title=short_title(lesson.title, LONGEST_TITLE),
        whole_title=lesson.title,
        subject=f"Lesson {lesson.reference}",
        facts=(lesson.place or "Place not told", str(lesson.year or "Year not known"), stage),
        done_status=lesson.done_status,
        boxes=tuple(filled(choosing.of_lesson(lesson), {each.key: each.lesson for each in PLANS})),
        notes=(
            _version(
                f"Text {live.number} of {lesson.reference}, public since {long_date(live.published_at)}.",
                f"/lessons/{lesson.reference.lower()}/briefing",
            ),
            Note("Source", _sources(lesson)),
            Note("Licence", f"The words are {words}. {LICENCE} {ATTRIBUTION}"),
            Note("Names", NAMES),
        ),
        file_name=f"briefing-{lesson.reference.lower()}",
        support=_support([lesson]),
        references=(lesson.reference,),
    )


def of_theme(theme: ThemeShown) -> Briefing:
    """The briefing of a theme or a group: from its own texts, and from its lessons that were tested furthest."""
    lessons = [lesson_by_slug(card.slug) for card in lessons_in(theme, (), 1).items[:MOST_LESSONS]]
    return Briefing(
        title=short_title(theme.label, LONGEST_TITLE),
        whole_title=theme.label,
        subject="Theme" if theme.broader else "Group of themes",
        facts=tuple(_made_from(lessons)),
        boxes=tuple(filled(choosing.of_theme(theme, lessons), {each.key: each.theme for each in PLANS})),
        notes=tuple(notes_on(lessons, f"/themes/{theme.slug}/briefing")),
        file_name=f"briefing-{theme.slug}",
        support=_support(lessons),
        references=tuple(lesson.reference for lesson in lessons),
    )


def of_lessons(
    title: str, lessons: Sequence[PublishedLesson], *, subject: str, path: str, file_name: str, own: Mapping[str, Box]
) -> Briefing:
    """The briefing of a training pack: boxes that it has written itself, by their keys, the others from its lessons.

    `path`: where on the site a newer version is to be found. Raises ValueError where a box of its own is over its
    limit, or all of them together are.
    """
    used = sum(box.room for box in own.values())
    if any(box.room > plan(box.key).most for box in own.values()) or used > MOST:
        raise ValueError("a box has more words than it may")
    takes = {each.key: each.theme for each in PLANS if each.key not in own}
    made = {box.key: box for box in filled(choosing.of_lessons(lessons), takes, used=used)}
    return Briefing(
        title=short_title(title, LONGEST_TITLE),
        whole_title=title,
        subject=subject,
        facts=tuple(_made_from(lessons)),
        boxes=tuple({**made, **own}[each.key] for each in PLANS),
        notes=tuple(notes_on(lessons, path)),
        file_name=file_name,
        support=_support(lessons),
        references=tuple(lesson.reference for lesson in lessons),
    )


def notes_on(lessons: Sequence[PublishedLesson], path: str) -> Iterator[Note]:
    """What stands below the boxes where they are made from several lessons."""
    texts = ", ".join(f"{lesson.reference} (text {lesson.versions})" for lesson in lessons)
    yield _version(f"Made from {texts}." if texts else "Made without lessons.", path)
    if lessons:
        sources = [Unit(f"{lesson.reference}: {_publisher(lesson)}.") for lesson in lessons]
        told = " ".join(unit.text for unit in begun(sources, LONGEST_SOURCE))
        yield Note("Sources", f"{told} Each is cited in full with its lesson.")
    yield Note("Licence", f"The words are Lessonbank's or those of the organisations. {LICENCE} {ATTRIBUTION}")
    yield Note("Names", NAMES)


def _version(said: str, path: str) -> Note:
    return Note("Version", f"{said} Made on {long_date(today())}. A newer one: ", settings().site_url + path)


def _made_from(lessons: Sequence[PublishedLesson]) -> Iterator[str]:
    if lessons:
        yield f"From {len(lessons)} lessons" if len(lessons) > 1 else "From 1 lesson"


def _publisher(lesson: PublishedLesson) -> str:
    if not lesson.sources:
        return "source not shown"
    first = lesson.sources[0]
    return f"{first.publisher}, {first.year or 'no date'}"


def _sources(lesson: PublishedLesson) -> str:
    """The first source with its note, as far as there is room; how many more there are."""
    if not lesson.sources:
        return "The organisation asked not to be named, so its sources are not shown. The editors have checked them."
    first, *others = lesson.sources
    name, _, note = source_citation(first).partition(f" {first.url}") if first.url else (source_citation(first), "", "")
    note = first.note or ""
    whole = sentences_of(f"{name} {note}" if note and note not in name else name, "")
    units = begun(whole, LONGEST_SOURCE)
    more = f" {len(others)} more with the lesson." if others else " More with the lesson." if units != whole else ""
    return " ".join(unit.text for unit in units) + more


def _support(lessons: Sequence[PublishedLesson]) -> tuple[SupportLine, ...]:
    """The support lines that fit what the lessons are about, in their nation if they are from one."""
    harm, outcomes = (
        {value.slug for lesson in lessons for value in lesson.values.get(key, ())} for key in ("harm-types", "outcomes")
    )
    nations = {lesson.nation.slug if lesson.nation else None for lesson in lessons}
    nation = nations.pop() if len(nations) == 1 else None
    return support_lines(settings().content_folder, nation, harm, outcomes)
