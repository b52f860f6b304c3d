"""The filter of the audit trail; it stands in the address, so it carries no token."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from werkzeug.datastructures import MultiDict
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from kb.accounts.models.organisation import Organisation
from kb.core import trail
from kb.core.trail import Occurring
from kb.web.forms import DateInput, Form, Select, TextInput

LARGEST = 2**31 - 1
ANY = SelectChoice("", "Any")


class _Number(IntegerField):
    """A whole number, with a message that names the field."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(f"{self.label.text} must be a number such as 12") from None


class _Day(DateField):
    """A day, with a message that names the field."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(f"{self.label.text} must be a day such as 2026-11-28") from None
        if self.data and not 2000 <= self.data.year <= 2200:
            raise ValueError(f"{self.label.text} must be in a year from 2000 to 2200")


def _number(label: str) -> IntegerField:
    message = f"{label} must be a number such as 12"
    return _Number(label, widget=TextInput(), validators=[Optional(), NumberRange(1, LARGEST, message)])


def _choice(label: str) -> SelectField:
    return SelectField(label, widget=Select(), validators=[Optional()], validate_choice=False)


class AuditFilter(Form):
    """Which entries are wanted."""

    class Meta(Form.Meta):
        """Nothing is changed by looking."""

        csrf = False

    who = _number("Number of the user")
    act = _choice("Did or read")
    permission = _choice("What")
    organisation = _choice("Organisation")
    kind = _choice("Kind of thing")
    number = _number("Number of the thing")
    request = StringField(
        "Number of the request",
        widget=TextInput(),
        validators=[Length(max=64, message="Number of the request must be as the error page shows it")],
    )
    since = _Day("First day", widget=DateInput(), validators=[Optional()])
    until = _Day("Last day", widget=DateInput(), validators=[Optional()])

    @classmethod
    def of(cls, arguments: Mapping[str, str], known: Occurring, organisations: Iterable[Organisation]) -> Self:
        """The filter that an address describes; a choice that no entry has leaves no entry."""
        form = cls(MultiDict(arguments))
        form.act.choices = [ANY, SelectChoice("did", "Did"), SelectChoice("read", "Read")]
        form.permission.choices = [ANY, *_with_chosen(form.permission, known.permissions)]
        form.kind.choices = [ANY, *_with_chosen(form.kind, known.kinds)]
        form.organisation.choices = [ANY, *(SelectChoice(row.slug, row.name) for row in organisations)]
        return form

    def validate_until(self, field: Any) -> None:
        """The last day is not before the first."""
        if self.since.data and field.data and field.data < self.since.data:
            raise ValidationError("Last day must not be before the first day")

    def wanted(self, organisation_id: int | None) -> trail.Filter:
        """The filter for the trail; the form is valid."""
        return trail.Filter(
            actor_id=self.who.data,
            act=self.act.data or None,
            permission=self.permission.data or None,
            thing_kind=self.kind.data or None,
            thing_id=self.number.data,
            organisation_id=organisation_id,
            request_id=(self.request.data or "").strip() or None,
            since=self.since.data,
            until=self.until.data,
        )


def _with_chosen(field: SelectField, known: list[str]) -> list[SelectChoice]:
    return [SelectChoice(word, word) for word in sorted({*known, *filter(None, [field.data])})]
