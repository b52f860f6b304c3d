"""The search page."""

from dataclasses import dataclass

from apiflask import APIBlueprint
from flask import render_template, request, url_for

from kb.access.guard import public
from kb.core.paging import Page
from kb.search import parsing, service
from kb.search.query import Hits, Query

blueprint = APIBlueprint("search", __name__, enable_openapi=False)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in use, and the address of the same search without it."""

    text: str
    remove_url: str


@blueprint.get("/search")
@public
def results() -> str:
    """Lessons that match words and filters; every state of the page is an address."""
    query = Query.from_args(request.args)
    hits = service.find(query)
    rows = service.results(hits)
    return render_template(
        "search/results.html",
        query=query,
        hits=hits,
        rows=rows,
        page=Page(rows, hits.total, hits.page, hits.size),
        facets=hits.facets,
        chosen=_chosen(query, hits),
        border=_border(hits),
        notes=parsing.notes(hits.understood),
        rebuilding=hits.stale,
        clear_url=_address(Query(text=query.text)),
    )


def _address(query: Query) -> str:
    arguments: dict[str, list[str]] = {}
    for name, value in query.to_args():
        arguments.setdefault(name, []).append(value)
    return url_for("search.results", **arguments)  # type: ignore[arg-type]


def _chosen(query: Query, hits: Hits) -> list[Chosen]:
    return [
        Chosen(
            f"{facet.title}: {value.label}",
            _address(query.with_chosen(facet.key, [slug for slug in query.chosen(facet.key) if slug != value.slug])),
        )
        for facet in hits.facets
        for value in facet.values
        if value.chosen
    ]


def _border(hits: Hits) -> int | None:
    """The row of this page from which on lessons have only some of the words; None where there is no such border."""
    row = hits.with_all - (hits.page - 1) * hits.size
    return row if 0 <= row < len(hits.ids) else None
