"""Loads the tables of published figures."""

from kb.content.columns import to_row
from kb.content.contents import Values
from kb.content.differences import difference, remove, write
from kb.content.fields import Field
from kb.content.fields_figures import COUNT, PERIOD
from kb.content.outcomes import Tally
from kb.core.db import Base
from kb.lessons.models.review import EvaluationPeriod, ReviewCount


def load_periods(periods: list[Values]) -> Tally:
    """Reviews that an inspectorate evaluated, by period."""
    return _load("Evaluation periods", periods, PERIOD, EvaluationPeriod)


def load_counts(counts: list[Values]) -> Tally:
    """Reviews and notifications that were counted."""
    return _load("Counts of reviews", counts, COUNT, ReviewCount)


def _load(name: str, rows: list[Values], form: tuple[Field, ...], model: type[Base]) -> Tally:
    found = difference(model, "slug", [to_row(values, form, model) for values in rows])
    remove(model, "slug", [row["slug"] for row in found.gone])
    write(model, "slug", found)
    return Tally(name, len(rows), len(found.new), len(found.changed), len(found.gone))
