"""Checks the tables of published figures: periods that end after they begin, no more grades than reviews."""

from kb.content.checking_fields import Record
from kb.content.checking_words import check_order, check_span
from kb.content.faults import shown
from kb.content.fields_figures import GRADES

MOST_PERCENT = 100


def check_table(records: list[Record]) -> None:
    """Rows in their order; periods that do not end before they begin."""
    check_order(records)
    for record in records:
        check_span(record, "period_start", "period_end")


def check_periods(records: list[Record]) -> None:
    """What was evaluated: no more graded than evaluated, no share above a hundred, no row that overlaps itself."""
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
