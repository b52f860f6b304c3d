"""What was found in files stands beside what was found in the lesson's texts, and is answered in the same way."""

from dataclasses import replace

import pytest

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import utc_now
from kb.core.errors import Conflict, Invalid
from kb.core.work import run_due
from kb.editorial.service import attaching
from kb.identity.attached import FilePassage, place_of
from kb.identity.findings import Finding
from kb.identity.models import IdentityDecision
from kb.identity.passages import passages_of
from kb.identity.service import answering
from kb.lessons.models.lesson import Revision
from tests.editorial.attaching import again, attach, bare_document, checked, prepared, quiet_text_of, table
from tests.editorial.kinds import ON_SQLITE
from tests.identity.writing import acting, passage, standing
from tests.pages import Person

pytestmark = ON_SQLITE

REASON = "The practice closed years ago and saw forty areas."
PRACTICE = "They met at Millbrook Surgery."


def test_a_file_that_is_being_checked_keeps_the_lesson_from_submission(
    contributor: Person, board: Organisation
) -> None:
    revision = quiet_text_of(board)
    assert standing(revision).lets_submit
    attach(contributor, revision)
    assert [each.title for each in standing(revision).being_checked] == ["Checklist for visits"]
    assert not standing(revision).lets_submit

    run_due()

    assert standing(revision).lets_submit


def test_what_must_be_changed_in_a_file_is_counted(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board)
    checked(contributor, revision, table("Ring 01632 960123."))

    found = standing(revision)

    assert [each.finding.text for each in found.to_change] == ["01632 960123"]
    assert place_of(found.to_change[0]) == "Checklist for visits, text"
    assert not found.lets_submit


def test_a_file_that_cannot_stay_keeps_the_lesson_from_submission(contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board))
    made.state, made.reason = "refused", "It cannot stay."
    db.session.commit()

    assert not standing(made.revision).lets_submit


def test_a_reason_is_given_for_a_passage_of_a_file_as_for_one_of_a_text(
    contributor: Person, board: Organisation
) -> None:
    revision = quiet_text_of(board)
    made = checked(contributor, revision, table(PRACTICE))
    digest = standing(revision).to_answer[0].digest

    answering.give_reason(
        acting(contributor.user), db.session.get_one(Revision, revision.id), passage=digest, reason=REASON
    )

    found = standing(revision)
    assert [each.decision.reason for each in found.answered] == [REASON]
    assert found.lets_submit
    assert db.session.query(IdentityDecision).one().field == f"file-{made.id}"


def test_the_reason_stays_when_the_file_is_replaced_by_one_with_the_same_sentence(
    contributor: Person, board: Organisation
) -> None:
    revision = quiet_text_of(board)
    made = checked(contributor, revision, table(PRACTICE))
    who, digest = acting(contributor.user), standing(revision).to_answer[0].digest
    answering.give_reason(who, db.session.get_one(Revision, revision.id), passage=digest, reason=REASON)
    attaching.remove(who, again(made).revision, attachment=made.id)

    checked(contributor, revision, table(PRACTICE, "another.csv"))

    assert [each.passage.digest for each in standing(revision).answered] == [digest]


def test_a_sentence_has_the_same_digest_in_a_text_and_in_a_file(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board, found=PRACTICE)
    checked(contributor, revision, ("plan.csv", f"{PRACTICE}\n{PRACTICE}\n".encode()))

    digests = {type(each): each.digest for each in standing(revision).to_answer}

    assert len(digests) == 2
    assert len(set(digests.values())) == 1


def test_no_sentence_of_a_file_is_changed_as_if_it_were_a_field(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board)
    checked(contributor, revision, table(PRACTICE))
    who, digest = acting(contributor.user), standing(revision).to_answer[0].digest
    now = db.session.get_one(Revision, revision.id)

    with pytest.raises(Conflict):
        answering.rewrite(who, now, passage=digest, sentence="They met.")
    with pytest.raises(Conflict):
        answering.replace(who, now, passage=digest)


def test_a_file_that_rules_cannot_read_is_opened_by_a_person_and_holds_nobody_up(
    contributor: Person, board: Organisation
) -> None:
    revision = quiet_text_of(board)
    made = checked(contributor, revision, prepared("scan"))

    found = standing(revision)
    assert [place_of(each) for each in found.to_open] == ["Checklist for visits, page 1"]
    assert (found.lets_submit, found.lets_publish) == (True, False)

    made.opened_at = utc_now()
    db.session.commit()
    assert standing(revision).lets_publish


def test_no_reason_is_taken_for_what_has_to_be_opened(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board)
    checked(contributor, revision, prepared("scan"))
    digest = standing(revision).to_open[0].digest

    with pytest.raises(Invalid):
        answering.give_reason(
            acting(contributor.user), db.session.get_one(Revision, revision.id), passage=digest, reason=REASON
        )


def test_title_and_purpose_are_checked_like_other_texts(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board)
    checked(contributor, revision, purpose="Ask at someone.else@northbridge.example")

    found = standing(revision)

    assert [(each.finding.rule, place_of(each)) for each in found.to_change] == [
        ("email", "Title and purpose of a file")
    ]
    assert "Title and purpose" not in str(found.whole())
    assert not found.lets_submit


def test_facts_in_a_file_count_together_with_those_of_the_texts(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board, found="The girl was scalded in April 2015.")
    assert standing(revision).combination is None

    made = checked(contributor, revision, table("She was 31 months old, the youngest of four children."))

    combination = standing(revision).combination
    assert combination is not None
    assert {fact.text for fact in combination.facts} >= {"31 months old", "April 2015"}
    attaching.remove(acting(contributor.user), again(made).revision, attachment=made.id)
    assert standing(revision).combination is None


def test_a_copy_without_what_is_hidden_takes_the_place_of_a_file(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board)
    made = checked(contributor, revision, bare_document())
    assert {each.finding.rule for each in standing(revision).to_change} >= {"file-author", "file-comment"}

    page = contributor.get("editorial.file", number=revision.id, file=made.id)
    page = page.submit("Use a copy without comments")
    run_due()

    assert "a copy without" in page.text
    assert not {each.finding.rule for each in standing(revision).to_change} & {"file-author", "file-comment"}


def test_passages_of_files_show_the_words_in_their_sentence(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board)
    checked(contributor, revision, ("plan.csv", f"a\n{PRACTICE}\n".encode()))
    found = passage(revision, "gp-practice")
    text = f"a\n{PRACTICE}"

    assert isinstance(found, FilePassage)
    (same,) = passages_of("text", text, [_at(found, text)])
    assert (found.before, found.finding.text, found.after) == (same.before, same.finding.text, same.after)


def _at(found: FilePassage, text: str) -> Finding:
    start = text.index(found.finding.text)
    return replace(found.finding, start=start, end=start + len(found.finding.text))
