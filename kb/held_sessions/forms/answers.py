"""The form on which the answers of evaluation forms are typed in, and the one on which a file of them is sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, Field, FileField, RadioField
from wtforms.validators import ValidationError

from kb.extraction.parts import Refused
from kb.held_sessions.forms.numbers import NumberField
from kb.held_sessions.models import SCALE
from kb.held_sessions.queries.questions import Counted, Point
from kb.held_sessions.reading import LARGEST, Sheets, sheets_in
from kb.held_sessions.service import ADD, REPLACE, Answers
from kb.packs.forms.fields import choices
from kb.web.forms import Checkbox, File, Form, Radios


class AnswersForm(Form):
    """How many gave each answer, question by question."""

    way = RadioField("What becomes of the answers that are there?", widget=Radios(), validate_choice=False)
    unseen = BooleanField("Nobody else has seen the earlier results, or has them", widget=Checkbox())

    def __init__(self, point: Point, *, there: bool, counts: Mapping[int, Sequence[int]] | None = None) -> None:
        """`there`: whether there are answers already; `counts` are typed in ahead, by the number of the question."""
        super().__init__()
        self.questions, self.there, data = point.questions, there, {}
        for asked in point.questions:
            given = (counts or {}).get(asked.position)
            for step, words in enumerate(asked.steps, 1):
                name = _name(asked, step)
                gave = f"how many gave {words}" if asked.kind == SCALE else f"how many answered {words.lower()}"
                field = NumberField(
                    f"Question {asked.position}: {gave}", where=f"Question {asked.position}, answer {words}: "
                )
                self._fields[name] = self.meta.bind_field(self, field, {"name": name, "prefix": ""})
                data[name] = given[step - 1] if given else 0
        for name in ("way", "unseen"):  # what is the matter with them is said last, as they stand last
            self._fields[name] = self._fields.pop(name)
        self.process(request.form if self.is_submitted() and counts is None else None, data=data)
        self.way.choices = choices([
            (ADD, "Keep them, and add these"),
            (REPLACE, "Replace them by these"),
        ])  # fmt: skip

    def __getitem__(self, name: str) -> Field:
        """The field of this name; what is the matter with all of the answers is said at the first."""
        found: Field = super().__getitem__(_name(self.questions[0], 1) if name == "answers" else name)
        return found

    def cells(self, asked: Counted) -> list[tuple[str, Field]]:
        """The fields of a question, each with the answer that it is for."""
        return [(words, self[_name(asked, step)]) for step, words in enumerate(asked.steps, 1)]

    def validate_way(self, field: RadioField) -> None:
        """It is said where there is something that would be lost."""
        if self.there and field.data not in (ADD, REPLACE):
            raise ValidationError("Say whether these answers are added to those that are there, or replace them")

    @property
    def counts(self) -> Mapping[Counted, Sequence[int]]:
        """What was typed."""
        return {asked: [field.data or 0 for _, field in self.cells(asked)] for asked in self.questions}

    @property
    def answers(self) -> Answers:
        """What was typed, and what is said of it."""
        return Answers(self.counts, self.way.data or "", bool(self.unseen.data))


class SheetsForm(Form):
    """A file with a row for each form. It is opened here, so that what is the matter is said at the field."""

    file = FileField(
        "The file",
        description="A sheet (.csv or .xlsx), such as your survey tool exports",
        widget=File(),
        render_kw={"accept": ".csv,.xlsx"},
    )
    sent: Sheets

    def __init__(self, point: Point, others: Sequence[Point], **values: Any) -> None:
        super().__init__(**values)
        self._point, self._others = point, others

    def validate_file(self, field: FileField) -> None:
        """It has to be one that can be read."""
        chosen: FileStorage | None = field.data
        if not chosen or not chosen.filename:
            raise ValidationError("Choose a file")
        try:
            data = chosen.stream.read(LARGEST + 1)
            self.sent = sheets_in(data, chosen.filename, self._point, self._others)
        except Refused as refused:
            raise ValidationError(refused.says) from None


def _name(asked: Counted, step: int) -> str:
    return f"q{asked.position}-{step}"
