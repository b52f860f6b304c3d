"""The form of a source."""

from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, Length, ValidationError

from kb.core.characters import one_line
from kb.core.clock import today
from kb.core.days import EXAMPLE
from kb.editorial.accepting import (
    FIRST_SOURCE_YEAR,
    LONGEST_OF_SOURCE,
    NEEDED_OF_SOURCE,
    too_long_for_source,
    year_in,
)
from kb.editorial.addresses import NoAddress, web_address
from kb.editorial.queries.choices import closed_choices
from kb.editorial.service.citing import Citation
from kb.web.forms import DayField, Form, Select, TextArea, TextInput

KINDS = "source-kinds"


def _length(field: str) -> Length:
    return Length(max=LONGEST_OF_SOURCE[field], message=too_long_for_source(field))


def on_one_line(_form: Form, field: Field) -> None:
    """A validator that comes first: what was typed is kept as what shows of it, on one line."""
    field.data = one_line(field.data or "")


def checked_address(_form: Form, field: StringField) -> None:
    """A validator: what was typed is an address that a reader can open, and is kept as such."""
    try:
        field.data = web_address(field.data or "")
    except NoAddress as problem:
        raise ValidationError(str(problem)) from None


class SourceForm(Form):
    """Where something was published."""

    title = StringField(
        "Title",
        description="As the report or page itself has it",
        widget=TextInput(),
        validators=[on_one_line, DataRequired(NEEDED_OF_SOURCE["title"]), _length("title")],
    )
    publisher = StringField(
        "Publisher",
        description="The board, inspectorate, ministry, journal or newspaper",
        widget=TextInput(),
        validators=[on_one_line, DataRequired(NEEDED_OF_SOURCE["publisher"]), _length("publisher")],
    )
    kind = SelectField("Kind of source", widget=Select(), validate_choice=False)
    year = StringField("Year of publication (optional)", widget=TextInput(), validators=[on_one_line])
    url = StringField(
        "Web address (optional)",
        description="Where anybody can read it. Leave it empty if it is not on the web.",
        widget=TextInput(),
        validators=[checked_address],
    )
    pages = StringField(
        "Pages (optional)",
        description="Such as page 12, or paragraphs 4.1 to 4.6",
        widget=TextInput(),
        validators=[on_one_line, _length("pages")],
    )
    accessed = DayField("Day on which you read it (optional)", hint="Left empty beside a web address, it is today")
    note = TextAreaField(
        "Note (optional)",
        description="What a reader should know of it, such as “as reported by” somebody else",
        widget=TextArea(),
        validators=[on_one_line, _length("note")],
    )
    opened = HiddenField()
    """Digest of what was said of the source when the page was opened."""

    def __init__(self, shown: Citation | None = None) -> None:
        kept = {} if shown is None else {name: getattr(shown, name) for name in _SHOWN}
        if shown is not None:
            kept |= {"kind": shown.kind_key.partition("/")[2], "opened": shown.digest}
        super().__init__(data=kept)
        if shown is not None:
            self.accessed.description = f"For example, {EXAMPLE}"
        self.kind.choices = [
            SelectChoice("", "Choose the kind"), *(SelectChoice(*choice) for choice in closed_choices(KINDS))
        ]  # fmt: skip

    def validate_kind(self, field: SelectField) -> None:
        """It is one of the list."""
        if not field.data or field.data not in {slug for slug, _ in closed_choices(KINDS)}:
            raise ValidationError(NEEDED_OF_SOURCE["kind"])

    def validate_year(self, field: StringField) -> None:
        """A year is a number of four digits that lies behind us."""
        try:
            year_in(field.data or "", FIRST_SOURCE_YEAR)
        except ValueError as problem:
            raise ValidationError(str(problem)) from None

    def validate_accessed(self, field: DayField) -> None:
        """Nobody has read it in the future."""
        if field.data and field.data > today():
            raise ValidationError("The day on which you read it must not lie in the future")

    @property
    def citation(self) -> Citation:
        """What was typed, once it is valid."""
        url = self.url.data or None
        return Citation(
            title=self.title.data or "",
            publisher=self.publisher.data or "",
            year=int(self.year.data) if self.year.data else None,
            url=url,
            kind_key=f"{KINDS}/{self.kind.data}",
            pages=self.pages.data or None,
            accessed=self.accessed.data or (today() if url and not self.opened.data else None),
            note=self.note.data or None,
        )

    def follow(self, now: Citation) -> None:
        """Let the page continue from what is said of the source now; what stands in its fields stays."""
        self.opened.data, self.opened.raw_data = now.digest, None


_SHOWN = ("title", "publisher", "year", "url", "pages", "accessed", "note")
