"""The filter of the audit trail; it stands in the address, so it carries no token."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from kb.access.actors import Permission
from kb.access.deeds import DID, words_of
from kb.access.looks import READ
from kb.core import audit, trail
from kb.core.db import Base
from kb.web.addresses import LARGEST_NUMBER
from kb.web.forms import DayField, Form, Select, TextInput

BEGINNING = date(2000, 1, 1)
"""There was no trail before."""
ANY = SelectChoice("", "Any")
ACTS = {"did": "What was done", "read": "What was read", "any": "What was done or read"}
NARROW = ("verb", "permission", "request")
"""Fields that choose between done and read by themselves."""


class _Number(IntegerField):
    """A whole number, with a message that names the field."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(f"{self.label.text} must be a number such as 12") from None


def _number(label: str) -> IntegerField:
    message = f"{label} must be a number such as 12"
    return _Number(label, widget=TextInput(), validators=[Optional(), NumberRange(1, LARGEST_NUMBER, message)])


def _choice(label: str) -> SelectField:
    known = Length(max=64, message=f"{label} must be one of the list")
    return SelectField(label, widget=Select(), validators=[Optional(), known], validate_choice=False)


def _text(label: str, most: int) -> StringField:
    message = f"{label} must be {most} characters or fewer"
    return StringField(label, widget=TextInput(), validators=[Length(max=most, message=message)])


class AuditFilter(Form):
    """Which entries are wanted."""

    class Meta(Form.Meta):
        """Nothing is changed by looking."""

        csrf = False

    who = _text("Who", 254)
    act = _choice("Done or read")
    verb = _choice("What")
    organisation = _text("Organisation", 254)
    since = DayField("First day", first=BEGINNING, validators=[Optional()])
    until = DayField("Last day", first=BEGINNING, validators=[Optional()])
    permission = _choice("Permission")
    kind = _choice("Kind of thing")
    number = _number("Number of the thing")
    request = _text("Number of the request", 64)

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Self:
        """The filter that an address describes; a choice that no entry has leaves no entry.

        One that says nothing of it shows what was done: most of the rest are admins who looked around.
        """
        form = cls(MultiDict(arguments))
        if not form.act.data:
            form.act.data = "any" if any(form[name].data for name in NARROW) else "did"
        form.act.choices = [SelectChoice(*pair) for pair in ACTS.items()]
        verbs = {verb: words_of(verb) for verb in (*DID, *READ)}
        form.verb.choices = _choices(form.verb, verbs)
        form.permission.choices = _choices(form.permission, {each: each for each in Permission})
        form.kind.choices = _choices(form.kind, {name: name.replace("_", " ") for name in Base.metadata.tables})
        return form

    def validate_act(self, field: Any) -> None:
        """An address that was typed can say anything."""
        if field.data not in ACTS:
            raise ValidationError("Choose done or read from the list")

    def validate_until(self, field: Any) -> None:
        """The last day is not before the first."""
        if self.since.data and field.data and field.data < self.since.data:
            raise ValidationError("Last day must not be before the first day")

    def validate_kind(self, field: Any) -> None:
        """A kind alone would be most of the trail; what was done says the same better."""
        if field.data and self.number.raw_data in ([""], [], None):
            raise ValidationError("Enter the number of the thing, too, or choose what was done")

    def validate_number(self, field: Any) -> None:
        """The same number stands for many things."""
        if field.data and not self.kind.data:
            raise ValidationError("Choose the kind of thing that has this number")

    @property
    def narrowed(self) -> bool:
        """Whether a field is filled that few people need."""
        return any(self[name].data or self[name].errors for name in ("permission", "kind", "number", "request"))

    def wanted(self, actor_id: int | None, organisation_ids: tuple[int, ...]) -> trail.Filter:
        """The filter for the trail; the form is valid."""
        return trail.Filter(
            actor_id=actor_id,
            act=self.act.data if self.act.data in audit.ACTS else None,
            verb=self.verb.data or None,
            permission=self.permission.data or None,
            thing_kind=self.kind.data or None,
            thing_id=self.number.data,
            organisation_ids=organisation_ids,
            request_id=(self.request.data or "").strip() or None,
            since=self.since.data,
            until=self.until.data,
        )


def _choices(field: SelectField, known: Mapping[str, str]) -> list[SelectChoice]:
    """The words in the order of the alphabet, and what the address says beside them."""
    chosen = {field.data: field.data} if field.data and field.data not in known else {}
    return [ANY, *(SelectChoice(*pair) for pair in sorted((chosen | dict(known)).items(), key=lambda each: each[1]))]
