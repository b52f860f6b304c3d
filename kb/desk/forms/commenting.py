"""Forms with which something is said about a text."""

from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired

from kb.editorial.steps import LABELS
from kb.web.forms import Form, Radios, TextArea

WRITERS, TEAM = "writers", "team"
NOT_OF_THE_FAMILY = "Write nothing about the family that is not in the text."
FOR_CHOICES = (
    (WRITERS, "Its writers, once the lesson is returned to them"),
    (TEAM, "The editorial team alone: no writer ever reads it"),
)


class CommentForm(Form):
    """A comment."""

    text = TextAreaField(
        "What do you want to say?",
        description=NOT_OF_THE_FAMILY,
        widget=TextArea(),
        validators=[DataRequired("Write what you want to say")],
    )
    to = RadioField(
        "Who is to read it?",
        choices=[SelectChoice(*choice) for choice in FOR_CHOICES],
        default=WRITERS,
        widget=Radios(),
        validators=[DataRequired("Choose who is to read it")],
    )


class _Reasons(Form):
    """What is to be changed."""

    whole = TextAreaField(
        "What is to be changed in the lesson as a whole?", description=NOT_OF_THE_FAMILY, widget=TextArea()
    )

    def given(self) -> dict[str, str]:
        """What was typed, by field; that of no field is about the whole."""
        typed = {name: (self[name].data or "").strip() for name in ("whole", *LABELS)}
        return {"" if name == "whole" else name: text for name, text in typed.items() if text}


ReturnForm: type[_Reasons] = type(
    "ReturnForm", (_Reasons,), {name: TextAreaField(label, widget=TextArea()) for name, label in LABELS.items()}
)
"""The same with a place for each field of a lesson."""
