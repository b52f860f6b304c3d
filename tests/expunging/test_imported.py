"""Of words that came with an import no digest stays on which a guess could be tried."""

import pytest
from sqlalchemy import update

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.work import run_due
from kb.editorial.draft_values import digest
from kb.editorial.service.citing import citation_of
from kb.expunging import service
from kb.importing.comparing import digest_of
from kb.importing.models import ImportRow
from tests.editorial import drafting
from tests.expunging.everywhere import WORDS, acting, tables_with
from tests.expunging.test_files import holding
from tests.importing.sheets import csv_of, drafts, imported, undone
from tests.pages import Person

HEADINGS = (
    "Your own reference", "Title", "What was found", "Tags", "Title of the source", "Publisher of the source",
    "Kind of source",
)  # fmt: skip
BEFORE = ("A-1", "A team of three reads every referral", "They came.", "calm", "A report", "A board", "Annual report")
SAID = f"Of {WORDS}"
IMPORTED = {"imported_lesson", "import_row"}


def row(place: int, said: str = SAID) -> tuple[str, ...]:
    """A row that says something else in one place."""
    return (*BEFORE[:place], said, *BEFORE[place + 1 :])


def expunge(reviewer: Person, admin: Person) -> None:
    """The reviewer asks for the words to be removed, and the admin agrees."""
    service.agree(acting(admin.user), service.ask(acting(reviewer.user), None, words=WORDS))
    run_due()
    db.session.expire_all()


@pytest.fixture
def who(contributor: Person) -> Actor:
    """A contributor of the board, as the use cases know them."""
    return drafting.acting(contributor.user)


@pytest.mark.parametrize("place", ["Title", "Tags", "Title of the source"])
def test_no_digest_of_them_stays_where_a_lesson_had_them(
    who: Actor, board: Organisation, identity_reviewer: Person, admin: Person, place: str
) -> None:
    number = HEADINGS.index(place)
    for said in (BEFORE, row(number), (*row(number)[:2], "They came back.", *row(number)[3:])):
        imported(who, board, csv_of(HEADINGS, said))
    db.session.execute(update(ImportRow).values(cells=[], title=""))
    (text,) = drafts(board)
    known = digest_of(citation_of(text.sources[0])) if number == 4 else digest(SAID)
    assert holding(known) == IMPORTED
    db.session.commit()

    expunge(identity_reviewer, admin)

    assert holding(known) == set()


def test_no_digest_of_them_stays_where_only_the_row_of_the_import_has_them(
    who: Actor, board: Organisation, identity_reviewer: Person, admin: Person
) -> None:
    imported(who, board, csv_of(HEADINGS, BEFORE))
    imported(who, board, csv_of(HEADINGS, row(1)))
    drafts(board)[0].title = "They write another title"
    db.session.commit()
    assert holding(digest(SAID)) == IMPORTED

    expunge(identity_reviewer, admin)

    assert holding(digest(SAID)) == set()


def test_an_import_that_had_them_can_be_undone_and_leaves_what_stands_there_now(
    who: Actor, board: Organisation, identity_reviewer: Person, admin: Person
) -> None:
    imported(who, board, csv_of(HEADINGS, BEFORE))
    second = imported(who, board, csv_of(HEADINGS, row(1)))
    expunge(identity_reviewer, admin)

    undone(who, second)

    assert drafts(board)[0].title == "Of [removed]"
    assert tables_with() == set()
