"""Finding messages, and what admins do with those that did not arrive."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.admin.queries.mail import KINDS
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.db import transaction, utc_now
from kb.core.jobs import Job
from kb.mail import service
from kb.mail.models import Delivery
from kb.mail.posting import SEND, Recipient, post
from kb.members.models import Invitation
from tests import factories
from tests.pages import Page, Person, statements

HOUR = timedelta(hours=1)


def message(to: str = "somebody@example.org", user_id: int | None = None, **fields: object) -> Delivery:
    with transaction():
        made = post(Recipient(to, user_id), "accounts/reopened", link="https://lessons.example.org/sign-in")
        for name, value in fields.items():
            setattr(made, name, value)
    return made


def not_sent(to: str, **fields: object) -> Delivery:
    """A message that was given up after many tries, as was its job."""
    made = message(to, **{"state": "failed", "error": "Connection refused", **fields})
    with transaction():
        job = db.session.scalars(select(Job).where(Job.kind == SEND, Job.key == str(made.id))).one()
        job.state, job.finished_at, job.attempts = "failed", utc_now(), 32
    return made


def now(delivery: Delivery) -> Delivery:
    """The message as it is in the database."""
    return db.session.get_one(Delivery, delivery.id, populate_existing=True)


def addressees(page: Page) -> list[str]:
    return page.rows('td[data-name="To"]')


def test_mail_is_listed_by_state_without_its_text(admin: Person) -> None:
    message()

    page = admin.get("admin.mail")

    assert addressees(page) == ["somebody@example.org"]
    assert "lessons.example.org/sign-in" not in page.text


def test_mail_is_found_by_part_of_an_address_or_of_its_owners_name(admin: Person) -> None:
    sian = factories.user(name="Siân Price", email="sp@example.org")
    message("sp.old@example.org", sian.id, state="sent", sent_at=utc_now())
    message("cai@northbridge.example.org", state="failed")
    message("ana@southbridge.example.org")

    page = admin.get("admin.mail").submit("Apply filters", q="NORTHBRIDGE")
    assert addressees(page) == ["cai@northbridge.example.org"]
    assert "All (1)" in page.text
    assert "Could not be sent (1)" in page.text
    assert addressees(page.follow("Could not be sent (1)")) == ["cai@northbridge.example.org"], (
        "a state keeps the words"
    )
    assert addressees(page.submit("Apply filters", q="sian price")) == ["sp.old@example.org"]
    assert "No message fits" in page.submit("Apply filters", q="100%").text


def test_mail_is_found_by_what_it_is_about(admin: Person) -> None:
    message("a@example.org")
    message("b@example.org", template="accounts/reset")

    page = admin.get("admin.mail").submit("Apply filters", kind="accounts/reset")

    assert addressees(page) == ["b@example.org"]
    assert "A link for a new password" in page.text
    assert len(addressees(admin.get("admin.mail", kind="nonsense"))) == 2


def test_the_page_of_a_user_says_what_arrived_and_leads_to_it(admin: Person) -> None:
    priya = factories.user(name="Priya Thomas", email="priya@example.org")
    assert "Nothing was written to this person" in admin.get("admin.user", number=priya.id).text
    message("priya@example.org", None, state="sent", sent_at=utc_now())
    message("before@example.org", priya.id, state="bounced", error="550 User unknown")
    message("priya@example.org", priya.id, state="failed")
    message("other@example.org")

    page = admin.get("admin.user", number=priya.id)

    assert all(page.link(words) for words in ("1 sent", "1 could not be sent", "1 came back"))
    assert "to priya@example.org. Could not be sent." in page.text
    assert sorted(addressees(page.follow("3 messages to this person"))) == sorted(
        2 * ["priya@example.org"] + ["before@example.org"]
    )
    bounced = page.follow("1 came back")
    assert "Messages to Priya Thomas" in bounced.text
    assert "The mail server said: “550 User unknown”" in bounced.text


def test_who_sends_a_link_to_an_address_from_which_mail_came_back_is_warned(admin: Person) -> None:
    priya = factories.user(name="Priya Thomas", email="priya@example.org")

    def asked() -> str:
        return admin.get("admin.user_step", number=priya.id, step="send-reset-link").text

    assert "came back" not in asked()
    message("priya@example.org", state="bounced", error="550 User unknown")
    assert "A message to this address came back" in asked()
    assert "550 User unknown" in asked()
    assert "came back" not in admin.get("admin.user_step", number=priya.id, step="end-sessions").text
    message("priya@example.org", state="sent", sent_at=utc_now())
    assert "came back" not in asked(), "a later one was taken"


def test_a_message_has_a_page_that_says_how_it_stands(admin: Person) -> None:
    made = not_sent("cai@example.org")

    page = admin.get("admin.mail", state="failed").follow(made.subject)

    assert page.heading == made.subject
    for words in ("Could not be sent", "Connection refused", made.message_id, "The account was opened again"):
        assert words in page.text
    assert page.follow("Job 1").heading == "It did not work"


def test_after_sending_one_again_the_same_page_of_the_list_is_shown(admin: Person) -> None:
    for number in range(22):
        not_sent(f"{number:02}@example.org")

    page = admin.get("admin.mail", state="failed", page=2).submit("Send now")

    assert "The message is being sent." in page.text
    assert "21 to 21 of 21 messages that could not be sent" in page.text


def test_all_that_failed_are_sent_again_after_asking_with_the_number(admin: Person) -> None:
    ours = [not_sent(f"{number}@northbridge.example.org") for number in range(3)]
    ended = not_sent("late@northbridge.example.org", good_until=utc_now() - HOUR)
    foreign = not_sent("ana@southbridge.example.org")

    asked = admin.get("admin.mail", state="failed", q="northbridge").follow("Send again all 3 that could not be sent")

    assert asked.heading == "Send 3 messages again?"
    assert "“northbridge” in address or name" in asked.text
    assert {now(each).state for each in ours} == {"failed"}, "it only asked"
    assert "3 messages are being sent." in asked.submit("Send 3 messages again").text
    assert {now(each).state for each in ours} == {"waiting"}
    assert {now(each).state for each in (ended, foreign)} == {"failed"}
    things = select(AuditEvent.verb, AuditEvent.thing_id).where(AuditEvent.act == "did").order_by(AuditEvent.id)
    entered = [("mail.send_again", each.id) for each in ours]
    assert [tuple(row) for row in db.session.execute(things)][-4:] == [*entered, ("mail.send_all_again", None)]


def test_of_very_many_some_are_sent_at_a_time(admin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_AT_ONCE", 2)
    made = [not_sent(f"{number}@example.org") for number in range(3)]

    asked = admin.get("admin.mail_at_once", act="send", state="failed")

    assert "The oldest 2 messages of 3" in asked.text
    assert "2 messages are being sent. 1 are left" in asked.submit("Send 2 messages again").text
    assert [now(each).state for each in made] == ["waiting", "waiting", "failed"]


def test_with_nothing_to_send_the_list_is_shown(admin: Person) -> None:
    assert admin.get("admin.mail_at_once", act="send", state="failed").heading == "Mail"


def test_sending_again_mends_the_failed_job_too(admin: Person) -> None:
    not_sent("cai@example.org")
    before = admin.get("admin.index").text
    assert "1 failed job Needs attention" in before
    assert "1 message that could not be sent Needs attention" in before

    admin.get("admin.mail", state="failed").submit("Send now")

    assert db.session.scalars(select(Job.state).where(Job.kind == SEND)).all() == ["waiting"]
    after = admin.get("admin.index").text
    assert "0 failed jobs" in after
    assert "0 messages that could not be sent" in after


def test_what_came_back_is_marked_as_seen_and_no_longer_needs_attention(admin: Person) -> None:
    made = message(state="bounced", error="550 User unknown")
    page = admin.get("admin.index").follow("1 message that came back")
    assert "Not seen yet" in page.text

    page = page.submit("Mark as seen")

    assert "The message is marked as seen." in page.text
    assert "0 messages that came back" in admin.get("admin.index").text
    assert "Came back (1)" in admin.get("admin.mail", state="bounced").text, "it stays in the list"
    seen = admin.get("admin.mail_message", number=made.id)
    assert "Marked as seen" in seen.text
    assert "Mark as seen" not in [each.get_text(strip=True) for each in seen.soup.select("button")]


def test_all_are_marked_as_seen_after_asking_with_the_number(admin: Person) -> None:
    for number in range(3):
        message(f"{number}@example.org", state="bounced", seen_at=utc_now() if number == 0 else None)

    asked = admin.get("admin.mail", state="bounced").follow("Mark as seen all 2 that did not arrive")

    assert asked.heading == "Mark 2 messages as seen?"
    assert "2 messages are marked as seen." in asked.submit("Mark 2 messages as seen").text
    assert "0 messages that came back" in admin.get("admin.index").text


def test_a_message_whose_link_ended_is_not_sent_and_a_new_link_is_offered(admin: Person) -> None:
    priya = factories.user(name="Priya Thomas", email="priya@example.org")
    ended = utc_now() - HOUR
    made = message("priya@example.org", priya.id, template="accounts/reset", state="failed", good_until=ended)
    subject = made.subject

    page = admin.get("admin.mail", state="failed")

    assert "Not sent: its link ended on" in page.text
    assert "Send now" not in page.text
    assert (
        page.follow(f"Send a new link : {subject} to priya@example.org").heading
        == "Send a link for a new password: Priya Thomas"
    )


def test_for_an_invitation_that_ended_the_way_to_invite_again_is_offered(admin: Person, board: Organisation) -> None:
    made = Invitation(
        organisation=board, email="cai@example.org", role="member", token_digest="d", expires_at=utc_now() - HOUR
    )
    db.session.add(made)
    subject = message("cai@example.org", template="members/invitation", state="lapsed").subject
    message("ana@example.org", template="accounts/register", state="lapsed")

    page = admin.get("admin.index").follow("2 messages whose links ended before they could be sent")

    assert "The person has to ask for it again." in page.text
    assert "cai@example.org" in page.follow(f"Invite again : {subject} to cai@example.org").text


def test_giving_a_message_up_asks_first_and_removes_its_text_and_its_job(admin: Person) -> None:
    made = message()

    asked = admin.get("admin.mail_give_up", number=made.id)
    assert asked.heading == "Give up this message?"
    assert now(made).state == "waiting"
    given_up = asked.submit("Give it up")

    assert "Given up" in given_up.text
    assert (now(made).state, now(made).text, now(made).html) == ("cancelled", None, None)
    assert db.session.scalars(select(Job.state).where(Job.kind == SEND)).all() == ["cancelled"]


def test_a_deleted_person_is_not_linked(admin: Person) -> None:
    message("", factories.user().id, state="sent", sent_at=utc_now())

    page = admin.get("admin.mail", state="sent")

    assert addressees(page) == ["(deleted)"]
    assert page.soup.select('td[data-name="To"] a') == []


def test_every_kind_of_message_has_its_words() -> None:
    templates = Path(__file__).parents[2].glob("kb/*/templates/mail/*.md")
    assert set(KINDS) == {f"{file.parts[-4]}/{file.stem}" for file in templates}


def test_a_list_takes_as_many_statements_however_long_it_is(admin: Person) -> None:
    counted = []
    for _ in range(2):
        admin.get("admin.mail", state="all", q="example")
        with statements() as made:
            admin.get("admin.mail", state="all", q="example")
        counted.append(len(made))
        for number in range(15):
            message(f"{number}@example.org", state="lapsed", template="members/invitation")
    assert counted[0] + 1 >= counted[1], "one more for invitations that can be sent again"
