"""The form that begins a lesson."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from itsdangerous import BadData, URLSafeSerializer
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, Length, ValidationError

from kb.core.db import utc_now
from kb.core.settings import settings
from kb.editorial.forms.sources import on_one_line
from kb.editorial.names import STATE_NAMES, name_of
from kb.editorial.queries.choices import review_choices
from kb.editorial.service.beginning import COPY_GONE
from kb.editorial.steps import LENGTHS
from kb.lessons.models.lesson import Revision
from kb.web.forms import Form, Radios, Select, TextInput

BLANK, REVIEW, COPY = "blank", "review", "copy"
_LONGEST = LENGTHS["title"][1]


class BeginForm(Form):
    """With what a lesson begins."""

    start = RadioField(
        "How do you want to begin?",
        widget=Radios(),
        validators=[DataRequired("Choose how you want to begin")],
    )
    review = SelectField(
        "Review, if you begin from one",
        description="Its place, its year and its sources are filled in for you.",
        widget=Select(),
        validate_choice=False,
    )
    copy_of = SelectField(
        "Lesson, if you begin from a copy",
        description="All its texts, choices, sources and files are copied. The lesson itself stays as it is.",
        widget=Select(),
        validate_choice=False,
    )
    title = StringField(
        "Working title (optional)",
        description="You can change it at any time.",
        widget=TextInput(),
        validators=[on_one_line, Length(max=_LONGEST, message=f"A title has at most {_LONGEST} characters")],
    )
    opened = HiddenField()

    def __init__(self, copies: Sequence[Revision], **values: Any) -> None:
        super().__init__(**values)
        starts = [SelectChoice(BLANK, "With a blank lesson"), SelectChoice(REVIEW, "From a review")]
        if copies:
            starts.append(SelectChoice(COPY, "From a copy of one of our lessons"))
        self.start.choices = starts
        self.review.choices = [
            SelectChoice("", "Choose a review"), *(SelectChoice(*choice) for choice in review_choices())
        ]  # fmt: skip
        self.copy_of.choices = offered = [
            SelectChoice("", "Choose a lesson"),
            *(SelectChoice(str(each.id), f"{name_of(each)} ({STATE_NAMES[each.state].lower()})") for each in copies),
        ]
        self._copies = {choice.value for choice in offered}
        if not self.is_submitted():
            self.opened.data = _seal().dumps(utc_now().isoformat())

    def validate_review(self, field: SelectField) -> None:
        """Whoever begins from a review has to say which."""
        if self.start.data == REVIEW and not field.data:
            raise ValidationError("Choose the review")

    def validate_copy_of(self, field: SelectField) -> None:
        """Whoever begins from a copy has to say of which lesson."""
        if self.start.data == COPY and not field.data:
            raise ValidationError("Choose the lesson")
        if self.start.data == COPY and field.data not in self._copies:
            raise ValidationError(COPY_GONE)

    @property
    def moment(self) -> datetime:
        """When the page was opened, which names it; now, where that cannot be read."""
        try:
            return datetime.fromisoformat(_seal().loads(self.opened.data or "")).astimezone(UTC)
        except (BadData, TypeError, ValueError):
            return utc_now()


def _seal() -> URLSafeSerializer:
    """So that nobody makes up when a lesson was begun."""
    return URLSafeSerializer(settings().secret_key, salt="page that begins a lesson")
