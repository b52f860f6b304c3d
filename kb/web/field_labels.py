"""What the fields of a form are called on its page, for showing elsewhere what somebody typed into it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, HiddenField
from wtforms.fields.choices import SelectFieldBase
from wtforms.fields.core import UnboundField

_FORMS: list[type] = []


@dataclass(frozen=True, slots=True)
class Known:
    """A field of a form."""

    label: str
    choices: Mapping[str, str]
    """Words for the values that it can have; empty for a field that is typed, and where a page fills them in."""
    chosen: bool = False
    """Whether its values are chosen, from a list that may not be known here."""
    hidden: bool = False
    """Whether nobody who looked at the page filled it."""

    def value(self, sent: str) -> str:
        """A value as the page has it."""
        return self.choices.get(sent, sent)

    def says(self, sent: str) -> bool:
        """Whether a value tells whoever chose it what it was: a number of an unknown list tells nothing."""
        return not self.chosen or sent in self.choices or not sent.strip().isdigit()


def register(form: type) -> None:
    """Know a form from now on."""
    _FORMS.append(form)


def fields_of(module: str, within: Collection[Any], names: Collection[str]) -> dict[str, Known]:
    """The fields with these names, as far as it is certain what they are.

    They are those of the form that has most of the names and fewest others, among the forms of the package of the
    view's `module`; `within` holds what that module uses, which comes first.
    """
    package = ".".join(module.split(".")[:2]) + "."
    ranked = []
    for form in _FORMS:
        fields = _fields(form)
        covered = len(fields.keys() & set(names))
        if covered and form.__module__.startswith(package):
            ranked.append(((covered, form in within, covered - len(fields)), fields))
    best = max((rank for rank, _ in ranked), default=None)
    likely = [fields for rank, fields in ranked if rank == best]
    found = {name: [fields[name] for fields in likely if name in fields] for name in names}
    return {name: known[0] for name, known in found.items() if known and all(each == known[0] for each in known)}


def _fields(form: type) -> dict[str, Known]:
    found = ((name, getattr(form, name)) for name in dir(form) if not name.startswith("_"))
    return {name: _known(field) for name, field in found if isinstance(field, UnboundField)}


def _known(field: Any) -> Known:
    label = field.args[0] if field.args else field.kwargs.get("label", "")
    choices = {"y": "Yes"} if issubclass(field.field_class, BooleanField) else _words(field.kwargs.get("choices") or ())
    kind = field.field_class
    return Known(str(label), choices, issubclass(kind, SelectFieldBase), issubclass(kind, HiddenField))


def _words(choices: Any) -> dict[str, str]:
    return {str(choice.value): str(choice.label) for choice in choices if hasattr(choice, "label")}
