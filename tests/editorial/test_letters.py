"""What writers of lessons are written: whom it reaches, what it says, and that no word of a draft is in it."""

from datetime import date, timedelta

import pytest
import time_machine

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.clock import start_of
from kb.editorial import letters
from kb.lessons.models.lesson import Revision
from tests.editorial.drafting import draft
from tests.editorial.kinds import ON_SQLITE
from tests.mailbox import link_in, messages
from tests.members.inviting import belongs
from tests.pages import Person
from tests.people import sign_in

pytestmark = ON_SQLITE

MONDAY = start_of(date(2026, 11, 9)) + timedelta(hours=12)
WORDS_OF_THE_DRAFT = ("A team reads every referral", "Referrals came back", "thresholds")


def submitted_by(person: Person, revision: Revision) -> None:
    """A lesson is submitted through its page."""
    page = person.get("editorial.submit_lesson", number=revision.id)
    boxes = [str(box["value"]) for box in page.soup.select("input[name=declared]")]
    assert page.submit("Submit the lesson", declared=boxes).heading == "The lesson was submitted"  # type: ignore[arg-type]


@pytest.mark.walks(
    "a writer submits a lesson",
    {"who submitted it": "lead@example.org", "who has it in hand, if somebody else": "contributor@example.org"},
)
def test_who_submitted_a_lesson_and_who_has_it_in_hand_are_told_what_happens_next(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    made = draft(board)
    made.lesson.holder_id = contributor.user.id
    db.session.commit()
    with time_machine.travel(MONDAY):
        sign_in(lead, lead.user)
        submitted_by(lead, made)

    (of_lead,), (of_holder,) = messages("lead@example.org"), messages("contributor@example.org")
    for message in (of_lead, of_holder):
        assert "You hear from us by 7 December 2026" in (message.text or "")
        assert "take it back" in (message.text or "")
        assert link_in(message) == f"/workspace/lessons/{made.id}"
        assert not any(words in f"{message.subject}{message.text}{message.html}" for words in WORDS_OF_THE_DRAFT)
    assert "by a colleague of yours" in (of_holder.text or "")
    assert "by a colleague of yours" not in (of_lead.text or "")


@pytest.mark.walks(
    "a writer submits a lesson",
    {"who submitted it": "contributor@example.org", "who has it in hand, if somebody else": []},
)
def test_who_submits_what_they_have_in_hand_gets_one_message(contributor: Person, board: Organisation) -> None:
    made = draft(board)
    made.lesson.holder_id = contributor.user.id
    db.session.commit()

    submitted_by(contributor, made)

    assert len(messages()) == 1


def test_nobody_is_written_to_who_no_longer_writes_for_the_organisation(
    contributor: Person, board: Organisation, other_board: Organisation
) -> None:
    closed = belongs(board, "contributor", email="closed@example.org", closed_at=db.utc_now()).user
    moved = belongs(other_board, "contributor", email="moved@example.org").user
    made = draft(board, state="submitted", submitted_by_id=closed.id, submitted_at=db.utc_now())
    made.lesson.holder_id = moved.id
    db.session.commit()

    with db.transaction():
        letters.submitted(made)
        letters.sent_back(made, asked_by=moved.id, by=contributor.user, note="")
        letters.handed_over(made, by=contributor.user, before=closed.id, note="")

    assert messages() == []


def test_a_note_stays_text_and_its_addresses_lead_nowhere(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    made = draft(board)
    note = "**See** [this](https://bad.example/x) <b>now</b>"

    contributor.get("editorial.hand_over", number=made.id).submit("Hand it over", to=str(lead.user.id), note=note)

    (message,) = messages("lead@example.org")
    assert "<b>now</b>" not in (message.html or "")
    assert 'href="https://bad.example' not in (message.html or "")
    assert "**See**" in (message.text or "")


def test_without_a_note_the_message_has_no_line_for_one(contributor: Person, lead: Person, board: Organisation) -> None:
    contributor.get("editorial.hand_over", number=draft(board).id).submit("Hand it over", to=str(lead.user.id))

    assert "writes:" not in (messages("lead@example.org")[0].text or "")
