"""The search page, the values of one filter, suggestions."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from apiflask import APIBlueprint
from flask import jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kb.access.guard import public
from kb.core.errors import NotFound
from kb.core.paging import Page
from kb.search import forms, notes, service
from kb.search.corrections import Correction
from kb.search.near_values import NearValue, NearValues
from kb.search.query import PARAMETERS, Hits, Query
from kb.search.service import Result
from kb.web.paging import requested_page

blueprint = APIBlueprint("search", __name__, enable_openapi=False)

PAGES = {"theme": "lessons.theme", "organisation": "lessons.organisation", "lesson": "lessons.show"}
"""Where suggestions lead."""


@blueprint.get("/search")
@public
def results() -> str | AnyResponse:
    """Lessons that match words and filters; every state of the page is an address."""
    asked, years = Query.from_args(request.args), forms.years_typed(request.args)
    if not years.problems and ("from" in request.args or "to" in request.args):
        return redirect(forms.address(forms.with_years(asked, years)))
    found = service.answer(asked)
    hits, query = found.hits, found.hits.query
    rows, in_use = service.results(hits), forms.chosen(hits)
    return render_template(
        "search/results.html",
        query=query,
        hits=hits,
        rows=rows,
        page=Page(rows, hits.total, hits.page, hits.size),
        filters=forms.filters(hits, years),
        years=years,
        state=forms.state(replace(query, page=1)),
        chosen=in_use,
        chosen_names=forms.names_of(in_use),
        clear_url=forms.address(query.without_filters()),
        sorts=forms.sorts(hits),
        parts=_parts(hits, rows),
        notes=[*forms.typed_filters(asked, hits, in_use), *notes.notes(hits)],
        widened=notes.widened(hits.understood),
        exact_url=forms.address(replace(query, exact=not query.exact, page=1)),
        correction=_link(query, found.correction),
        nearest=found.nearest,
        nearest_url=forms.address(found.nearest.query) if found.nearest and found.nearest.query else "",
        straight=[(item, url_for(PAGES[item.kind], slug=item.slug)) for item in found.straight],
        uses=found.uses,
        lacking=found.lacking,
        near_values=[_near(query, near) for near in found.near_values],
    )


def _parts(hits: Hits, rows: Sequence[Result]) -> list[tuple[str, list[Result]]]:
    """The rows of this page under their headings: those with all words first; without a heading if all have them."""
    if hits.with_all == hits.total:
        return [("", list(rows))]
    complete = set(hits.ids[: max(0, hits.with_all - (hits.page - 1) * hits.size)])
    parts = [
        ("Lessons with all your words", [row for row in rows if row.card.id in complete]),
        ("Lessons with some of your words", [row for row in rows if row.card.id not in complete]),
    ]
    return [(heading, members) for heading, members in parts if members]


def _near(query: Query, near: NearValues) -> tuple[NearValues, list[tuple[NearValue, str]], str]:
    """Values that are called nearly as was typed with their addresses, and the address of all of that filter."""
    values = [(value, forms.address(value.query)) for value in near.values]
    kept = [*near.without.to_args(), ("back", forms.state(replace(query, page=1)))]
    return near, values, f"{url_for('search.values', parameter=near.parameter)}?{urlencode(kept)}"


def _link(query: Query, found: Correction | None) -> forms.Link | None:
    return forms.Link(found.text, forms.address(replace(query, text=found.text, page=1))) if found else None


@blueprint.get("/search/filter/<parameter>")
@public
def values(parameter: str) -> str | AnyResponse:
    """All values of one filter, for those that have more than the search page shows; keeps the rest of the search."""
    if parameter not in PARAMETERS:
        raise NotFound
    years = forms.years_typed(request.args)
    query = forms.with_years(Query.from_args(request.args), years)
    if "apply" in request.args:
        return redirect(forms.address(replace(query, page=1), years))
    hits = service.find(replace(query, page=1))
    facet = next(facet for facet in hits.facets if facet.key == PARAMETERS[parameter])
    return render_template("search/values.html", shown=forms.value_page(hits, facet, request.args, requested_page()))


@blueprint.get("/search/suggestions")
@public
def suggestions() -> AnyResponse:
    """Where to go while words are typed, for the script of the search box."""
    found = [
        {"kind": item.kind, "text": item.text, "url": url_for(PAGES[item.kind], slug=item.slug), "also": item.also}
        for item in service.suggest(request.args.get("q", ""))
    ]
    response = jsonify(found)
    response.add_etag()  # its own: the cache of pages shall not fill with what is typed
    return response.make_conditional(request)
