"""Adding a review, changing what is said of one, and removing one on which nothing hangs."""

from collections.abc import Iterable

from sqlalchemy import delete, inspect, or_, select, update

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Conflict, Invalid
from kb.core.events import LessonPublished, publish
from kb.core.text import slugify
from kb.core.uniqueness import being_first
from kb.curation.queries.reviews import (
    ReviewFacts,
    SourceFacts,
    details_of,
    drawn_from,
    facts_of,
    nations_of_lessons,
    organisation_called,
    published_from,
)
from kb.curation.queries.themes import concerned
from kb.editorial import checking_files
from kb.editorial.accepting import year_in
from kb.expunging.queries import has_expunged
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.review import Evaluation, FormerReviewSlug, Review
from kb.lessons.models.source import Source

LONGEST = {"title": 300, "pseudonym": 60, "summary": 1000}
LONGEST_SLUG = 100
WHOLE_KINGDOM = "united-kingdom"


@use_case(Permission.REVIEW_EDIT)
def add(_who: Actor, _nothing: None, *, facts: ReviewFacts, source: SourceFacts) -> Review:
    """Add a review, with where it was published: without that no content file would hold it.

    Raises Invalid with what is wrong, by the name of the field, Conflict where somebody has just taken the address.
    """
    _check(facts, None)
    session.execute(
        delete(FormerReviewSlug).where(FormerReviewSlug.slug == facts.slug, FormerReviewSlug.review_id.is_(None))
    )
    made = Review(slug=facts.slug, changed_on_site=True)
    _write(made, facts)
    made.sources = [cited(Source(position=1), source)]
    with being_first():
        session.add(made)
    return made


@use_case(Permission.REVIEW_EDIT)
def change(_who: Actor, review: Review, *, facts: ReviewFacts, before: ReviewFacts) -> None:
    """Change what is said of a review; its old address leads to the new one, and its lessons are announced.

    `before` is what was said of it when that was compared with `facts`. Raises Conflict where something else is said by
    now, Invalid with what is wrong, by the name of the field.
    """
    hold(review)
    if facts_of(review) != before:
        raise Conflict
    _check(facts, review)
    _write(review, facts)
    if facts.slug != before.slug:
        former = FormerReviewSlug
        free = or_(former.review_id == review.id, former.review_id.is_(None))  # its own, or of one that was removed
        session.execute(delete(former).where(former.slug == facts.slug, free))
        with being_first():
            review.slug = facts.slug
            session.add(FormerReviewSlug(slug=before.slug, review_id=review.id))
    if facts.pseudonym != before.pseudonym:
        check_files_again(review)
    session.flush()
    for number in published_from(review):
        publish(LessonPublished(number))


@use_case(Permission.REVIEW_EDIT)
def remove(_who: Actor, review: Review) -> None:
    """Remove a review from which nothing is drawn and that nobody has evaluated; no content file brings it back.

    Raises Invalid(step=...) where something hangs on it.
    """
    hold(review)
    if problem := in_the_way(review):
        raise Invalid(step=problem)
    slug, former = review.slug, FormerReviewSlug
    # Content files may name any of its addresses: those that it had before stay known, too.
    session.execute(update(former).where(former.review_id == review.id).values(review_id=None, merged=False))
    # Past the object, so that the audit trail can still say what it was done with.
    session.execute(delete(Review).where(Review.id == review.id), execution_options={"synchronize_session": False})
    session.add(FormerReviewSlug(slug=slug, review_id=None))


def in_the_way(review: Review) -> str:
    """Why a review cannot be removed; empty where it can."""
    found = concerned(drawn_from(review))
    hanging = [
        f"{number} {what if number == 1 else f'{what}s'}"
        for number, what in (
            (found.published, "published lesson"),
            (found.drafts + found.at_the_desk, "lesson in work"),
            (found.others, "earlier text"),
            (len(review.evaluations), "evaluation"),
        )
        if number
    ]
    return (
        f"It cannot be removed: {' and '.join(hanging)} would lose it. Merge it into another one instead"
        if hanging
        else ""
    )


def cited(source: Source, facts: SourceFacts) -> Source:
    """A source with what is said of it. Raises Invalid(kind=...) for a kind that is in no list."""
    if facts.kind not in details_of("source-kinds"):
        raise Invalid(kind="Choose the kind of source")
    source.title, source.publisher, source.kind_key = facts.title, facts.publisher, f"source-kinds/{facts.kind}"
    source.year = int(facts.year) if facts.year else None
    source.url, source.pages, source.note = facts.url or None, facts.pages or None, facts.note or None
    source.accessed, source.withdrawn_on = facts.accessed, facts.withdrawn_on
    return source


def hold(review: Review) -> None:
    """Have others wait who change this review, and read it anew. Raises Conflict where it is gone."""
    number = (inspect(review).identity or (0,))[0]
    held = select(Review).where(Review.id == number).with_for_update().execution_options(populate_existing=True)
    if session.scalar(held) is None:
        raise Conflict
    session.expire(review)


def next_position(parts: Iterable[Source | Evaluation]) -> int:
    """The place behind the last of the sources or evaluations of a review."""
    return max((each.position for each in parts), default=0) + 1


def check_files_again(review: Review) -> None:
    """Files of texts in work are checked anew: the pseudonym of a review passes in them."""
    for revision in session.scalars(
        select(Revision).join(Lesson, Lesson.open_revision_id == Revision.id).where(drawn_from(review))
    ):
        checking_files.begin_again(revision)


def _write(review: Review, facts: ReviewFacts) -> None:
    organisation = organisation_called(facts.organisation) if facts.organisation else None
    review.title, review.pseudonym, review.summary = facts.title, facts.pseudonym or None, facts.summary or None
    review.kind_key, review.nation_key = f"review-types/{facts.kind}", f"nations/{facts.nation}"
    review.region_key = f"regions/{facts.region}" if facts.region else None
    review.organisation_id = organisation.id if organisation else None
    review.year = int(facts.year) if facts.year else None
    review.changed_on_site = True


# --- what can be wrong


def _check(facts: ReviewFacts, review: Review | None) -> None:
    problems = {
        "title": _wrong_length(facts.title, "title") or ("" if facts.title else "Enter the title"),
        "pseudonym": _wrong_length(facts.pseudonym, "pseudonym"),
        "summary": _wrong_length(facts.summary, "summary"),
        "slug": _wrong_slug(facts.slug, review),
        "year": _wrong_year(facts.year),
        "organisation": _wrong_organisation(facts),
        "nation": _wrong_nation(facts, review),
        **_wrong_place(facts),
    }
    found = {field: problem for field, problem in problems.items() if problem}
    if found:
        raise Invalid(**found)


def _wrong_length(text: str, field: str) -> str:
    longest = LONGEST[field]
    return f"The {field} must have {longest:,} characters or fewer" if len(text) > longest else ""


def _wrong_slug(slug: str, review: Review | None) -> str:
    if not slug or slugify(slug) != slug or len(slug) > LONGEST_SLUG:
        return f"Enter an address of a to z, 0 to 9 and single hyphens, with at most {LONGEST_SLUG} characters"
    if has_expunged(slug) and not (review and review.slug == slug):
        return "What this address says was removed from the site for good. Enter another one"
    own = review.id if review else 0
    other = session.scalar(select(Review).where(Review.slug == slug, Review.id != own))
    if other:
        return f"“{slug}” is the address of “{other.title}”. Enter another one, or merge the two if they are the same"
    led = select(Review).join(FormerReviewSlug).where(FormerReviewSlug.slug == slug, Review.id != own)
    before = session.scalar(led)
    return f"“{slug}” was an address of “{before.title}” and still leads there. Enter another one" if before else ""


def _wrong_year(year: str) -> str:
    try:
        year_in(year)
    except ValueError as problem:
        return str(problem)
    return ""


def _wrong_place(facts: ReviewFacts) -> dict[str, str]:
    kinds, regions = details_of("review-types"), details_of("regions")
    wrong = {}
    if facts.kind not in kinds:
        wrong["kind"] = "Choose the kind of review"
    elif (nations := kinds[facts.kind].get("nations")) and facts.nation not in (*nations, WHOLE_KINGDOM):
        wrong["kind"] = "There is no review of this kind in that nation"
    if facts.region and facts.region not in regions:
        wrong["region"] = "Choose a region of the list"
    elif facts.region and regions[facts.region].get("nation") != facts.nation:
        wrong["region"] = "This region is not in that nation"
    return wrong


def _wrong_organisation(facts: ReviewFacts) -> str:
    if not facts.organisation:
        return ""
    found = organisation_called(facts.organisation)
    if found is None:
        return "This organisation is not there any more. Choose another one"
    pairs = (
        (f"nations/{facts.nation}", found.nation_key, "nation"),
        (f"regions/{facts.region}" if facts.region else None, found.region_key, "region"),
    )
    for own, theirs, what in pairs:
        if own and theirs and own != theirs and f"nations/{WHOLE_KINGDOM}" not in (own, theirs):
            return f"This organisation is of another {what}. Correct one of the two"
    return ""


def _wrong_nation(facts: ReviewFacts, review: Review | None) -> str:
    if facts.nation not in details_of("nations"):
        return "Choose the nation"
    if review is None or facts.nation == WHOLE_KINGDOM:
        return ""
    return other_nation(review, facts.nation)


def other_nation(review: Review, nation: str) -> str:
    """That lessons drawn from a review are of another nation than this one; empty where none is."""
    lessons = nations_of_lessons(review)
    number = sum(of for each, of in lessons.items() if each not in (nation, WHOLE_KINGDOM))
    if not number or nation == WHOLE_KINGDOM:
        return ""
    return f"{number} {'text' if number == 1 else 'texts'} drawn from it say that they are of another nation"
