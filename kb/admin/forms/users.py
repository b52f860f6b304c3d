"""Forms about users: a step that asks first, and a membership."""

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired

from kb.accounts.models.user import ROLES
from kb.members.roles import BY_ROLE
from kb.web.forms import Checkbox, Form, Radios, Select, TextInput

CHECKED = "I have spoken to the person, on a number that I did not get from whoever asks"
NOT_CHECKED = "Check who asks before you go on, and tick the box"


class StepForm(Form):
    """A button that does what its page says."""

    step = HiddenField()
    """Holds what the use case says where it refuses; the button on the page has its id."""


class CheckedStepForm(StepForm):
    """The same, for what is asked for by people who are not who they say."""

    checked = BooleanField(CHECKED, widget=Checkbox(), validators=[DataRequired(NOT_CHECKED)])


class AddressForm(Form):
    """The address that somebody has now whose mailbox is gone."""

    email = StringField(
        "New address",
        description="A link to confirm it goes there",
        widget=TextInput(),
        validators=[DataRequired("Enter the new address")],
    )
    checked = BooleanField(CHECKED, widget=Checkbox(), validators=[DataRequired(NOT_CHECKED)])


class MembershipForm(Form):
    """An organisation and a role in it."""

    organisation = SelectField("Organisation", widget=Select(), validators=[DataRequired("Choose an organisation")])
    role = RadioField(
        "Role",
        choices=[SelectChoice(role, BY_ROLE[role].label) for role in ROLES],
        widget=Radios(),
        validators=[DataRequired("Choose a role")],
    )
