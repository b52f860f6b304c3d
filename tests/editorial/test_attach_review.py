"""The pseudonym that a review gives a child may stand in the files of a lesson about it, and not in those of others."""

import pytest

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import transaction
from kb.core.work import run_due
from kb.editorial import checking_files
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Revision
from tests import factories
from tests.editorial.attaching import again, attach, checked, quiet_text_of, table
from tests.pages import Person

PSEUDONYM = "Agnieszka"
WORDS = f"{PSEUDONYM} was three when the review began."


def choose(number: int, review: int | None) -> None:
    """What is done where somebody chooses another review, or none."""
    with transaction():
        revision = db.session.get_one(Revision, number)
        revision.review_id = review
        checking_files.begin_again(revision)


def found(made: Attachment) -> set[str]:
    """Words that were found in a file that is checked."""
    made = again(made)
    assert (made.state, made.checked_at is None) == ("checked", False)
    return {row["words"] for row in made.findings}


def test_a_pseudonym_counts_again_once_no_review_is_chosen_any_more(contributor: Person, board: Organisation) -> None:
    review = factories.review(pseudonym=PSEUDONYM).id
    made = checked(contributor, quiet_text_of(board, review_id=review), table(WORDS))
    assert PSEUDONYM not in found(made)

    choose(made.revision_id, None)
    assert (again(made).state, again(made).checked_at) == ("waiting", None)
    run_due()

    assert PSEUDONYM in found(made)


def test_a_pseudonym_may_stay_once_its_review_is_chosen(contributor: Person, board: Organisation) -> None:
    review = factories.review(pseudonym=PSEUDONYM).id
    made = checked(contributor, quiet_text_of(board), table(WORDS))
    assert PSEUDONYM in found(made)

    choose(made.revision_id, review)
    run_due()

    assert PSEUDONYM not in found(made)


def test_every_file_of_the_text_is_checked_again_and_none_of_another(contributor: Person, board: Organisation) -> None:
    revision, elsewhere = quiet_text_of(board), checked(contributor, quiet_text_of(board))
    numbers = [checked(contributor, revision, table(words)).id for words in ("first", "second", "third")]
    refused, plain, without = (db.session.get_one(Attachment, number) for number in numbers)
    refused.state, refused.reason = "refused", "It cannot stay."
    without.state, without.reason, without.virus, without.file_id = "refused", "A virus.", "found", None
    db.session.commit()

    choose(revision.id, None)

    states = [again(each).state for each in (refused, plain, without, elsewhere)]
    assert states == ["waiting", "waiting", "refused", "checked"]


def test_what_was_read_before_another_review_was_chosen_is_not_the_last_word(
    contributor: Person, board: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = factories.review(pseudonym=PSEUDONYM).id
    made = attach(contributor, quiet_text_of(board, review_id=review), table(WORDS))
    number, read = made.revision_id, checking_files.check_file

    def while_the_review_is_taken_out(*what: object) -> object:
        monkeypatch.setattr(checking_files, "check_file", read)
        choose(number, None)
        return read(*what)  # type: ignore[arg-type]

    monkeypatch.setattr(checking_files, "check_file", while_the_review_is_taken_out)
    run_due()

    assert PSEUDONYM in found(made)
