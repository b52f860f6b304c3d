"""Whoever writes a lesson changes what was found or says why it stays; the answer counts again with the sentence."""

import pytest
from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.errors import Conflict, Invalid, NotFound
from kb.identity.models import IdentityDecision
from kb.identity.service import answering, deciding
from kb.lessons.models.lesson import Revision
from kb.lessons.models.parts import RevisionTag
from tests import factories
from tests.identity.writing import TOGETHER, acting, passage, standing, text_of
from tests.pages import Person

REASON = "The practice closed years ago and saw forty areas."


def answer(who: Person, revision: Revision, rule: str = "gp-practice") -> IdentityDecision:
    return answering.give_reason(acting(who.user), revision, passage=passage(revision, rule).digest, reason=REASON)


def test_what_was_found_stands_by_what_has_to_be_done(board: Organisation) -> None:
    found = standing(text_of(board))

    assert [each.finding.text for each in found.to_change] == ["01632 960123"]
    assert [each.finding.text for each in found.to_answer] == ["Millbrook Surgery"]
    assert [each.finding.text for each in found.hints] == ["A 5-month-old"]
    assert not found.lets_submit


def test_suggested_words_are_put_in_place(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)

    answering.replace(acting(contributor.user), revision, passage=passage(revision, "age-in-months").digest)

    assert standing(revision).texts["found"].startswith("An infant was seen at Millbrook Surgery.")


def test_another_sentence_takes_the_place_and_its_writer_is_an_author(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)

    answering.rewrite(
        acting(contributor.user), revision, passage=passage(revision, "telephone").digest, sentence="Staff could ring. "
    )

    assert standing(revision).texts["found"] == "A 5-month-old was seen at Millbrook Surgery. Staff could ring."
    assert contributor.user.id in db.session.get_one(Revision, revision.id).author_ids
    assert db.session.get_one(Revision, revision.id).version == 2


def test_a_passage_that_has_a_reason_is_done(contributor: Person, board: Organisation) -> None:
    revision = text_of(board, found="They met at Millbrook Surgery.")

    answer(contributor, revision)

    found = standing(revision)
    assert [each.decision.reason for each in found.answered] == [REASON]
    assert found.lets_submit


def test_a_reason_counts_again_where_the_same_sentence_comes_again(contributor: Person, board: Organisation) -> None:
    answer(contributor, text_of(board))

    again = standing(text_of(board, found="Now. A 5-month-old was seen at Millbrook Surgery."))

    assert [each.passage.finding.text for each in again.answered] == ["Millbrook Surgery"]


def test_it_does_not_count_for_another_sentence(contributor: Person, board: Organisation) -> None:
    answer(contributor, text_of(board))

    assert standing(text_of(board, found="He lived beside Millbrook Surgery.")).answered == []


def test_it_does_not_count_in_another_organisation(
    contributor: Person, board: Organisation, other_board: Organisation
) -> None:
    answer(contributor, text_of(board))

    assert standing(text_of(other_board)).answered == []


def test_a_reason_given_twice_is_taken_back_at_once(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    answer(contributor, revision)
    digest = standing(revision).answered[0].passage.digest
    again = answering.give_reason(acting(contributor.user), revision, passage=digest, reason="Once more the same.")

    answering.take_back(acting(contributor.user), revision, decision=again.id)

    assert standing(revision).answered == []


def test_what_was_answered_for_a_submitted_text_is_not_changed_through_a_draft(
    contributor: Person, board: Organisation
) -> None:
    submitted, draft = text_of(board), text_of(board)
    made = answer(contributor, submitted)
    db.session.get_one(Revision, submitted.id).state = "in_review"
    db.session.commit()
    who, digest = acting(contributor.user), standing(draft).answered[0].passage.digest

    with pytest.raises(Conflict):
        answering.take_back(who, draft, decision=made.id)
    answering.give_reason(who, draft, passage=digest, reason="Another reason here.")

    assert [each.decision.reason for each in standing(submitted).answered] == [REASON]
    assert [each.decision.reason for each in standing(draft).answered] == ["Another reason here."]


def test_whoever_answers_has_part_in_the_text(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)

    answer(contributor, revision)

    assert contributor.user.id in db.session.get_one(Revision, revision.id).author_ids


def test_the_reviewer_s_decision_is_not_taken_back_by_writers(
    contributor: Person, identity_reviewer: Person, board: Organisation
) -> None:
    revision = text_of(board, "in_review", found=TOGETHER)
    combination = standing(revision).combination
    assert combination is not None
    made = deciding.decide(
        acting(identity_reviewer.user), revision, combination=combination.digest, outcome="must_change",
        reason="The month has to go.",
    )  # fmt: skip
    db.session.get_one(Revision, revision.id).state = "returned"
    db.session.commit()

    with pytest.raises(Conflict):
        answering.take_back(acting(contributor.user), revision, decision=made.id)


def test_a_citation_is_not_rewritten_as_if_it_were_a_field(contributor: Person, board: Organisation) -> None:
    revision = text_of(board, found="They met.")
    revision.sources[0].note = "Ask at someone.else@northbridge.example"
    db.session.commit()

    with pytest.raises(Conflict):
        answering.rewrite(
            acting(contributor.user), revision, passage=passage(revision, "email").digest, sentence="Ask."
        )


def test_a_suggestion_does_not_leave_a_needed_part_empty(contributor: Person, board: Organisation) -> None:
    revision = text_of(board, title="01632 960123")

    with pytest.raises(Conflict):
        answering.replace(acting(contributor.user), revision, passage=passage(revision, "telephone").digest)


@pytest.mark.parametrize(("field", "kept"), [("title", "One two"), ("found", "One\ntwo")], ids=["a title", "a section"])
def test_lines_end_where_they_may(contributor: Person, board: Organisation, field: str, kept: str) -> None:
    revision = text_of(board, **{"found": "They met.", field: "At Millbrook Surgery"})

    answering.rewrite(
        acting(contributor.user), revision, passage=passage(revision, "gp-practice").digest, sentence="One\r\ntwo"
    )

    assert standing(revision).texts[field] == kept


def test_the_pseudonym_of_the_review_passes_in_its_lesson(board: Organisation) -> None:
    review = factories.review(pseudonym="Zachary")
    found = "Zachary was seen every week."

    assert standing(text_of(board, found=found)).to_change
    assert not standing(text_of(board, found=found, review_id=review.id)).to_change


def test_facts_in_citations_do_not_count_together_with_those_of_the_text(board: Organisation) -> None:
    revision = text_of(board, found="The girl was scalded. The girl was deaf.")
    revision.sources[0].title = "A review of a child aged 31 months in Braintree, April 2015"
    db.session.commit()

    assert standing(revision).combination is None


def test_of_two_reasons_the_newer_counts(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    digest = passage(revision, "gp-practice").digest
    answer(contributor, revision)
    answering.give_reason(acting(contributor.user), revision, passage=digest, reason="Another reason.")

    assert [each.decision.reason for each in standing(revision).answered] == ["Another reason."]


def test_a_reason_that_is_taken_back_counts_no_more_and_is_kept(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    made = answer(contributor, revision)

    answering.take_back(acting(contributor.user), revision, decision=made.id)

    assert standing(revision).answered == []
    kept = db.session.scalars(select(IdentityDecision)).one()
    assert (kept.reason, kept.taken_back_by_id) == (REASON, contributor.user.id)
    with pytest.raises(Conflict):
        answering.take_back(acting(contributor.user), revision, decision=made.id)


def test_no_reason_is_enough_for_what_must_be_changed(contributor: Person, board: Organisation) -> None:
    with pytest.raises(Invalid):
        answer(contributor, text_of(board), "telephone")


def test_a_passage_that_is_gone_cannot_be_changed_or_answered_for(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    digest = passage(revision, "gp-practice").digest
    revision.found = "They met."
    db.session.commit()
    who = acting(contributor.user)

    with pytest.raises(Conflict):
        answering.give_reason(who, revision, passage=digest, reason=REASON)
    with pytest.raises(Conflict):
        answering.rewrite(who, revision, passage=digest, sentence="Other words.")
    with pytest.raises(Conflict):
        answering.replace(who, revision, passage=digest)


def test_what_a_submitted_lesson_needs_cannot_be_taken_out(contributor: Person, board: Organisation) -> None:
    revision = text_of(board, title="At Millbrook Surgery")

    with pytest.raises(Invalid):
        answering.rewrite(
            acting(contributor.user), revision, passage=passage(revision, "gp-practice").digest, sentence=" "
        )


def test_after_submission_nothing_is_changed(contributor: Person, board: Organisation) -> None:
    revision = text_of(board, "submitted")
    digest = passage(revision, "age-in-months").digest

    with pytest.raises(Conflict):
        answering.replace(acting(contributor.user), revision, passage=digest)


def test_others_do_not_change_or_answer(member: Person, other_contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    digest = passage(revision, "age-in-months").digest

    for who in (acting(member.user), acting(other_contributor.user)):
        with pytest.raises(NotFound):
            answering.replace(who, revision, passage=digest)


def test_a_reason_of_another_organisation_cannot_be_taken_back(
    contributor: Person, other_contributor: Person, board: Organisation, other_board: Organisation
) -> None:
    made, theirs = answer(contributor, text_of(board)), text_of(other_board)

    with pytest.raises(NotFound):
        answering.take_back(acting(other_contributor.user), theirs, decision=made.id)


def test_tags_are_checked_and_changed_like_words(contributor: Person, board: Organisation) -> None:
    revision = text_of(board, found="They met.", tags=["bruising", "Millbrook Surgery"])
    found = passage(revision, "gp-practice")

    answering.rewrite(acting(contributor.user), revision, passage=found.digest, sentence="bruising, practices")

    assert standing(revision).texts["tags"] == "bruising, practices"
    assert len(db.session.scalars(select(RevisionTag).where(RevisionTag.revision_id == revision.id)).all()) == 2


def test_a_tag_that_would_get_too_long_is_refused_at_the_sentence(contributor: Person, board: Organisation) -> None:
    revision = text_of(board, found="They met.", tags=["Millbrook Surgery"])
    found = passage(revision, "gp-practice")

    with pytest.raises(Invalid) as refused:
        answering.rewrite(acting(contributor.user), revision, passage=found.digest, sentence="practice " * 10)

    assert "at most 60 characters" in refused.value.problems["sentence"]
    assert standing(revision).texts["tags"] == "Millbrook Surgery"


def test_of_a_citation_only_what_leads_to_people_is_found(board: Organisation) -> None:
    revision = text_of(board, found="They met.")
    revision.sources[0].title = "Serious Case Review, Northbridge Safeguarding Children Board, published in May 2014"
    revision.sources[0].note = "Ask at someone.else@northbridge.example"
    db.session.commit()

    found = standing(revision)

    assert [(each.where, each.finding.rule) for each in found.passages] == [("source-1", "email")]


def test_the_pages_of_a_citation_are_checked(board: Organisation) -> None:
    revision = text_of(board, found="They met.")
    revision.sources[0].pages = "page 4, or ring 01632 960123"
    db.session.commit()

    assert [each.finding.text for each in standing(revision).to_change] == ["01632 960123"]
