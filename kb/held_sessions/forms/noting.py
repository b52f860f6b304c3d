"""The form on which it is noted that a session was held."""

from collections.abc import Iterable
from itertools import dropwhile
from typing import Any

from flask import request
from wtforms import Field, HiddenField, RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from kb.core.clock import today
from kb.held_sessions.checking import stop_in
from kb.held_sessions.forms.numbers import NumberField
from kb.held_sessions.limits import NOTE
from kb.held_sessions.models import HeldSession
from kb.held_sessions.service import NONE_CAME, Noted
from kb.lessons.queries.labels import labels
from kb.packs.forms.fields import LinesField, choices, line
from kb.packs.models import Pack
from kb.web.forms import DayField, Form, Radios, Select

MORE = "more"
"""What the button sends that asks for another agency."""
PEOPLE = "people-"
"""Begins the name of the field of an agency; its slug follows."""
NO_ONE_AGENCY = "all-agencies"
"""It stands for what is meant for every agency; people come from one."""
NO_NAMES = "Do not write the name of any child, family or colleague"


class HeldForm(Form):
    """A session: when, how, and how many came from each agency."""

    opened = HiddenField()
    """The version of the session on which the page was opened."""
    held_on = DayField("Day", validators=[InputRequired("Enter the day on which the session was held")])
    format = RadioField("How was it held?", widget=Radios(), validators=[DataRequired("Choose how it was held")])
    more_agency = SelectField("Another agency", widget=Select(), validate_choice=False)
    more_number = NumberField("People of this agency")
    note = line("Note (optional)", f"What you want to remember of the day. {NO_NAMES}", most=NOTE)
    changes = LinesField(
        "What teams said that they will do differently (optional)",
        hint=f"From their plans, one change on each line. {NO_NAMES}",
    )

    def __init__(self, pack: Pack, held: HeldSession | None = None) -> None:
        super().__init__()
        self.just_added = False
        self._pack, content = pack, pack.now
        agencies = {f"agencies/{slug}": 0 for slug in content.agencies}
        data: dict[str, Any] = {"format": content.format}
        if held is not None:
            agencies |= {each.agency_key: each.number for each in held.attendance}
            data = {
                "opened": str(held.version), "held_on": held.held_on, "format": held.format, "note": held.note,
                "changes": tuple(held.changes_reported),
            }  # fmt: skip
        known = _agencies()
        sent = {key: 0 for key in known if PEOPLE + _slug(key) in request.form}
        for key, number in {**agencies, **{key: agencies.get(key, 0) for key in sent}}.items():
            if key in known:
                self._add(key, known[key])
                data[PEOPLE + _slug(key)] = number
        self.format.choices = choices((label.slug, label.label) for label in _list("session-formats"))
        self.process(request.form if self.is_submitted() else None, data=data)
        self.more_agency.choices = self._left()

    def _add(self, key: str, label: str) -> Field:
        name = PEOPLE + _slug(key)
        field: Field = self.meta.bind_field(self, NumberField(label, where=f"{label}: "), {"name": name, "prefix": ""})
        behind = dropwhile(lambda other: other != "more_agency", [*self._fields])
        self._fields |= {name: field, **{other: self._fields.pop(other) for other in behind}}
        return field

    def _left(self) -> list[Any]:
        there = {each.name for each in self.people_fields}
        left = ((_slug(key), label) for key, label in _agencies().items() if PEOPLE + _slug(key) not in there)
        return choices([("", "Choose an agency"), *(each for each in left if each[0] != NO_ONE_AGENCY)])

    @property
    def people_fields(self) -> list[Field]:
        """The fields of agencies, in their order."""
        return [field for name, field in self._fields.items() if name.startswith(PEOPLE)]

    @property
    def total(self) -> int:
        """How many people were typed in so far."""
        return sum(self._people().values())

    def take_another(self) -> None:
        """Make a field of the agency that was chosen, so that one more can be."""
        slug, number = self._chosen(), self.more_number
        if not slug:
            self.more_agency.errors = ["Choose the agency that you want to add"]
            return
        self.just_added = True
        added = self._add(f"agencies/{slug}", _agencies()[f"agencies/{slug}"])
        added.process(None, data=number.data or 0)
        added.raw_data, added.errors = number.raw_data, list(number.process_errors)
        number.raw_data, number.data, number.process_errors, number.errors = None, 0, [], []
        self.more_agency.data = ""
        self.more_agency.choices = self._left()

    def validate_held_on(self, field: DayField) -> None:
        """A session that was held is not to come."""
        if field.data and field.data > today():
            raise ValidationError("This day is still to come. Note a session once it was held")

    def validate_more_number(self, field: NumberField) -> None:
        """Somebody came."""
        if field.data and not self._chosen():
            return
        if not self._people() and not any(each.process_errors for each in self.people_fields):
            raise ValidationError(NONE_CAME)

    def validate_more_agency(self, field: SelectField) -> None:
        """A number is of an agency, and an agency has a number."""
        if self.more_number.data and not self._chosen():
            raise ValidationError("Choose the agency that these people are from, or leave the number out")
        if self._chosen() and not self.more_number.data and not self.more_number.process_errors:
            raise ValidationError("Enter how many people of this agency came, or choose no agency")

    def validate_note(self, field: Field) -> None:
        """Nobody can be recognised."""
        self._look_for_names(field, [field.data or ""])

    def validate_changes(self, field: LinesField) -> None:
        """Nobody can be recognised."""
        self._look_for_names(field, field.data or ())

    def _look_for_names(self, field: Field, lines: Iterable[str]) -> None:
        if said := next((said for each in lines if (said := stop_in(self._pack, each))), ""):
            raise ValidationError(said)

    def _chosen(self) -> str:
        slug = self.more_agency.data or ""
        return slug if f"agencies/{slug}" in _agencies() and slug != NO_ONE_AGENCY else ""

    def _people(self) -> dict[str, int]:
        found = {each.name.removeprefix(PEOPLE): each.data or 0 for each in self.people_fields}
        if slug := self._chosen():
            found[slug] = found.get(slug, 0) + (self.more_number.data or 0)
        return {slug: number for slug, number in found.items() if number}

    @property
    def noted(self) -> Noted:
        """What was typed."""
        assert self.held_on.data is not None  # noqa: S101 - it was asked for
        return Noted(
            self.held_on.data, self.format.data, self._people(), self.note.data or "", tuple(self.changes.data or ())
        )

    @property
    def since(self) -> int:
        """The version of the session on which the page was opened; 0 where the page says none."""
        said = self.opened.data or ""
        return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0

    def follow(self, version: int) -> None:
        """Let the page go on from this version; what stands in its fields stays."""
        self.opened.data, self.opened.raw_data = str(version), None


def _agencies() -> dict[str, str]:
    return {f"agencies/{label.slug}": label.label for label in _list("agencies")}


def _list(slug: str) -> list[Any]:
    return [label for key, label in labels().values.items() if key.startswith(f"{slug}/")]


def _slug(key: str) -> str:
    return key.partition("/")[2]
