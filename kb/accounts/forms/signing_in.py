"""Forms for signing in, registering and choosing a new password."""

from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from kb.accounts.passwords import HOW, SHORTEST, check
from kb.core.errors import Invalid
from kb.web.forms import Form, PasswordInput, TextInput

NEW_PASSWORD = f"At least {SHORTEST} characters. {HOW} You can paste it from a password manager."
CODE = "The 6 digits that your authenticator app shows now, or one of your recovery codes"


def _address(label: str = "E-mail address", description: str = "") -> StringField:
    return StringField(
        label, description=description, widget=TextInput(), validators=[DataRequired("Enter your e-mail address")]
    )


def _new_password(label: str) -> PasswordField:
    return PasswordField(
        label, description=NEW_PASSWORD, widget=PasswordInput(), validators=[InputRequired("Enter a password")]
    )


def _name() -> StringField:
    return StringField(
        "Your name",
        description="As colleagues know you, in any script. People in your organisation see it.",
        widget=TextInput(),
        validators=[DataRequired("Enter your name")],
    )


class SignInForm(Form):
    """Address and password."""

    email = _address()
    password = PasswordField("Password", widget=PasswordInput(), validators=[DataRequired("Enter your password")])


class CodeForm(Form):
    """The second step."""

    code = StringField("Code", description=CODE, widget=TextInput(), validators=[DataRequired("Enter a code")])


class AddressForm(Form):
    """An address to which a link is sent."""

    email = _address()


class NewAccountForm(Form):
    """A form with a name and a new password."""

    def validate_password(self, field: PasswordField) -> None:
        """Say at once what is wrong with both: where the name is missing, nobody else looks at the password."""
        if not (self.name.data or "").strip():
            _judge(field)


def _judge(field: PasswordField) -> None:
    try:
        check(field.data or "")
    except Invalid as refusal:
        raise ValidationError(refusal.problems["password"]) from None


class RegisterForm(NewAccountForm):
    """Who registers. The address is shown and not read: the link has proven it."""

    email = StringField("E-mail address", widget=TextInput())
    name = _name()
    password = _new_password("Password")


class FirstAdminForm(NewAccountForm):
    """Who looks after a new site."""

    email = _address(description="You sign in with it. Messages of the site go there.")
    name = _name()
    password = _new_password("Password")


class NewPasswordForm(Form):
    """A new password. The address is shown and not read."""

    email = StringField("E-mail address", widget=TextInput())
    password = _new_password("New password")
    code = StringField("Code", widget=TextInput(), validators=[Optional()])


class NewPasswordWithCodeForm(NewPasswordForm):
    """The same for somebody with a second step."""

    code = StringField("Code", description=CODE, widget=TextInput(), validators=[DataRequired("Enter a code")])

    def validate_password(self, field: PasswordField) -> None:
        """Say at once what is wrong with both: where the code is missing, nobody else looks at the password."""
        if not (self.code.data or "").strip():
            _judge(field)
