"""The form of a part of the session."""

from dataclasses import replace
from typing import Any

from flask import request
from wtforms import Field, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import ValidationError

from kb.core.counting import words_in
from kb.core.text import plain
from kb.lessons.models.lesson import SECTIONS
from kb.packs import limits
from kb.packs.comparing import FILL_WORDS
from kb.packs.content import FILLS, Block, LessonUse
from kb.packs.forms.about import closed_choices
from kb.packs.forms.fields import (
    LinesField,
    MinutesField,
    NotLonger,
    PackForm,
    choices,
    line,
    markdown,
    offered,
    prose,
    several,
)
from kb.packs.forms.offers import case_groups, question_groups, stage_choices, themes_of
from kb.packs.queries.shown import PackShown
from kb.packs.queries.told import LessonTold
from kb.web.forms import Radios, Select, TextArea

FIRST_WORDS = 140
"""Characters of the beginning of a section."""
_TEXTS = ("title", "purpose", "content", "screen", "say_this", "trainer_notes", "watch_for")
_GIVEN = (*_TEXTS, "minutes", "method", "resources", "fill", "vignette", "stages")
MORE = ("purpose", "method", "watch_for", "trainer_notes", "resources", "outcomes")
"""Fields that not every part needs, which stand behind a line."""
FIELDS_OF = {
    "lessons": ("lessons",), "vignette": ("vignette", "stages"), "quiz": ("questions",), "self-check": ("theme_id",)
}  # fmt: skip
"""Where it is chosen what the site puts in."""


class BlockForm(PackForm):
    """A part of the session. `key` is its name, so that one that was taken out meanwhile can be put back as it was."""

    key = HiddenField()
    most_words = limits.SLIDE_WORDS
    title = line("Title", f"Up to {limits.LINE} characters", needed="Give this part a title")
    minutes = MinutesField("Minutes")
    method = RadioField("How people work (optional)", widget=Radios(), validate_choice=False)
    purpose = line("Purpose (optional)", "What is different for people afterwards", most=limits.ITEM)
    content = markdown(
        "What to do (optional)",
        f"Step by step, so that somebody else could lead it. Up to {limits.TEXT:,} characters",
        rows=8,
    )
    screen = markdown(
        "On the slide (optional)",
        "What people see meanwhile: their task, or a question. Without it they see the title alone",
        rows=3,
        words=limits.SLIDE_WORDS,
    )
    say_this = markdown("Say this (optional)", "Words that you can read out", rows=4)
    trainer_notes = markdown("Notes for the trainer (optional)", rows=4)
    watch_for = markdown("Watch for (optional)", "What may go wrong, and what helps then", rows=3)
    resources = LinesField("Resources (optional)", hint="What you need in the room, one thing on each line")
    outcomes = several("Outcomes that it serves (optional)")
    fill = RadioField("What should the site put into this part?", widget=Radios(), validate_choice=False)
    lessons = several("Which lessons are told?", coerce=int)
    vignette = RadioField("Which vignette?", widget=Radios(), validate_choice=False)
    stages = SelectField(
        "Stages worked on",
        description="A case comes in stages. Where there is little time, its first ones are enough.",
        coerce=int,
        widget=Select(),
        validate_choice=False,
    )
    questions = several("Which questions?")
    theme_id = SelectField("Which theme?", coerce=int, widget=Select(), validate_choice=False)

    def __init__(self, block: Block, pack: PackShown, version: int, **how: Any) -> None:
        given = {name: getattr(block, name) for name in _GIVEN}
        several_of = {"outcomes": list(block.outcomes), "questions": list(block.questions)}
        used = [use.lesson_id for use in block.lessons]
        super().__init__(
            version, key=block.key, theme_id=block.theme_id or 0, data={"lessons": used, **several_of}, **given, **how
        )
        self.pack, self._before = pack, block
        self.method.choices = choices(closed_choices("session-methods"))
        self.fill.choices = choices((fill, FILL_WORDS[fill]) for fill in FILLS)
        self.outcomes.choices = choices((each.key, each.text) for each in pack.content.outcomes)
        self.lessons.choices = choices((each.id, each.title) for each in pack.lessons.values())
        self.cases = case_groups(pack)
        cases = [(each.slug, each.title) for _, group in self.cases for each in group]
        self.vignette.choices = choices([("", "None"), *cases])
        self.stages.choices = choices(stage_choices(self.cases))
        self.theme_id.choices = choices([(0, "Choose a theme"), *themes_of(pack)])
        self.groups = question_groups(pack)
        self.questions.choices = choices((each.key, each.stem) for _, group in self.groups for each in group)
        self._offer_lessons({use.lesson_id: use for use in block.lessons})

    def _offer_lessons(self, used: dict[int, LessonUse]) -> None:
        """Two fields for each lesson of the pack: which sections are told, and words for the slide."""
        for lesson in self.pack.lessons.values():
            use = used.get(lesson.id, LessonUse(lesson.id))
            sections = several("What is told of it?")
            ticked = list(use.sections) if use.sections else [key for key in SECTIONS if lesson.id in used]
            self._put(f"sections_{lesson.id}", sections, ticked)
            self[f"sections_{lesson.id}"].choices = choices((key, lesson.heading(key)) for key in lesson.texts)
            words = TextAreaField(
                "Your own words for the slide (optional)",
                description=f"They stand in place of what the lesson says. At most {limits.SLIDE_WORDS} words",
                widget=TextArea(),
                filters=[prose],
                validators=[_few_words_if_told, NotLonger(limits.LOCAL)],
            )
            self._put(f"words_{lesson.id}", words, use.words)

    def validate_screen(self, field: Any) -> None:
        """More than a few words are not read from a screen."""
        _few_words(field)

    def _put(self, name: str, unbound: Any, value: Any) -> None:
        field = self.meta.bind_field(self, unbound, {"name": name, "prefix": ""})
        field.process(request.form if self.was_sent else None, value)
        self._fields[name] = field

    def fields_of(self, name: str) -> list[str]:
        """What is told of the lessons stands in two fields for each."""
        if name != "lessons":
            return [name]
        return [name, *(field.name for field in self if field.name.startswith(("sections_", "words_")))]

    def sections(self, lesson: LessonTold) -> Field:
        """The field for the sections of a lesson that are told."""
        found: Field = self[f"sections_{lesson.id}"]
        return found

    def words(self, lesson: LessonTold) -> Field:
        """The field for the words on a lesson's slide."""
        found: Field = self[f"words_{lesson.id}"]
        return found

    def is_told(self, lesson: LessonTold) -> bool:
        """Whether it is ticked; for one that was not told before, whether anything of it is chosen."""
        if lesson.id in (self.lessons.data or ()):
            return True
        before = any(use.lesson_id == lesson.id for use in self._before.lessons)
        return not before and bool(self.sections(lesson).data or self.words(lesson).data)

    def first_words(self, lesson: LessonTold, section: str) -> str:
        """How a section of a lesson begins, so that it can be chosen without being read elsewhere."""
        found = plain(lesson.texts[section])
        return found if len(found) <= FIRST_WORDS else f"{found[:FIRST_WORDS].rsplit(' ', 1)[0]} …"

    def amount(self, lesson: LessonTold) -> str:
        """How much of a lesson is told."""
        chosen, there = _chosen(self.sections(lesson)), offered(self.sections(lesson))
        told = f"{len(chosen)} of {len(there)} sections" if chosen else "all of it"
        return f"{told}, with your own words" if self.words(lesson).data else told

    @property
    def more_is_open(self) -> bool:
        """Whether there is anything to see in the fields that stand behind a line."""
        return any(self[name].data or self[name].errors for name in MORE)

    @property
    def room_left(self) -> str:
        """How much time of the session is not planned."""
        return self.pack.balance

    @property
    def lost(self) -> int:
        """How many lessons were chosen on the page that are in the pack no more."""
        return len(set(self.lessons.data or ()) - {each.lesson_id for each in self.pack.content.lessons})

    @property
    def no_longer_public(self) -> dict[int, LessonUse | None]:
        """Lessons that the page showed and nobody may read now, with what was chosen of them; None for nothing.

        They may be public again one day, and what was typed for them is not lost.
        """
        gone = {each.lesson_id for each in self.pack.content.lessons} - set(self.pack.lessons)
        sent = request.form if self.was_sent else {}
        return {number: self._chosen_of(number) for number in gone if f"words_{number}" in sent}

    def too_long(self, use: LessonUse) -> str:
        """What is said of words for a lesson that is no longer public which are longer than may be; else empty."""
        most, number = limits.LOCAL, len(use.words)
        said = f"use at most {most:,} characters for them, you have {number:,}"
        return f"Your words for a lesson that is no longer public are too long: {said}" if number > most else ""

    def validate_lessons(self, _field: Any) -> None:
        """Words for lessons that are not shown any more are no longer than others, as far as they are used."""
        uses = self.no_longer_public.values() if self.fill.data == "lessons" else ()
        for said in (self.too_long(use) for use in uses if use):
            if said:
                raise ValidationError(said)

    def _chosen_of(self, number: int) -> LessonUse | None:
        """What was sent of a lesson that the form has no fields for."""
        words = prose(request.form[f"words_{number}"])
        ticked = request.form.getlist(f"sections_{number}")
        sections = tuple(key for key in SECTIONS if key in ticked)
        before = any(use.lesson_id == number for use in self._before.lessons)
        told = number in (self.lessons.data or ()) or (not before and bool(sections or words))
        return LessonUse(number, sections, words) if told else None

    def block(self, before: Block) -> Block:
        """The part as it was typed; what the form does not show stays as it was."""
        typed: dict[str, Any] = {name: self[name].data or "" for name in _TEXTS}
        return replace(
            before,
            **typed,
            **self._put_in(before),
            minutes=self.minutes.data,
            method=_of(self.method.data, self.method),
            resources=tuple(self.resources.data or ()),
            outcomes=_chosen(self.outcomes),
        )

    def _put_in(self, before: Block) -> dict[str, Any]:
        """What the site puts in, with what was chosen for it. What belongs to another choice does not go on unseen."""
        fill = _of(self.fill.data, self.fill)
        chosen: dict[str, Any] = {
            "lessons": self._uses(before),
            "vignette": _of(self.vignette.data, self.vignette),
            "stages": self._stages(),
            "questions": _chosen(self.questions, before.questions),
            "theme_id": _of(self.theme_id.data, self.theme_id) or None,
        }
        if not chosen["vignette"] and before.vignette not in offered(self.vignette):
            chosen |= {"vignette": before.vignette, "stages": before.stages}  # not there now, and perhaps again one day
        put_in = {field: chosen[field] for field in FIELDS_OF.get(fill, ())}
        if fill == before.fill:
            return put_in
        none = {"lessons": (), "vignette": "", "stages": 0, "questions": (), "theme_id": None}
        return {**none, **put_in, "fill": fill}

    def _stages(self) -> int:
        """How many stages of the case that was chosen; 0 for all that it has."""
        number = _of(self.stages.data, self.stages)
        case = next((each for _, group in self.cases for each in group if each.slug == self.vignette.data), None)
        return number if case and number < len(case.stages) else 0

    def _uses(self, before: Block) -> tuple[LessonUse, ...]:
        """The lessons that are told: those told before in their order, with those that cannot be shown now."""
        told = {
            lesson.id: LessonUse(lesson.id, self._told(lesson, before), self.words(lesson).data or "")
            for lesson in self.pack.lessons.values()
            if self.is_told(lesson)
        }
        gone = self.no_longer_public
        told |= {number: use for number, use in gone.items() if use}
        inside = {each.lesson_id for each in self.pack.content.lessons}
        unshown = inside - set(self.pack.lessons) - set(gone)
        stay = [use for use in before.lessons if use.lesson_id in told or use.lesson_id in unshown]
        kept = [told.pop(use.lesson_id, use) for use in stay]
        return (*kept, *told.values())

    def _told(self, lesson: LessonTold, before: Block) -> tuple[str, ...]:
        """The sections that were ticked; none is all of them, and stays so where no tick was taken away."""
        chosen = _chosen(self.sections(lesson))
        use = next((use for use in before.lessons if use.lesson_id == lesson.id), None)
        if use and not use.sections:
            return () if set(chosen) == {key for key in SECTIONS if key in lesson.texts} else chosen
        # A section that the lesson does not have is not shown, so nobody has taken its tick away.
        stay = [key for key in (use.sections if use else ()) if key in chosen or key not in lesson.texts]
        return tuple(dict.fromkeys((*stay, *chosen))) if chosen else ()


def _few_words_if_told(form: Any, field: Any) -> None:
    """As far as the words are used: what belongs to another choice is not shown."""
    if form.fill.data == "lessons":
        _few_words(field)


def _few_words(field: Any) -> None:
    number = words_in(field.data or "")
    if number > limits.SLIDE_WORDS:
        raise ValidationError(f"Use at most {limits.SLIDE_WORDS} words for the slide: you have {number}")


def _of(value: Any, field: Any) -> Any:
    """What was chosen, if it is offered; else what stands for nothing."""
    values = offered(field)
    return value if value in values else type(values[0])()


def _chosen(field: Any, before: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What was chosen, in the order that it had, and what is new in the order in which it is offered."""
    chosen = set(field.data or ())
    found = [value for value in offered(field) if value in chosen]
    return tuple(dict.fromkeys((*(each for each in before if each in found), *found)))
