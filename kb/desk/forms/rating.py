"""The form with the points of review."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from kb.desk.queries.points import MARKS, Point, digest_of
from kb.desk.service.rating import name_of
from kb.editorial.queries.choices import closed_choices
from kb.web.forms import Form, Radios, TextArea

NOBODY_LOOKED = "Not looked at"


class _Points(Form):
    """What the page was opened with; the points themselves are content."""

    opened = HiddenField()

    def said(self, points: Sequence[Point]) -> dict[str, tuple[str, str]]:
        """Mark and note of each point."""
        return {
            each.slug: (self[name_of(each.slug)].data or "", self[f"note_{name_of(each.slug)}"].data or "")
            for each in points
        }


def points_form(points: Sequence[Point]) -> _Points:
    """A form with a mark and a note for each of these points."""
    choices = [*closed_choices(MARKS), ("", NOBODY_LOOKED)]
    fields: dict[str, Field] = {}
    values: dict[str, Any] = {"opened": digest_of(points)}
    for each in points:
        name = name_of(each.slug)
        fields[name] = RadioField(
            each.label,
            description=each.description,
            choices=[SelectChoice(*choice) for choice in choices],
            widget=Radios(),
            validate_choice=False,
        )
        fields[f"note_{name}"] = TextAreaField("What would make it better (optional)", widget=TextArea())
        values |= {name: each.mark, f"note_{name}": each.note}
    made: type[_Points] = type("PointsForm", (_Points,), fields)
    return made(**values)
