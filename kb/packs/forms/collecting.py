"""Forms with which lessons are put into a pack."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import Length

from kb.core.errors import Invalid
from kb.packs.content import LENGTHS
from kb.packs.forms.starting import LENGTHS_ABOUT
from kb.packs.models import Pack
from kb.packs.reasons import began_small
from kb.packs.service.making import LONGEST_TITLE
from kb.web.forms import Form, Radios, TextInput

NEW = "new"
NO_SESSION = 0
USUAL = 60
"""Minutes, where nothing else is chosen."""
SESSION = "A whole session around them"


class AddForm(Form):
    """Into which pack the lessons go: one of those that somebody edits, or a new one."""

    pack = RadioField("Which pack?", widget=Radios(), validate_choice=False)
    title = StringField(
        "Title (optional)",
        description="If you leave it empty, the pack is named after the theme of the lessons.",
        widget=TextInput(),
        validators=[Length(max=LONGEST_TITLE, message=f"A title has at most {LONGEST_TITLE} characters")],
    )

    minutes = RadioField("What is to be in it?", coerce=int, widget=Radios(), validate_choice=False)

    def __init__(self, packs: Sequence[Pack], **values: Any) -> None:
        super().__init__(**values)
        known = [SelectChoice(each.slug, each.title) for each in packs]
        self.pack.choices = [*known, SelectChoice(NEW, "A new pack")]
        self.minutes.choices = [
            *(SelectChoice(number, f"{SESSION}: {began_small(LENGTHS_ABOUT[number][0])}") for number in LENGTHS),
            SelectChoice(NO_SESSION, "Only the lessons: you add the parts of the session yourself"),
        ]
        if self.minutes.data is None:
            self.minutes.data = USUAL
        if self.pack.data is None:
            self.pack.data = packs[0].slug if packs else NEW

    @property
    def is_new(self) -> bool:
        """Whether a new pack is made for them."""
        return bool(self.pack.data == NEW)

    def chosen(self, packs: Sequence[Pack]) -> Pack:
        """The pack that was chosen. Raises Invalid where it is none of these."""
        found = next((each for each in packs if each.slug == self.pack.data), None)
        if found is None:
            raise Invalid(pack="Choose one of these packs, or a new one")
        return found
