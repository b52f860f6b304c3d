"""The base of every form: GOV.UK widgets, the error summary, and a use case's refusal shown as the form's errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.main import wtforms_errors
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovPasswordInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import Field

from kb.core.errors import Invalid


class _NoEmptyHint:
    """The library points `aria-describedby` at an empty hint where a field has no description."""

    def map_gov_params(self, field: Field, **options: Any) -> dict[str, Any]:
        """The component's parameters, without a hint that says nothing."""
        parameters: dict[str, Any] = super().map_gov_params(field, **options)  # type: ignore[misc]
        if not field.description:
            parameters.pop("hint", None)
        return parameters


class TextInput(_NoEmptyHint, GovTextInput):  # type: ignore[misc]
    """One line of text."""


class TextArea(_NoEmptyHint, GovTextArea):  # type: ignore[misc]
    """Several lines of text."""


class Radios(_NoEmptyHint, GovRadioInput):  # type: ignore[misc]
    """One of a few choices, all shown."""


class Checkbox(_NoEmptyHint, GovCheckboxInput):  # type: ignore[misc]
    """One thing to agree to."""


class Select(_NoEmptyHint, GovSelect):  # type: ignore[misc]
    """One of many choices."""


class DateInput(TextInput):
    """A day, which most browsers let one pick."""

    input_type = "date"


class PasswordInput(_NoEmptyHint, GovPasswordInput):  # type: ignore[misc]
    """A password, which its owner may have shown while typing. It is never put into a page."""


def _without_nul(text: Any) -> Any:
    """PostgreSQL keeps no text with a NUL in it, and nobody types one."""
    return text.replace("\0", "") if isinstance(text, str) else text


class Form(FlaskForm):  # type: ignore[misc]
    """A form that turns the refusal of a use case into messages beside its fields."""

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
