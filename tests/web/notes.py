"""A page with a form that takes an account, for tests of what happens to a form when its session has ended."""

from typing import Any

from apiflask import APIFlask
from flask import g, render_template_string, request
from itsdangerous import URLSafeTimedSerializer

from kb.access.actors import Permission
from kb.access.guard import needs
from kb.web.sent_form import FIELD
from tests.pages import Page, Person

Sent = list[dict[str, Any]]
TEXT = 'Line one\r\n  line two: "quoted", <b>bold</b> & é 𝔘'
_PAGE = """{% extends "layouts/page.html" %}{% block title %}Notes{% endblock %}{% block content %}<h1>Notes</h1>
<form action="/notes?of=board" method="post"><input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
<label>Text <textarea name="text"></textarea></label><label>Tag <input name="tag"></label>
<label>Password <input name="old_password"></label><button name="then" value="publish">Save</button></form>
<form action="/notes/empty" method="post"><input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
<button>Empty</button></form>{% endblock %}"""


def add_notes(app: APIFlask) -> Sent:
    """Give the site the page; returns a list of what it will be sent."""
    found: Sent = []

    @app.route("/notes", methods=["GET", "POST"], endpoint="notes")
    @needs(Permission.ACCOUNT_READ)
    def notes() -> str:
        if request.method == "POST":
            found.append({**request.form.to_dict(flat=False), "user": [g.actor.user_id], "args": list(request.args)})
        return render_template_string(_PAGE)

    @app.post("/notes/empty", endpoint="empty")
    @needs(Permission.ACCOUNT_READ)
    def empty() -> str:
        return render_template_string(_PAGE)

    return found


def forget_session(person: Person) -> None:
    """Forget the session, as when it has ended."""
    with person.client.session_transaction() as cookie:
        cookie.clear()


def write(page: Page, **fields: str) -> Page:
    return page.submit("Save", **{"text": TEXT, "tag": "", **fields})


def carried(page: Page) -> str:
    field = page.soup.select_one(f"input[name={FIELD}]")
    assert field is not None
    return str(field["value"])


def signed_out_with_token(person: Person, word: str) -> None:
    """Have the cookie hold a token and nobody: the session has ended in the database only."""
    with person.client.session_transaction() as cookie:
        cookie.clear()
        cookie["csrf_token"] = word


def token_for(word: str, app: APIFlask) -> str:
    """The token that forms hold then."""
    return str(URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(word))  # type: ignore[arg-type]
