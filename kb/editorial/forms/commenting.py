"""The form with which writers answer a comment."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired

from kb.web.forms import Form, TextArea


class AnswerForm(Form):
    """An answer to a comment."""

    text = TextAreaField(
        "Your answer",
        description="Write nothing about the family that is not in the text.",
        widget=TextArea(),
        validators=[DataRequired("Write your answer")],
    )
