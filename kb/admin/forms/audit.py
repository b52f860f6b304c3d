"""The filter of the audit trail; it stands in the address, so it carries no token."""

from collections.abc import Mapping
from typing import Self

from werkzeug.datastructures import MultiDict
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import Length, NumberRange, Optional

from kb.access.actors import Permission
from kb.core import trail
from kb.web.forms import DateInput, Form, Select, TextInput

LARGEST = 2**31 - 1
ANY = ("", "Any")


def _number(label: str) -> IntegerField:
    message = "Enter a number such as 12"
    return IntegerField(
        label, widget=TextInput(), validators=[Optional(), NumberRange(min=1, max=LARGEST, message=message)]
    )


def _day(label: str) -> DateField:
    return DateField(label, widget=DateInput(), validators=[Optional()])


class AuditFilter(Form):
    """Which entries are wanted."""

    class Meta(Form.Meta):
        """Nothing is changed by looking."""

        csrf = False

    who = _number("Number of the user")
    act = SelectField(
        "Did or read",
        choices=[SelectChoice(*ANY), SelectChoice("did", "Did"), SelectChoice("read", "Read")],
        widget=Select(),
        validators=[Optional()],
    )
    permission = SelectField(
        "Permission",
        choices=[SelectChoice(*ANY), *(SelectChoice(name.value, name.value) for name in Permission)],
        widget=Select(),
        validators=[Optional()],
    )
    kind = StringField("Table", widget=TextInput(), validators=[Length(max=63, message="Enter the name of a table")])
    number = _number("Number in the table")
    request = StringField(
        "Number of the request",
        widget=TextInput(),
        validators=[Length(max=64, message="Enter the number as the error page shows it")],
    )
    since = _day("First day")
    until = _day("Last day")

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Self:
        """The filter that an address describes."""
        return cls(MultiDict(arguments))

    def wanted(self) -> trail.Filter:
        """The filter for the trail; the form is valid."""
        return trail.Filter(
            actor_id=self.who.data,
            act=self.act.data or None,
            permission=self.permission.data or None,
            thing_kind=(self.kind.data or "").strip() or None,
            thing_id=self.number.data,
            request_id=(self.request.data or "").strip() or None,
            since=self.since.data,
            until=self.until.data,
        )
