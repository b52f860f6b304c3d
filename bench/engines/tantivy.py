"""Yardstick: tantivy, with English stems and stop words, filters as fast fields, counts by terms aggregations."""

from collections.abc import Iterable
from pathlib import Path

import tantivy

from bench.engines.page import FACETS, SHOWN, TOP, WEIGHTS, Asked, Page, asked
from bench.lessons import Made
from kb.search.query import Query
from kb.search.scoring import needed
from kb.search.words import STOP_WORDS

HEAP = 64_000_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True, indexed=True, fast=True)
    for name in WEIGHTS:
        builder.add_text_field(name, stored=name == "text", tokenizer_name="english")
    for facet in FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _index(folder: Path) -> tantivy.Index:
    place = folder / "tantivy"
    place.mkdir(exist_ok=True)
    index = tantivy.Index(_schema(), path=str(place))
    chain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    chain = chain.filter(tantivy.Filter.ascii_fold()).filter(tantivy.Filter.custom_stopword(sorted(STOP_WORDS)))
    index.register_tokenizer("english", chain.filter(tantivy.Filter.stemmer("english")).build())
    return index


class Tantivy:
    """All but two of the words have to be there, as ours has it."""

    def __init__(self, folder: Path) -> None:
        self.index = _index(folder)
        self.searcher = self.index.searcher()

    @classmethod
    def build(cls, folder: Path, given: Iterable[Made]) -> None:
        """One commit, one thread."""
        writer = _index(folder).writer(heap_size=HEAP, num_threads=1)
        for made in given:
            writer.add_document(_document(made))
        writer.commit()
        writer.wait_merging_threads()

    def page(self, query: Query, *, extracts: bool = True) -> Page:
        """One search, and one aggregation for each facet with a filter beside that of the others."""
        given = asked(query)
        words = self._words(given)
        chosen = {
            facet: tantivy.Query.term_set_query(self.index.schema, facet, list(v)) for facet, v in given.filters.items()
        }
        narrowed = _all_of([words, *map(tantivy.Query.const_score_query, chosen.values(), [0.0] * len(chosen))])
        found = self.searcher.search(narrowed, TOP)
        counts = self._counts(narrowed, [facet for facet in FACETS if facet not in chosen])
        for facet in chosen:
            others = [filter_ for other, filter_ in chosen.items() if other != facet]
            counts |= self._counts(_all_of([words, *others]), [facet])
        documents = [self.searcher.doc(address) for _, address in found.hits]
        marker = tantivy.SnippetGenerator.create(self.searcher, words, self.index.schema, "text")
        marker.set_max_num_chars(260)
        shown = tuple(marker.snippet_from_doc(document).to_html() for document in documents if extracts)
        return Page(found.count, tuple(document.get_first("id") for document in documents), counts, shown)

    def update(self, made: Made) -> None:
        """Commit, then reload."""
        if not hasattr(self, "writer"):
            self.writer = self.index.writer(heap_size=HEAP, num_threads=1)
        self.writer.delete_documents_by_term("id", made.id)
        self.writer.add_document(_document(made))
        self.writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()

    def wanted(self, terms: int) -> int:
        """How many of so many words a lesson must have."""
        return needed(terms)

    def _words(self, given: Asked) -> tantivy.Query:
        terms = [self.index.parse_query(word, list(WEIGHTS), WEIGHTS) for word in given.words]
        terms += [self.index.parse_query(f'"{" ".join(words)}"', list(WEIGHTS), WEIGHTS) for words in given.phrases]
        for prefix in given.prefixes:
            fields = [tantivy.Query.regex_query(self.index.schema, name, f"{prefix}.*") for name in WEIGHTS]
            terms.append(tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in fields]))
        asked_for = [(tantivy.Occur.Should, term) for term in terms]
        return tantivy.Query.boolean_query(asked_for, minimum_number_should_match=self.wanted(len(terms)))

    def _counts(self, query: tantivy.Query, facets: list[str]) -> dict[str, dict[str, int]]:
        if not facets:
            return {}
        wanted = {facet: {"terms": {"field": facet, "size": SHOWN, "segment_size": 1000}} for facet in facets}
        found = self.searcher.aggregate(query, wanted)
        return {facet: {part["key"]: part["doc_count"] for part in found[facet]["buckets"]} for facet in facets}


class TantivyAllWords(Tantivy):
    """All of the words have to be there."""

    def wanted(self, terms: int) -> int:
        """How many of so many words a lesson must have."""
        return terms


def _all_of(queries: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def _document(made: Made) -> tantivy.Document:
    document, values = made.document, made.filterable.values
    fields = {"id": made.id, "title": document.title, "text": document.text, "labels": document.labels}
    return tantivy.Document(**fields, **{facet: list(values[facet]) for facet in FACETS})
