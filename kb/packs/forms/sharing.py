"""Forms on who sees and edits a pack, and on copying and removing one."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.web.forms import Form, Radios, Select, TextInput

NOBODY = "private"


class ShareForm(Form):
    """Whether colleagues see it."""

    organisation = RadioField("Who may see this pack?", widget=Radios(), validate_choice=False)

    def __init__(self, organisations: Sequence[Organisation], **values: Any) -> None:
        super().__init__(**values)
        self.organisation.choices = [
            SelectChoice(NOBODY, "Only you and its co-editors"),
            *(SelectChoice(str(each.id), f"Everybody in {each.name}") for each in organisations),
        ]

    @property
    def organisation_id(self) -> int | None:
        """The organisation whose members see it; None for nobody."""
        chosen = self.organisation.data or ""
        return int(chosen) if chosen.isdecimal() else None


class EditorForm(Form):
    """Somebody who is to edit it, too."""

    email = StringField(
        "E-mail address of a co-editor",
        description="The address of their account here.",
        widget=TextInput(),
        render_kw={"autocomplete": "off", "type": "email", "spellcheck": "false"},
    )


class OwnerForm(Form):
    """Whose it becomes."""

    user = SelectField("New owner", widget=Select(), validate_choice=False)

    def __init__(self, editors: Sequence[User], **values: Any) -> None:
        super().__init__(**values)
        self.user.choices = [
            SelectChoice("", "Choose somebody"),
            *(SelectChoice(str(each.id), each.name) for each in editors),
        ]


class PlainForm(Form):
    """A button, with what protects it."""
