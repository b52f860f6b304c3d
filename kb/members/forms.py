"""Forms for the people of an organisation."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, Length, ValidationError

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership
from kb.members.queries.members import (
    WRITERS,
    Colleague,
    has_another_lead,
    members_among,
    others_beside,
    writers_beside,
)
from kb.members.queries.waiting import sent_by
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


KEEP = "keep"


class SuccessorForm(Form):
    """Who takes over the drafts of somebody who goes, and whether the invitations stay that they have sent."""

    successor = SelectField("Who takes over their drafts?", widget=Select(), validators=[])
    invitations = RadioField(
        "What becomes of open invitations that they have sent?",
        choices=[
            SelectChoice(KEEP, "They stay: the other leads answer for them from now on"),
            SelectChoice("withdraw", "They end: their links stop working"),
        ],
        default=KEEP,
        widget=Radios(),
        validators=[DataRequired("Choose what becomes of the invitations")],
    )

    def __init__(self, membership: Membership, by: int | None, **values: Any) -> None:
        super().__init__(**values)
        self.sent = sent_by(membership)
        """Addresses of the open invitations that they have sent."""
        self.led_by_others = has_another_lead(membership)
        if not self.sent or not self.led_by_others or membership.user_id == by:
            del self.invitations
        found = writers_beside(membership)
        self.successor.choices = [*_people(found), ("", "Nobody for now")]
        if not self.is_submitted():
            first = found[0].user_id if found else ""
            self.successor.data = str(by if by in {each.user_id for each in found} else first)

    @property
    def successor_id(self) -> int | None:
        """Number of the user who was chosen."""
        return int(self.successor.data) if self.successor.data else None

    @property
    def keeps_invitations(self) -> bool:
        """Whether the invitations stay, as far as it was asked."""
        return "invitations" not in self or self.invitations.data == KEEP

    def choices(self) -> dict[str, Any]:
        """What was chosen, for the use case."""
        return {"successor_id": self.successor_id, "keep_invitations": self.keeps_invitations}

    @property
    def kept(self) -> bool:
        """Whether there are invitations that stay."""
        return bool(self.sent) and self.led_by_others and self.keeps_invitations


class RoleForm(SuccessorForm):
    """The role of a member, and what comes with a lower one."""

    role = _role_field("What may they do?")

    def __init__(self, membership: Membership, by: int | None) -> None:
        super().__init__(membership, by, role=membership.role)
        self.successor.label.text = "If they can no longer write: who takes over their drafts?"
        if membership.role not in WRITERS:
            del self.successor
        if membership.role != "lead":
            self.sent = ()
        if membership.role != "lead" and "invitations" in self:
            del self.invitations

    @property
    def successor_id(self) -> int | None:
        """Number of the user who was chosen; None, too, where nobody was asked for."""
        return super().successor_id if "successor" in self else None


class HandOverForm(Form):
    """Who leads from now on, and what the lead before is then."""

    to = SelectField("Who leads from now on?", widget=Select(), validators=[])
    role = RadioField(
        "Which role do you keep?",
        choices=[SelectChoice(words.role, words.label) for words in reversed(WORDS) if words.role != "lead"],
        default="contributor",
        widget=Radios(),
        validators=[DataRequired("Choose a role")],
    )

    def __init__(self, membership: Membership, *, own: bool) -> None:
        super().__init__()
        if not own:
            self.role.label.text = f"Which role does {membership.user.name} keep?"
        self.to.choices = [("", "Choose a person"), *_people(others_beside(membership))]
        self.sent = sent_by(membership)
        """Addresses of the open invitations that the lead has sent."""

    def validate_to(self, field: SelectField) -> None:
        """Somebody has to be chosen."""
        if not field.data:
            raise ValidationError("Choose who leads from now on")


def _people(found: Sequence[Colleague]) -> list[tuple[str, str]]:
    """People to choose from: with their addresses, because two may have one name."""
    return [(str(each.user_id), f"{each.name} ({each.email}), {label(each.role)}") for each in found]


class PlainForm(Form):
    """A button."""


class SendAgainForm(Form):
    """A button that may be refused."""

    addresses = HiddenField()
    """Holds what the use case says where it refuses; the button on the page has its id."""
