"""Fields of the forms of a pack, and what all these forms have: the version on which the page was opened."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, ClassVar

from wtforms import Field, HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, ValidationError

from kb.core.characters import one_line
from kb.packs import limits
from kb.web.forms import Form, MarkdownArea, TextArea, TextInput

LONGEST_VERSION = 9
"""Digits of the number of a version."""


class NotLonger:
    """The text may have so many characters; if it has more, it is said how many."""

    def __init__(self, most: int, more: str = "") -> None:
        """`more`: what else to do about it."""
        self._most, self._more = most, more

    def __call__(self, _form: BaseForm, field: Field) -> None:
        """Refuse what is longer."""
        number = len(field.data or "")
        if number > self._most:
            raise ValidationError(f"Use at most {self._most:,} characters here: you have {number:,}{self._more}")


def prose(typed: Any) -> str:
    """A text of several lines as it is kept."""
    return str(typed or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def line(label: str, hint: str = "", *, most: int = limits.LINE, needed: str = "") -> StringField:
    """One line; `needed` is what is said where it is empty."""
    too_long = NotLonger(most)
    return StringField(
        label,
        description=hint,
        widget=TextInput(),
        filters=[lambda typed: one_line(typed or "")],
        validators=[DataRequired(needed), too_long] if needed else [too_long],
    )


def text(label: str, hint: str = "", *, most: int = limits.LOCAL, needed: str = "") -> TextAreaField:
    """Several lines without marks."""
    too_long = NotLonger(most)
    return TextAreaField(
        label,
        description=hint,
        widget=TextArea(),
        filters=[prose],
        validators=[DataRequired(needed), too_long] if needed else [too_long],
    )


def markdown(
    label: str, hint: str = "", *, most: int = limits.TEXT, rows: int = 6, words: int = 0, needed: str = ""
) -> TextAreaField:  # fmt: skip
    """Several lines of Markdown; `words`: how many it is to have at most, which is counted while somebody writes."""
    too_long = NotLonger(most, ". Put the rest elsewhere")
    return TextAreaField(
        label,
        description=hint,
        widget=MarkdownArea(rows=rows, words=words),
        filters=[prose],
        validators=[DataRequired(needed), too_long] if needed else [too_long],
    )


class MinutesField(Field):
    """Whole minutes, such as a part takes; None where nothing was typed."""

    widget = TextInput()

    def __init__(self, label: str, *, between: tuple[int, int] = limits.MINUTES, **given: Any) -> None:
        """`between`: the fewest and the most that it takes."""
        super().__init__(label, **given)
        self._between = between

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else str(self.data or "")

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        typed = valuelist[0].strip() if valuelist else ""
        fewest, most = self._between
        self.data = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else None
        if typed and (self.data is None or not fewest <= self.data <= most):
            self.data = None
            raise ValueError(f"Enter whole minutes between {fewest} and {most}")


class LinesField(Field):
    """A list that is typed with each entry on a line of its own."""

    widget = TextArea()

    def __init__(self, label: str, *, hint: str = "", fewest: int = 0, most: int = limits.ITEMS, **given: Any) -> None:
        """`fewest` and `most`: how many lines it may have; the validators are its own."""
        super().__init__(label, description=hint, **given)
        self._fewest, self._most = fewest, most

    def _value(self) -> str:
        """What the field holds: what was typed, or else what is kept."""
        return str(self.raw_data[0]) if self.raw_data else "\n".join(self.data or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the lines that have something in them."""
        if valuelist:
            self.data = tuple(kept for each in prose(valuelist[0]).split("\n") if (kept := one_line(each)))

    def pre_validate(self, form: BaseForm) -> None:
        """See that there are not too many, and none is too long."""
        found = self.data or ()
        if len(found) < self._fewest:
            raise ValidationError(f"Write at least {self._fewest}, each on a line of its own")
        if len(found) > self._most:
            raise ValidationError(f"Write at most {self._most} lines: you have {len(found)}")
        for number, each in enumerate(found, 1):
            if len(each) > limits.ITEM:
                raise ValidationError(f"Line {number} is too long: use at most {limits.ITEM} characters for it")


def several(label: str, hint: str = "", **options: Any) -> SelectMultipleField:
    """Several of what is offered; what is not offered (any more) is passed over."""
    return SelectMultipleField(label, description=hint, choices=[], validate_choice=False, **options)


def choices(pairs: Iterable[tuple[Any, str]]) -> list[Any]:
    """Value and words as a field has them."""
    return [SelectChoice(value, words) for value, words in pairs]


def offered(field: Any) -> list[Any]:
    """The values that can be chosen."""
    return [choice.value for choice in field.choices]


class PackForm(Form):
    """What every form of a pack has."""

    opened = HiddenField()
    """Number of the version on which the page was opened."""
    stands_at: ClassVar[Mapping[str, str]] = {}
    """The field at which something is said of a field of the content, where the two have not the same name."""

    def __init__(self, version: int, **values: Any) -> None:
        """`formdata`: None for a form that shows what is kept, whatever was sent."""
        super().__init__(**values)
        self.was_sent = self.is_submitted() and "formdata" not in values
        if not self.was_sent:
            self.opened.data = str(version)

    @property
    def since(self) -> int:
        """The version on which the page was opened; 0 where the page says none."""
        said = self.opened.data or ""
        return int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST_VERSION else 0

    def fields_of(self, name: str) -> list[str]:
        """The fields of the page that hold a field of the content."""
        return [self.stands_at.get(name, name)]

    def follow(self, fresh: "PackForm", contested: Collection[str]) -> None:
        """Let the page go on from the text as it is now, which `fresh` shows.

        What is contested stays as it was typed. All else is shown as it is kept: what others have written there would
        be overwritten by words that nobody has changed.
        """
        typed = {field for name in contested for field in self.fields_of(name)}
        for field in self:
            if field.name in fresh and field.name not in typed and field.type != "CSRFTokenField":
                field.data, field.raw_data = fresh[field.name].data, None

    def dispute(self, contested: Mapping[str, Any], by: str) -> None:
        """Say at the fields that somebody else has changed them, too."""
        for name in contested:
            field = self[self.stands_at.get(name, name)]
            told = f"{by} has changed “{plain_label(field)}” too. Save again to have it as you typed it"
            field.errors = [*field.errors, told]


def plain_label(field: Field) -> str:
    """What a field is called, without what stands behind it in brackets."""
    return str(field.label.text).removesuffix(" (optional)")
