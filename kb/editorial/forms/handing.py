"""Forms with which a lesson goes from hand to hand within an organisation, and with which the lead is asked."""

from typing import Any

from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, Length

from kb.accounts.models.organisation import Organisation
from kb.editorial.queries.workspace import Writer, writers_of
from kb.lessons.models.lesson import Revision
from kb.web.forms import Checkbox, Form, Select, TextArea

MOST_NOTE = 1000
NOT_OF_THE_FAMILY = "It is sent by e-mail, so it says nothing about the family."
_SHORT = Length(max=MOST_NOTE, message=f"Shorten it to {MOST_NOTE:,} characters")


class HandOverForm(Form):
    """Who goes on with a lesson."""

    to = SelectField("Who goes on with it?", widget=Select(), validators=[DataRequired("Choose who goes on with it")])
    note = TextAreaField(
        "A note to that person (optional)",
        description=f"Nobody else reads it. {NOT_OF_THE_FAMILY}",
        widget=TextArea(),
        validators=[_SHORT],
    )

    def __init__(self, revision: Revision, who: int | None, **values: Any) -> None:
        super().__init__(**values)
        holder = revision.lesson.holder_id
        others = [each for each in writers_of(revision.organisation_id) if each.user_id != holder]
        self.to.choices = [
            SelectChoice("", "Choose somebody"),
            *(SelectChoice(str(each.user_id), _called(each, who, others)) for each in others),
        ]


def _called(writer: Writer, who: int | None, others: list[Writer]) -> str:
    """A name; with the address where two people have it."""
    twins = sum(each.name == writer.name for each in others) > 1
    name = f"{writer.name} ({writer.email})" if twins else writer.name
    return f"{name}, yourself" if writer.user_id == who else f"{name}, {writer.role}"


class AskLeadForm(Form):
    """What the lead is told."""

    note = TextAreaField(
        "A note to your lead (optional)", description=NOT_OF_THE_FAMILY, widget=TextArea(), validators=[_SHORT]
    )


class SendBackForm(Form):
    """Why the lead does not agree yet."""

    note = TextAreaField(
        "What is to be changed first?",
        description=f"Whoever wrote the lesson gets it. {NOT_OF_THE_FAMILY}",
        widget=TextArea(),
        validators=[DataRequired("Say what is to be changed first"), _SHORT],
    )


class AgreementForm(Form):
    """Whether the lead agrees first."""

    lead_agrees_first = BooleanField("The lead agrees before a lesson is submitted", widget=Checkbox())

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(lead_agrees_first=organisation.lead_agrees_first)
