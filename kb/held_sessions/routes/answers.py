"""Pages on which the answers of evaluation forms are typed in, sent as a file, and removed."""

from flask import Response, flash, redirect, render_template, request, url_for

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import Conflict
from kb.held_sessions import service
from kb.held_sessions.differences import tells_when_removed
from kb.held_sessions.exports import empty_sheet
from kb.held_sessions.forms.answers import AnswersForm, SheetsForm
from kb.held_sessions.models import HeldSession
from kb.held_sessions.queries.questions import Point, points
from kb.held_sessions.reading import Sheets
from kb.held_sessions.routes.blueprint import (
    OF_POINT,
    Answer,
    blueprint,
    held_at,
    pack_at,
    point_at,
    to_held,
    told_of_one,
)
from kb.packs.forms.sharing import PlainForm
from kb.packs.models import Pack
from kb.web.downloads import download

MOST_SHOWN = 50
"""Places in a file that could not be understood: more are only counted."""


@blueprint.route(OF_POINT, methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_at)
def answers(pack: Pack) -> Answer:
    """Type in how many gave each answer."""
    held = held_at(pack)
    point = point_at(held)
    form = AnswersForm(point, there=_has(held, point))
    if form.validate_on_submit():
        with form.catching():
            try:
                service.take_answers(actor(), pack, held=held, point=point.slug, answers=form.answers)
            except Conflict as conflict:
                return _lost(pack, conflict.words)
            return to_held(pack, held.id, _done(held, point))
    return _page(pack, held, point, form)


@blueprint.route(f"{OF_POINT}/file", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_at)
def file(pack: Pack) -> str:
    """Send a file of answers; what it says stands in the form then, to be looked at and saved."""
    held = held_at(pack)
    point = point_at(held)
    form = SheetsForm(point, [each for slug, each in points().items() if slug != point.slug])
    if form.validate_on_submit():
        typed = AnswersForm(point, there=_has(held, point), counts=form.sent.counts)
        return _page(pack, held, point, typed, form.sent)
    return render_template("held_sessions/file.html", pack=pack, held=held, point=point, form=form)


@blueprint.get(f"{OF_POINT}/sheet.csv")
@needs(Permission.PACK_EDIT, pack=pack_at)
def sheet(pack: Pack) -> Response:
    """An empty sheet for the answers of one form."""
    point = point_at(held_at(pack))
    made = empty_sheet(point).encode()
    return download(
        [made], name=f"answers-{point.slug}.csv", size=len(made), kind="text/csv; charset=utf-8", kept=False
    )


@blueprint.route(f"{OF_POINT}/remove", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_at)
def remove_answers(pack: Pack) -> Answer:
    """Remove the answers of one form; asks first."""
    held, form = held_at(pack), PlainForm()
    point = point_at(held)
    if form.validate_on_submit():
        try:
            service.remove_answers(actor(), pack, held=held, point=point.slug)
        except Conflict as conflict:
            return _lost(pack, conflict.words)
        return to_held(pack, held.id, f"The answers to “{point.title}” were removed.")
    tells = tells_when_removed(pack, held, point.slug)
    return render_template(
        "held_sessions/remove_answers.html", pack=pack, held=held, point=point, form=form, tells=tells
    )


def _page(pack: Pack, held: HeldSession, point: Point, form: AnswersForm, sent: Sheets | None = None) -> str:
    return render_template(
        "held_sessions/answers.html",
        pack=pack,
        held=held,
        point=point,
        form=form,
        sent=sent,
        problems=sent.problems[:MOST_SHOWN] if sent else (),
    )


def _has(held: HeldSession, point: Point) -> bool:
    return any(each.point == point.slug for each in held.answers)


def _done(held: HeldSession, point: Point) -> str:
    found = told_of_one(held).responses[point.slug]
    many = " There are more answers than people: see whether both are right." if found and found.too_many else ""
    return f"The answers to “{point.title}” were saved.{many}"


def _lost(pack: Pack, words: str) -> Answer:
    """To the page where one can go on, if what the answers are for has changed."""
    flash(words)
    onward = "index" if words == service.GONE else "show"
    number = {} if onward == "index" else {"number": (request.view_args or {})["number"]}
    return redirect(url_for(f"held_sessions.{onward}", slug=pack.slug, **number), 303)
