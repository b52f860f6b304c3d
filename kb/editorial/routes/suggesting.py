"""Suggesting a source, and the list of suggestions that the editorial team has."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Actor, Permission
from kb.access.guard import actor, needs
from kb.core.errors import Conflict
from kb.editorial.forms.suggesting import SuggestForm
from kb.editorial.models import SourceSuggestion
from kb.editorial.queries.suggestions import open_total, own_suggestions, suggestion_at, suggestions
from kb.editorial.routes.blueprint import blueprint
from kb.editorial.service import suggesting
from kb.identity.catalogue import RULES
from kb.identity.findings import Finding, Level
from kb.web.addresses import NUMBER
from kb.web.paging import requested_page

SUGGESTED = "/suggested-sources"


@blueprint.route("/suggest-a-source", methods=["GET", "POST"])
@needs(Permission.SOURCE_SUGGEST)
def suggest_source() -> str | Response:
    """Suggest a source; and what became of those that one has suggested."""
    form, hints = SuggestForm(), list[str]()
    if form.validate_on_submit():
        with form.catching():
            suggestion = form.suggestion
            hints = _hints(suggestion)
            if not hints or form.has_shown(hints):
                suggesting.suggest(actor(), suggestion)
                return redirect(url_for("editorial.source_suggested"), 303)
    own = own_suggestions(actor().user_id, requested_page())
    return render_template("editorial/suggest_source.html", form=form, hints=hints, page=own)


@blueprint.get("/suggest-a-source/sent")
@needs(Permission.SOURCE_SUGGEST)
def source_suggested() -> str:
    """A suggestion has arrived."""
    return render_template("editorial/source_suggested.html")


@blueprint.get(SUGGESTED)
@needs(Permission.MODERATE)
def suggested_sources() -> str:
    """What readers have suggested, for the editorial team."""
    return render_template("editorial/suggested_sources.html", page=suggestions(requested_page()), waiting=open_total())


@blueprint.post(f"{SUGGESTED}/{NUMBER}/dealt-with")
@needs(Permission.MODERATE)
def handle_source(number: int) -> Response:
    """Mark a suggestion as dealt with."""
    return _marked(suggesting.handle, number, "“{title}” is marked as dealt with.")


@blueprint.post(f"{SUGGESTED}/{NUMBER}/open")
@needs(Permission.MODERATE)
def reopen_source(number: int) -> Response:
    """Let a suggestion wait again."""
    return _marked(suggesting.reopen, number, "“{title}” waits again.")


def _marked(mark: Callable[[Actor, SourceSuggestion], None], number: int, done: str) -> Response:
    found = suggestion_at(number)
    title = found.title
    try:
        mark(actor(), found)
    except Conflict:
        flash("Somebody else has done that already.")
    else:
        flash(done.format(title=title))
    return redirect(url_for("editorial.suggested_sources"), 303)


def _hints(suggestion: SourceSuggestion) -> list[str]:
    """What to look at again before it is sent; nothing where it has to be changed, which is said at the field."""
    found: list[Finding] = [each for findings in suggesting.found_in(actor(), suggestion).values() for each in findings]
    if any(each.level is Level.STOP for each in found):
        return []
    asked = [each for each in found if each.level is Level.ASK]
    return list(dict.fromkeys(f"“{each.text}”: {RULES[each.rule].why} {each.instead}" for each in asked))
