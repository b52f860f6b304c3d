"""A shortlist as a table for a spreadsheet."""

from collections.abc import Iterable, Mapping, Sequence

from kb.core.attribution import ATTRIBUTION
from kb.core.spreadsheets import MARK, csv_lines
from kb.lessons.cards import Card
from kb.lessons.citations import citation, source_citation
from kb.lessons.models.source import Source

COLUMNS = (
    "reference", "title", "summary", "organisation", "place", "year", "kind", "done status", "stage of evidence",
    "result", "kinds of change", "themes", "address", "citation", "sources", "attribution",
)  # fmt: skip


def as_csv(cards: Iterable[Card], sources: Mapping[int, Sequence[Source]], site_url: str) -> str:
    """One row for each lesson, UTF-8 with a mark at the start so that spreadsheets read the letters right."""
    return MARK + csv_lines([COLUMNS, *(_row(card, sources[card.id], site_url) for card in cards)])


def _row(card: Card, sources: Sequence[Source], site_url: str) -> list[str]:
    return [
        card.reference,
        card.title,
        card.summary,
        card.organisation.label if card.organisation else "",
        card.place or "",
        str(card.year or ""),
        card.kind.label,
        card.done_status.label,
        f"{card.evidence_stage.slug} {card.evidence_stage.label}",
        card.result.label if card.result else "",
        "; ".join(label.label for label in card.kinds_of_change),
        "; ".join(label.label for label in card.themes),
        f"{site_url}/lessons/{card.slug}",
        citation(card, site_url),
        " | ".join(source_citation(source) for source in sources),
        ATTRIBUTION,
    ]
