"""What the page of earlier texts says of those that were imported."""

import pytest
from sqlalchemy import select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.clock import long_date, today
from kb.core.db import transaction
from kb.editorial.service import saving
from kb.importing.models import ImportRow, LessonImport
from tests.editorial.drafting import acting
from tests.importing.sheets import FIRST, HEADINGS, csv_of, draft_of, imported
from tests.pages import Person


def written_over(who: Actor, board: Organisation, field: str, text: str) -> None:
    """Somebody writes something else in a field."""
    there = draft_of(board, FIRST[1])
    page = saving.Page({field: text}, {field: saving.digest(getattr(there, field))}, "a page")
    with transaction():
        saving.save(who, there, page=page)


def headings(person: Person, board: Organisation) -> list[str]:
    """Who saved what, as the page says it, without the moment."""
    page = person.get("editorial.earlier", number=draft_of(board, FIRST[1]).id)
    return [heading.split(", ", 2)[2] for heading in page.rows("main h2")]


@pytest.fixture
def found(who: Actor, board: Organisation, lead: Person) -> LessonImport:
    """An import, over one text of which the lead has written."""
    done = imported(who, board, csv_of(HEADINGS, FIRST))
    written_over(acting(lead.user), board, "found", "In our own words.")
    return done


def test_an_imported_text_names_the_file_and_who_imported_it(
    found: LessonImport, contributor: Person, board: Organisation
) -> None:
    said = f"imported from “lessons.csv” on {long_date(today())} by {contributor.user.name}"

    assert set(headings(contributor, board)) == {"A lead", said}


def test_when_the_rows_are_gone_it_is_still_known_that_it_was_imported(
    found: LessonImport, contributor: Person, board: Organisation
) -> None:
    with transaction():
        for row in db.session.scalars(select(ImportRow)):
            db.session.delete(row)

    assert set(headings(contributor, board)) == {"A lead", "imported"}


def test_a_text_that_was_not_imported_is_not_said_to_be(
    found: LessonImport, who: Actor, lead: Person, contributor: Person, board: Organisation
) -> None:
    with transaction():
        draft_of(board, FIRST[1]).why = "Typed before."
    written_over(acting(lead.user), board, "why", "Typed after.")

    assert "before texts were kept here, or by somebody who has left" in headings(contributor, board)
