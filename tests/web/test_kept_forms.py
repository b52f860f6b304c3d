"""What was typed is not lost when the session ends in the middle of a form, or when another user has signed in."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete

from kb.accounts.models.credentials import UserSession
from kb.accounts.models.organisation import Organisation
from kb.accounts.passwords import hashed
from kb.core import db
from kb.web.sent_form import FIELD
from tests.pages import Page, Person
from tests.people import sign_in
from tests.web.notes import TEXT, Sent, carried, forget_session, signed_out_with_token, token_for, write

# --- the session has ended


def test_a_form_sent_after_the_session_ended_is_kept_and_says_how_to_go_on(user: Person, saved: Sent) -> None:
    form = user.open("/notes")
    forget_session(user)

    page = write(form, old_password="tulip-tulip-tulip")

    assert (page.status, page.heading) == (401, "Sign in to send this")
    assert page.rows(".kb-typed dt") == ["Text", "Then"]
    assert page.soup.select(".kb-typed dd")[0].text == TEXT
    assert "tulip" not in page.html
    assert "Passwords and codes are never kept" in page.text
    assert page.response.headers["Cache-Control"] == "no-store"
    assert saved == []


def test_numbers_that_stand_for_something_chosen_are_kept_and_not_shown(user: Person, saved: Sent) -> None:
    form = user.open("/notes")
    forget_session(user)

    page = write(form, tag="4")

    assert page.rows(".kb-typed dt") == ["Text", "Then"]
    assert "Kept too: 1 choice or number." in page.text
    sign_in(user, user.user)
    user.open("/go-on", method="POST", data={FIELD: carried(page)}).submit("Send it")
    assert [sent["tag"] for sent in saved] == [["4"]]


def test_a_session_that_was_ended_elsewhere_keeps_the_form_too(user: Person, saved: Sent) -> None:
    form = user.open("/notes")
    db.session.execute(delete(UserSession))
    db.session.commit()

    assert write(form).heading == "Sign in to send this"


def test_signed_in_again_in_another_tab_what_was_typed_is_sent_as_it_was(user: Person, saved: Sent) -> None:
    form = user.open("/notes")
    forget_session(user)
    stopped = write(form, tag="one")
    sign_in(user, user.user)

    asked = user.open("/go-on", method="POST", data={FIELD: carried(stopped)})
    assert (asked.status, asked.heading) == (200, "Send what you typed")
    assert "You are signed in as A user" in asked.text
    assert "Somebody else" not in asked.text
    assert saved == []

    asked.submit("Send it")
    assert [{**sent, "csrf_token": []} for sent in saved] == [
        {
            "csrf_token": [],
            "text": [TEXT],
            "tag": ["one"],
            "then": ["publish"],
            "user": [user.user.id],
            "args": ["of"],
        }
    ]


def test_while_nobody_is_signed_in_going_on_asks_again_to_sign_in(user: Person, saved: Sent) -> None:
    form = user.open("/notes")
    forget_session(user)

    again = user.open("/go-on", method="POST", data={FIELD: carried(write(form))})

    assert again.heading == "Sign in to send this"
    assert TEXT.split("\r")[0] in again.text


def test_a_form_without_anything_typed_leads_to_signing_in_and_back_to_its_page(user: Person, saved: Sent) -> None:
    signed_out_with_token(user, "x")
    response = user.client.post(
        "/notes/empty",
        data={"csrf_token": token_for("x", user.app)},
        headers={"Referer": "http://localhost/notes?of=board"},
    )

    assert response.status_code == 303
    assert response.headers["Location"] == "/sign-in?next=/notes?of%3Dboard"


# --- two windows with two users


def test_another_user_is_told_that_somebody_else_typed_it_and_is_asked(
    user: Person, people: Callable[[str], Person], saved: Sent
) -> None:
    form = user.open("/notes")
    other = people("member").user
    forget_session(user)
    sign_in(user, other)

    asked = write(form)

    assert (asked.status, asked.heading) == (400, "Send what you typed")
    assert "Somebody else was signed in when this was typed" in asked.text
    assert saved == []
    asked.submit("Send it as A member")
    assert [sent["user"] for sent in saved] == [[other.id]]


def test_the_same_user_signed_in_anew_is_not_taken_for_another(user: Person, saved: Sent) -> None:
    form = user.open("/notes")
    forget_session(user)
    sign_in(user, user.user)

    asked = write(form)

    assert asked.heading == "Send what you typed"
    assert "Somebody else" not in asked.text
    asked.submit("Send it")
    assert len(saved) == 1


def test_a_form_of_the_public_can_be_sent_by_whoever_signed_out_meanwhile(user: Person) -> None:
    form = user.open("/report-a-problem")
    forget_session(user)

    asked = form.submit("Send the report", subject="page", text="It does not load")

    assert asked.heading == "Send what you typed"
    assert "You are not signed in any more" in asked.text
    assert asked.submit("Send it").heading.startswith("Thank you")


# --- forms that the other may not send


@pytest.fixture
def changed_hands(lead: Person, people: Callable[[str], Person], board: Organisation) -> Page:
    """What an invitation that the lead typed is answered with, once a member of the same board has signed in."""
    address = "/organisations/northbridge/members/invite"
    token = lead.open(address).soup.select_one("main input[name=csrf_token]")["value"]  # type: ignore[index]
    forget_session(lead)
    sign_in(lead, people("member").user)
    typed = {"csrf_token": token, "addresses": "ada@example.org", "role": "contributor"}
    return lead.open(address, method="POST", data=typed, headers={"Referer": f"http://localhost{address}"})


def test_somebody_who_may_not_send_it_is_told_so_and_can_copy_it(changed_hands: Page) -> None:
    assert (changed_hands.status, changed_hands.heading) == (403, "What you typed was not sent")
    assert "You are signed in as A member, who may not do this" in changed_hands.text
    assert "ada@example.org" in changed_hands.rows(".kb-typed dd")
    assert "Send it" not in [words.strip() for words in changed_hands.rows("main button")]
    assert changed_hands.follow("Go to your account without sending it").heading == "Your account"


def test_what_was_typed_is_called_as_on_its_page(changed_hands: Page) -> None:
    rows = dict(zip(changed_hands.rows(".kb-typed dt"), changed_hands.rows(".kb-typed dd"), strict=True))

    assert rows == {"E-mail addresses": "ada@example.org", "What may they do?": "Contributor"}


def test_it_is_sent_once_the_right_person_has_signed_in_over_the_other(
    changed_hands: Page, lead: Person, board: Organisation
) -> None:
    lead.user.password_hash = hashed("purple otters paddle home")

    page = changed_hands.submit("Go to sign in")
    asked = page.submit("Sign in", email="lead@example.org", password="purple otters paddle home")

    assert asked.heading == "Send what you typed"
    assert "You are signed in as A lead" in asked.text
    assert "Somebody else" not in asked.text
    assert "ada@example.org" in asked.submit("Send it").text


def test_it_is_looked_at_again_for_whoever_signed_in_elsewhere(changed_hands: Page, lead: Person) -> None:
    sign_in(lead, lead.user)

    assert changed_hands.submit("Look again").heading == "Send what you typed"


def test_somebody_whose_role_was_ended_meanwhile_is_told_so(lead: Person, board: Organisation) -> None:
    form = lead.get("members.invite", slug=board.slug)
    forget_session(lead)
    lead.user.memberships = []
    sign_in(lead, lead.user)

    page = form.submit("Send invitations", addresses="ada@example.org")

    assert page.heading == "What you typed was not sent"
    assert "may not do this any more" in page.text


def test_what_was_typed_stays_on_the_page_that_refuses(lead: Person, board: Organisation) -> None:
    form = lead.get("members.invite", slug=board.slug)
    lead.user.memberships = []

    refused = form.submit("Send invitations", addresses="ada@example.org")

    assert (refused.status, refused.heading) == (404, "Page not found")
    assert "ada@example.org" in refused.rows(".kb-typed dd")
    assert refused.response.headers["Cache-Control"] == "no-store"
