"""Forms about words that are added to the lists of the identity check."""

from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, Length, ValidationError

from kb.identity.models import ALLOWED
from kb.identity.service.terms import ADDABLE, LONGEST, name_of
from kb.web.forms import Form, Radios, Select, TextInput

RULE_CHOICES = [(ALLOWED, "Allowed"), *((rule, f"Reported: {name_of(rule)}") for rule in ADDABLE)]
"""What can become of a word, with its words."""


class IdentityTermForm(Form):
    """A word or phrase, what becomes of it, and where."""

    term = StringField(
        "Word or phrase",
        description="Capitals, accents and hyphens make no difference. Do not enter the name of a child or a relative: "
        "this list is kept, and other admins read it.",
        widget=TextInput(),
        validators=[
            DataRequired("Enter a word or phrase"),
            Length(max=LONGEST, message=f"Enter at most {LONGEST} characters"),
        ],
    )
    rule = SelectField(
        "What becomes of it?",
        choices=[SelectChoice("", "Choose one"), *(SelectChoice(*choice) for choice in RULE_CHOICES)],
        widget=Select(),
        validators=[DataRequired("Choose what becomes of it")],
    )
    where = RadioField(
        "In whose texts?",
        choices=[
            SelectChoice("everywhere", "Everywhere"),
            SelectChoice("organisation", "In those of one organisation"),
        ],
        widget=Radios(),
        validators=[DataRequired("Choose in whose texts")],
    )
    organisation = SelectField(
        "Organisation",
        description="Local names of streets, schools or projects belong to one organisation",
        widget=Select(),
    )

    def validate_organisation(self, field: SelectField) -> None:
        """Nobody means everywhere by leaving an organisation out."""
        if self.where.data == "organisation" and not field.data:
            raise ValidationError("Choose the organisation")
