"""The forms of the five steps. Nothing has to be filled while a lesson is being written: what is missing is said beside
it, and only what cannot be understood, or is far too long to be kept, is a mistake of the form."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import Length, ValidationError

from kb.editorial.accepting import FAR_TOO_LONG, MOST_KEPT, year_in
from kb.editorial.draft_values import TYPED, digest, typed
from kb.editorial.lacking import NEEDED
from kb.editorial.queries.choices import closed_choices, review_choices, theme_choices
from kb.editorial.service.saving import Page
from kb.editorial.steps import LABELS, MOST_WORDS, Step
from kb.lessons.field_values import ONE_OF, SEVERAL_OF, YES, Value, value_of
from kb.lessons.models.lesson import Revision
from kb.lessons.tagging import as_kept
from kb.web.forms import Checkbox, DayField, Form, MarkdownArea, Radios, Select, TextArea, TextInput

LONGEST_OPENED, LONGEST_TURN = 4_000, 8
"""Characters of what a page may say of itself."""
MOST_ASIDE = 100_000
"""Characters of a text that is far too long, as far as it is kept aside."""
KEPT = Length(max=MOST_KEPT, message=FAR_TOO_LONG)
_NOT_SAID = SelectChoice("", "Not said yet")


def _label(field: str) -> str:
    """What a field is called, and that it may stay empty where nothing asks for it."""
    asked_for = field in NEEDED or field in ("evidence_reason", "unnamed")
    return LABELS[field] if asked_for else f"{LABELS[field]} (optional)"


def _text(field: str, hint: str = "") -> TextAreaField:
    return TextAreaField(_label(field), description=hint, widget=TextArea(), validators=[KEPT])


def _markdown(field: str, hint: str = "", rows: int = 6) -> TextAreaField:
    widget = MarkdownArea(words=MOST_WORDS[field], rows=rows)
    return TextAreaField(_label(field), description=hint, widget=widget, validators=[KEPT])


def _line(field: str, hint: str = "") -> StringField:
    return StringField(_label(field), description=hint, widget=TextInput(), validators=[KEPT])


def _one(field: str, hint: str = "") -> RadioField:
    return RadioField(_label(field), description=hint, widget=Radios(), choices=[], validate_choice=False)


def _select(field: str, hint: str = "") -> SelectField:
    return SelectField(_label(field), description=hint, widget=Select(), choices=[], validate_choice=False)


def _several(field: str, hint: str = "") -> SelectMultipleField:
    return SelectMultipleField(_label(field), description=hint, choices=[], validate_choice=False)


def _day(field: str, hint: str = "") -> DayField:
    return DayField(_label(field), hint=hint)


class StepForm(Form):
    """What every step has: which state of the text it was opened with."""

    opened = HiddenField()
    """Digests of the fields as the page was opened with them, as JSON."""
    page = HiddenField()
    """Names the opened page."""
    act = HiddenField()
    """What the button does that was pressed."""

    def __init__(self, revision: Revision, step: Step, token: str) -> None:
        super().__init__()
        self.step = step
        for field in step.fields:
            self._offer(field)
        if not self.is_submitted():
            self.open_with(revision, token)

    def _offer(self, field: str) -> None:
        """Fill in what can be chosen, which is content."""
        of_list = ONE_OF.get(field) or SEVERAL_OF.get(field)
        if of_list:
            self[field].choices = [SelectChoice(slug, label) for slug, label in closed_choices(of_list)]
        elif field == "themes":
            self[field].choices = [SelectChoice(slug, label) for slug, label in theme_choices()]
        elif field == "review":
            self[field].choices = [SelectChoice(slug, title) for slug, title in review_choices()]
        if type(self[field]) is SelectField:
            self[field].choices = [_NOT_SAID, *self[field].choices]

    def open_with(self, revision: Revision, token: str) -> None:
        """Show a text as it is now."""
        for field in self.step.fields:
            value = value_of(revision, field)
            self[field].data = _shown(self[field], value)
            self[field].raw_data = None
        self.follow(revision, token)

    def follow(self, revision: Revision, token: str) -> None:
        """Let the page continue from the text as it is now; what stands in its fields stays.

        A field in which the page does not show what the text has now keeps the state that it was opened with: else what
        somebody else has written there would be overwritten by words that nobody has changed.
        """
        before = digests_in(self.opened.data)
        opened = {}
        for field in self.step.fields:
            now = value_of(revision, field)
            same = not self[field].errors and self._value(field) == now
            opened[field] = digest(now) if same else before.get(field, "")
        self.opened.data, self.page.data = json.dumps(opened), token

    @property
    def sent(self) -> Page:
        """What can be saved of it: every field without a mistake."""
        values = {field: self._value(field) for field in self.step.fields if not self[field].errors}
        return Page(values, digests_in(self.opened.data), (self.page.data or "")[:40], _turn())

    @property
    def refused(self) -> Page:
        """What was typed into fields with a mistake, to be kept where the page cannot be shown again."""
        texts = {field: self._value(field)[:MOST_ASIDE] for field in self.step.fields if self[field].errors}
        return Page({field: text for field, text in texts.items() if field in TYPED}, {}, "")

    def _value(self, field: str) -> Value:
        data = self[field].data
        if isinstance(self[field], SelectMultipleField):
            return tuple(dict.fromkeys(data or ()))
        if isinstance(self[field], BooleanField):
            return YES if data else ""
        if isinstance(data, date):
            return data.isoformat()
        words = typed(str(data or ""))
        if field == "tags":
            return as_kept(words)  # else a comma more would count as a change by somebody else
        return " ".join(words.split()) if field == "title" else words


def _turn() -> int | None:
    """How often the page has saved itself, this time included; None where somebody has pressed a button."""
    sent = request.form.get("autosave")
    if sent is None:
        return None
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < LONGEST_TURN else 0


def _shown(field: Field, value: Value) -> Any:
    """A value as a field of the form has it."""
    if isinstance(field, DayField):
        return date.fromisoformat(str(value)) if value else None
    if isinstance(field, BooleanField):
        return value == YES
    return list(value) if isinstance(value, tuple) else value


def digests_in(sent: str | None) -> Mapping[str, str]:
    """What a page says that it was opened with, by field; nothing where that cannot be read."""
    try:
        found = json.loads((sent or "")[:LONGEST_OPENED])
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(each) for name, each in found.items()} if isinstance(found, dict) else {}


class PromptedForm(StepForm):
    """What prompted the lesson."""

    trigger = _one("trigger")
    review = _select("review", "Leave it out if it is not in the list, or was not published")
    kind = _one("kind")
    nation = _select("nation")
    region = _select("region", "Leave it out if the lesson is about a whole nation")
    year = StringField(_label("year"), widget=TextInput())
    unnamed = BooleanField(
        LABELS["unnamed"],
        description="Then no page shows or implies whose lesson this is: not its sources, not its files.",
        widget=Checkbox(),
    )

    def validate_year(self, field: StringField) -> None:
        """A year is a number of four digits that lies behind us."""
        try:
            field.data = year_in(field.data or "")
        except ValueError as problem:
            raise ValidationError(str(problem)) from None


class FoundForm(StepForm):
    """What was found, and why it happened."""

    found = _markdown("found", "What did the review, audit or inspection find? No names, dates or places of a family.")
    why = _markdown("why", "Leave it empty if nobody looked into it.", 4)
    themes = _several("themes", "One to six: what somebody would look for who needs this lesson")
    causes = _several("causes")
    agencies = _several("agencies")
    harm_types = _several("harm_types")
    outcomes = _several("outcomes")
    child_age_bands = _several("child_age_bands")
    tags = _line("tags", "Up to ten words of your own, with commas between them")


class DoneForm(StepForm):
    """What was done."""

    title = _line("title", "Say what was done, not what went wrong: 10 to 120 characters")
    done_status = _one("done_status")
    done = _markdown("done", "What was changed, by whom, in which order?", 8)
    kinds_of_change = _several("kinds_of_change", "What others look for is what somebody did")


class EffectForm(StepForm):
    """What happened next."""

    effect = _markdown("effect", "Say what was seen and counted. That it did not work helps others as much.")
    result = _one("result")
    evidence_measure = _text("evidence_measure", "Such as: records with a plan, 18 of 40 before and 34 of 40 after")
    evidence_on = _day("evidence_on", "The day, or the last day, of the measurement")
    evidence_stage = _one("evidence_stage", "A low stage is no reason not to publish it")
    evidence_reason = _text("evidence_reason", "One sentence")
    identified = _day("identified")
    action_agreed = _day("action_agreed")
    action_done = _day("action_done")
    effect_shown = _day("effect_shown")
    still_in_place = _day("still_in_place")


class HelpForm(StepForm):
    """Help for others."""

    how = _markdown("how", "Steps for an area that wants to try it", 8)
    in_place_first = _markdown("in_place_first", rows=3)
    people = _markdown("people", "Roles and hours, no names", 3)
    time = _markdown("time", rows=3)
    cost_band = _one("cost_band")
    risks = _markdown("risks", rows=3)
    summary = _text("summary", "One paragraph of 50 to 400 characters. Search results show it.")


FORMS: Mapping[str, type[StepForm]] = {
    "prompted": PromptedForm,
    "found": FoundForm,
    "done": DoneForm,
    "effect": EffectForm,
    "help": HelpForm,
}
"""The form of each step."""
