"""Files of results: as a table of one session or of all, and as a page for whoever decides about training."""

from flask import Response, request

from kb.access.actors import Permission
from kb.access.guard import needs
from kb.documents.docx import docx
from kb.documents.pdf import pdf
from kb.held_sessions.exports import results_sheet, table_of_sessions
from kb.held_sessions.queries.held import attended_in, each_held, given_in, people_in
from kb.held_sessions.routes.blueprint import (
    OF_HELD,
    agency,
    blueprint,
    held_at,
    pack_at,
    told_of,
    told_of_one,
)
from kb.held_sessions.summary import summary as summary_of
from kb.packs.models import Pack
from kb.packs.queries.packs import pack_by_slug
from kb.web.downloads import download

CSV = "text/csv; charset=utf-8"
FILES = {
    "pdf": (pdf, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@blueprint.get("/results.csv")
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def results(pack: Pack) -> Response:
    """The results of all sessions of a pack."""
    told = told_of(given_in(pack), dict(people_in(pack)))
    return _sheet(results_sheet(told.questions, told.responses, _came(pack)), "results.csv")


@blueprint.get("/sessions.csv")
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def sessions_sheet(pack: Pack) -> Response:
    """Each session of a pack: who came, and what its own page shows of the answers."""
    return _sheet(table_of_sessions(each_held(pack), given_in(pack), agency), "sessions.csv")


@blueprint.get(f"{OF_HELD}/results.csv")
@needs(Permission.PACK_EDIT, pack=pack_at)
def results_of_one(pack: Pack) -> Response:
    """The results of one session."""
    held = held_at(pack)
    told = told_of_one(held)
    came = {agency(each.agency_key): each.number for each in held.attendance}
    return _sheet(results_sheet(told.questions, told.responses, came), f"results-{held.held_on}.csv")


@blueprint.get("/summary.<any(pdf,docx):kind>")
@needs(Permission.PACK_EDIT, pack=pack_at)
def summary(pack: Pack) -> Response:
    """What came of all sessions of a pack, on paper."""
    told = told_of(given_in(pack), dict(people_in(pack)))
    document = summary_of(pack.title, each_held(pack), _came(pack), told.questions, told.responses)
    ending = (request.view_args or {})["kind"]
    make, kind = FILES[ending]
    made = make(document)
    return download([made], name=f"summary.{ending}", size=len(made), kind=kind, kept=False)


def _came(pack: Pack) -> dict[str, int]:
    return {agency(key): number for key, number in attended_in(pack)}


def _sheet(words: str, name: str) -> Response:
    made = words.encode()
    return download([made], name=name, size=len(made), kind=CSV, kept=False)
