"""Forms of importing."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import ValidationError

from kb.extraction.parts import MIB, Refused
from kb.extraction.table_bounds import MOST_ROWS
from kb.importing.fields import OF_IMPORT, Column
from kb.importing.reading import ENDINGS, LARGEST, Received, received
from kb.web.forms import File, Form, Radios, Select

NOT_IMPORTED = SelectChoice("", "Do not import")
REMOVE, KEEP = "remove", "keep"


class SendForm(Form):
    """A file of lessons. It is opened here, so that what is the matter is said at the field."""

    files = MultipleFileField(
        "The file",
        description="A sheet (.csv or .xlsx), or one Markdown file for each lesson (.md): choose several at once, or a "
        f"ZIP file with the folder. At most {MOST_ROWS:,} lessons and {LARGEST // MIB} MB.",
        widget=File(),
        render_kw={"accept": ",".join(ENDINGS), "multiple": "multiple"},
    )
    sent: Received

    def validate_files(self, field: MultipleFileField) -> None:
        """It has to be one that can be read."""
        chosen: Sequence[FileStorage] = [each for each in field.data or () if isinstance(each, FileStorage)]
        read = {each.filename: each.stream.read(LARGEST + 1) for each in chosen if each.filename}
        if not read:
            raise ValidationError("Choose a file")
        try:
            self.sent = received(read)
        except Refused as refused:
            raise ValidationError(refused.says) from None


class ColumnsForm(Form):
    """What each column is imported into."""

    def __init__(self, columns: Sequence[Column], chosen: Mapping[int, str]) -> None:
        super().__init__()
        choices = [NOT_IMPORTED, *(SelectChoice(field, label) for field, label in OF_IMPORT.items())]
        self.numbers = {f"column_{column.number}": column.number for column in columns}
        for column in columns:
            name = f"column_{column.number}"
            field = SelectField(
                column.label,
                description=_about(column),
                widget=Select(),
                choices=choices,
                validate_choice=False,
            )
            self._fields[name] = self.meta.bind_field(self, field, {"name": name, "prefix": ""})
        data = {name: chosen.get(number, "") for name, number in self.numbers.items()}
        self.process(request.form if self.is_submitted() else None, data=data)

    @property
    def columns(self) -> Mapping[int, str]:
        """The field that was chosen for each column; empty for none."""
        return {number: str(self[name].data or "") for name, number in self.numbers.items()}


def _about(column: Column) -> str:
    said = [f"For example: {column.example}"] if column.example else ["Nothing stands in the first of it"]
    if column.hidden:
        said.append("The sheet does not show this column")
    return ". ".join(said)


class PlainForm(Form):
    """A button, with what protects it."""


class UndoForm(Form):
    """What becomes of drafts with which somebody has gone on; asked where there are any."""

    edited = RadioField("What becomes of these drafts?", widget=Radios(), choices=[], validate_choice=False)

    def __init__(self, number: int, **values: Any) -> None:
        super().__init__(**values)
        what = "it" if number == 1 else "them"
        self.edited.choices = [
            SelectChoice(KEEP, f"Leave {what}, with all that was imported"),
            SelectChoice(REMOVE, f"Remove {what}, with what was written since"),
        ]

    @property
    def with_edited(self) -> bool | None:
        """Whether they go; None where that was not said."""
        return {REMOVE: True, KEEP: False}.get(self.edited.data or "")
