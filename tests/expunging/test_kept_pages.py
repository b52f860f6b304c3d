"""What was removed is not shown from memory either: pages that were kept are made anew."""

from apiflask import APIFlask

from kb.core import db
from kb.core.versions import site_version
from kb.core.work import run_due
from kb.expunging import service
from kb.expunging.models import Expunge
from tests.editorial.drafting import acting
from tests.packs.public import a_public_pack
from tests.packs.taking import held, some_lesson
from tests.pages import Person

WORDS = "Zylphargo Quembrint"


def expunge(words: str, one: Person, other: Person) -> None:
    """Ask as one, agree as the other, and let the jobs do their work."""
    number = service.ask(acting(one.user), None, words=words).id
    run_due()
    service.agree(acting(other.user), db.session.get_one(Expunge, number))
    run_due()


def version() -> int:
    db.session.rollback()
    return site_version()


def test_words_that_stand_only_in_the_credit_of_a_pack_are_gone_from_its_kept_page(
    app: APIFlask, user: Person, editor: Person, identity_reviewer: Person, admin: Person
) -> None:
    lesson = some_lesson("Board reads every referral")
    pack = a_public_pack(acting(user.user), acting(editor.user), lessons=(held(lesson),))
    pack.credit = f"A session by {WORDS}"
    db.session.commit()
    address, reader = f"/packs/{pack.slug}/session", app.test_client()
    assert WORDS in reader.get(address).text
    before = reader.get(address).headers["ETag"]

    expunge(WORDS, identity_reviewer, admin)

    after = app.test_client().get(address)
    assert WORDS not in after.text
    assert after.headers["ETag"] != before


def test_an_expunge_draws_a_new_version_of_the_site_even_where_nothing_public_changed(
    app: APIFlask, user: Person, editor: Person, identity_reviewer: Person, admin: Person
) -> None:
    pack = a_public_pack(acting(user.user), acting(editor.user), lessons=(held(some_lesson("Board reads")),))
    pack.credit = WORDS
    db.session.commit()
    before = version()
    asked = service.ask(acting(identity_reviewer.user), None, words=WORDS).id
    run_due()
    assert version() == before, "nothing is removed until two have agreed"

    service.agree(acting(admin.user), db.session.get_one(Expunge, asked))
    run_due()

    assert version() != before
