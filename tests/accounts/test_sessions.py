"""The browsers in which people are signed in."""

from datetime import timedelta

from kb.accounts.models.credentials import UserSession
from kb.core import db
from kb.core.db import utc_now
from tests.accounts.own import sessions_of, trail
from tests.pages import Person, statements
from tests.people import sign_in


def elsewhere(person: Person) -> Person:
    """Another browser of the same person."""
    return sign_in(Person(person.app), person.user)


def test_the_browsers_are_listed_and_this_one_is_marked(user: Person) -> None:
    other = elsewhere(user)
    sessions_of(user.user)[1].browser = "Safari on iPhone"

    page = user.get("accounts.sessions")

    assert page.rows("tbody td:first-child") == ["Safari on iPhone", "Firefox on Windows (this one)"]
    assert "2 browsers" in page.text
    assert "Safari on iPhone (this one)" in other.get("accounts.sessions").text


def test_sessions_that_have_ended_and_those_of_others_are_not_listed(user: Person, member: Person) -> None:
    elsewhere(user)
    sessions_of(user.user)[1].seen_at -= timedelta(days=3)

    assert "1 browser" in user.get("accounts.sessions").rows("h2.kb-results__count")


def test_a_browser_that_says_nothing_of_itself_is_listed(user: Person) -> None:
    sessions_of(user.user)[0].browser = ""

    assert "An unknown browser" in user.get("accounts.sessions").text


def test_a_long_list_has_pages_and_few_statements(user: Person) -> None:
    now = utc_now()
    db.session.add_all(
        UserSession(user=user.user, token_digest=f"digest {n}", seen_at=now - timedelta(minutes=n)) for n in range(30)
    )
    db.session.commit()

    with statements() as made:
        page = user.get("accounts.sessions")

    assert len(page.rows("tbody tr")) == 20
    assert len(page.follow("2").rows("tbody tr")) == 11
    assert len(made) <= 8


def test_one_browser_can_be_signed_out(user: Person) -> None:
    other = elsewhere(user)
    number = sessions_of(user.user)[1].id

    page = user.open(f"/account/sessions/{number}/end", method="POST", data=token_of(user))

    assert "Firefox on Windows is signed out." in page.text
    assert len(sessions_of(user.user)) == 1
    assert other.get("accounts.account").heading == "Sign in"
    assert trail(user.user) == ["SESSION_END"]


def test_signing_out_this_browser_says_so(user: Person) -> None:
    page = user.get("accounts.sessions").submit("Sign out Firefox")

    assert page.heading == "You have signed out"
    assert sessions_of(user.user) == []


def test_a_session_of_somebody_else_does_not_exist(user: Person, member: Person) -> None:
    number = sessions_of(member.user)[0].id

    foreign = user.open(f"/account/sessions/{number}/end", method="POST", data=token_of(user))
    missing = user.open("/account/sessions/999999/end", method="POST", data=token_of(user))

    assert (foreign.status, missing.status) == (404, 404)
    assert foreign.text == missing.text
    assert len(sessions_of(member.user)) == 1


def test_signing_out_everywhere_ends_all_sessions_and_no_one_elses(user: Person, member: Person) -> None:
    other = elsewhere(user)

    page = user.get("accounts.sessions").submit("Sign out everywhere")

    assert page.heading == "Sign in"
    assert sessions_of(user.user) == []
    assert other.get("accounts.account").heading == "Sign in"
    assert member.get("accounts.account").heading == "Your account"
    assert trail(user.user) == ["SESSION_END"]


def test_nothing_is_signed_out_without_the_token_of_the_page(user: Person) -> None:
    for address in (f"/account/sessions/{sessions_of(user.user)[0].id}/end", "/account/sessions/end-all"):
        assert user.open(address, method="POST").status == 400

    assert len(sessions_of(user.user)) == 1


def token_of(person: Person) -> dict[str, str]:
    """The token that forms of this browser carry."""
    page = person.get("accounts.change_name")
    return {"csrf_token": str(page.soup.select_one("input[name=csrf_token]")["value"])}  # type: ignore[index]


def test_a_number_that_no_table_has_room_for_is_no_session(user: Person) -> None:
    page = user.open(f"/account/sessions/{'9' * 23}/end", method="POST", data=token_of(user))

    assert page.status == 404


def test_signing_out_everywhere_is_said(user: Person) -> None:
    page = user.get("accounts.sessions").submit("Sign out everywhere")

    assert page.heading == "Sign in"
    assert "You are signed out in all browsers, in this one too." in page.text
