"""All of a lesson goes, whatever its state; who and when stay, and what others wrote in their own words."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import Base
from kb.core.work import run_due
from kb.expunging.columns import SWEPT, WHOLE
from kb.expunging.hanging import hanging, rows_of
from kb.lessons.models.attachment import Attachment, StoredFile
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.step import RevisionStep
from kb.search.query import Query
from kb.search.service import find
from tests import factories
from tests.editorial.leaking import attach
from tests.expunging.everywhere import holding, tables_with, take_in
from tests.expunging.whole_lesson import (
    FORMER,
    MARK,
    NEVER_PUBLIC,
    SLUG,
    a_lesson,
    beside,
    due,
    expunged,
    number_in,
)
from tests.pages import Person


def test_it_is_in_every_place_before_and_in_none_afterwards(
    tmp_path: Path, board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person
) -> None:
    lesson = a_lesson(board, contributor.user.id)
    other = beside(board)
    take_in()
    with_texts = {table.name for table in hanging() if table.name in SWEPT}
    assert tables_with() >= {*with_texts, "lesson", "former_slug", "tag", "stored_piece", "job_output", "delivery"}
    before = set(holding(tmp_path))
    assert any(each.startswith("index/") for each in before)
    assert any(each.startswith("mail/") for each in before)

    done = expunged(identity_reviewer, admin, lesson)
    take_in()

    assert (done.done_at is not None, done.words) == (True, None)
    assert tables_with() == set()
    assert list(holding(tmp_path)) == []
    assert find(Query(text="heard")).total == 0
    assert other.live_revision is not None
    assert other.live_revision.found == "As “[removed]” says, they did not."


@pytest.mark.parametrize("state", [*NEVER_PUBLIC, "hidden", "archived"])
def test_whatever_its_state_it_goes_and_no_step_leads_on(
    tmp_path: Path, board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person, state: str
) -> None:
    lesson = a_lesson(board, contributor.user.id, state)
    text = db.session.scalars(select(Revision).where(Revision.lesson_id == lesson.id, Revision.state == state)).one()
    if state == "scheduled":
        due(text)

    expunged(identity_reviewer, admin, lesson)
    run_due()

    assert list(holding(tmp_path)) == []
    assert {each.state for each in lesson.revisions} == {"expunged"}
    assert (lesson.open_revision_id, lesson.is_published) == (None, False)
    assert (lesson.live_revision_id is None) == (lesson.slug is None)
    assert state in {"hidden", "archived"} or text.published_at is None


def test_who_and_when_stay(board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person) -> None:
    lesson, writer = a_lesson(board, contributor.user.id), contributor.user.id
    kept = ("revision", "revision_comment", "submission", "sight", "lesson_use", "review_mark", "attachment")
    before = {name: number_in(name, lesson) for name in kept}
    reference, begun = lesson.reference, lesson.created_at

    expunged(identity_reviewer, admin, lesson)

    assert {name: number_in(name, lesson) for name in kept} == before
    assert (lesson.reference, lesson.created_at, lesson.organisation) == (reference, begun, board)
    live = lesson.live_revision
    assert live is not None
    assert (live.content_signed_by_id, live.content_signed_at is not None, live.title) == (writer, True, "")
    steps = db.session.query(RevisionStep).filter_by(revision_id=live.id).order_by(RevisionStep.id).all()
    assert [(each.step, each.taken_by_id, each.reason) for each in steps] == [
        ("submit", writer, ""),
        ("expunge", None, ""),
    ]


def test_what_was_chosen_goes_with_what_was_written(
    board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person
) -> None:
    lesson = a_lesson(board, contributor.user.id)

    expunged(identity_reviewer, admin, lesson)

    live = lesson.live_revision
    assert live is not None
    assert (live.kind_key, live.year, live.region_key, live.themes, live.tags) == (None, None, None, [], [])
    assert {name: number_in(name, lesson) for name in WHOLE} == dict.fromkeys(WHOLE, 0)


@pytest.mark.parametrize("address", [SLUG, FORMER, "reference"])
def test_its_addresses_answer_that_it_is_gone_and_tell_nothing_of_it(
    board: Organisation, user: Person, contributor: Person, identity_reviewer: Person, admin: Person, address: str
) -> None:
    lesson = a_lesson(board, contributor.user.id)
    expunged(identity_reviewer, admin, lesson)

    page = user.get("lessons.show", slug=str(lesson.reference).lower() if address == "reference" else address)

    assert (page.status, "This lesson was removed" in page.text) == (410, True)
    assert MARK.lower() not in page.text.lower()


def test_a_file_that_another_lesson_shares_stays_with_that_one(
    board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person
) -> None:
    one = factories.lesson("One of two lessons", organisation=board)
    two = factories.lesson("Another of two", organisation=board)
    for lesson in (one, two):
        assert lesson.live_revision
        attach(lesson.live_revision, "checklist", as_word=False)
    db.session.commit()

    expunged(identity_reviewer, admin, one)

    assert db.session.query(StoredFile).count() == 1
    left = db.session.query(Attachment).filter(Attachment.file_id.is_not(None)).one()
    assert left.revision_id == two.live_revision_id


def test_a_title_that_another_lesson_has_too_stays_there(
    board: Organisation, identity_reviewer: Person, admin: Person
) -> None:
    title, slug = "A team reads every referral in a day", "a-team-reads-every-referral-in-a-day"
    one = factories.lesson(title, organisation=board, slug=slug)
    two = factories.lesson(title, organisation=board, slug=f"{slug}-2")
    db.session.commit()

    expunged(identity_reviewer, admin, one)

    assert one.live_revision
    assert two.live_revision
    assert (one.live_revision.title, two.live_revision.title) == ("", title)
    assert (one.slug, two.slug) == ((one.reference or "").lower(), f"{slug}-2")


@pytest.mark.parametrize("other", ["Élan ask check act tell", "élan ask, check, ACT – tell"])
def test_a_title_that_another_lesson_has_with_other_signs_or_capitals_stays_there(
    board: Organisation, identity_reviewer: Person, admin: Person, other: str
) -> None:
    one = factories.lesson("Élan: ask, check, act, tell", organisation=board)
    two = factories.lesson(other, organisation=board)
    db.session.commit()

    expunged(identity_reviewer, admin, one)

    assert two.live_revision
    assert two.live_revision.title == other


def test_a_short_title_is_left_in_other_texts(board: Organisation, identity_reviewer: Person, admin: Person) -> None:
    one = factories.lesson("Training for staff", organisation=board)
    two = factories.lesson("They train", organisation=board, found="Training for staff was rare.")
    db.session.commit()

    expunged(identity_reviewer, admin, one)

    assert two.live_revision
    assert two.live_revision.found == "Training for staff was rare."


def test_every_table_that_hangs_on_a_lesson_is_met_by_the_tests_above(board: Organisation, contributor: Person) -> None:
    lesson = a_lesson(board, contributor.user.id)

    empty = [table.name for table in hanging() if not number_in(table.name, lesson)]

    assert empty == []


def test_no_other_row_is_taken_for_one_of_it(board: Organisation, contributor: Person) -> None:
    lesson, other = a_lesson(board, contributor.user.id), beside(board)

    for table in hanging():
        own = db.session.scalar(select(func.count()).select_from(table).where(rows_of(table, other.id))) or 0
        both = rows_of(table, other.id) & rows_of(table, lesson.id)
        shared = db.session.scalar(select(func.count()).select_from(table).where(both))
        assert shared == 0, table.name
        assert own or table.name != "revision"
    assert "organisation" not in {table.name for table in hanging()}
    assert Base.metadata.tables["lesson_import"] not in hanging()
    assert isinstance(lesson, Lesson)
