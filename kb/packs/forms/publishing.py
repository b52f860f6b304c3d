"""Forms with which a pack is made public, sent back and taken down."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from wtforms import BooleanField, Field, TextAreaField

from kb.identity.passages import Passage
from kb.packs.forms.fields import PackForm, prose
from kb.packs.standing import shortened
from kb.web.forms import Checkbox, Form, TextArea


class PublishForm(PackForm):
    """The owner asks that a pack be public: why passages can stay, and that all of it may be shared."""

    cleared = BooleanField(
        "I wrote all of this pack or may share it. Others may use and change it if they say where it is from",
        widget=Checkbox(),
    )

    def __init__(self, version: int, asked: Sequence[Passage], before: Mapping[str, str]) -> None:
        """`asked`: the passages that are changed or stay for a reason; `before`: reasons that were given earlier."""
        super().__init__(version)
        self._digests = [each.digest for each in asked]
        for each in asked:
            words = f"Why can “{shortened(each.finding.text)}” stay?"
            unbound = TextAreaField(words, widget=TextArea(), filters=[prose])
            self._put(_name(each.digest), unbound, before.get(each.digest, ""))
        self._fields["cleared"] = self._fields.pop("cleared")  # it is asked last

    def _put(self, name: str, unbound: Any, value: str) -> None:
        field = self.meta.bind_field(self, unbound, {"name": name, "prefix": ""})
        field.process(request.form if self.is_submitted() else None, value)
        self._fields[name] = field

    def go_on_from(self, version: int) -> None:
        """Let the page go on from this version; what stands in its fields stays."""
        self.opened.data, self.opened.raw_data = str(version), None

    def reason(self, passage: Passage) -> Field:
        """The field for the reason why a passage can stay."""
        found: Field = self[_name(passage.digest)]
        return found

    @property
    def reasons(self) -> dict[str, str]:
        """What was given, by the digests of passages."""
        return {digest: self[_name(digest)].data or "" for digest in self._digests}


def _name(digest: str) -> str:
    return f"reason_{digest}"


class ReasonForm(Form):
    """Why a text is sent back or taken down."""

    reason = TextAreaField(
        "Why?",
        description="Its owner reads this. Say what should be changed, and name nobody.",
        widget=TextArea(),
        filters=[prose],
    )
