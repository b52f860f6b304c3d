"""What was expunged does not come back by a page that was opened before, nor by anything else that is written."""

import pytest

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.work import run_due
from kb.editorial.models import SavedText
from kb.expunging import service
from kb.expunging.models import Expunge
from kb.importing.models import ImportRow
from tests import factories
from tests.editorial import drafting
from tests.editorial.drafting import draft
from tests.editorial.opened import Opened
from tests.expunging.everywhere import WORDS, acting, tables_with
from tests.importing import sheets
from tests.pages import Person


@pytest.fixture
def expunge(identity_reviewer: Person, admin: Person) -> Expunge:
    """Words that somebody asks to have removed, and nobody has agreed to yet."""
    return service.ask(acting(identity_reviewer.user), None, words=WORDS)


def agree(expunge: Expunge, admin: Person) -> None:
    """Agree, and have them removed."""
    service.agree(acting(admin.user), db.session.get_one(Expunge, expunge.id))
    run_due()
    db.session.expire_all()


def test_a_page_that_was_opened_before_and_is_saved_afterwards_brings_no_words_back(
    contributor: Person, admin: Person, board: Organisation, expunge: Expunge
) -> None:
    revision = draft(board)
    opened = Opened(contributor, revision, "found", "why")
    agree(expunge, admin)

    opened.save(why=f"Nobody had told {WORDS.upper()} in time.")

    db.session.expire_all()
    assert revision.why == "Nobody had told [removed] in time."
    assert [each.text for each in db.session.query(SavedText).filter_by(field="why")][-1] == revision.why
    assert tables_with() == set()


def test_whatever_is_written_afterwards_is_without_them(admin: Person, board: Organisation, expunge: Expunge) -> None:
    agree(expunge, admin)

    made = factories.lesson("Told in time", organisation=board, summary=f"They told {WORDS}.", tags=("calm",))

    assert made.live_revision is not None
    assert made.live_revision.summary == "They told [removed]."
    assert tables_with() == set()


def test_what_is_only_asked_for_stays_until_somebody_agrees(
    contributor: Person, board: Organisation, expunge: Expunge
) -> None:
    revision = draft(board)

    Opened(contributor, revision, "why").save(why=f"Nobody had told {WORDS}.")

    db.session.expire_all()
    assert revision.why == f"Nobody had told {WORDS}."


def test_an_import_brings_no_words_back(
    contributor: Person, admin: Person, board: Organisation, expunge: Expunge
) -> None:
    agree(expunge, admin)

    row = ("A-1", f"A team hears {WORDS}", f"Nobody had told {WORDS.upper()}.", "They read.", "Neglect", "", "2014")
    data = sheets.csv_of(sheets.HEADINGS, row)
    sheets.sent(drafting.acting(contributor.user), board, ("lessons.csv", data))

    db.session.expire_all()
    kept = db.session.query(ImportRow).one()
    assert kept.cells[1:3] == ["A team hears [removed]", "Nobody had told [removed]."]
    assert tables_with() == set()
