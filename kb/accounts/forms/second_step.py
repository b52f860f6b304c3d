"""Forms about the second step of signing in."""

from wtforms import StringField
from wtforms.validators import DataRequired

from kb.accounts.forms.own_account import ProvingForm
from kb.web.forms import TextInput


class SetUpForm(ProvingForm):
    """A code that shows that the app has the secret."""

    code = StringField(
        "Code from the app",
        description="6 digits. The app shows another code every half minute.",
        widget=TextInput(),
        validators=[DataRequired("Enter the 6 digits that your app shows")],
    )
