"""Forms about organisations. Closed lists are filled in by the pages, because they are content."""

from collections.abc import Iterable

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, InputRequired, Optional

from kb.admin.service.organisations import NAME_STATUSES
from kb.sign_on.tenants import KINDS
from kb.web.forms import Checkbox, DayField, Form, Radios, Select, TextInput

NOT_CHOSEN = ("", "Choose one")


def choices(pairs: Iterable[tuple[str, str]], *, first: tuple[str, str] = NOT_CHOSEN) -> list[SelectChoice]:
    """Choices of a select, after one that says that nothing is chosen."""
    return [SelectChoice(*first), *(SelectChoice(*pair) for pair in pairs)]


class NameForm(Form):
    """A name, and how sure it is."""

    name = StringField("Name", widget=TextInput(), validators=[DataRequired("Enter the name of the organisation")])
    name_status = RadioField(
        "How sure is the name?",
        description="The first two are shown as facts. With the others, the page says that the name was not seen.",
        choices=[SelectChoice(*status) for status in NAME_STATUSES.items()],
        widget=Radios(),
        validators=[DataRequired("Choose how sure the name is")],
    )


class PlaceForm(Form):
    """What sort of organisation it is, and where it works. The choices are filled in by the page."""

    kind = SelectField("Kind", widget=Select(), validators=[DataRequired("Choose a kind")])
    nation = SelectField("Nation", widget=Select(), validators=[DataRequired("Choose a nation")])
    region = SelectField(
        "Region", description="Leave it out for a national body", widget=Select(), validators=[Optional()]
    )


class NewOrganisationForm(NameForm, PlaceForm):
    """An organisation that is not in the list."""


class DatesForm(Form):
    """The first and the last day."""

    valid_from = DayField("First day", hint="Leave it empty if it is not known", validators=[Optional()])
    valid_to = DayField("Last day", hint="Leave it empty while the organisation is there", validators=[Optional()])


class MergeChoiceForm(Form):
    """The organisation that stays; it stands in the address of the next page."""

    class Meta(Form.Meta):
        """Nothing is changed by choosing."""

        csrf = False

    into = SelectField("Which entry stays?", widget=Select(), validate_choice=False)


class MergeForm(Form):
    """The name of the organisation that goes, typed as a proof that it is meant."""

    typed_name = StringField(
        "Type the name of the organisation that goes", widget=TextInput(), validators=[DataRequired("Type its name")]
    )
    into = HiddenField()
    """Holds what the use case says where it refuses; the button on the page has its id."""


class SuccessionForm(Form):
    """Who took over, and when."""

    by = SelectField("Which organisation took over?", widget=Select(), validators=[DataRequired("Choose one")])
    on = DayField(
        "Last day of the old organisation", validators=[InputRequired("Enter the last day of the old organisation")]
    )
    members_join = BooleanField("Make its members members of the new organisation too", widget=Checkbox())


class SignOnForm(Form):
    """A tenant or a domain that belongs to an organisation."""

    kind = RadioField(
        "What is it?",
        choices=[SelectChoice(*kind) for kind in KINDS.items()],
        widget=Radios(),
        validators=[DataRequired("Choose what it is")],
    )
    value = StringField(
        "Domain or tenant",
        description="Such as northbridge.gov.uk, or 72f988bf-0000-41af-91ab-2d7cd011db47",
        widget=TextInput(),
        validators=[DataRequired("Enter the domain or the tenant")],
    )
    verified = BooleanField(
        "I have verified with the organisation that this is theirs and nobody else's",
        widget=Checkbox(),
        validators=[DataRequired("Verify that it is theirs before you go on, and tick the box")],
    )
