"""Lessons and reviews follow an organisation that is merged into another."""

from apiflask import APIFlask
from sqlalchemy import inspect, select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import Base, transaction
from kb.core.events import OrganisationMerged, publish
from kb.lessons.models.lesson import Lesson
from kb.lessons.models.review import Review
from kb.search import commands as index_commands
from kb.search.models import IndexChange
from tests import factories
from tests.conftest import quiet
from tests.pages import Person


def merge(board: Organisation, into: Organisation) -> None:
    """Tell that one organisation was merged into another."""
    db.session.commit()
    with transaction():
        publish(OrganisationMerged(board.id, into.id))


def test_all_that_points_to_the_organisation_moves(
    app: APIFlask, board: Organisation, other_board: Organisation
) -> None:
    factories.lesson(state="draft", organisation=board)
    factories.lesson(organisation=board)
    factories.review(organisation=board)

    merge(board, other_board)

    db.session.rollback()
    assert set(db.session.scalars(select(Lesson.organisation_id))) == {other_board.id}
    assert set(db.session.scalars(select(Review.organisation_id))) == {other_board.id}


def test_no_table_of_lessons_that_points_to_organisations_is_forgotten() -> None:
    pointing = {
        mapper.class_
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith("kb.lessons.")
        for column in inspect(mapper.class_).local_table.columns
        if any(key.column.table.name == "organisation" for key in column.foreign_keys)
    }
    assert pointing == {Lesson, Review}


def test_indexes_take_in_what_is_found_differently_and_nothing_else(
    app: APIFlask, board: Organisation, other_board: Organisation
) -> None:
    moved = factories.lesson(organisation=board)
    factories.lesson(state="draft", organisation=board)
    not_named = factories.lesson(organisation=other_board, named=False)
    factories.lesson(organisation=other_board)
    last = db.session.scalar(select(IndexChange.sequence).order_by(IndexChange.sequence.desc()).limit(1)) or 0

    merge(board, other_board)

    entered = select(IndexChange.lesson_id).where(IndexChange.sequence > last)
    assert sorted(db.session.scalars(entered)) == sorted([moved.id, not_named.id])


def test_a_moved_lesson_is_found_by_the_name_of_the_organisation_that_stays(
    app: APIFlask, reader: Person, other_board: Organisation
) -> None:
    board = factories.organisation("Quillhaven Safeguarding Board")
    factories.lesson("The moved one", organisation=board, slug="the-moved-one")
    merge(board, other_board)
    assert index_commands.index_rebuild(quiet) == 0

    assert "The moved one" in reader.open("/search?q=southbridge").text
    assert "The moved one" not in reader.open("/search?q=quillhaven").text
