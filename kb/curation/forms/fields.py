"""The kinds of fields that the forms of curation are made of."""

from collections.abc import Callable, Iterable
from typing import Any

from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import Length, ValidationError

from kb.core.clock import today
from kb.editorial.accepting import FIRST_SOURCE_YEAR, year_in
from kb.editorial.forms.sources import checked_address, on_one_line
from kb.web.forms import DayField, Form, Select, TextArea, TextInput

Validator = Callable[[Any, Any], None]


def line(label: str, *validators: Validator, hint: str = "") -> StringField:
    """A field for a few words."""
    return StringField(label, description=hint, widget=TextInput(), validators=[on_one_line, *validators])


def passage(label: str, *validators: Validator, hint: str = "") -> TextAreaField:
    """A field for some sentences, which are kept as one paragraph."""
    return TextAreaField(label, description=hint, widget=TextArea(), validators=[on_one_line, *validators])


def several(label: str, *, hint: str) -> TextAreaField:
    """A field for several texts, each on a line."""
    return TextAreaField(label, description=hint, widget=TextArea())


def choice(label: str, *validators: Validator) -> SelectField:
    """A field to choose one of a list, which the form fills in because it is content."""
    return SelectField(label, widget=Select(), validate_choice=False, validators=validators)


def address_here() -> StringField:
    """The field for the address of a page of the site."""
    hint = "The last part of the address of its page. If you change it, the old address leads to the new one."
    return line("Address", hint=hint)


def address_elsewhere() -> StringField:
    """The field for the address of something on the web."""
    hint = "Where anybody can read it. Leave it empty if it is not on the web."
    return StringField("Web address (optional)", description=hint, widget=TextInput(), validators=[checked_address])


def options(pairs: Iterable[tuple[str, str]], first: str) -> list[SelectChoice]:
    """What can be chosen, by value and words, behind what stands there before anything is."""
    return [SelectChoice("", first), *(SelectChoice(*pair) for pair in pairs)]


def words_of_choices(field: Any) -> dict[str, str]:
    """What can be chosen in a field, with its words; empty for a field that is typed."""
    return {str(each.value): str(each.label) for each in getattr(field, "choices", None) or () if each.value}


# --- validators


def longest(number: int) -> Length:
    """A validator: a text is not longer than this many characters."""
    return Length(max=number, message=f"This must have {number:,} characters or fewer")


def of_list(_form: Form, field: Field) -> None:
    """A validator of a choice: it is one of those that the page offers."""
    if field.data and field.data not in words_of_choices(field):
        raise ValidationError("Choose one of the list")


def past_year(_form: Form, field: StringField) -> None:
    """A validator: a year is a number of four digits that lies behind us."""
    try:
        year_in(field.data or "", FIRST_SOURCE_YEAR)
    except ValueError as problem:
        raise ValidationError(str(problem)) from None


def past_day(_form: Form, field: DayField) -> None:
    """A validator: the day does not lie in the future."""
    if field.data and field.data > today():
        raise ValidationError(f"{field.label.text} must not lie in the future")
