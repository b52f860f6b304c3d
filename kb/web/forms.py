"""The base of every form: GOV.UK widgets, the error summary, and a use case's refusal shown as the form's errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.main import wtforms_errors
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovFileInput,
    GovPasswordInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import Field

from kb.core.characters import visible
from kb.core.clock import long_date, today
from kb.core.days import EARLIEST, EXAMPLE, NoDay, meant_day
from kb.core.errors import Invalid
from kb.web.field_labels import register

UNCHANGED = "Nothing was different, so nothing was changed."
"""What a page says to somebody who sent a form as it was."""


class _NoEmptyHint:
    """The library points `aria-describedby` at an empty hint where there is none."""

    def map_gov_params(self, field: Field, **options: Any) -> dict[str, Any]:
        """The component's parameters, without a hint that says nothing."""
        parameters: dict[str, Any] = super().map_gov_params(field, **options)  # type: ignore[misc]
        if not (parameters.get("hint") or {}).get("text"):
            parameters.pop("hint", None)
        return parameters


class TextInput(_NoEmptyHint, GovTextInput):  # type: ignore[misc]
    """One line of text."""


class TextArea(_NoEmptyHint, GovTextArea):  # type: ignore[misc]
    """Several lines of text."""


class MarkdownArea(TextArea):
    """Several lines of Markdown; where scripts run with a toolbar, a count of words and a preview."""

    def __init__(self, *, words: int = 0, rows: int = 8) -> None:
        """`words`: how many it should have at most; none where it is 0."""
        super().__init__()
        self._words = words
        self._rows = rows

    def map_gov_params(self, field: Field, *, preview: str = "", **options: Any) -> dict[str, Any]:
        """The component's parameters; `preview` is the address that renders what was written."""
        parameters = super().map_gov_params(field, **options)
        told = {"data-writing": "", "data-words": str(self._words or ""), "data-preview": preview}
        attributes = {name: value for name, value in told.items() if value or name == "data-writing"}
        group = {"classes": "kb-writing", "attributes": attributes}
        return {"rows": self._rows, **parameters, "formGroup": group}


class File(_NoEmptyHint, GovFileInput):  # type: ignore[misc]
    """A file from the reader's machine."""


class Radios(_NoEmptyHint, GovRadioInput):  # type: ignore[misc]
    """One of a few choices, all shown."""


class Checkbox(_NoEmptyHint, GovCheckboxInput):  # type: ignore[misc]
    """One thing to agree to."""


class Select(_NoEmptyHint, GovSelect):  # type: ignore[misc]
    """One of many choices."""


class DayInput(TextInput):
    """A day, as wide as one is long."""

    def map_gov_params(self, field: Field, **options: Any) -> dict[str, Any]:
        """The component's parameters."""
        return {"classes": "govuk-input--width-10", **super().map_gov_params(field, **options)}


class PasswordInput(_NoEmptyHint, GovPasswordInput):  # type: ignore[misc]
    """A password, which its owner may have shown while typing. It is never put into a page."""


class DayField(Field):
    """A day that is typed, in any usual form; None where nothing was.

    It is one field of text: browsers send an empty one for what they cannot read in a field for dates, as if nothing
    had been typed. Here what was typed stays, and is named where it is no day or cannot be meant.
    """

    widget = DayInput()

    def __init__(self, label: str, *, hint: str = "", first: date = EARLIEST, **options: Any) -> None:
        """`hint` stands before the example, without a stop; `first` is the earliest day that can be meant."""
        example = f"For example, {EXAMPLE}"
        super().__init__(label, description=f"{hint}. {example}" if hint else example, **options)
        self._first = first

    def _value(self) -> str:
        """What the field holds: what was typed, or else the day that is kept."""
        if self.raw_data:
            return str(self.raw_data[0])
        return long_date(self.data) if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        if not valuelist:
            return
        self.data = None
        if not visible(valuelist[0]).strip():
            return
        try:
            self.data = meant_day(valuelist[0], today(), self._first)
        except NoDay as problem:
            raise ValueError(f"{self.label.text.removesuffix(' (optional)')} {problem}") from None


def _without_nul(text: Any) -> Any:
    """PostgreSQL keeps no text with a NUL in it, and nobody types one."""
    return text.replace("\0", "") if isinstance(text, str) else text


class Form(FlaskForm):  # type: ignore[misc]
    """A form that turns the refusal of a use case into messages beside its fields."""

    def __init_subclass__(cls, **options: Any) -> None:
        """Let other pages know what its fields are called."""
        super().__init_subclass__(**options)
        register(cls)

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """What holds for every field."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Take characters out that no database keeps, before anything else looks at the text."""
            options["filters"] = [_without_nul, *options.get("filters", ())]
            return super().bind_field(form, unbound_field, options)

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Show what `Invalid` says at the fields it names; the page is then shown again with everything typed."""
        try:
            yield
        except Invalid as refusal:
            for name, message in refusal.problems.items():
                self[name].errors = [*self[name].errors, message]


def error_summary(form: Form) -> dict[str, Any]:
    """Parameters of the error summary of a form; each entry leads to its field."""
    summary: dict[str, Any] = wtforms_errors(form)
    return summary
