"""The identity reviewer decides about facts that may point at one child together."""

import pytest

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership
from kb.core import db
from kb.core.errors import Conflict, Denied, Invalid, NotFound
from kb.identity.models import IdentityDecision
from kb.identity.service import deciding
from kb.lessons.models.lesson import Revision
from kb.lessons.models.parts import RevisionAuthor
from tests.identity.writing import TOGETHER, acting, standing, text_of
from tests.pages import Person

WHY = "It is one of many such families in a large region."


def decide(who: Person, revision: Revision, outcome: str = "may_stand") -> IdentityDecision:
    found = standing(revision).combination
    assert found is not None
    return deciding.decide(acting(who.user), revision, combination=found.digest, outcome=outcome, reason=WHY)


def in_review(board: Organisation, found: str = TOGETHER) -> Revision:
    return text_of(board, "in_review", found=found)


def test_what_the_reviewer_lets_stand_is_decided(identity_reviewer: Person, board: Organisation) -> None:
    revision = in_review(board)

    decide(identity_reviewer, revision)

    found = standing(revision).combination
    assert found is not None
    assert found.decision is not None
    assert (found.decision.outcome, found.decision.reason) == ("may_stand", WHY)


def test_a_later_decision_replaces_the_earlier(identity_reviewer: Person, board: Organisation) -> None:
    revision = in_review(board)
    decide(identity_reviewer, revision)

    decide(identity_reviewer, revision, "must_change")

    found = standing(revision).combination
    assert found is not None
    assert found.decision is not None
    assert found.decision.outcome == "must_change"


def test_publication_waits_for_the_decision(identity_reviewer: Person, board: Organisation) -> None:
    found = "The girl was scalded. She lived in Braintree. She was deaf."
    revision = in_review(board, found)
    for each in standing(revision).to_answer:
        db.session.add(
            IdentityDecision(
                kind="reason", digest=each.digest, rule="place", field="found", reason=WHY, revision_id=revision.id,
                organisation_id=board.id,
            )
        )  # fmt: skip
    db.session.commit()
    assert standing(revision).lets_submit
    assert not standing(revision).lets_publish

    decide(identity_reviewer, revision)

    assert standing(revision).lets_publish


def test_it_counts_again_with_the_same_sentences_and_not_with_others(
    identity_reviewer: Person, board: Organisation
) -> None:
    decide(identity_reviewer, in_review(board))
    same, older = in_review(board, f"They met. {TOGETHER}"), in_review(board, TOGETHER.replace("31", "33"))
    other_child = in_review(board, TOGETHER.replace("The girl was", "Next door another child was"))

    assert standing(same).combination.decision is not None  # type: ignore[union-attr]
    assert standing(older).combination.decision is None  # type: ignore[union-attr]
    assert standing(other_child).combination.decision is None  # type: ignore[union-attr]


def test_it_does_not_count_for_what_the_reviewer_wrote_afterwards(
    identity_reviewer: Person, board: Organisation
) -> None:
    decide(identity_reviewer, in_review(board))
    theirs = in_review(board)
    theirs.authors = [RevisionAuthor(user_id=identity_reviewer.user.id)]
    db.session.commit()

    assert standing(theirs).combination.decision is None  # type: ignore[union-attr]


def test_a_decision_that_names_somebody_is_refused(identity_reviewer: Person, board: Organisation) -> None:
    revision = in_review(board)
    digest = standing(revision).combination.digest  # type: ignore[union-attr]

    with pytest.raises(Invalid):
        deciding.decide(
            acting(identity_reviewer.user), revision, combination=digest, outcome="may_stand",
            reason="Ring 01632 960123 and ask.",
        )  # fmt: skip


def test_facts_that_were_changed_meanwhile_are_not_decided_about(
    identity_reviewer: Person, board: Organisation
) -> None:
    revision = in_review(board)

    with pytest.raises(Conflict):
        deciding.decide(acting(identity_reviewer.user), revision, combination="0" * 64, outcome="may_stand", reason=WHY)


def test_there_are_two_outcomes(identity_reviewer: Person, board: Organisation) -> None:
    with pytest.raises(Invalid):
        decide(identity_reviewer, in_review(board), "perhaps")


def test_nobody_else_decides(contributor: Person, editor: Person, member: Person, board: Organisation) -> None:
    revision = in_review(board)

    for person, refusal in ((contributor, Denied), (editor, Denied), (member, NotFound)):
        with pytest.raises(refusal):
            decide(person, revision)


def test_nobody_decides_about_what_they_wrote(identity_reviewer: Person, board: Organisation) -> None:
    revision = in_review(board)
    revision.authors = [RevisionAuthor(user_id=identity_reviewer.user.id)]
    identity_reviewer.user.memberships = [Membership(organisation=board, role="contributor")]
    db.session.commit()

    with pytest.raises(Denied):
        decide(identity_reviewer, revision)


def test_before_it_is_in_review_there_is_nothing_to_decide(identity_reviewer: Person, board: Organisation) -> None:
    with pytest.raises(Conflict):
        decide(identity_reviewer, text_of(board, "submitted", found=TOGETHER))
