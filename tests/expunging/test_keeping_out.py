"""What was expunged does not come back by a page that was opened before, nor by anything else that is written."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.errors import Invalid
from kb.core.work import run_due
from kb.curation.queries.reviews import facts_of
from kb.curation.service.reviews import change
from kb.editorial.models import SavedText
from kb.expunging import service
from kb.expunging.models import Expunge
from kb.importing.models import ImportRow
from kb.lessons.models.review import Review
from kb.lessons.models.vocabulary import Tag
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


def test_a_free_word_that_has_them_is_not_kept_and_the_others_are(
    contributor: Person, admin: Person, board: Organisation, expunge: Expunge
) -> None:
    revision = draft(board)
    agree(expunge, admin)

    Opened(contributor, revision, "tags").save(tags=f"calm, Of {WORDS.upper()}, front door")

    db.session.expire_all()
    assert revision.tags == ["calm", "front door"]
    assert {each.label for each in db.session.query(Tag)} == {"calm", "front door"}


def test_an_address_of_a_review_that_says_them_is_refused_and_one_that_has_it_can_be_changed_otherwise(
    people: Callable[[str], Person], identity_reviewer: Person, admin: Person
) -> None:
    who = acting(people("editor").user)
    facts = facts_of(factories.review(slug="review-12", id=12))
    agree(service.ask(acting(identity_reviewer.user), None, words="review 12"), admin)
    review = db.session.get_one(Review, 12)

    with pytest.raises(Invalid) as refused:
        change(who, review, facts=replace(facts, slug="the-review-12"), before=facts)

    assert refused.value.problems == {
        "slug": "What this address says was removed from the site for good. Enter another one"
    }
    change(who, review, facts=replace(facts, title="Of Child Z"), before=facts)
    assert (review.slug, review.title) == ("review-12", "Of Child Z")
