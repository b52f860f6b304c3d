"""Pages on which the findings of a lesson are dealt with."""

import random

import pytest
from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.audit import AuditEvent
from kb.lessons.models.lesson import Revision
from tests.identity.writing import FOUND, TOGETHER, passage, standing, text_of
from tests.pages import Page, Person, statements


def texts_found(page: Page) -> list[str]:
    return page.rows(".kb-finding mark")


# --- a lesson


def test_each_finding_stands_in_its_sentence_with_what_to_do(contributor: Person, board: Organisation) -> None:
    page = contributor.get("identity.lesson", number=text_of(board).id)

    assert texts_found(page) == ["01632 960123", "Millbrook Surgery", "A 5-month-old"]
    assert "Telephone number in: What was found" in page.text
    assert "1 passage must be changed. 1 passage waits for a change or a reason." in page.text
    assert "safe" not in page.text.lower().replace("safeguarding", "")


def test_the_suggested_words_are_one_click(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)

    page = contributor.get("identity.lesson", number=revision.id).submit("Write “An infant” instead")

    assert "It reads now: “An infant was seen at Millbrook Surgery.”" in page.text
    assert texts_found(page) == ["01632 960123", "Millbrook Surgery"]


def test_a_change_can_be_put_back_once(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    page = contributor.get("identity.lesson", number=revision.id).submit("Write “An infant” instead")

    page = page.submit("Put the sentence back as it was")

    assert "The sentence is again as it was." in page.text
    assert standing(revision).texts["found"] == FOUND
    assert "Put the sentence back" not in page.text


def test_a_sentence_that_was_taken_out_can_be_put_back(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    digest = passage(revision, "telephone").digest
    page = contributor.get("identity.change", number=revision.id, passage=digest).submit("Save", sentence="")
    assert "The sentence was taken out." in page.text

    page.submit("Put the sentence back as it was")

    assert standing(revision).texts["found"] == FOUND


def test_what_somebody_else_wrote_meanwhile_is_not_put_back(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    page = contributor.get("identity.lesson", number=revision.id).submit("Write “An infant” instead")
    db.session.get_one(Revision, revision.id).found = "They met."
    db.session.commit()

    page = page.submit("Put the sentence back as it was")

    assert "That passage was changed meanwhile." in page.text
    assert standing(revision).texts["found"] == "They met."


def test_a_sentence_that_stays_as_it_is_is_no_change(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    page = contributor.get("identity.change", number=revision.id, passage=passage(revision, "telephone").digest)

    assert "Nothing was different, so nothing was changed." in page.submit("Save the sentence").text


def test_it_is_said_what_is_still_found_in_a_changed_sentence(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    page = contributor.get("identity.change", number=revision.id, passage=passage(revision, "telephone").digest)

    page = page.submit("Save the sentence", sentence="Staff could ring 01632 960124.")

    assert "Still found in it: Telephone number." in page.text


def test_a_reason_that_names_somebody_is_refused(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    page = contributor.get("identity.reason", number=revision.id, passage=passage(revision, "gp-practice").digest)

    page = page.submit("Save the reason", reason="Ring 01632 960123 and ask.")

    assert page.errors == ["Say it without “01632 960123”: the reason itself leads to somebody"]


def test_the_whole_text_can_be_read_with_what_was_found(contributor: Person, board: Organisation) -> None:
    page = contributor.get("identity.lesson", number=text_of(board).id)

    assert page.rows(".kb-finding__whole")[2:4] == [
        "Age in months: A 5-month-old was seen at Named GP practice: Millbrook Surgery . "
        "Staff could ring Telephone number: 01632 960123 .",
        "A team of three reads every referral within a day.",
    ]


def test_a_sentence_is_changed(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    page = contributor.get("identity.change", number=revision.id, passage=passage(revision, "telephone").digest)
    assert page.soup.select_one("textarea").text.strip() == "Staff could ring 01632 960123."  # type: ignore[union-attr]

    page = page.submit("Save the sentence", sentence="Staff could ring at night.")

    assert "It reads now: “Staff could ring at night.”" in page.text
    assert standing(revision).texts["found"].endswith("Staff could ring at night.")


def test_a_sentence_that_somebody_else_changed_is_not_overwritten_and_nothing_typed_is_lost(
    contributor: Person, board: Organisation
) -> None:
    revision = text_of(board)
    page = contributor.get("identity.change", number=revision.id, passage=passage(revision, "telephone").digest)
    revision.found = "They met."
    db.session.commit()

    page = page.submit("Save the sentence", sentence="Staff could ring at any time.")

    assert page.heading == "That sentence was changed meanwhile"
    assert "Staff could ring at any time." in page.text
    assert standing(revision).texts["found"] == "They met."


def test_a_reason_is_given_shown_and_taken_back(contributor: Person, lead: Person, board: Organisation) -> None:
    revision = text_of(board)
    page = contributor.get("identity.reason", number=revision.id, passage=passage(revision, "gp-practice").digest)

    refused = page.submit("Save the reason", reason="Why?")
    assert refused.errors == ["Give a reason of 10 to 10,000 characters"]
    page = refused.submit("Save the reason", reason="It closed long ago.")

    assert "Kept for a reason (1)" in page.text
    assert "It closed long ago." in lead.get("identity.lesson", number=revision.id).text
    assert "Kept for a reason" not in page.submit("Take the reason back").text


@pytest.mark.parametrize(
    ("rule", "says"), [("telephone", "That has to be changed"), ("age-in-months", "That is a hint")]
)
def test_what_takes_no_reason_says_so(contributor: Person, board: Organisation, rule: str, says: str) -> None:
    revision = text_of(board)
    page = contributor.get("identity.reason", number=revision.id, passage=passage(revision, rule).digest)

    assert says in page.text


def test_a_passage_that_is_gone_leads_back_to_the_lesson(contributor: Person, board: Organisation) -> None:
    page = contributor.get("identity.change", number=text_of(board).id, passage="0" * 64)

    assert "That passage was changed meanwhile." in page.text


def test_the_reviewer_sees_reasons_and_changes_nothing(
    contributor: Person, identity_reviewer: Person, board: Organisation
) -> None:
    revision = text_of(board)
    digest = passage(revision, "gp-practice").digest
    contributor.get("identity.reason", number=revision.id, passage=digest).submit(
        "Save the reason", reason="It closed long ago."
    )
    db.session.get_one(Revision, revision.id).state = "in_review"
    db.session.commit()

    page = identity_reviewer.get("identity.lesson", number=revision.id)

    assert "It closed long ago." in page.text
    assert page.rows(".kb-findings a, .kb-findings button") == []


def test_facts_together_are_decided_about(identity_reviewer: Person, contributor: Person, board: Organisation) -> None:
    revision = text_of(board, "in_review", found=TOGETHER)
    page = identity_reviewer.get("identity.lesson", number=revision.id).follow("Decide about these facts")

    refused = page.submit("Save the decision", reason="Many such families live there.")
    assert refused.errors == ["Choose whether these facts may stand together"]
    page = refused.submit("Save the decision", outcome="must_change", reason="The month has to go.")

    assert "They must be changed" in page.text
    assert "The month has to go." in contributor.get("identity.lesson", number=revision.id).text


def test_lessons_are_listed_for_those_who_deal_with_them(
    contributor: Person, identity_reviewer: Person, other_contributor: Person, board: Organisation
) -> None:
    text_of(board, title="A draft of ours")
    text_of(board, "in_review", title="One in review")
    text_of(board, "submitted", title="One that waits")

    def listed(person: Person) -> list[str]:
        return person.get("identity.lessons").rows(".kb-rows__name")

    assert listed(contributor) == ["One that waits", "One in review", "A draft of ours"]
    assert listed(identity_reviewer) == ["One that waits", "One in review"]
    assert listed(other_contributor) == []


def test_the_list_of_lessons_has_pages(contributor: Person, board: Organisation) -> None:
    for number in range(21):
        text_of(board, title=f"Draft {number}")

    assert len(contributor.get("identity.lessons", page=2).rows(".kb-rows__name")) == 1


def test_a_passage_that_occurs_twice_is_one_that_addresses_mean(contributor: Person, board: Organisation) -> None:
    again = "Staff rang 01632 960123."
    revision = text_of(board, found=f"{again} {again}", why=again)

    assert texts_found(contributor.get("identity.lesson", number=revision.id)) == ["01632 960123"] * 3


def test_a_reason_is_not_lost_when_the_text_was_changed_meanwhile(contributor: Person, board: Organisation) -> None:
    revision = text_of(board)
    page = contributor.get("identity.reason", number=revision.id, passage=passage(revision, "gp-practice").digest)
    revision.found = "They met."
    db.session.commit()

    page = page.submit("Save the reason", reason="The practice closed long ago.")

    assert page.heading == "That sentence was changed meanwhile"
    assert "The practice closed long ago." in page.text


def test_what_is_read_of_a_text_that_is_not_published_is_entered(
    contributor: Person, identity_reviewer: Person, board: Organisation
) -> None:
    draft, reviewed = text_of(board), text_of(board, "in_review", found=TOGETHER)
    digest = passage(draft, "gp-practice").digest
    contributor.get("identity.lessons")
    contributor.get("identity.change", number=draft.id, passage=digest)
    contributor.get("identity.reason", number=draft.id, passage=digest)
    identity_reviewer.get("identity.combination", number=reviewed.id)

    verbs = db.session.scalars(select(AuditEvent.verb).where(AuditEvent.act == "read").order_by(AuditEvent.id))
    assert list(verbs) == ["identity.lessons", "identity.change", "identity.reason", "identity.combination"]


def test_a_long_sentence_of_another_alphabet_fits_into_the_cookie(contributor: Person, board: Organisation) -> None:
    words = "".join(random.Random(1).choices([chr(each) for each in range(0x4E00, 0x9FFF)], k=900))
    revision = text_of(board, found=f"Staff rang 01632 960123 {words}.")
    page = contributor.get("identity.change", number=revision.id, passage=passage(revision, "telephone").digest)

    page = page.submit("Save the sentence", sentence=f"Staff rang {words}.")

    assert "It reads now: “Staff rang" in page.text


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_of_lessons_takes_the_same_statements_however_long_it_is(
    contributor: Person, board: Organisation, number: int
) -> None:
    for _ in range(number):
        text_of(board)
    contributor.get("identity.lessons")
    with statements() as made:
        contributor.get("identity.lessons")

    assert len(made) <= 11
