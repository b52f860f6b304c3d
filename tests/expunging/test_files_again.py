"""A file that was expunged is in no text that was begun meanwhile, and cannot be shared again."""

import pytest
from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import utc_now
from kb.core.work import run_due
from kb.editorial.service import beginning
from kb.expunging import service
from kb.expunging.carrying_out import remove
from kb.expunging.keeping_out import GONE_FILE
from kb.expunging.models import Expunge
from kb.extraction.service import cleaned
from kb.lessons.models.attachment import Attachment, StoredFile
from tests.editorial.attaching import attach, bare_document, checked, quiet_text_of, send, stored, table
from tests.expunging.everywhere import acting
from tests.identity import writing
from tests.meanwhile import meanwhile
from tests.pages import Person


def agree(reviewer: Person, admin: Person, file: Attachment) -> int:
    """The reviewer asks for a file to be removed, and the admin agrees; the job waits."""
    made = service.ask_for_file(acting(reviewer.user), file)
    service.agree(acting(admin.user), made)
    return made.id


def test_the_same_content_is_refused_with_words_for_whoever_sends_it(
    board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person
) -> None:
    made = checked(contributor, quiet_text_of(board))
    agree(identity_reviewer, admin, made)
    run_due()

    shown = send(contributor, made.revision, table(name="renamed.csv"))

    assert shown.errors == [GONE_FILE]
    assert stored() == (0, 0)
    send(contributor, made.revision, table("other words"))
    assert stored() == (1, 1)


def test_a_cleaned_copy_that_was_removed_is_not_put_in_the_place_of_its_file(
    board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person
) -> None:
    name, data = bare_document()
    copy = cleaned(data, name=name)
    assert copy is not None
    agree(identity_reviewer, admin, attach(contributor, quiet_text_of(board), (name, copy.data)))
    run_due()
    made = checked(contributor, quiet_text_of(board), (name, data))

    page = contributor.get("editorial.file", number=made.revision_id, file=made.id).submit("Use a copy without")

    assert GONE_FILE in page.text
    db.session.expire_all()
    assert [each.size for each in db.session.query(StoredFile)] == [len(data)]


@pytest.mark.parametrize("database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_it_goes_from_a_text_that_is_begun_with_it_while_it_is_removed(
    app: APIFlask, board: Organisation, contributor: Person, identity_reviewer: Person, admin: Person
) -> None:
    made = checked(contributor, quiet_text_of(board))
    who, text, organisation = writing.acting(contributor.user), made.revision_id, board.id
    number = agree(identity_reviewer, admin, made)
    db.session.commit()

    def act() -> int:
        to = db.session.get_one(Organisation, organisation)
        return beginning.begin_from_copy(who, to, copy_of=text, opened=utc_now()).id

    with meanwhile(app, act, "SELECT attachment.id") as came:
        remove(db.session.get_one(Expunge, number))

    assert len(came) == 1
    assert stored() == (0, 0)
    assert {each.title for each in db.session.query(Attachment)} == {"[removed]"}
    assert db.session.get_one(Expunge, number).done_at is not None
