"""Addresses tell nothing of what was expunged, and an expunge ends where they are made of what was expunged."""

from collections.abc import Callable

import pytest

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.work import run_due
from kb.expunging import found, service
from kb.expunging.models import Expunge
from kb.lessons.models.review import FormerReviewSlug, Review
from tests import factories
from tests.expunging.everywhere import WORDS, acting
from tests.pages import Person

Remove = Callable[[str], Expunge]


@pytest.fixture
def remove(identity_reviewer: Person, admin: Person) -> Remove:
    """Has words removed that one asks for, and the other agrees to."""

    def removed(words: str) -> Expunge:
        made = service.ask(acting(identity_reviewer.user), None, words=words)
        service.agree(acting(admin.user), made)
        run_due()
        db.session.expire_all()
        return made

    return removed


def address_of(number: int) -> str:
    return db.session.get_one(Review, number).slug


def test_the_reference_of_a_lesson_can_be_removed_though_it_is_its_address(board: Organisation, remove: Remove) -> None:
    lesson = factories.lesson("A team", organisation=board, found="As LB-4042 says.", slug="lb-4042")
    lesson.reference = "LB-4042"
    db.session.commit()

    done = remove("LB-4042")

    assert done.done_at is not None
    assert lesson.live_revision
    assert (lesson.live_revision.found, lesson.slug) == ("As [removed] says.", "lb-4042")


def test_words_that_are_the_plain_address_of_a_review_can_be_removed(remove: Remove) -> None:
    number = factories.review(summary="Of review 12.", slug="review-12-in-full", id=12).id
    db.session.commit()

    done = remove("review 12")

    assert (done.done_at is not None, address_of(number)) == (True, "review-12")


def test_a_review_is_given_no_address_that_another_one_has_or_had(remove: Remove) -> None:
    number = factories.review(slug="of-zylphargo-quembrint").id
    other = factories.review(slug=f"review-{number}").id
    db.session.add(FormerReviewSlug(slug=f"review-{number}-2", review_id=other))
    db.session.commit()

    done = remove(WORDS)

    assert done.done_at is not None
    assert (address_of(number), address_of(other)) == (f"review-{number}-3", f"review-{number}")


def test_what_is_found_in_every_round_ends_in_a_failure_and_not_in_a_round_without_end() -> None:
    with pytest.raises(found.StillThere):
        found.until_nothing(lambda: {"tag": 1})
