"""The form that adds a lesson to a pack."""

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from kb.core.characters import one_line
from kb.web.forms import Form, TextInput


class AddLessonForm(Form):
    """A lesson by its reference or address."""

    lesson = StringField(
        "Reference or address of a lesson",
        description="Such as LB-0042, or the address of its page",
        widget=TextInput(),
        filters=[lambda typed: one_line(typed or "")],
        validators=[
            DataRequired("Enter the reference or the address of a lesson"),
            Length(max=400, message="This is too long for the reference or the address of a lesson"),
        ],
    )
