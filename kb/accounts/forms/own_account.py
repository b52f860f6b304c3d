"""Forms about one's own account."""

from typing import Self

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired

from kb.accounts.forms.signing_in import NEW_PASSWORD
from kb.accounts.models.user import User
from kb.accounts.service.proving import has_password
from kb.web.forms import Form, PasswordInput, TextInput


class ProvingForm(Form):
    """A step that asks for the password first, of those who have one."""

    password = PasswordField(
        "Your password",
        description="The one that you sign in with now",
        widget=PasswordInput(),
        validators=[InputRequired("Enter your password")],
    )

    @classmethod
    def of(cls, user: User) -> Self:
        """The form for this person."""
        form = cls()
        if not has_password(user):
            del form.password
        return form

    @property
    def proof(self) -> str | None:
        """The password that was typed; None from those who have none."""
        return self.password.data if "password" in self else None


class NameForm(Form):
    """What one is called."""

    name = StringField(
        "Your name",
        description="As colleagues know you. They see it beside what you do for your organisation.",
        widget=TextInput(),
        validators=[DataRequired("Enter your name")],
    )


class PasswordForm(ProvingForm):
    """Another password, or the first."""

    new_password = PasswordField(
        "New password",
        description=NEW_PASSWORD,
        widget=PasswordInput(),
        validators=[InputRequired("Enter a new password")],
    )


class AddressForm(ProvingForm):
    """Another address."""

    email = StringField(
        "New e-mail address",
        description="We send a message there, and one to your present address. Both have a link to confirm the change.",
        widget=TextInput(),
        validators=[DataRequired("Enter your new e-mail address")],
    )


class ConfirmingForm(Form):
    """A button, and the token that shows where it was pressed."""


class CorrectedAddressForm(ProvingForm):
    """The button that an admin's correction of one's address waits for."""

    confirm = HiddenField()
    """Holds what the use case says where it refuses; the button on the page has its id."""
