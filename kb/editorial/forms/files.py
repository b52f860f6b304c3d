"""Forms for the files of a lesson."""

from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import FileField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, Length, ValidationError

from kb.core.characters import one_line
from kb.editorial.queries.choices import closed_choices, descriptions
from kb.editorial.service.attaching import Words, words_of
from kb.extraction.parts import MIB, Refused
from kb.identity.files import CHECKED
from kb.lessons.files import ENDINGS, LARGEST, TOO_LARGE, Received, received
from kb.lessons.models.attachment import Attachment
from kb.web.forms import File, Form, Radios, TextArea, TextInput

LONGEST_TITLE, LONGEST_PURPOSE = 120, 400
LICENCES = "licences"
CHOOSE_AGAIN = "Choose the file again: browsers do not keep a file that was not taken"


class SentFileForm(Form):
    """A file that somebody sends. It is opened here, so that what is the matter is said at the field."""

    file = FileField(
        "The file",
        description="PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument text (.odt), CSV, PNG or JPEG, "
        f"up to {LARGEST // MIB} MB.",
        widget=File(),
        render_kw={"accept": ",".join(ENDINGS)},
    )
    sent: Received

    def validate_file(self, field: FileField) -> None:
        """It has to be one that can be shared."""
        chosen: FileStorage | None = field.data
        if not chosen or not chosen.filename:
            raise ValidationError("Choose a file")
        data = chosen.stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ValidationError(TOO_LARGE)
        try:
            self.sent = received(data, chosen.filename, CHECKED)
        except Refused as refused:
            raise ValidationError(refused.says) from None

    def ask_again(self) -> None:
        """Where something else is the matter, say that the file has to be chosen once more."""
        if self.errors and not self.file.errors and self.file.data:
            self.file.errors = [CHOOSE_AGAIN]


class WordsForm(Form):
    """What is said of a file."""

    title = StringField(
        "Title",
        description="What readers see, for example “Checklist for first visits”. Name nobody.",
        filters=[lambda typed: one_line(typed or "")],
        widget=TextInput(),
        validators=[
            DataRequired("Give the file a title"),
            Length(max=LONGEST_TITLE, message=f"Use at most {LONGEST_TITLE} characters for the title"),
        ],
    )
    purpose = TextAreaField(
        "What is it for?",
        description="One or two sentences: who uses it, and when.",
        filters=[lambda typed: (typed or "").strip()],
        widget=TextArea(),
        validators=[
            DataRequired("Say what the file is for"),
            Length(max=LONGEST_PURPOSE, message=f"Use at most {LONGEST_PURPOSE} characters to say what it is for"),
        ],
    )
    licence = RadioField(
        "How may others use it?", widget=Radios(), validators=[DataRequired("Choose how others may use the file")]
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.licence.choices = [SelectChoice(*choice) for choice in closed_choices(LICENCES)]

    @property
    def licence_hints(self) -> list[dict[str, Any]]:
        """What each licence means, for the items of the field."""
        return [{"hint": {"text": meaning}} for meaning in descriptions(LICENCES).values()]

    @property
    def words(self) -> Words:
        """What was typed, once it is valid."""
        return Words(self.title.data or "", self.purpose.data or "", f"{LICENCES}/{self.licence.data}")


class SaidForm(WordsForm):
    """What is said of a file that is there, to be changed."""

    opened = HiddenField()
    """Digest of what was said of it when the page was opened."""

    def __init__(self, attachment: Attachment) -> None:
        super().__init__(
            title=attachment.title,
            purpose=attachment.purpose,
            licence=attachment.licence_key.partition("/")[2],
            opened=words_of(attachment).digest,
        )

    def follow(self, now: Words) -> None:
        """Let the page continue from what is said of the file now; what stands in its fields stays."""
        self.opened.data, self.opened.raw_data = now.digest, None


class AttachForm(WordsForm, SentFileForm):
    """A file with what is said of it."""
