"""A text that is not published, as its page would look if it were."""

from kb.core.clock import today
from kb.lessons.models.lesson import Revision
from kb.lessons.places import public_place, public_review, public_sources, small_places
from kb.lessons.queries.labels import Label, labels
from kb.lessons.queries.published import OF_SOURCE, TEXTS, Citation, PublishedLesson, citation_of

NOT_SAID = Label("not-said", "Not said yet")
"""Stands for what has to be said before it can be published."""


def previewed(revision: Revision) -> PublishedLesson:
    """The lesson as its readers would see it today; what could tell an organisation not to be named is left out."""
    lesson, known = revision.lesson, labels()
    named = lesson.organisation_named
    review = public_review(lesson, revision)

    def label(key: str | None) -> Label:
        return known.values.get(key or "", NOT_SAID)

    return PublishedLesson(
        id=lesson.id,
        revision_id=revision.id,
        reference=lesson.reference or "LB-0000",
        slug=lesson.slug or "",
        first_published_on=lesson.first_published_on or today(),
        review_by=None,
        title=revision.title or "Without a title",
        texts={name: getattr(revision, name) for name in TEXTS},
        rendering=None,
        year=revision.year,
        kind=label(revision.kind_key),
        done_status=label(revision.done_status_key),
        done_status_key=revision.done_status_key or "",
        evidence_stage=label(revision.evidence_stage_key),
        evidence_reason=revision.evidence_reason,
        evidence_measure=revision.evidence_measure,
        evidence_on=revision.evidence_on,
        result=known.values.get(revision.result_key or ""),
        cost_band=known.values.get(revision.cost_band_key or ""),
        nation=known.values.get(revision.nation_key or ""),
        place=public_place(named, revision.region_key, revision.nation_key, small_places(), known.values),
        organisation=known.organisations.get(lesson.organisation_id or 0) if named else None,
        review=Label(review.slug, review.title) if review else None,
        themes=tuple(known.themes[link.theme_id] for link in revision.theme_links),
        tags=tuple(Label(tag, tag) for tag in revision.tags),
        told_by_organisation=True,
        values=_values(revision),
        sources=_sources(revision),
        versions=1,
    )


def _sources(revision: Revision) -> tuple[Citation, ...]:
    values = labels().values
    shown = public_sources(revision.lesson, revision)
    return tuple(citation_of(values, *(getattr(source, name) for name in OF_SOURCE)) for source in shown)


def _values(revision: Revision) -> dict[str, tuple[Label, ...]]:
    found: dict[str, list[Label]] = {}
    for link in revision.value_links:
        found.setdefault(link.value_key.partition("/")[0], []).append(labels().values[link.value_key])
    return {name: tuple(of) for name, of in found.items()}
