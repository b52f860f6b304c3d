"""The field in which a number of people is typed."""

import re
from typing import Any

from wtforms import Field

from kb.core.characters import visible
from kb.held_sessions.limits import MOST_PEOPLE
from kb.web.forms import TextInput

_WHOLE = re.compile(r"-?[0-9]{1,9}")


class NumberInput(TextInput):
    """A number, as wide as one is long."""

    def map_gov_params(self, field: Field, **options: Any) -> dict[str, Any]:
        """The component's parameters."""
        given = super().map_gov_params(field, **options)
        return {"classes": "govuk-input--width-4 kb-count", "inputmode": "numeric", "autocomplete": "off", **given}


class NumberField(Field):
    """How many people: a whole number; 0 where nothing was typed. What was typed stays where it is none."""

    widget = NumberInput()

    def __init__(self, label: str = "", *, where: str = "", **given: Any) -> None:
        """`where` begins what is said where something is the matter: "Police: "."""
        super().__init__(label, **given)
        self._where = where

    def _value(self) -> str:
        """What the field holds: what was typed, or else the number that is kept."""
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self.data) if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        if not valuelist:
            return
        self.data = 0
        typed = visible(valuelist[0]).strip().replace(",", "")
        if not typed:
            return
        if not _WHOLE.fullmatch(typed):
            raise ValueError(f"{self._where}Enter a whole number in figures, such as 12")
        number = int(typed)
        if number < 0:
            raise ValueError(f"{self._where}Enter 0 or more")
        if number > MOST_PEOPLE:
            raise ValueError(f"{self._where}Enter {MOST_PEOPLE:,} or less")
        self.data = number
