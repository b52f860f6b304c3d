"""The search page, the values of one filter, suggestions."""

from dataclasses import replace

from apiflask import APIBlueprint
from flask import Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.guard import public
from kb.core.errors import NotFound
from kb.core.paging import Page
from kb.search import forms, notes, service
from kb.search.corrections import Correction
from kb.search.query import PARAMETERS, SORTS, Hits, Query
from kb.web.paging import requested_page

blueprint = APIBlueprint("search", __name__, enable_openapi=False)

PAGES = {"theme": "lessons.theme", "organisation": "lessons.organisation", "lesson": "lessons.show"}
"""Where suggestions lead."""
SUGGESTIONS_KEPT = 60
"""Seconds for which a browser may show the same suggestions for the same words."""


@blueprint.get("/search")
@public
def results() -> str:
    """Lessons that match words and filters; every state of the page is an address."""
    found = service.answer(Query.from_args(request.args))
    hits, query = found.hits, found.hits.query
    rows = service.results(hits)
    return render_template(
        "search/results.html",
        query=query,
        hits=hits,
        rows=rows,
        page=Page(rows, hits.total, hits.page, hits.size),
        filters=forms.filters(hits),
        chosen=forms.chosen(hits),
        clear_url=forms.address(query.without_filters()),
        sorts=forms.sorts(hits),
        border=_border(hits),
        notes=notes.notes(hits),
        widened=notes.widened(hits.understood),
        exact_url=forms.address(replace(query, exact=not query.exact, page=1)),
        correction=_link(query, found.correction),
        nearest=found.nearest,
        nearest_url=forms.address(found.nearest.query) if found.nearest and found.nearest.query else "",
        straight=[(item, url_for(PAGES[item.kind], slug=item.slug)) for item in found.straight],
        uses=found.uses,
    )


def _border(hits: Hits) -> int | None:
    """The row of this page from which on lessons have only some of the words; None where there is no such border."""
    if hits.query.sort != SORTS[0]:
        return None
    row = hits.with_all - (hits.page - 1) * hits.size
    return row if 0 <= row < len(hits.ids) else None


def _link(query: Query, found: Correction | None) -> forms.Link | None:
    return forms.Link(found.text, forms.address(replace(query, text=found.text, page=1))) if found else None


@blueprint.get("/search/filter/<parameter>")
@public
def values(parameter: str) -> str | AnyResponse:
    """All values of one filter, for those that have more than the search page shows; keeps the rest of the search."""
    if parameter not in PARAMETERS:
        raise NotFound
    query = forms.with_years(Query.from_args(request.args), request.args)
    if "apply" in request.args:
        return redirect(forms.address(replace(query, page=1)))
    hits = service.find(replace(query, page=1))
    facet = next(facet for facet in hits.facets if facet.parameter == parameter)
    find = request.args.get("find", "").strip()
    return render_template("search/values.html", shown=forms.value_page(hits, facet, find, requested_page()))


@blueprint.get("/search/suggestions")
@public
def suggestions() -> Response:
    """Where to go while words are typed, for the script of the search box."""
    found = [
        {"kind": item.kind, "text": item.text, "url": url_for(PAGES[item.kind], slug=item.slug), "also": item.also}
        for item in service.suggest(request.args.get("q", ""))
    ]
    response = jsonify(found)
    response.headers["Cache-Control"] = f"private, max-age={SUGGESTIONS_KEPT}"
    return response
