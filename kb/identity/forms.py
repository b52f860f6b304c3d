"""Forms of the identity check."""

from wtforms import FileField, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, Length, ValidationError

from kb.identity.service.answering import LONGEST
from kb.web.forms import File, Form, Radios, TextArea

LONGEST_TEXT = 100_000
"""Characters: some 16,000 words, twenty lessons."""
OUTCOME_CHOICES = (
    ("may_stand", "They may stand: nobody can be recognised by them"),
    ("must_change", "They must be changed before this is published"),
)
_LENGTH_OF_REASON = Length(min=10, max=LONGEST, message=f"Give a reason of 10 to {LONGEST:,} characters")


class TextForm(Form):
    """A text to check."""

    text = TextAreaField(
        "Your text",
        description="Nothing of it is kept here.",
        widget=TextArea(),
        validators=[
            DataRequired("Paste or type a text"),
            Length(max=LONGEST_TEXT, message=f"Check at most {LONGEST_TEXT:,} characters at once"),
        ],
    )


class FileForm(Form):
    """A file to check."""

    file = FileField(
        "Your file",
        description="PDF, Word, Excel, PowerPoint or OpenDocument text, CSV, plain text, JPEG or PNG, up to 50 MB. "
        "It is not kept here.",
        widget=File(),
    )

    def validate_file(self, field: FileField) -> None:
        """There has to be one, with something in it."""
        if not field.data or not field.data.filename:
            raise ValidationError("Choose a file")
        if not field.data.stream.read(1):
            raise ValidationError(f"{field.data.filename} is empty: choose another file")
        field.data.stream.seek(0)


class CopyForm(FileForm):
    """A file to make a copy of."""

    file = FileField(
        "Your file",
        description="PDF, Word, Excel, PowerPoint or OpenDocument text, JPEG or PNG, up to 50 MB. It is not kept here.",
        widget=File(),
    )


class SentenceForm(Form):
    """Other words in place of a sentence."""

    sentence = TextAreaField(
        "The sentence",
        description="Leave it empty to take the sentence out.",
        widget=TextArea(),
        validators=[Length(max=LONGEST, message=f"Write at most {LONGEST:,} characters")],
    )


class ReasonForm(Form):
    """Why a passage stays as it is."""

    reason = TextAreaField(
        "Why does it have to stay?",
        description="The identity reviewer reads this. Say what makes sure that nobody can be recognised by it.",
        widget=TextArea(),
        validators=[DataRequired("Give a reason, or go back and change the sentence"), _LENGTH_OF_REASON],
    )


class CombinationForm(Form):
    """What the identity reviewer decides about facts together."""

    outcome = RadioField(
        "May these facts stand together?",
        choices=[SelectChoice(*outcome) for outcome in OUTCOME_CHOICES],
        widget=Radios(),
        validators=[DataRequired("Choose whether these facts may stand together")],
    )
    reason = TextAreaField(
        "Why?",
        description="The organisation reads this.",
        widget=TextArea(),
        validators=[DataRequired("Say why"), _LENGTH_OF_REASON],
    )
    combination = HiddenField()
