"""Pages on which an identity reviewer and an admin together have something removed for good."""

from apiflask import APIBlueprint
from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.core.errors import Conflict, Denied, NotFound
from kb.expunging import service
from kb.expunging.models import Expunge
from kb.expunging.queries import called, expunge_at, expunges, files_named, told
from kb.expunging.words import places_in_words
from kb.lessons.queries.attachments import attachment_at
from kb.lessons.queries.revisions import revision_at
from kb.web.addresses import NUMBER, words_asked
from kb.web.forms import Form, TextArea
from kb.web.paging import requested_page

blueprint = APIBlueprint("expunging", __name__, enable_openapi=False)

OF_EXPUNGE = f"/expunge/{NUMBER}"


class WordsForm(Form):
    """What is to be removed."""

    words = TextAreaField(
        "Which words are to be removed?",
        description="Each place where they stand in this order is blanked, in whatever case and with whatever signs "
        "between them. Rather give the whole sentence than one name that may stand in other texts.",
        widget=TextArea(),
        validators=[DataRequired("Enter the words that are to be removed")],
    )


class PlainForm(Form):
    """A form that asks nothing: its button is the answer."""


@blueprint.get("/expunge")
@needs(Permission.EXPUNGE_READ)
def index() -> str:
    """What waits to be expunged, and what was."""
    return render_template("expunging/index.html", page=expunges(requested_page()))


@blueprint.route("/expunge/ask", methods=["GET", "POST"])
@needs(Permission.EXPUNGE_READ)
def ask() -> str | Response:
    """Ask for words to be removed."""
    form = WordsForm()
    if form.validate_on_submit():
        with form.catching():
            made = service.ask(actor(), None, words=form.words.data or "")
            return _to(made, "It waits for the other one to agree.")
    return render_template("expunging/ask.html", form=form)


@blueprint.get("/expunge/files")
@needs(Permission.EXPUNGE_READ)
def files() -> str:
    """The files of a lesson in whatever state, or those of a content, to ask for one of them."""
    named = words_asked("of")
    page = files_named(named, requested_page())
    found = [(each, called(actor(), each)) for each in page.items]
    return render_template("expunging/files.html", named=named, page=page, found=found)


@blueprint.route(f"/expunge/files/{NUMBER}/{NUMBER.replace('number', 'file')}", methods=["GET", "POST"])
@needs(Permission.EXPUNGE_READ)
def ask_for_file(number: int, file: int) -> str | Response:
    """Ask for a file to be removed. Who may not read the text that it is of is told no more than what it is."""
    revision = revision_at(number)
    attachment, form = attachment_at(revision, file), PlainForm()
    if form.validate_on_submit():
        try:
            made = service.ask_for_file(actor(), attachment)
        except Conflict:
            flash("Its content is gone already.")
            return redirect(url_for("expunging.index"), 303)
        return _to(made, "It waits for the other one to agree.")
    known = may(Permission.REVISION_READ, revision)
    title = told(actor(), attachment)
    return render_template("expunging/ask_for_file.html", form=form, title=title, known=known)


@blueprint.route(f"/expunge/lessons/{NUMBER}", methods=["GET", "POST"])
@needs(Permission.EXPUNGE_READ)
def ask_for_lesson(number: int) -> str | Response:
    """Ask for all of a lesson to be removed; the number is that of one of its texts, which whoever asks may read."""
    revision = revision_at(number)
    lesson = revision.lesson
    is_public = lesson.live_revision_id == revision.id and may(Permission.LESSON_READ, lesson)
    if not is_public and not may(Permission.REVISION_READ, revision):
        raise NotFound
    form = PlainForm()
    if form.validate_on_submit():
        made = service.ask_for_lesson(actor(), lesson, revision=revision)
        return _to(made, "It waits for the other one to agree.")
    return render_template("expunging/ask_for_lesson.html", form=form, revision=revision, lesson=lesson)


@blueprint.get(OF_EXPUNGE)
@needs(Permission.EXPUNGE_READ, expunge=expunge_at)
def show(expunge: Expunge) -> str:
    """What is asked for, in how many places it stands, and what was done."""
    return render_template("expunging/show.html", expunge=expunge, places=places_in_words(expunge.places))


@blueprint.post(f"{OF_EXPUNGE}/agree")
@needs(Permission.EXPUNGE_READ, expunge=expunge_at)
def agree(expunge: Expunge) -> Response:
    """Agree that it is removed."""
    try:
        service.agree(actor(), expunge)
    except Conflict:
        return _to(expunge, "It is agreed already, or was dropped.")
    except Denied:
        return _to(expunge, "It takes an identity reviewer and an admin, and two different people.")
    return _to(expunge, "You have agreed. It is being removed now.")


@blueprint.post(f"{OF_EXPUNGE}/drop")
@needs(Permission.EXPUNGE_READ, expunge=expunge_at)
def drop(expunge: Expunge) -> Response:
    """Say that it is not to be done."""
    try:
        service.drop(actor(), expunge)
    except Conflict:
        return _to(expunge, "It cannot be dropped any more.")
    return _to(expunge, "It will not be done. The words of the request are gone.")


def _to(expunge: Expunge, done: str) -> Response:
    flash(done)
    return redirect(url_for("expunging.show", number=expunge.id), 303)
