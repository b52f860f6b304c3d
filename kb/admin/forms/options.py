"""The form of the options, made from their list."""

from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from kb.core.options import OPTIONS, Option, option
from kb.web.forms import Form, Radios, TextInput

YES_OR_NO = [SelectChoice("1", "Yes"), SelectChoice("0", "No")]


def is_yes_or_no(of: Option) -> bool:
    """Whether an option is chosen with yes or no."""
    return not of.unit


class OptionsForm(Form):
    """All options; the fields are added below, in the order of their list."""

    def values(self) -> dict[str, int]:
        """What was typed, by option; what is no whole number is outside of all limits, which the use case knows."""
        typed = {of.name: str(self[of.name].data or "").strip() for of in OPTIONS}
        return {
            name: int(number) if number.isascii() and number.isdigit() and len(number) < 7 else -1
            for name, number in typed.items()
        }


for _option in OPTIONS:
    _field = (
        RadioField(_option.label, description=_option.hint, choices=YES_OR_NO, widget=Radios(), validate_choice=False)
        if is_yes_or_no(_option)
        else StringField(_option.label, description=_option.hint, widget=TextInput())
    )
    setattr(OptionsForm, _option.name, _field)


def options_form() -> OptionsForm:
    """The form with the values of today."""
    return OptionsForm(data={of.name: str(option(of.name)) for of in OPTIONS})
