"""How a kept form is carried through signing in, and what is not kept."""

import io
import random

import pytest
from apiflask import APIFlask
from flask import render_template_string, request
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from kb.access.guard import public
from kb.accounts.passwords import hashed
from kb.web import kept_forms
from kb.web.kept_forms import BUTTON
from kb.web.sent_form import FIELD, sent
from tests.pages import Person
from tests.people import sign_in
from tests.web.notes import TEXT, Sent, carried, forget_session, signed_out_with_token, token_for, write

SIGN_IN = """{% extends "layouts/page.html" %}{% block title %}Sign in{% endblock %}{% block content %}<h1>Sign in</h1>
<form action="{{ request.full_path }}" method="post"><input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
{{ kept_form() }}<label>Who <input name="who"></label><button>Sign in</button></form>{% endblock %}"""


# --- through the pages of signing in


@pytest.fixture
def two_steps(app: APIFlask, user: Person) -> str:
    """Pages of signing in as `kb.accounts` has them: a name, then a second page, at this address."""

    @app.route("/first", methods=["GET", "POST"], endpoint="first")
    @public
    def first() -> str | Response:
        if request.method == "POST" and not kept_forms.arriving():
            return kept_forms.through("/second", lambda: render_template_string(SIGN_IN.replace("full_path", "host")))
        return render_template_string(SIGN_IN)

    return "/first"


def test_a_kept_form_is_carried_from_page_to_page(app: APIFlask, user: Person, two_steps: str, saved: Sent) -> None:
    form = user.open("/notes")
    forget_session(user)
    stopped = write(form)
    token = stopped.soup.select_one("input[name=csrf_token]")["value"]  # type: ignore[index]

    arrived = user.open(two_steps, method="POST", data={FIELD: carried(stopped), BUTTON: "1", "csrf_token": token})
    assert arrived.heading == "Sign in"
    assert carried(arrived) == carried(stopped)
    shown = arrived.submit("Sign in", who="me")
    assert shown.status == 200
    assert carried(shown) == carried(stopped)


def test_through_the_real_pages_of_signing_in_it_arrives_at_the_question(user: Person, saved: Sent) -> None:
    user.user.password_hash = hashed("purple otters paddle home")
    form = user.open("/notes")
    forget_session(user)

    page = write(form).submit("Sign in and go on")
    assert page.heading == "Sign in"
    assert page.errors == []
    page = page.submit("Sign in", email="user@example.org", password="not the right one")
    assert page.errors
    asked = page.submit("Sign in", email="user@example.org", password="purple otters paddle home")

    assert asked.heading == "Send what you typed"
    assert "You are signed in as A user" in asked.text
    assert saved == []
    asked.submit("Send it")
    assert [sent["text"] for sent in saved] == [[TEXT]]


def test_without_a_kept_form_signing_in_redirects_to_own_pages_only(app: APIFlask) -> None:
    for path, leads_to in [("/account", "/account"), ("//evil.example", "/"), (None, "/")]:
        with app.test_request_context("/sign-in", method="POST"):
            assert kept_forms.onward(path).headers["Location"] == leads_to
            assert kept_forms.through("/sign-in/code", str).headers["Location"] == "/sign-in/code"
            assert kept_forms.kept_form() == ""
            assert not kept_forms.arriving()


# --- what is not kept


def test_what_another_site_sends_is_not_kept(user: Person, saved: Sent) -> None:
    for header in [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]:
        page = Person(user.app).client.post("/notes", data={"text": TEXT}, headers=header)
        assert b"Line one" not in page.data


def test_what_was_not_kept_here_is_not_carried(user: Person, saved: Sent) -> None:
    for value in ["", "x", "e30.abc", "." * 2000]:
        page = user.open("/go-on", method="POST", data={FIELD: value})
        assert page.heading != "Send what you typed"


def test_another_site_cannot_show_a_form_that_was_kept_for_somebody_else(user: Person, saved: Sent) -> None:
    form = user.open("/notes")
    forget_session(user)
    kept = carried(write(form))
    sign_in(user, user.user)

    sent_from_elsewhere = user.client.post("/go-on", data={FIELD: kept}, headers={"Sec-Fetch-Site": "cross-site"})
    sent_from_nowhere = user.client.post("/go-on", data={FIELD: kept})

    assert sent_from_elsewhere.status_code == 403
    assert sent_from_nowhere.headers["Location"] == "/"


def test_a_browser_that_takes_no_cookies_gets_the_plain_page(reader: Person) -> None:
    page = reader.open("/report-a-problem", method="POST", data={"text": TEXT})

    assert (page.status, page.heading) == (400, "Please send that again")


def test_files_are_not_kept_and_the_page_says_so(user: Person, saved: Sent) -> None:
    signed_out_with_token(user, "x")
    data = {"text": TEXT, "tool": (io.BytesIO(b"secret words"), "tool.docx"), "csrf_token": token_for("x", user.app)}
    page = user.open("/notes", method="POST", data=data, content_type="multipart/form-data")

    assert page.heading == "Sign in to send this"
    assert "Files cannot be kept" in page.text
    assert "secret words" not in page.html


def test_a_text_too_long_to_be_carried_is_shown_to_be_copied(user: Person, saved: Sent) -> None:
    form = user.open("/notes")
    forget_session(user)
    noise = "".join(
        random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=900_000)
    )

    page = write(form, text=noise)

    assert page.heading == "Sign in to send this"
    assert "too long to be carried" in page.text
    assert not page.soup.select(f"input[name={FIELD}]")
    assert noise in page.html


def test_asking_to_go_on_with_nothing_leads_to_the_front_page(reader: Person) -> None:
    assert reader.client.post("/go-on").headers["Location"] == "/"
    assert reader.client.get("/go-on").status_code == 405


NAMES = st.sampled_from(["text", "tag", "answer_to", "gss_code", "password", "code", "new_password", "csrf_token"])


@given(st.lists(st.tuples(NAMES, st.text("ab <&\"'\r\né𝔘\\", max_size=20)), max_size=8))
def test_every_field_is_kept_in_its_order_but_for_secrets(site: APIFlask, fields: list[tuple[str, str]]) -> None:
    secret = {"password", "code", "new_password", "csrf_token"}
    with site.test_request_context(
        "/notes", method="POST", data=MultiDict(fields), headers={"Sec-Fetch-Site": "same-origin"}
    ):
        kept = sent()

    assert kept is not None
    in_order = [(name, value) for name, value in MultiDict(fields).items(multi=True) if name not in secret]
    assert kept.fields == in_order
    assert kept.had_secrets is any(value and name in secret - {"csrf_token"} for name, value in fields)
