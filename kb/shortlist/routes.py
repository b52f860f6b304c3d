"""Pages of the shortlist: see it, add, take out, empty, take it along."""

from urllib.parse import urlsplit

from apiflask import APIBlueprint
from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.guard import public
from kb.core.errors import Denied
from kb.core.settings import settings
from kb.lessons.citations import citation, source_citation
from kb.lessons.queries.lessons import lessons_by_reference, public_sources_of
from kb.shortlist import cookie
from kb.shortlist.exports import as_csv
from kb.web.security import from_elsewhere, without_token

blueprint = APIBlueprint("shortlist", __name__, url_prefix="/shortlist", enable_openapi=False)


@blueprint.get("")
@public
def show() -> str:
    """The lessons of the list, with their citations."""
    cards = lessons_by_reference(cookie.chosen())
    sources = public_sources_of(cards)
    removed = lessons_by_reference([request.args["removed"]]) if "removed" in request.args else []
    return render_template(
        "shortlist/show.html",
        cards=cards,
        citations=[
            (citation(card, settings().site_url), [source_citation(source) for source in sources[card.id]])
            for card in cards
        ],
        removed=removed[0] if removed and removed[0] not in cards else None,
        full=len(cookie.chosen()) >= cookie.LONGEST,
    )


@blueprint.get("/shortlist.csv")
@public
def table() -> Response:
    """The list for a spreadsheet."""
    cards = lessons_by_reference(cookie.chosen())
    text = as_csv(cards, public_sources_of(cards), settings().site_url)
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=lessonbank-shortlist.csv"
    return response


@blueprint.get("/empty")
@public
def empty() -> str | AnyResponse:
    """Ask before the list is emptied."""
    if not cookie.chosen():
        return redirect(url_for("shortlist.show"))
    return render_template("shortlist/empty.html", number=len(cookie.chosen()))


@blueprint.post("/empty")
@public
@without_token
def empty_now() -> AnyResponse:
    """Empty the list."""
    return _changed([], url_for("shortlist.show"))


@blueprint.post("/add")
@public
@without_token
def add() -> AnyResponse:
    """Add a lesson and go back to where the reader was."""
    return _changed(list(dict.fromkeys([*cookie.chosen(), request.form.get("lesson", "")])), _back())


@blueprint.post("/remove")
@public
@without_token
def remove() -> AnyResponse:
    """Take a lesson out and go back to where the reader was; the list's own page offers to undo it."""
    out = request.form.get("lesson", "")
    back = _back()
    if back == url_for("shortlist.show"):
        back = url_for("shortlist.show", removed=out)
    return _changed([reference for reference in cookie.chosen() if reference != out], back)


def _back() -> str:
    """The page the reader came from: an address within the site and no other."""
    address = request.form.get("next", "")
    plain = address.isprintable() and "\\" not in address
    inside = address.startswith("/") and not address.startswith("//")
    return address if plain and inside and urlsplit(address)[:2] == ("", "") else url_for("shortlist.show")


def _changed(references: list[str], address: str) -> AnyResponse:
    """Keep these lessons, as far as they are still published, and go on to an address."""
    if from_elsewhere():
        raise Denied
    kept = [card.reference for card in lessons_by_reference(references)]
    response = redirect(address, 303)
    cookie.keep(response, kept, secure=settings().secure_cookies)
    return response
