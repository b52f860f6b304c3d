"""Organisations that an admin has changed, merged or put in a line: loading undoes none of it, and says so."""

from datetime import date

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import OPERATOR
from kb.accounts.models.organisation import Organisation
from kb.admin.service import organisations
from kb.admin.service.merging import merge
from kb.admin.service.succession import succeed
from kb.core import db
from kb.lessons.models.review import Review
from tests.content.database import Loads, everything, lesson
from tests.content.small_folder import SmallFolder

TEAM_SLUG, AUDIT_SLUG = "northbridge-referral-team", "southbridge-audit"


@pytest.fixture
def loaded(empty_app: APIFlask, folder: SmallFolder) -> Loads:
    """The small folder, loaded once."""
    loads = Loads(folder)
    loads.announced()
    return loads


def organisation(slug: str) -> Organisation:
    return db.session.scalars(select(Organisation).where(Organisation.slug == slug)).one()


def kept(slug: str) -> str:
    return f"organisation '{slug}' was changed on the site; its row was not loaded (export, then compare)"


def test_a_new_name_and_new_dates_stay(loaded: Loads) -> None:
    board = organisation("northbridge-board")
    organisations.rename(OPERATOR, board, name="Northbridge Children's Board", name_status="official")
    organisations.change_dates(OPERATOR, board, valid_from=date(2006, 5, 1), valid_to=date(2019, 9, 29))
    before = everything()
    assert loaded.announced() == []
    assert loaded.notes() == [kept("northbridge-board")]
    assert everything() == before


def test_other_rows_of_the_file_are_loaded_as_ever(loaded: Loads) -> None:
    organisations.rename(OPERATOR, organisation("northbridge-board"), name="Renamed", name_status="official")
    loaded.folder.change("organisations.csv", "Southbridge Safeguarding Children Board", "Southbridge Board")
    loaded.announced()
    assert organisation("southbridge-board").name == "Southbridge Board"
    assert organisation("northbridge-board").name == "Renamed"


def test_a_row_that_the_file_has_come_to_agree_with_needs_no_note(loaded: Loads) -> None:
    board = organisation("southbridge-board")
    organisations.rename(OPERATOR, board, name="Southbridge Board", name_status="general-knowledge")
    loaded.folder.change("organisations.csv", "Southbridge Safeguarding Children Board", "Southbridge Board")
    loaded.announced()
    assert loaded.notes() == []


def test_an_organisation_that_was_added_stays(loaded: Loads) -> None:
    place = organisations.Place("england", "london")
    organisations.add(OPERATOR, None, name="Moorland Board", name_status="seen", kind="lscb", place=place)
    assert loaded.announced() == []
    assert loaded.notes() == ["organisation 'moorland-board' is not in organisations.csv and was kept"]


def test_a_successor_stays(loaded: Loads) -> None:
    succeed(
        OPERATOR, organisation("southbridge-board"), by=organisation("northbridge-partnership"), on=date(2019, 3, 31)
    )
    before = everything()
    assert loaded.announced() == []
    assert loaded.notes() == [kept("southbridge-board")]
    assert everything() == before
    assert [each.slug for each in organisation("southbridge-board").successors] == ["northbridge-partnership"]


@pytest.mark.parametrize(
    ("goes", "stays"),
    [
        ("northbridge-partnership", "northbridge-board"),
        ("northbridge-board", "northbridge-partnership"),
        ("northbridge", "oldbridge"),
    ],
)
def test_what_was_merged_stays_merged_with_all_that_belonged_to_it(loaded: Loads, goes: str, stays: str) -> None:
    one, place = organisation(goes), organisations.Place("england", "north-west")
    if stays == "oldbridge":
        organisations.add(
            OPERATOR, None, name="Oldbridge", name_status="official", kind="local-authority", place=place
        )  # fmt: skip
    merge(OPERATOR, one, into=organisation(stays), typed_name=one.name)
    before = everything()
    assert loaded.announced() == []
    assert loaded.notes()[0] == f"organisation '{goes}' was merged into '{stays}' on the site"
    assert everything() == before
    assert db.session.scalar(select(Organisation).where(Organisation.slug == goes)) is None
    assert loaded.announced() == []


def test_a_new_review_and_a_changed_lesson_of_a_merged_organisation_belong_to_the_other(loaded: Loads) -> None:
    one = organisation("northbridge-board")
    merge(OPERATOR, one, into=organisation("northbridge-partnership"), typed_name=one.name)
    review = loaded.folder.text("reviews/child-z-2012.yaml")
    loaded.folder.write("reviews/child-y-2013.yaml", review.replace("Child Z", "Child Y"))
    assert "organisation: northbridge-board" in review
    loaded.announced()
    there = organisation("northbridge-partnership")
    found = db.session.scalars(select(Review.slug).where(Review.organisation_id == there.id))
    assert set(found) == {"child-z-2012", "child-y-2013"}
    assert lesson(TEAM_SLUG).organisation_id == there.id


def test_what_the_site_exports_loads_into_a_new_database_as_it_is(loaded: Loads) -> None:
    one = organisation("northbridge-board")
    merge(OPERATOR, one, into=organisation("northbridge-partnership"), typed_name=one.name)
    for path, text in everything().items():
        loaded.folder.write(path, text)
    assert loaded.announced() == []
    assert not [note for note in loaded.notes() if "merged" in note]


def test_names_are_found_and_ordered_as_the_file_says_them(loaded: Loads) -> None:
    loaded.folder.change("organisations.csv", "Southbridge Safeguarding Children Board", "Ynys Môn Board")
    loaded.announced()
    assert organisation("southbridge-board").name_folded == "ynys mon board"
    assert organisation("northbridge-board").name_folded == "northbridge safeguarding children board"
