"""It takes an identity reviewer and an admin to expunge; what was asked for can be dropped."""

import pytest

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.errors import Conflict, Denied
from kb.core.jobs import Job
from kb.core.work import run_due
from kb.expunging import service
from kb.expunging.carrying_out import CARRY_OUT
from kb.expunging.models import Expunge
from kb.lessons.models.attachment import Attachment, StoredFile
from tests import factories
from tests.editorial.leaking import attach
from tests.expunging.everywhere import acting
from tests.pages import Person

WORDS = "Zylphargo Quembrint"


def asked(person: Person, words: str = WORDS) -> Expunge:
    person.get("expunging.ask").submit("Ask for it", words=words)
    db.session.expire_all()
    return db.session.query(Expunge).one()


def test_the_second_sees_the_words_and_where_they_stand_and_agrees(
    board: Organisation, identity_reviewer: Person, admin: Person
) -> None:
    factories.lesson(f"Of {WORDS}", organisation=board)
    factories.lesson(f"Of {WORDS} again", organisation=board, state="draft")
    made = asked(identity_reviewer)
    run_due()

    page = admin.get("expunging.show", number=made.id)
    assert WORDS in page.text
    assert "2 versions of lessons" in page.text
    page.submit("Agree, and remove it for good")
    run_due()

    after = admin.get("expunging.show", number=made.id)
    assert WORDS not in after.text
    assert "Nothing is kept of it but this entry." in after.text
    assert (made.agreed_by_id, made.words) == (admin.user.id, None)


def test_who_asked_cannot_agree_and_neither_can_another_of_the_same_role(identity_reviewer: Person) -> None:
    made = asked(identity_reviewer)
    page = identity_reviewer.get("expunging.show", number=made.id)

    assert "Agree, and remove it for good" not in page.text
    for who in (acting(identity_reviewer.user), Actor(987_654, frozenset({"identity_reviewer"}), {}, "person")):
        with pytest.raises(Denied):
            service.agree(who, made)
    db.session.expire_all()
    assert (made.agreed_at, db.session.query(Job).filter_by(kind=CARRY_OUT).count()) == (None, 0)


def test_what_was_asked_for_can_be_dropped_and_its_words_go(identity_reviewer: Person, admin: Person) -> None:
    made = asked(admin)

    identity_reviewer.get("expunging.show", number=made.id).submit("Do not do it")

    db.session.expire_all()
    assert (made.words, made.dropped_at is not None) == (None, True)
    with pytest.raises(Conflict):
        service.agree(acting(identity_reviewer.user), made)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("", "Enter the words that are to be removed"),
        ("...", "Enter the words that are to be removed"),
        ("a....", "Give more words, such as the whole sentence: that one stands in too many texts"),
        ("[removed]", "That stands where something was removed, and cannot be removed itself"),
        ("Amy", "Give more words, such as the whole sentence: that one stands in too many texts"),
        ("word " * 200, "Enter 500 characters or fewer, and ask for the rest separately"),
    ],
)
def test_words_that_cannot_be_looked_for_are_refused_and_stay_typed(
    identity_reviewer: Person, words: str, problem: str
) -> None:
    page = identity_reviewer.get("expunging.ask").submit("Ask for it", words=words)

    assert problem in page.errors
    assert db.session.query(Expunge).count() == 0


def test_a_file_goes_from_every_text_that_has_it(board: Organisation, identity_reviewer: Person, admin: Person) -> None:
    one = factories.lesson("One", organisation=board, state="in_review").open_revision
    two = factories.lesson("Two", organisation=board).live_revision
    assert one
    assert two
    for revision in (one, two):
        attach(revision, "checklist", as_word=False)
    db.session.commit()

    file = db.session.query(Attachment).filter_by(revision_id=one.id).one()
    identity_reviewer.get("expunging.ask_for_file", number=one.id, file=file.id).submit("Ask for it")
    run_due()
    made = db.session.query(Expunge).one()
    admin.get("expunging.show", number=made.id).submit("Agree, and remove it for good")
    run_due()

    db.session.expire_all()
    assert db.session.query(StoredFile).count() == 0
    assert {(each.file_id, each.state, each.title) for each in db.session.query(Attachment)} == {
        (None, "refused", "[removed]")
    }


def test_whoever_can_agree_sees_that_a_request_waits(identity_reviewer: Person, admin: Person, editor: Person) -> None:
    made = asked(identity_reviewer)

    assert admin.get("admin.index").link("Remove for good (1 request waits for you)") == "/expunge"
    assert identity_reviewer.get("desk.queue").link("Remove for good") == "/expunge"
    assert "Remove for good" not in editor.get("desk.queue").text

    identity_reviewer.get("expunging.show", number=made.id).submit("Do not do it")
    assert "waits for you" not in admin.get("admin.index").text
