"""Forms for the sheets of a pack: handouts, and quiz questions of the trainer's own."""

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import ValidationError

from kb.lessons.models.lesson import SECTIONS
from kb.lessons.sections import TITLES
from kb.packs import limits
from kb.packs.content import Handout, OwnQuestion
from kb.packs.forms.fields import PackForm, choices, line, markdown, offered, text
from kb.packs.queries.shown import PackShown
from kb.web.forms import Radios, Select

_LETTERS = "ABCDEF"
NOT_PUBLIC = "A lesson that is no longer public"
"""Stands for one that was chosen before, so that it is not lost when something else is changed."""
OPTION_FIELDS = tuple(f"option_{letter.lower()}" for letter in _LETTERS)


class HandoutForm(PackForm):
    """A sheet of the trainer's own."""

    title = line("Title", needed="Give the handout a title")
    purpose = line("What is it for? (optional)", "Such as: to take home after the session", most=limits.ITEM)
    body = markdown("Text", most=limits.HANDOUT, rows=16, needed="Write what is to stand on the handout")

    def __init__(self, sheet: Handout, version: int, **how: Any) -> None:
        super().__init__(version, title=sheet.title, purpose=sheet.purpose, body=sheet.body, **how)

    def sheet(self, key: str) -> Handout:
        """The handout as it was typed."""
        return Handout(key, self.title.data or "", self.purpose.data or "", self.body.data or "")


class QuestionForm(PackForm):
    """A quiz question of the trainer's own."""

    stands_at = {"options": "option_a"}  # noqa: RUF012 - as the class above declares it
    stem = text("Question", needed="Write the question")
    option_a = line("Answer A", most=limits.OPTION)
    option_b = line("Answer B", most=limits.OPTION)
    option_c = line("Answer C (optional)", most=limits.OPTION)
    option_d = line("Answer D (optional)", most=limits.OPTION)
    option_e = line("Answer E (optional)", most=limits.OPTION)
    option_f = line("Answer F (optional)", most=limits.OPTION)
    answer = RadioField("Which answer is right?", coerce=str, widget=Radios(), validate_choice=False)
    explanation = text("Why it is right", "What you say when you show the answer", needed="Say why the answer is right")
    lesson_id = SelectField("Lesson that shows why (optional)", coerce=int, widget=Select(), validate_choice=False)
    section = SelectField("Section of that lesson (optional)", widget=Select(), validate_choice=False)

    def __init__(self, question: OwnQuestion, pack: PackShown, version: int, **how: Any) -> None:
        given: dict[str, Any] = dict(zip(OPTION_FIELDS, question.options, strict=False))
        super().__init__(
            version,
            stem=question.stem,
            answer=str(question.answer or ""),
            explanation=question.explanation,
            lesson_id=question.lesson_id or 0,
            section=question.section,
            **given,
            **how,
        )
        self.answer.choices = choices((str(number), letter) for number, letter in enumerate(_LETTERS, 1))
        told = [(each.id, f"{each.reference} {each.title}") for each in pack.lessons.values()]
        hidden = {each.lesson_id for each in pack.content.lessons} - set(pack.lessons)
        silent = [(number, NOT_PUBLIC) for number in {question.lesson_id, self.lesson_id.data} & hidden]
        self.lesson_id.choices = choices([(0, "None"), *told, *silent])
        self.section.choices = choices([("", "No section in particular"), *((key, TITLES[key]) for key in SECTIONS)])

    def fields_of(self, name: str) -> list[str]:
        """The answers stand in a field each."""
        return list(OPTION_FIELDS) if name == "options" else [name]

    @property
    def options(self) -> list[str]:
        """The answers that were typed, without those left empty."""
        return [self[name].data for name in OPTION_FIELDS if self[name].data]

    def validate_option_a(self, field: Any) -> None:
        """There is something to choose between, and no answer stands there twice."""
        fewest, most = limits.OPTIONS
        if len(self.options) < fewest:
            raise ValidationError(f"Write {fewest} to {most} answers")
        if len({each.lower() for each in self.options}) < len(self.options):
            raise ValidationError("Two answers are the same. Change one of them")

    def validate_answer(self, field: RadioField) -> None:
        """The one that is right is one of those that were written."""
        chosen = field.data if field.data in {str(number) for number in range(1, len(_LETTERS) + 1)} else ""
        if not chosen:
            raise ValidationError("Choose the answer that is right")
        if not self[OPTION_FIELDS[int(chosen) - 1]].data:
            raise ValidationError(f"Answer {_LETTERS[int(chosen) - 1]} is empty. Write it, or choose another")

    def sheet(self, key: str) -> OwnQuestion:
        """The question as it was typed; answers that were left empty are passed over."""
        right = self[OPTION_FIELDS[int(self.answer.data) - 1]].data
        lesson = self.lesson_id.data if self.lesson_id.data in offered(self.lesson_id) else 0
        section = self.section.data if lesson and self.section.data in SECTIONS else ""
        return OwnQuestion(
            key=key,
            stem=self.stem.data or "",
            options=tuple(self.options),
            answer=self.options.index(right) + 1,
            explanation=self.explanation.data or "",
            lesson_id=lesson or None,
            section=section,
        )
