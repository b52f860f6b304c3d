"""Reads from the database what the content files would say: words, organisations, reviews, published lessons."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from kb.accounts.models.organisation import Organisation
from kb.content import fields
from kb.content.columns import from_row
from kb.content.contents import Contents, Values
from kb.content.fields_figures import COUNT, PERIOD
from kb.content.stored_training import add_training
from kb.core import db
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.parts import RevisionTag, RevisionTheme
from kb.lessons.models.review import EvaluationPeriod, Review, ReviewCount
from kb.lessons.models.vocabulary import ClosedList, GlossaryTerm, Scheme, Theme, ThemeRelation
from kb.lessons.places import public_nation, public_region, public_review, public_sources, small_places


def contents() -> Contents:
    """All of it, fresh from the database whatever the session still holds."""
    db.session.flush()
    db.session.expire_all()
    about = {scheme.slug: scheme.about for scheme in db.session.scalars(select(Scheme))}
    found = Contents(
        vocabularies=about.get("vocabularies", {}) | {"vocabularies": list(_closed_lists())},
        themes=about.get("themes", {}) | _themes(),
        glossary=about.get("glossary", {}) | {"terms": list(_terms())},
        organisations=dict(_organisations()),
        reviews=dict(_reviews()),
        lessons={lesson.slug or "": values for lesson, values in lessons()},
        periods=_figures(EvaluationPeriod, PERIOD),
        counts=_figures(ReviewCount, COUNT),
    )
    add_training(found)
    return found


def _figures(model: type[EvaluationPeriod | ReviewCount], form: tuple[fields.Field, ...]) -> list[Values]:
    return [from_row(row, form) for row in db.session.scalars(select(model).order_by(model.slug))]


def _closed_lists() -> Iterator[Values]:
    statement = select(ClosedList).options(selectinload(ClosedList.values)).order_by(ClosedList.position)
    for row in db.session.scalars(statement):
        items = [from_row(value, fields.VALUE) | value.details for value in row.values]
        yield {"key": row.slug, "title": row.title, **row.details, "items": items}


def _themes() -> Values:
    statement = select(Theme).order_by(Theme.position).options(
        selectinload(Theme.alternative_labels),
        selectinload(Theme.related).joinedload(ThemeRelation.theme),
        joinedload(Theme.broader),
    )  # fmt: skip
    groups, themes = [], []
    for theme in db.session.scalars(statement):
        values: Values = {"slug": theme.slug, "prefLabel": theme.label, "scopeNote": theme.scope_note}
        values["altLabel"] = [label.label for label in theme.alternative_labels if not label.hidden]
        if theme.broader is None:
            groups.append(values)
        else:
            themes.append(values | {
                "hiddenLabel": [label.label for label in theme.alternative_labels if label.hidden],
                "introduction": theme.introduction,
                "selfCheck": theme.self_check,
                "broader": theme.broader.slug,
                "related": [relation.theme.slug for relation in theme.related],
                "seenIn": theme.seen_in,
            })  # fmt: skip
    return {"groups": groups, "themes": themes}


def _terms() -> Iterator[Values]:
    for term in db.session.scalars(select(GlossaryTerm).order_by(GlossaryTerm.position)):
        yield from_row(term, fields.TERM) | term.details


def _organisations() -> Iterator[tuple[str, Values]]:
    statement = select(Organisation).options(selectinload(Organisation.successors))
    for row in sorted(db.session.scalars(statement), key=lambda organisation: organisation.slug):
        values = from_row(row, fields.ORGANISATION)
        if row.successors:
            values["successors"] = sorted(successor.slug for successor in row.successors)
        yield row.slug, values


def _reviews() -> Iterator[tuple[str, Values]]:
    statement = select(Review).options(
        joinedload(Review.organisation), selectinload(Review.sources), selectinload(Review.evaluations)
    )
    for row in db.session.scalars(statement):
        values = from_row(row, fields.REVIEW)
        values["sources"] = [from_row(source, fields.SOURCE) for source in row.sources]
        if row.organisation:
            values["organisation"] = row.organisation.slug
        if row.evaluations:
            values["evaluations"] = [from_row(evaluation, fields.EVALUATION) for evaluation in row.evaluations]
        yield row.slug, values


def lessons() -> Iterator[tuple[Lesson, Values]]:
    """Every published lesson with what its file would say, in a number of statements that does not grow with them.

    It says no more than the lesson's page does: where the organisation is not to be named, neither it nor a review,
    place or source that would tell which it is.
    """
    small = small_places()
    for lesson, revision in _published():
        yield lesson, _public(lesson, revision, small)


def whole_lessons() -> dict[str, Values]:
    """Every published lesson by its reference, with all that is known of it: to compare with, not to hand out."""
    return {lesson.reference or "": _whole(lesson, revision) for lesson, revision in _published()}


def _published() -> Iterator[tuple[Lesson, Revision]]:
    statement = select(Lesson, Revision).join(Revision, live).options(
        joinedload(Lesson.organisation),
        joinedload(Revision.review),
        joinedload(Revision.region),
        joinedload(Revision.nation),
        selectinload(Revision.sources),
        selectinload(Revision.theme_links).joinedload(RevisionTheme.theme),
        selectinload(Revision.tag_links).joinedload(RevisionTag.tag),
        selectinload(Revision.value_links),
    )  # fmt: skip
    yield from ((lesson, revision) for lesson, revision in db.session.execute(statement))


def _public(lesson: Lesson, revision: Revision, small: frozenset[str]) -> Values:
    telling = {
        "organisation": lesson.public_organisation,
        "review": public_review(lesson, revision),
        "region": public_region(lesson, revision, small),
        "nation": public_nation(lesson, revision, small),
        "sources": public_sources(lesson, revision),
    }
    return {key: value for key, value in _whole(lesson, revision).items() if telling.get(key, True)}


def _whole(lesson: Lesson, revision: Revision) -> Values:
    values = from_row(revision, fields.LESSON) | from_row(revision, fields.SECTION_FIELDS)
    values["reference"] = lesson.reference
    values["published"] = lesson.first_published_on
    values["themes"] = [theme.slug for theme in revision.themes]
    values["tags"] = revision.tags
    values["sources"] = [from_row(source, fields.SOURCE) for source in revision.sources]
    values["organisation"] = lesson.organisation.slug if lesson.organisation else None
    values["organisation_named"] = None if lesson.organisation_named else False
    values["review"] = revision.review.slug if revision.review else None
    for field in fields.LESSON:
        if fields.many_closed(field):
            start = f"{field.of}/"
            keys = [link.value_key for link in revision.value_links if link.value_key.startswith(start)]
            values[field.key] = [key.removeprefix(start) for key in keys]
    return {key: value for key, value in values.items() if value not in (None, [])}
