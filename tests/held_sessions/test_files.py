"""What can be taken along: results as a table, a summary on a page, an empty sheet; the copy of one's own data."""

import csv
import io

import pytest
from pypdf import PdfReader

from kb.access.actors import Actor
from kb.accounts import own_data
from kb.core import db
from kb.packs.models import Pack
from tests.held_sessions.held import SURE, YESTERDAY, answer, held
from tests.packs.packing import a_pack, user_of
from tests.pages import Person

pytestmark = pytest.mark.usefixtures("forms")


@pytest.fixture
def pack(who: Actor) -> Pack:
    """A pack with a session of seven answers and one of four."""
    made = a_pack(who)
    large, small = held(who, made, changes=("Ring back within a day",)), held(who, made, people={"police": 4})
    answer(who, large, "before", {1: (0, 3, 4, 0, 0), 2: (5, 0, 2)})
    answer(who, large, "end", {1: (0, 0, 0, 6, 1)})
    answer(who, small, "before", {1: (4, 0, 0, 0, 0)})
    db.session.commit()
    return made


def test_the_table_has_what_the_page_shows_and_nothing_of_what_is_hidden(user: Person, pack: Pack) -> None:
    table = user.get("held_sessions.results", slug=pack.slug).html
    rows = list(csv.reader(io.StringIO(table)))

    assert [SURE["text"], "Before", "7", "2.6", "", "", "", "", "without 1 session with fewer than 5"] in rows
    assert [SURE["text"], "At the end", "7", "4.1", "", "", "", "up by 1.5", ""] in rows
    assert ["", "Before", "7", "12", "without 1 session with fewer than 5"] in rows
    assert "11" not in {cell for row in rows for cell in row}  # with the four


def test_the_table_of_a_session_with_few_answers_holds_none(user: Person, who: Actor) -> None:
    made = held(who, a_pack(who))
    answer(who, made, "before", {1: (4, 0, 0, 0, 0)})

    table = user.get("held_sessions.results_of_one", slug=made.pack.slug, number=made.id).html

    told = "fewer than 5 answers: not shown, so that nobody can be recognised"
    assert [SURE["text"], "Before", *[""] * 6, told] in list(csv.reader(io.StringIO(table)))


def test_the_summary_is_a_page_with_means_their_numbers_and_changes(user: Person, pack: Pack) -> None:
    answer_ = user.get("held_sessions.summary", slug=pack.slug, kind="pdf").response
    read = PdfReader(io.BytesIO(answer_.get_data()))
    words = " ".join(" ".join(page.extract_text() for page in read.pages).split())

    assert answer_.mimetype == "application/pdf"
    assert len(read.pages) == 1
    for said in (
        "Ring back within a day",
        "2.6 (7*)",
        "4.1 (7)",
        "up by 1.5",
        "With a star: without sessions",
        "There are no names here",
    ):
        assert said in words


def test_the_summary_is_a_word_file_too(user: Person, pack: Pack) -> None:
    made = user.get("held_sessions.summary", slug=pack.slug, kind="docx").response

    assert made.get_data().startswith(b"PK")
    assert made.headers["Content-Disposition"] == "attachment; filename=summary.docx"


def test_an_empty_sheet_has_a_column_for_each_question_that_is_counted(user: Person, pack: Pack, who: Actor) -> None:
    made = held(who, pack, note="Another")

    sheet = user.get("held_sessions.sheet", slug=pack.slug, number=made.id, point="end").html

    assert sheet.lstrip("\ufeff").strip() == f"Q1 {SURE['text']},Q3 How useful was this session?"


def test_the_copy_of_ones_data_has_the_sessions_that_one_noted(who: Actor, pack: Pack) -> None:
    kept = own_data.of_user(user_of(who))["training_sessions_noted"]

    assert [(each["held_on"], each["changes"]) for each in kept] == [
        (YESTERDAY.isoformat(), ["Ring back within a day"]),
        (YESTERDAY.isoformat(), []),
    ]
