"""Forms with which a text is signed and published."""

from datetime import datetime
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, InputRequired, ValidationError

from kb.core.clock import in_uk, moment_at, today
from kb.core.times import NoTime, typed_time
from kb.web.forms import Checkbox, DayField, Form, Radios, TextArea, TextInput

NOW, LATER = "now", "later"


class SignForm(Form):
    """That somebody signs, and exactly what."""

    read = BooleanField(widget=Checkbox(), validators=[InputRequired("Tick this once you have read all of it")])
    digest = HiddenField()

    def __init__(self, statement: str, digest: str) -> None:
        super().__init__(digest=digest)
        self.read.label.text = statement


class CannotSignForm(Form):
    """Why somebody does not sign."""

    text = TextAreaField(
        "Why can you not sign it?",
        description="Say what would have to be changed. Editors read it, and nobody who wrote the lesson. Write "
        "nothing about the family that is not in the text.",
        widget=TextArea(),
        validators=[DataRequired("Say what would have to be changed")],
    )


class PublishForm(Form):
    """When a text becomes public, and what its readers are told."""

    when = RadioField(
        "When is it to be public?",
        choices=[SelectChoice(NOW, "Now"), SelectChoice(LATER, "At a time")],
        default=NOW,
        widget=Radios(),
        validators=[DataRequired("Choose when it is to be public")],
    )
    day = DayField("Day", first=datetime(2000, 1, 1).date())
    time = StringField("Time", description="British time, for example 9:30", widget=TextInput())
    change_note = TextAreaField(
        "What is different, and why?",
        description="Readers see this in the history of the lesson. One or two sentences.",
        widget=TextArea(),
    )

    def __init__(self, *, replaces: bool, **values: Any) -> None:
        """`replaces`: whether another text of the lesson is public, which this one replaces."""
        super().__init__(**values)
        if not replaces:
            del self.change_note

    def validate_when(self, field: RadioField) -> None:
        """Who typed a time meant it."""
        typed = (*(self.day.raw_data or ()), *(self.time.raw_data or ()))
        if field.data == NOW and "".join(map(str, typed)).strip():
            raise ValidationError("You chose now, and entered a day or a time. Choose “At a time”, or empty them")

    def validate_day(self, field: DayField) -> None:
        """It takes a day where it is for later."""
        if self.when.data == LATER:
            if field.data is None:
                raise ValidationError("Enter the day on which it is to be public")
            if field.data < today():
                raise ValidationError("The day must be today or later")

    def validate_time(self, field: StringField) -> None:
        """It takes a time where it is for later."""
        if self.when.data == LATER:
            try:
                at = typed_time(field.data or "")
            except NoTime as problem:
                raise ValidationError(str(problem)) from None
            if self.day.data is not None and in_uk(moment_at(self.day.data, at)).time() != at:
                raise ValidationError("That time does not exist on that day: the clocks go forward. Choose another")

    @property
    def at(self) -> datetime | None:
        """The moment that was chosen; None for now."""
        if self.when.data != LATER or self.day.data is None:
            return None
        return moment_at(self.day.data, typed_time(self.time.data or ""))
