"""Pages on which sessions that were held are listed, noted, changed and removed."""

from flask import flash, redirect, render_template, request, url_for

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.clock import today
from kb.core.errors import Conflict
from kb.held_sessions import service
from kb.held_sessions.comparing import compared
from kb.held_sessions.differences import tells_when_removed
from kb.held_sessions.forms.noting import MORE, HeldForm
from kb.held_sessions.models import POINTS
from kb.held_sessions.queries.held import given_in, held_sessions, is_to_follow_up, people_in, time_to_ask
from kb.held_sessions.queries.questions import point_of
from kb.held_sessions.routes.blueprint import (
    OF_HELD,
    Answer,
    blueprint,
    held_at,
    pack_at,
    to_held,
    told_of,
    told_of_one,
)
from kb.packs.forms.sharing import PlainForm
from kb.packs.models import Pack
from kb.packs.queries.packs import pack_by_slug
from kb.web.paging import requested_page


@blueprint.get("")
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def index(pack: Pack) -> str:
    """The sessions that were held with a pack, and what came of them together."""
    page, given, people = held_sessions(pack, requested_page()), given_in(pack), dict(people_in(pack))
    answered: dict[int, set[str]] = {}
    for each in given:
        answered.setdefault(each.held_id, set()).add(each.point)
    due = {each.id for each in page if is_to_follow_up(each, answered.get(each.id, ()), today())}
    told = told_of(given, people)
    return render_template(
        "held_sessions/index.html", pack=pack, page=page, answered=answered, due=due, told=told, people=people
    )


@blueprint.get("/compare")
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def compare(pack: Pack) -> str:
    """The sessions that were held with a pack side by side."""
    page, questions = held_sessions(pack, requested_page()), compared(given_in(pack))
    return render_template("held_sessions/compare.html", pack=pack, page=page, questions=questions)


@blueprint.route("/add", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def add(pack: Pack) -> Answer:
    """Note that a session was held."""
    form = HeldForm(pack)
    if _asks_for_more(form):
        return render_template("held_sessions/add.html", pack=pack, form=form)
    if form.validate_on_submit():
        with form.catching():
            held = service.note(actor(), pack, noted=form.noted)
            return to_held(pack, held.id, "The session was noted. Type in what the forms say when you have them.")
    return render_template("held_sessions/add.html", pack=pack, form=form)


@blueprint.get(OF_HELD)
@needs(Permission.PACK_EDIT, pack=pack_at)
def show(pack: Pack) -> str:
    """A session: who came, and what may be said of the answers."""
    held = held_at(pack)
    asked = [point_of(held, slug) for slug in POINTS]
    answered = {each.point for each in held.answers}
    return render_template(
        "held_sessions/show.html",
        pack=pack,
        held=held,
        told=told_of_one(held),
        asked=[each for each in asked if each.questions],
        answered=answered,
        due=is_to_follow_up(held, answered, today()),
        to_ask=time_to_ask(held, answered, today()),
    )


@blueprint.route(f"{OF_HELD}/change", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_at)
def change(pack: Pack) -> Answer:
    """Change what is said of a session."""
    held = held_at(pack)
    form = HeldForm(pack, held)
    if not _asks_for_more(form) and form.validate_on_submit():
        with form.catching():
            try:
                service.change(actor(), pack, held=held, noted=form.noted, opened=form.since)
            except Conflict:
                return _gone(pack)
            return to_held(pack, held.id, "What is said of the session was changed.")
    if form.opened.errors:
        form.follow(held.version)
        return render_template("held_sessions/change.html", pack=pack, form=form, held=held), 409
    return render_template("held_sessions/change.html", pack=pack, form=form, held=held)


@blueprint.route(f"{OF_HELD}/remove", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_at)
def remove(pack: Pack) -> Answer:
    """Remove a session; asks first."""
    held, form = held_at(pack), PlainForm()
    if form.validate_on_submit():
        try:
            service.remove(actor(), pack, held=held)
        except Conflict:
            return _gone(pack)
        flash("The session was removed, with its answers.")
        return redirect(url_for("held_sessions.index", slug=pack.slug), 303)
    tells = tells_when_removed(pack, held)
    return render_template("held_sessions/remove.html", pack=pack, form=form, held=held, tells=tells)


def _asks_for_more(form: HeldForm) -> bool:
    """Whether the button was pressed that asks for another agency; the form has its field then."""
    if not form.is_submitted() or request.form.get("act") != MORE:
        return False
    form.take_another()
    return True


def _gone(pack: Pack) -> Answer:
    flash(service.GONE)
    return redirect(url_for("held_sessions.index", slug=pack.slug), 303)
