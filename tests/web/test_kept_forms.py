"""What was typed is not lost when the session ends in the middle of a form, or when another user has signed in."""

from collections.abc import Callable

from sqlalchemy import delete

from kb.accounts.models.credentials import UserSession
from kb.core import db
from kb.web.kept_forms import FIELD
from tests.pages import Person
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
