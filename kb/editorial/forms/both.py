"""The form that shows two texts of one field, and asks which stays."""

import json
from collections.abc import Sequence
from typing import Any

from flask import request
from wtforms import Field, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired

from kb.editorial.draft_values import TYPED, digest, typed, understood
from kb.editorial.forms.steps import KEPT, digests_in
from kb.editorial.queries.saved_texts import Contested, contested
from kb.editorial.service.saving import Page
from kb.editorial.steps import LABELS, STEP_OF
from kb.lessons.field_values import Value
from kb.lessons.models.lesson import Revision
from kb.web.forms import Form, Radios, TextArea

MINE, THEIRS, OWN = "mine", "theirs", "own"


class _AnyField(Form):
    """What is common: which state of the text it was opened with."""

    opened = HiddenField()
    page = HiddenField()


def _fields() -> dict[str, Any]:
    made: dict[str, Any] = {}
    for field in STEP_OF:
        choices = [SelectChoice(MINE, "Keep mine"), SelectChoice(THEIRS, "Keep theirs")]
        if field in TYPED:
            choices.append(SelectChoice(OWN, "Put both together, as I write it below"))
            made[f"own_{field}"] = TextAreaField(
                f"{LABELS[field]}: both together", widget=TextArea(), validators=[KEPT]
            )
        made[f"mine_{field}"] = HiddenField()
        made[f"choice_{field}"] = RadioField(
            LABELS[field],
            choices=choices,
            widget=Radios(),
            validators=[DataRequired(f"Choose which text of “{LABELS[field]}” stays")],
        )
    return made


_Base: Any = type("_Base", (_AnyField,), _fields())


class BothForm(_Base):  # type: ignore[misc]  # made above, a field for each of the form's
    """Fields that two people have changed: for each a choice, the text that is not saved, and one to write anew."""

    def __init__(self, contested: Sequence[Contested], token: str = "") -> None:
        super().__init__()
        self.contested = contested
        for field in STEP_OF.keys() - {each.field for each in contested}:
            for name in (f"own_{field}", f"mine_{field}", f"choice_{field}"):
                if name in self:
                    del self[name]
        if token:  # it is shown for the first time: what was sent belongs to another form
            self._begin(token)

    @classmethod
    def sent_back(cls, revision: Revision) -> "BothForm":
        """The form as somebody sends it, beside the text as it is now."""
        fields = [field for field in STEP_OF if f"mine_{field}" in request.form]
        return cls([contested(revision, field, _read(field, request.form[f"mine_{field}"])) for field in fields])

    def _begin(self, token: str) -> None:
        self.page.data = token
        for each in self.contested:
            self[f"mine_{each.field}"].data = json.dumps(each.mine)
            self[f"choice_{each.field}"].data = None
            if each.field in TYPED:
                together = [text for text in (each.theirs, each.mine) if isinstance(text, str) and text]
                self[f"own_{each.field}"].data = "\n\n".join(together)
        self.follow()

    def follow(self) -> None:
        """Let it continue from the text as it is now."""
        self.opened.data = json.dumps({each.field: digest(each.theirs) for each in self.contested})

    def choice(self, field: str) -> Field:
        """The field that asks which text stays."""
        found: Field = self[f"choice_{field}"]
        return found

    @property
    def sent(self) -> Page:
        """What was chosen; where the other text stays, nothing is to be saved."""
        values: dict[str, Value] = {}
        for each in self.contested:
            chosen = self.choice(each.field).data
            if chosen == MINE:
                values[each.field] = each.mine
            elif chosen == OWN:
                values[each.field] = typed(self[f"own_{each.field}"].data or "")
        return Page(values, digests_in(self.opened.data), (self.page.data or "")[:40])


def _read(field: str, sent: str) -> Value:
    """A value that the page carries; nothing where that cannot be read."""
    try:
        return understood(field, json.loads(sent))
    except (ValueError, RecursionError):
        return understood(field, None)
