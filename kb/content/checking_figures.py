"""Checks the tables of published figures: periods that end after they begin, counts that fit together."""

from kb.content.checking_fields import Record
from kb.content.checking_words import no_repeats
from kb.content.faults import shown
from kb.content.fields_figures import GRADES

MOST_PERCENT = 100


def check_table(records: list[Record]) -> None:
    """Rows in the order of their slugs, each once; periods in the order of time."""
    no_repeats(records, "slug")
    before = ""
    for record in records:
        slug = record.values.get("slug", "")
        if slug and slug < before:
            record.fault("slug", f"slug '{slug}' stands after '{before}'; keep the rows in the order of their slugs")
        before = max(before, slug)
        first, last = record.values.get("period_start"), record.values.get("period_end")
        if first and last and first > last:
            record.fault("period_end", f"period_end '{last}' is before period_start '{first}'; correct one of them")


def check_periods(records: list[Record]) -> None:
    """What was evaluated: no more graded than evaluated, shares up to a hundred, no row that overlaps itself."""
    check_table(records)
    for record in records:
        values = record.values
        graded, evaluated = sum(values.get(grade, 0) for grade in GRADES), values.get("evaluated")
        if evaluated is not None and graded > evaluated:
            record.fault("evaluated", f"evaluated {evaluated} is less than the {graded} that have a grade")
        for grade in GRADES:
            share = values.get(f"{grade}_pct", 0)
            if share > MOST_PERCENT:
                record.fault(f"{grade}_pct", f"{grade}_pct {share} is more than a hundred per cent")
        for other in values.get("overlaps", []):
            if other == values.get("slug"):
                record.fault("overlaps", f"overlaps {shown(other)} is the row itself; take it out")
