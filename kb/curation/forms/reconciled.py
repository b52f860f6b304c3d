"""The base of forms that two editors may have open at once, and whose texts are public as soon as they are saved."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from wtforms import BooleanField, HiddenField, SelectMultipleField

from kb.core.characters import one_line
from kb.core.clock import long_date
from kb.core.errors import Invalid
from kb.curation.checking import Asked, Looked, look_at
from kb.curation.forms.fields import words_of_choices
from kb.web.forms import Checkbox, Form

TICK = "Look at what the identity check asks about, and tick the box if it may stay"
CHANGED = "Somebody else has changed this meanwhile. See what it says now, and save what is to stay"


@dataclass(frozen=True, slots=True)
class Both:
    """A field that somebody else has changed, too, since the page was opened."""

    label: str
    theirs: str
    """What it says now."""


class ReconciledForm(Form):
    """A form for some facts, which it shows as they are, and gives back as they were typed."""

    FIELDS: tuple[str, ...] = ()
    """The fields that hold the facts, under the names that these have."""
    CHECKED: tuple[str, ...] = ()
    """Those with texts that the identity check reads."""
    LINES: tuple[str, ...] = ()
    """Those that hold several names, each on a line."""
    DAYS: tuple[str, ...] = ()
    """Those that hold a day."""

    opened = HiddenField()
    """Digests of the facts as the page was opened with them."""
    asked = HiddenField()
    """Names the passages that the box below is ticked for."""
    checked = BooleanField("I have checked this: nobody can be recognised by it", widget=Checkbox())

    asks: tuple[Asked, ...] = ()
    both: tuple[Both, ...] = ()

    @property
    def facts(self) -> Any:
        """What was typed, as facts of the kind that the form is opened with."""
        raise NotImplementedError

    def open_with(self, facts: Any) -> None:
        """Show the facts as they are."""
        for name, value in asdict(facts).items():
            self._show(name, value)
        self._note(asdict(facts))

    def values(self) -> dict[str, Any]:
        """What was typed, by the names of the facts."""
        return {name: self._value(name) for name in self.FIELDS}

    def reconcile(self, facts: Any) -> bool:
        """Compare with the facts as they are now; whether nobody else has changed what was changed here.

        What was not touched here becomes what it is now. Of what both have changed, the page shows both texts, and
        whoever sends it again has seen the other.
        """
        before, both = self._opened_with(), []
        now = {name: value for name, value in asdict(facts).items() if name in self.FIELDS}
        for name, theirs in now.items():
            self._keep_order(name, theirs)
            mine = self._value(name)
            if mine == theirs or before.get(name) == self._digest(name, theirs):
                continue
            if before.get(name) == self._digest(name, mine):
                self._show(name, theirs)
                continue
            both.append(Both(self[name].label.text, self._said(name, theirs)))
            self[name].errors = [*self[name].errors, CHANGED]
        self._note(now)
        self.both = tuple(both)
        return not both

    def look(self, before: Any, organisations: Collection[int] = (), allowed: Collection[str] = ()) -> None:
        """Have the identity check read what differs from the facts before.

        Raises Invalid for what must be changed, and for what is asked until the box is ticked for just that.
        """
        standing = asdict(before) if before is not None else {}
        texts = {name: _text(self._value(name)) for name in self.CHECKED if self._value(name) != standing.get(name, "")}
        found = look_at(texts, organisations, allowed=allowed)
        self._ask(found)

    def _ask(self, found: Looked) -> None:
        ticked = self.checked.data and self.asked.data == found.digest
        self.asks = found.asks
        self.asked.data, self.asked.raw_data = found.digest, None
        if not ticked:
            self.checked.data = False
        if found.stops:
            raise Invalid(**found.stops)
        if found.asks and not ticked:
            raise Invalid(checked=TICK)

    def _opened_with(self) -> dict[str, Any]:
        """Digests that were sent; nothing where somebody sends anything else."""
        try:
            sent = json.loads(self.opened.data or "{}")
        except (ValueError, RecursionError):
            return {}
        return sent if isinstance(sent, dict) else {}

    def _note(self, facts: Mapping[str, Any]) -> None:
        digests = {name: self._digest(name, value) for name, value in facts.items() if name in self.FIELDS}
        self.opened.data, self.opened.raw_data = json.dumps(digests), None

    def _keep_order(self, name: str, theirs: Any) -> None:
        """Boxes are sent in the order of the page; what was chosen before stays in the order that it had."""
        if isinstance(self[name], SelectMultipleField):
            mine = self._value(name)
            self[name].data = [
                *(each for each in theirs if each in mine),
                *(each for each in mine if each not in theirs),
            ]

    def _digest(self, name: str, value: Any) -> str:
        unordered = isinstance(self[name], SelectMultipleField)
        return hashlib.sha256(_text(sorted(value) if unordered else value).encode()).hexdigest()[:20]

    def _value(self, name: str) -> Any:
        field = self[name]
        if isinstance(field, SelectMultipleField):
            return tuple(dict.fromkeys(field.data or ()))
        if name in self.LINES:
            lines = (one_line(line) for line in (field.data or "").splitlines())
            return tuple(line for line in lines if line)
        return field.data if isinstance(field.data, date) else field.data or self._nothing(name)

    def _nothing(self, name: str) -> Any:
        return None if name in self.DAYS else ""

    def _show(self, name: str, value: Any) -> None:
        if name not in self._fields:
            return
        self[name].data = "\n".join(value) if name in self.LINES else list(value) if isinstance(value, tuple) else value
        self[name].raw_data = None

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return long_date(value)
        if name in self.LINES:
            return ", ".join(value) or "Nothing"
        choices = words_of_choices(self[name])
        if isinstance(value, tuple):
            return ", ".join(choices.get(str(each), str(each)) for each in value) or "Nothing"
        return choices.get(str(value), str(value)) if value else "Nothing"


def _text(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list | tuple) else "" if value is None else str(value)
