"""Forms for the people of an organisation."""

from typing import Any

from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, Length, ValidationError

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership
from kb.members.queries import colleagues, members_among
from kb.members.roles import WORDS, label
from kb.members.typed_addresses import MOST, TypedAddresses, read
from kb.web.forms import Form, Radios, Select, TextArea

ROLE_HINTS = [{"hint": {"text": words.may}} for words in WORDS]
DECLINE = "decline"
LONGEST = 20_000
"""Characters of a list of addresses: more than the longest addresses take."""


def _role_field(legend: str) -> RadioField:
    return RadioField(
        legend,
        choices=[SelectChoice(words.role, words.label) for words in WORDS],
        widget=Radios(),
        validators=[DataRequired("Choose a role")],
    )


class InviteForm(Form):
    """Addresses to invite, and the role that is offered to all of them."""

    addresses = TextAreaField(
        "E-mail addresses",
        description=f"One on each line, or semicolons between them, at most {MOST}. Each gets a message of its own.",
        widget=TextArea(),
        validators=[
            DataRequired("Enter at least one e-mail address"),
            Length(max=LONGEST, message="Enter fewer lines"),
        ],
    )
    role = _role_field("What may they do?")

    def __init__(self, organisation: Organisation, **values: Any) -> None:
        super().__init__(**values)
        self.organisation = organisation
        self.typed = TypedAddresses()

    def validate_addresses(self, field: TextAreaField) -> None:
        """Every line has to be right before anything is sent: then nobody has to find out who was invited."""
        if field.errors:
            return  # far too long to be read; a message that is no StopValidation does not end the checks
        self.typed = read(field.data or "")
        if self.typed.number > MOST:
            raise ValidationError(f"Enter at most {MOST} addresses at once: these are {self.typed.number}")
        problems, lines = self.typed.problems, self.typed.lines
        for email in members_among(self.organisation.id, lines):
            problems.append((lines[email], f"{email} belongs to somebody who is a member already."))
        if problems:
            wrong = len({line for line, _ in problems})
            lines_are = "1 line needs" if wrong == 1 else f"{wrong} lines need"
            raise ValidationError(f"Nothing has been sent yet: {lines_are} to be put right")
        if not lines:
            raise ValidationError("Enter at least one e-mail address")


class RoleForm(Form):
    """The role of a member."""

    role = _role_field("What may they do?")


class DecisionForm(Form):
    """Whether somebody belongs to the organisation, and in which role."""

    decision = RadioField(
        "Do they belong to your organisation?",
        choices=[
            *(SelectChoice(words.role, f"Yes, as {label(words.role)}") for words in WORDS),
            SelectChoice(DECLINE, "No"),
        ],
        widget=Radios(),
        validators=[DataRequired("Choose a role, or No")],
    )


class SuccessorForm(Form):
    """Who takes over the drafts of somebody who goes."""

    successor = SelectField("Who takes over their drafts?", widget=Select(), validators=[])

    def __init__(self, membership: Membership, default: int | None, **values: Any) -> None:
        super().__init__(**values)
        found = colleagues(membership)
        names = [(str(each.user_id), f"{each.name}, {label(each.role)}") for each in found]
        self.successor.choices = [*names, ("", "Nobody for now")]
        if not self.is_submitted():
            known = {each.user_id for each in found}
            self.successor.data = str(default) if default in known else names[0][0] if names else ""

    @property
    def successor_id(self) -> int | None:
        """Number of the user who was chosen."""
        return int(self.successor.data) if self.successor.data else None


class PlainForm(Form):
    """A button."""


class SendAgainForm(Form):
    """A button that may be refused."""

    addresses = HiddenField()
    """Holds what the use case says where it refuses; the button on the page has its id."""
