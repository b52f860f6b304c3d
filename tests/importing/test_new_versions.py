"""Rows about lessons that are published, and of which a new version is being written."""

import pytest

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.clock import today
from kb.core.db import transaction
from kb.core.work import run_due
from kb.importing.service import writing
from kb.lessons.models.lesson import Revision
from tests import factories
from tests.importing.sheets import (
    FIRST,
    SECOND,
    csv_of,
    draft_of,
    drafts,
    imported,
    looked_through,
    outcomes,
    refusals,
    undone,
)
from tests.pages import Person

NAMING = ("Your own reference", "Title", "What was found", "Not to be named")


def published(draft: Revision) -> None:
    """Publish what was imported."""
    with transaction():
        lesson = draft.lesson
        draft.summary, draft.found, draft.done, draft.state = "A summary of it.", "It was found.", "Done.", "published"
        lesson.slug, lesson.reference, lesson.first_published_on = f"lesson-{lesson.id}", f"LB-{lesson.id:04}", today()
        lesson.open_revision = None
        db.session.flush()
        lesson.live_revision = draft


def next_version(live: Revision, *, state: str = "draft") -> Revision:
    """A version of a published lesson that says the same."""
    with transaction():
        made = factories.revision(live.lesson, live.title, state=state, number=2, found=live.found)
        live.lesson.open_revision = made
    return made


def test_a_lesson_that_is_published_without_its_name_is_not_named_by_a_row(who: Actor, board: Organisation) -> None:
    imported(who, board, csv_of(NAMING, ("A-1", FIRST[1], "It was found.", "yes")))
    published(draft_of(board, FIRST[1]))
    next_version(drafts(board)[0])
    found = looked_through(who, board, csv_of(NAMING, ("A-1", FIRST[1], "It was found.", "no")))

    assert outcomes(found) == {"Row 2": "refused"}
    assert "This lesson is published without your organisation's name" in refusals(found)["Row 2"][0]


def test_a_row_that_another_makes_impossible_is_refused_and_the_rest_is_written(
    who: Actor, board: Organisation
) -> None:
    imported(who, board, csv_of(NAMING, ("A-1", FIRST[1], "It was found.", "no")))
    published(draft_of(board, FIRST[1]))
    version = next_version(drafts(board)[0])
    found = looked_through(
        who,
        board,
        csv_of(
            NAMING,
            ("A-1", "Each referral is read by a team", "Other things.", "yes"),
            ("", FIRST[1], "Yet other things.", "no"),
            ("A-3", SECOND[1], "Something.", ""),
        ),
    )
    assert outcomes(found) == {"Row 2": "changed", "Row 3": "changed", "Row 4": "new"}
    writing.begin(who, found)
    run_due()

    assert found.state == "written"
    assert outcomes(found) == {"Row 2": "changed", "Row 3": "refused", "Row 4": "new"}
    assert "This lesson is published without your organisation's name" in refusals(found)["Row 3"][0]
    assert (version.found, version.lesson.organisation_named) == ("Other things.", False)
    assert draft_of(board, SECOND[1]).found == "Something."


def test_what_cannot_be_put_back_is_said_when_an_import_is_undone(
    who: Actor, board: Organisation, contributor: Person
) -> None:
    imported(who, board, csv_of(NAMING, ("A-1", FIRST[1], "It was found.", "no")))
    published(draft_of(board, FIRST[1]))
    version = next_version(drafts(board)[0])
    unnamed = csv_of(NAMING, ("A-1", FIRST[1], "Other things.", "yes"))
    found = imported(who, board, unnamed)

    undone(who, found)

    assert (version.found, version.lesson.organisation_named) == ("It was found.", False)
    page = contributor.get("importing.show", slug=board.slug, number=found.id)
    assert "those that it changed are as they were, but for 1 draft" in page.text
    assert "Not put back: Not to be named: This lesson is published without your organisation's name" in page.text
    assert outcomes(looked_through(who, board, unnamed)) == {"Row 2": "changed"}


@pytest.mark.parametrize("reference", ["", "A-1"])
def test_a_published_lesson_is_found_though_a_new_version_of_it_was_discarded(
    who: Actor, board: Organisation, reference: str
) -> None:
    imported(who, board, csv_of(NAMING, ("A-1", FIRST[1], "It was found.", "no")))
    published(draft_of(board, FIRST[1]))
    next_version(drafts(board)[0], state="discarded")
    same = looked_through(who, board, csv_of(NAMING, (reference, FIRST[1], "It was found.", "no")))
    other = looked_through(who, board, csv_of(NAMING, (reference, FIRST[1], "Other things.", "no")))

    assert outcomes(same) == {"Row 2": "unchanged"}
    assert outcomes(other) == {"Row 2": "refused"}
    assert "is published: open it in the workspace to change it" in refusals(other)["Row 2"][0]


def test_a_lesson_that_was_discarded_before_it_was_published_is_found_by_its_reference_alone(
    who: Actor, board: Organisation
) -> None:
    imported(who, board, csv_of(NAMING, ("A-1", FIRST[1], "It was found.", "no")))
    with transaction():
        drafts(board)[0].state = "discarded"
    rows = csv_of(NAMING, ("A-1", FIRST[1], "Other things.", "no"))

    assert "was discarded here: get it back" in refusals(looked_through(who, board, rows))["Row 2"][0]
    by_title = looked_through(who, board, csv_of(NAMING, ("", FIRST[1], "Other things.", "no")))
    assert outcomes(by_title) == {"Row 2": "new"}
