"""What the fields of a form are called on its page."""

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from kb.web.field_labels import Known, fields_of
from kb.web.forms import Form


class Short(Form):
    """One field."""

    title = StringField("Title of the note")


class Long(Form):
    """Several."""

    title = StringField("Title of the letter")
    colour = RadioField("Colour", choices=[SelectChoice("r", "Red")])
    board = SelectField("Board")
    agreed = BooleanField("I agree")
    step = HiddenField()


class AlsoShort(Form):
    """Another of one field."""

    title = StringField("Title of the song")


def test_the_form_with_most_of_the_names_and_fewest_others_is_meant() -> None:
    found = fields_of(__name__, [], ["title", "colour", "board", "agreed", "step", "then"])

    assert found["title"].label == "Title of the letter"
    assert found["colour"] == Known("Colour", {"r": "Red"}, chosen=True)
    assert (found["colour"].value("r"), found["agreed"].value("y")) == ("Red", "Yes")
    assert found["step"].hidden
    assert "then" not in found


def test_where_two_forms_may_be_meant_what_the_view_uses_decides_and_else_nothing_is_said() -> None:
    assert fields_of(__name__, [], ["title"]) == {}
    assert fields_of(__name__, [Short], ["title"])["title"].label == "Title of the note"


def test_forms_of_other_packages_are_not_meant() -> None:
    assert fields_of("kb.lessons.routes", [Short], ["title", "colour"]) == {}


def test_a_number_says_something_only_where_it_was_typed() -> None:
    found = fields_of(__name__, [], ["title", "colour", "board"])

    assert found["title"].says("7")
    assert not found["board"].says("7")
    assert found["board"].says("northbridge")
