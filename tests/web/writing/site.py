"""A site with a page on which somebody writes, on a server of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from apiflask import APIFlask
from flask import render_template_string, request
from wtforms import FileField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from kb import create_app
from kb.access.actors import Permission
from kb.access.guard import needs
from kb.accounts.models.user import User
from kb.core.text import to_html
from kb.web.forms import File, Form, MarkdownArea, Select, TextInput
from tests.conftest import settings_in
from tests.pages import Person
from tests.people import sign_in
from tests.serving import serving

KINDS = [SelectChoice("audit", "Audit"), SelectChoice("training", "Training")]
WORDS = 12
MOST = 2048
_PAGE = """{% extends "layouts/page.html" %}
{% from "components/writing.html" import autosave, saved_line, writing %}
{% block title %}A lesson{% endblock %}
{% block content %}
<h1 class="kb-title">A lesson</h1>
<form class="kb-form" method="post" {{ autosave("/writing/save", "lesson-12-found", signed_in.user) }}>
  {{ form.csrf_token }}{{ form.version }}{{ form.opened }}
  <input type="hidden" name="base-found" value="digest-6">
  {{ form.title() }}
  {{ form.kind() }}
  {{ writing(form.found, preview="/writing/preview") }}
  {{ writing(form.done) }}
  <p data-autosave-note="found"></p>
  {{ saved_line() }}
  <button class="govuk-button" type="submit">Save</button>
</form>
{% endblock %}"""
_FILE_PAGE = """{% extends "layouts/page.html" %}
{% block title %}A file{% endblock %}
{% block content %}
<h1 class="kb-title">A file</h1>
<form action="/writing/file" class="kb-form" method="post" enctype="multipart/form-data" data-upload>
  {{ form.csrf_token }}
  {{ form.words() }}
  {{ form.file(accept=".pdf,.docx,application/pdf", **{"data-most": most}) }}
  <button class="govuk-button" type="submit">Send the file</button>
</form>
{% endblock %}"""


class WritingForm(Form):
    """Fields of every kind that a form to write in has."""

    version = HiddenField(default="6")
    opened = HiddenField(default="6")
    title = StringField("Title", widget=TextInput())
    kind = SelectField("Kind", choices=KINDS, widget=Select())
    found = TextAreaField("What was found", description="Say it in a sentence.", widget=MarkdownArea(words=WORDS))
    done = TextAreaField("What was done", widget=MarkdownArea())


class UploadForm(Form):
    """A file to send, and what it is called."""

    words = StringField("What it is", widget=TextInput())
    file = FileField("Your file", description="PDF or Word.", widget=File())


def add_pages(app: APIFlask) -> list[dict[str, Any]]:
    """Give the site the pages; returns a list of what the form was sent."""
    sent: list[dict[str, Any]] = []

    @app.route("/writing", methods=["GET", "POST"], endpoint="writing")
    @needs(Permission.ACCOUNT_READ)
    def writing() -> str:
        form = WritingForm()
        if form.is_submitted():
            sent.append(request.form.to_dict())
            if request.form["title"] == "refused":
                form["title"].errors = ["Give it another title"]
            else:
                return "<!DOCTYPE html><html lang=en-GB><title>Saved</title><h1>Saved</h1>"
        return render_template_string(_PAGE, form=form)

    @app.post("/writing/save", endpoint="save")
    @needs(Permission.ACCOUNT_READ)
    def save() -> dict[str, Any]:
        sent.append(request.form.to_dict())
        number = int(request.form["version"]) + 1
        notes = {"found": "1 thing to look at"}
        new = {"version": f"{number}", "base-found": f"digest-{number}", "opened": f"{number}"}
        return {"saved": "14:05", "notes": notes, "fields": new}

    @app.post("/writing/preview", endpoint="preview")
    @needs(Permission.ACCOUNT_READ)
    def preview() -> str:
        return to_html(request.form["text"])

    @app.route("/writing/file", methods=["GET", "POST"], endpoint="file")
    @needs(Permission.ACCOUNT_READ)
    def file() -> str:
        return render_template_string(_FILE_PAGE, form=UploadForm(), most=MOST)

    return sent


@contextmanager
def site_in(folder: Path) -> Iterator[tuple[str, APIFlask, list[dict[str, Any]]]]:
    """The address of a site that keeps everything in this folder, the site itself, and what its form was sent."""
    app = create_app(settings_in(folder))
    sent = add_pages(app)
    with serving(app) as address:
        yield address, app, sent


def session_cookie(app: APIFlask, user: User) -> str:
    """The cookie of somebody who is signed in."""
    cookie = sign_in(Person(app), user).client.get_cookie("session")
    assert cookie is not None
    return str(cookie.value)
