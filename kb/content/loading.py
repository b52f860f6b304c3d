"""Loads checked contents into the database in one transaction, and says which lessons read otherwise than before."""

from collections.abc import Callable, Iterator

from sqlalchemy import ColumnElement, func, or_, select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.content.contents import Contents
from kb.content.loading_figures import load_counts, load_periods
from kb.content.loading_lessons import load_lessons
from kb.content.loading_records import at_present_addresses, load_organisations, load_reviews
from kb.content.loading_themes import load_themes
from kb.content.loading_training import load_training
from kb.content.loading_words import load_closed_lists, load_glossary, load_schemes, remove_closed_lists
from kb.content.outcomes import Tally, Touched
from kb.content.readdressing import at_present_reviews, at_present_themes
from kb.core import db
from kb.core.events import LessonPublished, publish
from kb.lessons.holding_themes import hold_themes
from kb.lessons.models.lesson import Lesson, Revision, live
from kb.lessons.models.parts import RevisionTheme, RevisionValue
from kb.lessons.models.review import Review
from kb.lessons.models.source import Source
from kb.lessons.places import small_places

LOCK = 7_236_541_902
"""Number under which PostgreSQL keeps two loads apart; any that no other part uses."""


@use_case(Permission.UPKEEP, where_done=True)
def load(_who: Actor, contents: Contents, *, report: Callable[[Tally], None]) -> int:
    """Bring the database to what the files say, all or nothing; returns how many records and lessons were touched.

    `report` is called after each sort of record. Raises LoadRefused, with nothing loaded, if the database holds
    something that the files would break.
    """
    _wait_for_other_loads()
    db.session.flush()
    db.session.expire_all()  # what the session read before may have changed since
    written = 0
    for tally in _load_all(contents, Touched()):
        report(tally)
        written += tally.moved
    return written


def _wait_for_other_loads() -> None:
    """SQLite lets one transaction write anyway; PostgreSQL lets two interleave."""
    if db.engine().dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(LOCK)))


def _load_all(contents: Contents, touched: Touched) -> Iterator[Tally]:
    """Everything in the order in which one refers to the other."""
    hold_themes()
    contents, merged = at_present_addresses(contents)
    contents, merged_themes = at_present_themes(contents)
    contents, merged_reviews = at_present_reviews(contents)
    small = small_places()
    yield load_schemes(contents.vocabularies, contents.themes, contents.glossary)
    tally, lists, values = load_closed_lists(contents.vocabularies, touched)
    yield tally
    yield load_themes(contents.themes, touched, merged_themes)
    yield load_glossary(contents.glossary)
    yield load_organisations(contents.organisations, touched, merged)
    yield load_reviews(contents.reviews, touched, merged_reviews)
    tally, changed = load_lessons(contents.lessons)
    yield tally
    yield load_periods(contents.periods)
    yield load_counts(contents.counts)
    yield from load_training(contents)
    remove_closed_lists(lists, values)
    db.session.expire_all()  # the rows were written past the session's objects
    touched.places = small ^ small_places()
    for lesson in sorted(changed | _showing(touched)):
        publish(LessonPublished(lesson))


def _showing(touched: Touched) -> set[int]:
    """Published lessons whose page or search entry shows something that now reads otherwise."""
    single = [column for column in Revision.__table__.c if column.name.endswith("_key")]
    conditions: list[ColumnElement[bool]] = []
    if touched.values:
        conditions += [column.in_(touched.values) for column in single]
        linked = select(RevisionValue.revision_id).where(RevisionValue.value_key.in_(touched.values))
        cited = select(Source.revision_id).where(Source.kind_key.in_(touched.values), Source.revision_id.is_not(None))
        conditions += [Revision.id.in_(linked), Revision.id.in_(cited)]
    if touched.themes:
        linked = select(RevisionTheme.revision_id).where(RevisionTheme.theme_id.in_(touched.themes))
        conditions.append(Revision.id.in_(linked))
    if touched.organisations:
        conditions.append(Lesson.organisation_id.in_(touched.organisations) & Lesson.organisation_named)
        held = select(Review.id).where(Review.organisation_id.in_(touched.organisations))
        conditions.append(Revision.review_id.in_(held) & Lesson.organisation_named)
    if touched.reviews:
        conditions.append(Revision.review_id.in_(touched.reviews) & Lesson.organisation_named)
    if touched.places:
        in_one = Revision.region_key.in_(touched.places) | Revision.nation_key.in_(touched.places)
        conditions.append(in_one & ~Lesson.organisation_named)
    if not conditions:
        return set()
    return set(db.session.scalars(select(Lesson.id).join(Revision, live).where(or_(*conditions))))
