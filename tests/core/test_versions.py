"""The number of what the site shows: changes with everything that a page could show, and with nothing else."""

from collections.abc import Callable

import pytest
from apiflask import APIFlask
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import OperationalError, PendingRollbackError

from kb.core import db
from kb.core.db import session, transaction
from kb.core.options import SiteOption
from kb.core.versions import SiteVersion, kept, site_version, touch
from kb.lessons.models.rendering import Rendering
from kb.lessons.models.vocabulary import Theme
from kb.search.models import IndexChange, IndexFollower
from kb.site.models import ProblemReport
from tests import factories


def number() -> int:
    """As a request that begins now sees it."""
    session.rollback()
    return site_version()


def by_objects() -> None:
    session.add(SiteOption(name="an option", value="1"))


def by_a_changed_object() -> None:
    session.scalars(select(Theme).limit(1)).one().label = "Another name"


def by_a_statement() -> None:
    session.execute(insert(SiteOption).values(name="an option", value="1"))


def by_a_statement_for_many() -> None:
    session.execute(insert(SiteOption), [{"name": "one", "value": "1"}, {"name": "two", "value": "1"}])


def by_an_update() -> None:
    session.execute(update(Theme).values(scope_note="Something else"))


def by_plain_sql() -> None:
    session.execute(text("UPDATE theme SET scope_note = 'Something else'"))


def by_a_deletion() -> None:
    session.execute(db.table_of(Theme).delete().where(Theme.slug == "nothing-has-this-slug"))


@pytest.mark.parametrize(
    "change",
    [
        by_objects,
        by_a_changed_object,
        by_a_statement,
        by_a_statement_for_many,
        by_an_update,
        by_plain_sql,
        by_a_deletion,
    ],
)
def test_every_way_to_change_something_changes_the_number(app: APIFlask, change: Callable[[], None]) -> None:
    before = number()

    with transaction():
        change()

    assert number() != before


def test_a_change_past_the_session_changes_it_too(app: APIFlask) -> None:
    before = number()

    with db.engine().begin() as connection:
        connection.execute(insert(SiteOption).values(name="an option", value="1"))

    assert number() != before


def test_a_statement_that_only_begins_by_reading_changes_it_too(app: APIFlask) -> None:
    before = number()

    with transaction():
        session.execute(text("WITH one AS (SELECT 1) UPDATE theme SET scope_note = (SELECT * FROM one)"))

    assert number() != before


def test_what_was_changed_unseen_is_seen_after_a_touch(app: APIFlask) -> None:
    before = number()
    with db.engine().connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("UPDATE theme SET scope_note = 'Something else'")
        cursor.close()
        connection.commit()
    assert number() == before

    touch()

    assert number() != before


@pytest.mark.parametrize(
    "row",
    [
        lambda: ProblemReport(subject="page", page="/", text="It does not print."),
        lambda: IndexFollower(id="x", machine="m", position=1),
    ],
)
def test_what_no_page_shows_leaves_it_as_it_is(app: APIFlask, row: Callable[[], object]) -> None:
    before = number()

    with transaction():
        session.add(row())

    assert number() == before


def test_renderings_leave_it_as_it_is(app: APIFlask) -> None:
    lesson = factories.lesson()
    session.commit()
    before = number()

    with transaction():
        session.execute(update(Rendering).where(Rendering.revision_id == lesson.live_revision_id).values(made_from="x"))

    assert number() == before


def test_the_log_of_search_changes_it_because_it_says_what_is_left_out_of_answers(app: APIFlask) -> None:
    before = number()

    with transaction():
        session.add(IndexChange(lesson_id=1, kind="withdrawn"))

    assert number() != before


def test_reading_leaves_it_as_it_is(app: APIFlask) -> None:
    before = number()

    with transaction():
        session.scalars(select(Theme)).all()
        session.execute(text("SELECT count(*) FROM theme"))

    assert number() == before


def test_what_is_rolled_back_leaves_it_as_it_is(app: APIFlask) -> None:
    before = number()

    session.add(SiteOption(name="an option", value="1"))
    session.flush()
    session.rollback()

    assert number() == before


def test_a_number_never_comes_back(app: APIFlask) -> None:
    seen = set()
    for count in range(20):
        with transaction():
            session.add(SiteOption(name=f"option {count}", value="1"))
        seen.add(number())

    assert len(seen) == 20


def test_it_is_read_once_in_a_transaction(app: APIFlask) -> None:
    made: list[str] = []
    session.rollback()
    end = db.on_read(made.append)

    assert site_version() == site_version() == site_version()

    end()
    assert len(made) == 1


def test_a_database_whose_row_was_lost_gets_a_number_with_the_next_change(app: APIFlask) -> None:
    with transaction():
        session.execute(db.table_of(SiteVersion).delete())
    assert number() == 0

    with transaction():
        session.add(SiteOption(name="an option", value="1"))

    assert number() > 0


# --- what is kept under it


def test_what_was_read_is_kept_until_something_changes(app: APIFlask) -> None:
    calls = []

    @kept
    def options() -> list[str]:
        calls.append(1)
        return sorted(session.scalars(select(SiteOption.name)))

    assert options() == options() == []
    assert len(calls) == 1

    with transaction():
        session.add(SiteOption(name="an option", value="1"))

    assert options() == ["an option"]
    assert len(calls) == 2


@pytest.mark.parametrize("flushed", [True, False])
def test_what_is_not_committed_is_seen_by_its_own_transaction_and_kept_for_nobody(app: APIFlask, flushed: bool) -> None:
    @kept
    def options() -> list[str]:
        return sorted(session.scalars(select(SiteOption.name)))

    assert options() == []
    session.add(SiteOption(name="never committed", value="1"))
    if flushed:
        session.flush()
    assert options() == ["never committed"]
    session.rollback()

    assert options() == []


def test_each_argument_has_a_result_of_its_own(app: APIFlask) -> None:
    @kept
    def option(label: str) -> str | None:
        return session.scalar(select(SiteOption.name).where(SiteOption.name == label))

    with transaction():
        session.add(SiteOption(name="one", value="1"))

    assert (option("one"), option("two"), option("one")) == ("one", None, "one")


def test_the_transaction_of_a_change_sees_a_negative_number_that_is_new_each_time(app: APIFlask) -> None:
    with transaction():
        session.add(SiteOption(name="an option", value="1"))
        session.flush()
        first, second = site_version(), site_version()

    assert first < 0
    assert second < 0
    assert first != second


def test_a_connection_that_was_cut_is_let_go(app: APIFlask) -> None:
    def change() -> None:
        with transaction():
            if db.engine().dialect.name == "postgresql":
                own = session.scalar(text("SELECT pg_backend_pid()"))
                with db.engine().connect() as other:
                    other.execute(text("SELECT pg_terminate_backend(:own)"), {"own": own})
            else:
                session.connection().invalidate()
            session.add(SiteOption(name="an option", value="1"))

    with pytest.raises((OperationalError, PendingRollbackError)):  # the second on SQLite, where the test cut it itself
        change()
    with transaction():
        session.add(SiteOption(name="another option", value="1"))
