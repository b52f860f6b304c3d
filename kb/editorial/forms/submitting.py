"""The form with which a lesson is submitted."""

from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from kb.editorial.queries.choices import closed_choices
from kb.editorial.service.submitting import DECLARATIONS
from kb.web.forms import Form


class SubmitForm(Form):
    """What is declared. That each is ticked is the use case's rule."""

    declared = SelectMultipleField("What you declare", choices=[], validate_choice=False)

    def __init__(self) -> None:
        super().__init__()
        self.declared.choices = [SelectChoice(slug, label) for slug, label in closed_choices(DECLARATIONS)]


class PlainForm(Form):
    """A form that asks nothing: its button is the answer."""
