"""Loads lessons: a new one, a new revision of one that changed, nothing for one that reads as before."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select, update

from kb.accounts.models.organisation import Organisation
from kb.content import fields, stored
from kb.content.columns import Row, to_row
from kb.content.contents import Values
from kb.content.differences import PLACEHOLDER, add, add_parts, change, ids, remove, table_of
from kb.content.outcomes import LoadRefused, Tally
from kb.core import db
from kb.core.db import utc_now
from kb.expunging.queries import expunged_references, has_expunged
from kb.lessons.models.lesson import EXPUNGED, FormerSlug, Lesson, Revision
from kb.lessons.models.parts import RevisionTag, RevisionTheme, RevisionValue
from kb.lessons.models.review import Review
from kb.lessons.models.source import Source
from kb.lessons.models.vocabulary import Tag, Theme
from kb.lessons.naming import review_day

OF_THE_LESSON = ("reference", "organisation", "organisation_named", "published")
"""Keys that the lesson keeps itself; the rest are its revision's, and a change of them makes a new revision."""
TELLING = ("organisation", "organisation_named", "review", "region", "nation", "sources")
"""Keys that a file may lack because the organisation is not to be named; the lesson keeps what it has."""


@dataclass(frozen=True, slots=True)
class _Present:
    """A lesson that has a reference, as the database has it."""

    id: int
    slug: str
    named: bool
    state: str | None
    made_on_site: bool
    has_open_revision: bool
    last_number: int


@dataclass(slots=True)
class _Plan:
    """What is to be written. Lessons are known by their reference."""

    new: dict[str, str] = field(default_factory=dict)
    """Slug of its file by reference."""
    moved: dict[str, str] = field(default_factory=dict)
    revised: dict[str, str] = field(default_factory=dict)
    updated: dict[str, str] = field(default_factory=dict)
    """Those of which only what the lesson keeps itself has changed."""
    notes: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def load_lessons(lessons: dict[str, Values]) -> tuple[Tally, set[int]]:
    """Write the lessons; returns the numbers of those that are new or read otherwise than before.

    Raises LoadRefused if an address or reference is already that of another lesson.
    """
    present, published = _present(), stored.whole_lessons()
    lessons = {slug: _completed(values, present, published) for slug, values in lessons.items()}
    plan = _plan(lessons, present, published)
    if plan.refusals:
        raise LoadRefused(plan.refusals)
    _move(plan, present)
    _add_lessons(plan, lessons)
    number = ids(Lesson, "reference")
    _update_lessons(plan, lessons, number)
    _add_revisions(plan, lessons, present, number)
    changed = {**plan.moved, **plan.revised, **plan.updated}
    tally = Tally("Lessons", len(lessons), len(plan.new), len(changed), notes=plan.notes)
    return tally, {number[reference] for reference in {**plan.new, **changed}}


def _present() -> dict[str, _Present]:
    """Every lesson with a reference, by it."""
    last = select(Revision.lesson_id, func.max(Revision.number).label("number")).group_by(Revision.lesson_id).subquery()
    statement = (
        select(Lesson, Revision.state, Revision.created_by_id, last.c.number)
        .outerjoin(Revision, Revision.id == Lesson.live_revision_id)
        .outerjoin(last, last.c.lesson_id == Lesson.id)
        .where(Lesson.reference.is_not(None))
    )
    return {
        lesson.reference or "": _Present(
            id=lesson.id,
            slug=lesson.slug or "",
            named=lesson.organisation_named,
            state=state,
            made_on_site=author is not None,
            has_open_revision=lesson.open_revision_id is not None,
            last_number=last_number or 0,
        )
        for lesson, state, author, last_number in db.session.execute(statement)
    }


def _completed(values: Values, present: dict[str, _Present], published: dict[str, Values]) -> Values:
    """A file with what it does not say because the organisation is not to be named.

    Once that holds, a file without the key does not end it; one that says `true` does.
    """
    lesson, kept = present.get(values["reference"]), published.get(values["reference"], {})
    unnamed = values.get("organisation_named") is False or (lesson is not None and not lesson.named)
    if unnamed:
        values = {key: kept[key] for key in TELLING if key in kept} | values
    return {key: value for key, value in values.items() if key != "organisation_named" or value is False}


def _plan(lessons: dict[str, Values], present: dict[str, _Present], published: dict[str, Values]) -> _Plan:
    plan = _Plan()
    owners = {lesson.slug: reference for reference, lesson in present.items()}
    former = {row.slug: row.lesson_id for row in db.session.scalars(select(FormerSlug))}
    references = {values["reference"] for values in lessons.values()}
    gone = expunged_references()
    for slug, values in lessons.items():
        reference = values["reference"]
        lesson = present.get(reference)
        if (lesson is None and reference in gone) or (lesson is not None and lesson.state == EXPUNGED):
            plan.notes.append(f"lesson '{slug}' ({reference}) was removed for good; its file was not loaded")
        elif refusal := _refusal(slug, reference, present, owners, former, references):
            plan.refusals.append(f"lessons/{slug}.md: {refusal}")
        elif (lesson is None or values != published.get(reference)) and has_expunged({"slug": slug, **values}):
            plan.notes.append(f"lesson '{slug}' says what was removed for good; its file was not loaded (change it)")
        elif lesson is None:
            plan.new[reference] = slug
        elif lesson.state != "published":
            plan.notes.append(f"lesson '{slug}' is {lesson.state or 'not live'} on the site; its file was not loaded")
        else:
            _compare(plan, slug, values, lesson, published[reference])
    for reference, lesson in present.items():
        if reference not in references and lesson.state != EXPUNGED:
            plan.notes.append(f"lesson '{lesson.slug}' ({reference}) has no file in lessons/ and was kept")
    return plan


def _refusal(
    slug: str,
    reference: str,
    present: dict[str, _Present],
    owners: dict[str, str],
    former: dict[str, int],
    references: set[str],
) -> str | None:
    """Why this file cannot be loaded beside what the database has."""
    lesson = present.get(reference)
    owner = owners.get(slug, reference)
    if owner != reference and owner not in references:
        return f"the database has this address for {owner}; give the file another name or that reference"
    if slug in former and (lesson is None or former[slug] != lesson.id):
        return "this address was once that of another lesson, and leads to it; give the file another name"
    if lesson and lesson.slug != slug and lesson.made_on_site:
        return f"{reference} is that of '{lesson.slug}', which was written on the site; give a reference not yet used"
    return None


def _compare(plan: _Plan, slug: str, wanted: Values, lesson: _Present, published: Values) -> None:
    """Put a lesson that is live where it belongs in the plan."""
    if wanted == published and slug == lesson.slug:
        return
    reference = wanted["reference"]
    if lesson.made_on_site:
        plan.notes.append(f"lesson '{slug}' was changed on the site; its file was not loaded (export, then compare)")
        return
    if slug != lesson.slug:
        plan.moved[reference] = slug
    if _of_revision(wanted) != _of_revision(published):
        plan.revised[reference] = slug
        if lesson.has_open_revision:
            plan.notes.append(f"lesson '{slug}' has a revision in work; it was kept, the published one was replaced")
    if any(wanted.get(key) != published.get(key) for key in OF_THE_LESSON):
        plan.updated[reference] = slug


def _of_revision(values: Values) -> Values:
    return {key: value for key, value in values.items() if key not in OF_THE_LESSON}


def _move(plan: _Plan, present: dict[str, _Present]) -> None:
    """Give lessons whose file was renamed their new address; the old one redirects."""
    moved = {present[reference].id: (present[reference].slug, slug) for reference, slug in plan.moved.items()}
    change(Lesson, "id", [{"id": number, "slug": f"{PLACEHOLDER}{number}"} for number in moved])
    change(Lesson, "id", [{"id": number, "slug": new} for number, (_, new) in moved.items()])
    taken = {new for _, new in moved.values()}
    remove(FormerSlug, "slug", taken)
    add(FormerSlug, [{"slug": old, "lesson_id": number} for number, (old, _) in moved.items() if old not in taken])


def _add_lessons(plan: _Plan, lessons: dict[str, Values]) -> None:
    organisation = ids(Organisation)
    now = utc_now()
    add(Lesson, [
        {"slug": slug, "reference": reference, "created_at": now}
        | _own_columns(lessons[slug], organisation)
        for reference, slug in plan.new.items()
    ])  # fmt: skip


def _update_lessons(plan: _Plan, lessons: dict[str, Values], number: dict[str, int]) -> None:
    organisation = ids(Organisation) if plan.updated else {}
    change(Lesson, "id", [
        {"id": number[reference]} | _own_columns(lessons[slug], organisation)
        for reference, slug in plan.updated.items()
    ])  # fmt: skip


def _own_columns(values: Values, organisation: dict[str, int]) -> Row:
    published: date = values["published"]
    return {
        "organisation_id": organisation.get(values.get("organisation", "")),
        "organisation_named": values.get("organisation_named", True),
        "first_published_on": published,
        "review_by": review_day(published),
    }


def _add_revisions(
    plan: _Plan, lessons: dict[str, Values], present: dict[str, _Present], number: dict[str, int]
) -> None:
    """Publish a revision of each lesson that is new or reads otherwise; the one before it becomes history."""
    slugs = {number[reference]: slug for reference, slug in {**plan.new, **plan.revised}.items()}
    if not slugs:
        return
    table = table_of(Revision)
    replaced = {number[reference] for reference in plan.revised}
    db.session.execute(
        update(table)
        .where(table.c.lesson_id.in_(replaced), table.c.id.in_(select(Lesson.live_revision_id)))
        .values(state="superseded")
    )
    review, now = ids(Review), utc_now()
    before = {lesson.id: lesson for lesson in present.values()}
    rows = []
    for lesson, slug in slugs.items():
        values = lessons[slug]
        row = to_row(values, (*fields.LESSON, *fields.SECTION_FIELDS), Revision)
        row |= {"lesson_id": lesson, "number": 1, "state": "published", "version": 1, "created_at": now}
        row |= {"published_at": now, "review_id": review.get(values.get("review", ""))}
        if earlier := before.get(lesson):
            row["number"] = earlier.last_number + 1
        rows.append(row)
    add(Revision, rows)
    made = {
        lesson: revision for lesson, revision in
        db.session.execute(select(Revision.lesson_id, Revision.id).where(Revision.state == "published"))
    }  # fmt: skip
    change(Lesson, "id", [{"id": lesson, "live_revision_id": made[lesson]} for lesson in slugs])
    _add_parts({made[lesson]: lessons[slug] for lesson, slug in slugs.items()})


def _add_parts(revisions: dict[int, Values]) -> None:
    """Sources, themes, tags and values of new revisions."""
    theme = ids(Theme)
    tag = _tags({label for values in revisions.values() for label in values.get("tags", [])})
    values_of: dict[int, list[Row]] = defaultdict(list)
    for revision, values in revisions.items():
        for own in fields.LESSON:
            if fields.many_closed(own):
                values_of[revision] += [{"value_key": f"{own.of}/{slug}"} for slug in values.get(own.key, [])]
    parts = {
        Source: {
            revision: [to_row(source, fields.SOURCE, Source) for source in values.get("sources", [])]
            for revision, values in revisions.items()
        },
        RevisionTheme: {r: [{"theme_id": theme[t]} for t in values["themes"]] for r, values in revisions.items()},
        RevisionTag: {r: [{"tag_id": tag[t]} for t in values.get("tags", [])] for r, values in revisions.items()},
        RevisionValue: values_of,
    }  # fmt: skip
    for model, rows in parts.items():
        add_parts(model, "revision_id", rows)


def _tags(labels: set[str]) -> dict[str, int]:
    """Numbers of these tags, with those added that did not exist."""
    known = ids(Tag, "label")
    add(Tag, [{"label": label} for label in sorted(labels - known.keys())])
    return ids(Tag, "label")
