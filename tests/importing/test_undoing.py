"""Undoing a whole import: the database is as it was before."""

import pytest
from sqlalchemy import func, select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.clock import today
from kb.core.db import transaction, utc_now
from kb.core.errors import Conflict, Invalid
from kb.editorial.draft_values import put
from kb.editorial.service import saving
from kb.importing.models import ImportedLesson, LessonImport
from kb.importing.queries.imports import Undoing, edited_of, undoing_of
from kb.importing.service import undoing
from kb.lessons.models.vocabulary import Tag
from tests import factories
from tests.editorial.drafting import acting, draft
from tests.importing.sheets import (
    FIRST,
    HEADINGS,
    SECOND,
    csv_of,
    draft_of,
    drafts,
    imported,
    looked_through,
    outcomes,
    rows_of,
    undone,
    whole_database,
)
from tests.pages import Person

ALL = (*HEADINGS, "Not to be named", "Region", "Measured on", "Action was agreed on", "Agencies that it concerns")
ALL += ("Title of the source", "Publisher of the source", "Kind of source")
REST = ("yes", "London", "31/12/2014", "1/2/2013", "Schools; Police", "A report", "The board", "Annual report")


def everything(*rows: tuple[str, ...]) -> bytes:
    return csv_of(ALL, *((*row, *REST) for row in rows))


def test_drafts_that_were_made_are_gone_as_if_they_had_never_been(who: Actor, board: Organisation) -> None:
    factories.lesson("Something else that is there", state="draft", organisation=board, tags=["bruises"])
    before = whole_database()
    found = imported(who, board, everything(FIRST, SECOND))
    assert whole_database() != before

    undone(who, found)

    assert whole_database() == before
    assert db.session.scalar(select(func.count()).select_from(ImportedLesson)) == 0


def memory() -> list[tuple[object, ...]]:
    """What is known of lessons that were imported."""
    columns = ImportedLesson.lesson_id, ImportedLesson.reference, ImportedLesson.written
    return [tuple(row) for row in db.session.execute(select(*columns).order_by(ImportedLesson.lesson_id))]


def test_drafts_that_were_changed_are_as_they_were(who: Actor, board: Organisation, lead: Person) -> None:
    leader = acting(lead.user)
    imported(leader, board, everything(FIRST, SECOND))
    before = whole_database()
    known = memory()
    changed = (*FIRST[:2], "Other things.", "Other steps.", "Thresholds and referrals; Neglect", "new tag", "2001")
    other = ("no", "North West", "1/1/2001", "2/2/2002", "Police", "Another report", "Another board", "Annual report")
    found = imported(who, board, csv_of(ALL, (*changed, *other)))
    assert draft_of(board, FIRST[1]).found == "Other things."

    undone(who, found)

    assert whole_database() == before
    assert memory() == known


def test_a_draft_that_was_filled_is_empty_again(who: Actor, board: Organisation) -> None:
    factories.lesson(FIRST[1], state="draft", organisation=board, why="", sources=[])
    before = whole_database()
    found = imported(who, board, csv_of(("Title", "Why it happened"), (FIRST[1], "Nobody owned it.")))

    undone(who, found)

    assert whole_database() == before


def test_two_imports_are_undone_one_after_the_other(who: Actor, board: Organisation) -> None:
    before = whole_database()
    first = imported(who, board, csv_of(HEADINGS, FIRST))
    between = whole_database()
    second = imported(who, board, csv_of(HEADINGS, (*FIRST[:2], "Other things.", *FIRST[3:]), SECOND))

    undone(who, second)
    assert whole_database() == between
    undone(who, first)
    assert whole_database() == before


def test_an_import_between_two_others_is_undone_and_the_last_is_still_known(who: Actor, board: Organisation) -> None:
    before = whole_database()
    first = imported(who, board, csv_of(HEADINGS, FIRST))
    between = imported(who, board, csv_of(HEADINGS, (*FIRST[:2], "Other things.", *FIRST[3:])))
    last = csv_of(HEADINGS, (*FIRST[:2], "Other things.", "Other steps.", *FIRST[4:]))
    third = imported(who, board, last)

    undone(who, between)

    assert (draft_of(board, FIRST[1]).found, draft_of(board, FIRST[1]).done) == (FIRST[2], "Other steps.")
    again = looked_through(who, board, last)
    assert outcomes(again) == {"Row 2": "changed"}
    undoing.remove(who, again)
    for each in (third, first):
        undone(who, each)
    assert whole_database() == before


def test_what_a_later_import_wrote_over_goes_back_to_before_both(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(HEADINGS, FIRST))
    between = imported(who, board, csv_of(HEADINGS, (*FIRST[:2], "Other things.", *FIRST[3:])))
    third = imported(who, board, csv_of(HEADINGS, (*FIRST[:2], "Yet other things.", *FIRST[3:])))

    undone(who, between)
    assert draft_of(board, FIRST[1]).found == "Yet other things."
    undone(who, third)

    assert draft_of(board, FIRST[1]).found == FIRST[2]
    again = looked_through(who, board, csv_of(HEADINGS, (*FIRST[:2], "Other things.", *FIRST[3:])))
    assert outcomes(again) == {"Row 2": "changed"}


def go_on_with(title: str, board: Organisation, who: Actor) -> None:
    page = saving.Page({"why": "Somebody has thought about it."}, {"why": saving.digest("")}, "a page")
    saving.save(who, draft_of(board, title), page=page)


def test_it_has_to_be_said_what_becomes_of_drafts_with_which_somebody_has_gone_on(
    who: Actor, board: Organisation
) -> None:
    found = imported(who, board, csv_of(HEADINGS, FIRST, SECOND))
    go_on_with(FIRST[1], board, who)

    with pytest.raises(Invalid, match="Choose what becomes of the drafts"):
        undoing.begin(who, found, with_edited=None)
    assert found.state == "written"


def later(who: Actor, board: Organisation, found: str) -> LessonImport:
    return imported(who, board, csv_of(HEADINGS, (*FIRST[:2], found, *FIRST[3:])))


def test_a_later_import_is_no_going_on_by_somebody(who: Actor, board: Organisation) -> None:
    found = imported(who, board, csv_of(HEADINGS, FIRST, SECOND))
    middle = later(who, board, "Other things.")
    later(who, board, "Yet other things.")
    assert edited_of(found).total == 0

    undone(who, middle)
    assert edited_of(found).total == 0
    assert undoing_of(found) == Undoing(made=2, changed=0, again=1)
    undone(who, found)
    assert drafts(board) == []


def test_what_somebody_has_written_before_a_later_import_is_still_a_going_on(who: Actor, board: Organisation) -> None:
    found = imported(who, board, csv_of(HEADINGS, FIRST))
    go_on_with(FIRST[1], board, who)
    changed = later(who, board, "Other things.")

    assert [each.title for each in edited_of(found).items] == [FIRST[1]]
    assert undoing_of(changed) == Undoing(made=0, changed=1, again=0)
    undone(who, found, with_edited=False)
    assert [each.why for each in drafts(board)] == ["Somebody has thought about it."]


def test_drafts_with_which_somebody_has_gone_on_are_kept_where_that_was_chosen(who: Actor, board: Organisation) -> None:
    found = imported(who, board, csv_of(HEADINGS, FIRST, SECOND))
    go_on_with(FIRST[1], board, who)

    undone(who, found, with_edited=False)

    assert [(each.title, each.why) for each in drafts(board)] == [(FIRST[1], "Somebody has thought about it.")]
    assert [row.state for row in rows_of(found)] == ["kept", "undone"]
    assert found.counts["kept"] == 1


def test_they_are_removed_where_that_was_chosen(who: Actor, board: Organisation) -> None:
    before = whole_database()
    found = imported(who, board, csv_of(HEADINGS, FIRST, SECOND))
    go_on_with(FIRST[1], board, who)

    undone(who, found, with_edited=True)

    assert whole_database() == before


def test_what_somebody_has_changed_since_in_a_changed_draft_stays(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(HEADINGS, FIRST))
    found = imported(who, board, csv_of(HEADINGS, (*FIRST[:2], "Other things.", "Other steps.", *FIRST[4:])))
    with transaction():
        there = draft_of(board, FIRST[1])
        put(there, "found", "In our own words.")
        there.version += 1

    undone(who, found)

    there = draft_of(board, FIRST[1])
    assert (there.found, there.done) == ("In our own words.", FIRST[3])


@pytest.mark.parametrize("state", ["submitted", "in_review", "scheduled", "published"])
def test_an_import_of_which_something_was_submitted_is_not_undone(who: Actor, board: Organisation, state: str) -> None:
    found = imported(who, board, csv_of(HEADINGS, FIRST, SECOND))
    with transaction():
        there = draft_of(board, FIRST[1])
        there.summary, there.state, there.submitted_at = "A summary of it.", state, utc_now()
        there.scheduled_for = utc_now() if state == "scheduled" else None
        if state == "published":
            there.lesson.slug, there.lesson.reference = "a-lesson", "LB-0042"
            there.lesson.first_published_on = today()
            there.lesson.live_revision, there.lesson.open_revision = there, None

    with pytest.raises(Conflict):
        undoing.begin(who, found, with_edited=True)
    assert len(drafts(board)) == 2


def test_a_draft_that_was_submitted_and_returned_counts_as_submitted(who: Actor, board: Organisation) -> None:
    found = imported(who, board, csv_of(HEADINGS, FIRST))
    with transaction():
        there = draft_of(board, FIRST[1])
        there.state, there.submitted_at = "returned", utc_now()

    with pytest.raises(Conflict):
        undoing.begin(who, found, with_edited=True)


def test_a_returned_draft_that_was_changed_by_the_import_can_be_undone(who: Actor, board: Organisation) -> None:
    there = draft(board, state="returned", title=FIRST[1], why="", submitted_at=utc_now())
    before = whole_database()
    found = imported(who, board, csv_of(("Title", "Why it happened"), (FIRST[1], "Nobody owned it.")))
    assert there.why == "Nobody owned it."

    undone(who, found)

    assert whole_database() == before


def test_a_draft_that_was_discarded_meanwhile_goes_too(who: Actor, board: Organisation) -> None:
    before = whole_database()
    found = imported(who, board, csv_of(HEADINGS, FIRST))
    with transaction():
        draft_of(board, FIRST[1]).state = "discarded"

    undone(who, found)

    assert whole_database() == before


def test_words_that_only_an_import_brought_are_no_tags_any_more(who: Actor, board: Organisation) -> None:
    found = imported(who, board, csv_of(HEADINGS, SECOND))
    undone(who, found)

    assert db.session.scalars(select(Tag.label)).all() == []


def test_what_was_never_written_is_not_undone_but_removed(who: Actor, board: Organisation) -> None:
    found = looked_through(who, board, csv_of(HEADINGS, FIRST))

    with pytest.raises(Conflict):
        undoing.begin(who, found, with_edited=True)
    undoing.remove(who, found)
    assert rows_of(found) == []


def test_what_was_written_is_not_removed(who: Actor, board: Organisation) -> None:
    found = imported(who, board, csv_of(HEADINGS, FIRST))

    with pytest.raises(Conflict):
        undoing.remove(who, found)
