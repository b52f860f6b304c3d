"""A lesson goes to the editorial team once, complete and declared, and can be taken back; a draft is put away."""

import pytest
from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import utc_now
from kb.core.errors import Conflict, Invalid
from kb.editorial.service import submitting
from kb.identity.models import IdentityDecision
from kb.identity.service import answering
from kb.identity.standing import standing_of
from kb.lessons.models.lesson import Revision
from kb.mail.models import Delivery
from tests.editorial.drafting import acting, draft
from tests.pages import Page, Person

ALL = ["lawful-basis", "no-live-proceedings", "copyright"]


def now(revision: Revision) -> Revision:
    db.session.rollback()
    return db.session.get_one(Revision, revision.id)


def declare(person: Person, revision: Revision, *declared: str) -> Page:
    page = person.get("editorial.submit_lesson", number=revision.id)
    return page.submit("Submit the lesson", declared=list(declared))  # type: ignore[arg-type]


def test_a_complete_lesson_is_submitted_with_what_was_declared(contributor: Person, board: Organisation) -> None:
    revision = draft(board)

    page = declare(contributor, revision, *ALL)

    assert page.heading == "The lesson was submitted"
    given = now(revision)
    assert given.submitted_at is not None
    assert (given.state, given.submitted_by_id, given.declared) == ("submitted", contributor.user.id, ALL)
    assert contributor.user.id in given.author_ids


@pytest.mark.parametrize("declared", [[], ALL[:2], ["copyright"]])
def test_every_declaration_has_to_be_made_and_those_that_were_stay_ticked(
    contributor: Person, board: Organisation, declared: list[str]
) -> None:
    revision = draft(board)

    page = declare(contributor, revision, *declared)

    assert page.errors == ["Tick each of them, or clear up first what keeps you from it"]
    assert [box["value"] for box in page.soup.select("input[name=declared][checked]")] == declared
    assert now(revision).state == "draft"


def test_what_lacks_something_leads_to_the_page_that_says_what(contributor: Person, board: Organisation) -> None:
    revision = draft(board, summary="Too short.")

    page = contributor.get("editorial.submit_lesson", number=revision.id)

    assert page.heading == "Check your answers"
    assert page.rows("#left li") == ["Summary must have 50 to 400 characters; it has 10"]
    with pytest.raises(Conflict):
        submitting.submit(acting(contributor.user), revision, declared=ALL)


def test_what_must_be_changed_or_answered_for_is_in_the_way(contributor: Person, board: Organisation) -> None:
    revision = draft(board, found="They met at Millbrook Surgery. Staff could ring 01632 960123.")
    with pytest.raises(Conflict):
        submitting.submit(acting(contributor.user), revision, declared=ALL)

    revision = draft(board, found="They met at Millbrook Surgery.")
    (asked,) = standing_of(revision).to_answer
    answering.give_reason(
        acting(contributor.user), revision, passage=asked.digest, reason="It closed years ago and saw forty areas."
    )
    submitting.submit(acting(contributor.user), revision, declared=ALL)

    assert now(revision).state == "submitted"


def test_a_double_press_submits_once_and_leads_to_the_same_page(contributor: Person, board: Organisation) -> None:
    revision = draft(board)
    page = contributor.get("editorial.submit_lesson", number=revision.id)

    for _ in range(2):
        assert page.submit("Submit the lesson", declared=ALL).heading == "The lesson was submitted"  # type: ignore[arg-type]

    letters = select(Delivery).where(Delivery.template == "editorial/submitted")
    assert len(db.session.scalars(letters).all()) == 1


def test_a_reason_given_for_another_text_is_written_down_for_this_one(contributor: Person, board: Organisation) -> None:
    found = "They met at Millbrook Surgery."
    earlier, later = draft(board, found=found), draft(board, found=found)
    (asked,) = standing_of(earlier).to_answer
    given = answering.give_reason(
        acting(contributor.user), earlier, passage=asked.digest, reason="It closed years ago and saw forty areas."
    )

    submitting.submit(acting(contributor.user), later, declared=ALL)
    answering.take_back(acting(contributor.user), earlier, decision=given.id)

    kept = db.session.scalars(select(IdentityDecision).where(IdentityDecision.revision_id == later.id)).one()
    assert (kept.reason, kept.taken_back_at) == ("It closed years ago and saw forty areas.", None)
    assert standing_of(now(later)).lets_submit


def test_what_was_submitted_is_taken_back_without_its_claim_and_signatures(
    contributor: Person, editor: Person, board: Organisation
) -> None:
    revision = draft(board, state="in_review", claimed_by_id=editor.user.id, content_signed_by_id=editor.user.id)

    page = contributor.get("editorial.withdraw", number=revision.id).submit("Take it back")

    assert "You have it back." in page.text
    back = now(revision)
    assert (back.state, back.claimed_by_id, back.content_signed_by_id) == ("draft", None, None)


def test_a_draft_is_discarded_and_got_back(contributor: Person, board: Organisation) -> None:
    revision = draft(board)

    page = contributor.get("editorial.discard", number=revision.id).submit("Discard it")
    assert now(revision).state == "discarded"

    assert "It is a draft again." in page.submit("Get it back").text
    assert now(revision).state == "draft"


@pytest.mark.parametrize("state", ["submitted", "in_review", "scheduled", "discarded"])
def test_what_is_no_draft_is_not_submitted(contributor: Person, board: Organisation, state: str) -> None:
    with pytest.raises(Conflict):
        submitting.submit(acting(contributor.user), draft(board, state=state), declared=ALL)


def test_a_declaration_that_is_none_does_not_stand_for_one(contributor: Person, board: Organisation) -> None:
    with pytest.raises(Invalid):
        submitting.submit(acting(contributor.user), draft(board), declared=[*ALL[:2], "anything"])


def test_where_the_lead_agrees_first_only_the_lead_submits(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    board.lead_agrees_first = True
    revision = draft(board)

    page = contributor.get("editorial.check", number=revision.id)
    assert page.link("Ask the lead to agree")
    assert contributor.get("editorial.submit_lesson", number=revision.id).heading == "Check your answers"

    assert declare(lead, revision, *ALL).heading == "The lesson was submitted"


def test_who_has_submitted_it_once_stays_an_author_when_somebody_else_submits_it_again(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = draft(board)
    submitting.submit(acting(contributor.user), revision, declared=ALL)
    submitting.withdraw(acting(lead.user), now(revision))
    submitting.submit(acting(lead.user), now(revision), declared=ALL)

    assert {contributor.user.id, lead.user.id} <= now(revision).author_ids


def test_nobody_waits_for_the_lead_of_what_was_discarded(contributor: Person, board: Organisation) -> None:
    board.lead_agrees_first = True
    revision = draft(board, lead_asked_by_id=contributor.user.id, lead_asked_at=utc_now(), lead_note="Please read it.")

    submitting.discard(acting(contributor.user), revision)
    submitting.recover(acting(contributor.user), now(revision))

    back = now(revision)
    assert (back.lead_asked_by_id, back.lead_asked_at, back.lead_note) == (None, None, "")
