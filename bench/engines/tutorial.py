"""Yardstick: Whoosh as its tutorial uses it, with its own parser, groups, sorting of groups and highlights."""

from collections.abc import Iterable
from pathlib import Path

from whoosh import index as whoosh
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.qparser import MultifieldParser, OrGroup
from whoosh.query import And, Or, Term
from whoosh.sorting import FieldFacet

from bench.engines.page import FACETS, TOP, WEIGHTS, Page
from bench.lessons import Made
from kb.search.query import Query


def _schema() -> Schema:
    text = StemmingAnalyzer()
    facets = {facet: KEYWORD(commas=True, sortable=True) for facet in FACETS}
    fields = {"title": TEXT(text), "text": TEXT(text, stored=True), "labels": TEXT(text)}
    return Schema(id=ID(stored=True, unique=True), **fields, **facets)


class Tutorial:
    """Any of the words; the counts are of what is found, so a chosen value hides the others of its facet."""

    def __init__(self, folder: Path) -> None:
        self.index = whoosh.open_dir(str(folder / "tutorial"))
        self.searcher = self.index.searcher()
        self.parser = MultifieldParser(list(WEIGHTS), self.index.schema, WEIGHTS, group=OrGroup)

    @classmethod
    def build(cls, folder: Path, given: Iterable[Made]) -> None:
        """One commit."""
        (folder / "tutorial").mkdir()
        writer = whoosh.create_in(str(folder / "tutorial"), _schema()).writer()
        for made in given:
            writer.add_document(**_fields(made))
        writer.commit()

    def page(self, query: Query, *, extracts: bool = True) -> Page:
        """One search with groups."""
        chosen = [Or([Term(facet, slug) for slug in slugs]) for facet, slugs in query.filters.items()]
        hits = self.searcher.search(
            self.parser.parse(query.text),
            limit=TOP,
            groupedby=[FieldFacet(facet, allow_overlap=True) for facet in FACETS],
            filter=And(chosen) if chosen else None,
        )
        counts = {facet: {slug: len(ids) for slug, ids in hits.groups(facet).items()} for facet in FACETS}
        shown = tuple(hit.highlights("text") for hit in hits[:TOP] if extracts)
        return Page(len(hits), tuple(int(hit["id"]) for hit in hits[:TOP]), counts, shown)

    def update(self, made: Made) -> None:
        """Update, commit, a new searcher."""
        writer = self.index.writer()
        writer.update_document(**_fields(made))
        writer.commit()
        self.index = whoosh.open_dir(self.index.storage.folder)
        self.searcher = self.index.searcher()


def _fields(made: Made) -> dict[str, str]:
    document, values = made.document, made.filterable.values
    fields = {"id": str(made.id), "title": document.title, "text": document.text, "labels": document.labels}
    return fields | {facet: ",".join(values[facet]) for facet in FACETS}
