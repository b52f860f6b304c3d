"""The form that starts a pack: from a theme, from a ready-made session, or from nothing."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs
from wtforms.validators import DataRequired, Length, ValidationError

from kb.core.characters import one_line
from kb.lessons.queries.labels import labels
from kb.lessons.queries.themes import Group, ThemeCount, theme_groups
from kb.packs.content import LENGTHS
from kb.packs.enough import NEAR, TOO_LITTLE, instead, is_enough, near_with_enough, works_on_lessons
from kb.packs.queries.candidates import candidates_on
from kb.packs.queries.subjects import Subject, subject_of
from kb.packs.service.making import LONGEST_TITLE
from kb.training.queries.sessions import SessionShown, sessions
from kb.web.forms import Form, Radios, Select, TextInput

THEME, SESSION, EMPTY = "theme", "session", "empty"
STARTS: Mapping[str, tuple[str, str]] = {
    THEME: ("From a theme", "You get a whole draft, with lessons, a made-up case and the words to say."),
    SESSION: ("From a ready-made session", "You get all its parts, and can change each of them."),
    EMPTY: ("With an empty pack", "You add each part yourself."),
}
LENGTHS_ABOUT: Mapping[int, tuple[str, str]] = {
    7: ("7 minutes", "One lesson, in a team meeting"),
    30: ("30 minutes", "A few lessons, and whether this could happen here"),
    60: ("1 hour", "A team works on lessons and on a short case"),
    90: ("1 hour 30 minutes", "A seminar with a case in groups"),
    180: ("Half a day", "Agencies work on a case together, look at themselves and plan"),
    360: ("A full day", "Two cases, a quiz and time to plan what will change"),
}
"""What each length is called, and what it is for."""
_NOBODY = frozenset({"all-agencies", "unknown"})
"""Values of the list of agencies that name none."""


def _minutes(typed: str) -> int:
    """A length that was chosen; 0 for what is no number."""
    return int(typed) if str(typed).isdecimal() else 0


def _named(theme_ids: Iterable[int]) -> list[str]:
    """What these themes are called."""
    return [labels().themes[number].label for number in theme_ids]


class StartForm(Form):
    """With what a pack starts, and for whom it is."""

    start = RadioField(
        "How do you want to start?",
        widget=Radios(),
        validators=[DataRequired("Choose how to start")],
        validate_choice=False,
    )
    session = SelectField(
        "Session",
        description="It has a length of its own. One without a theme is filled with the theme that you choose below.",
        widget=Select(),
        validate_choice=False,
    )
    theme = SelectField("Theme", widget=Select(), validate_choice=False)
    minutes = RadioField("How long is it?", coerce=_minutes, widget=Radios(), validate_choice=False)
    agencies = SelectMultipleField(
        "Who will take part? (optional)",
        description="Lessons and cases that concern these agencies come before others.",
        choices=[],
        validate_choice=False,
    )
    title = StringField(
        "Title (optional)",
        description="If you leave it empty, the pack is named after its theme. You can change it at any time.",
        widget=TextInput(),
        validators=[Length(max=LONGEST_TITLE, message=f"A title has at most {LONGEST_TITLE} characters")],
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.groups: Sequence[Group] = theme_groups()
        self.templates: Sequence[SessionShown] = [each for each in sessions() if not each.any_theme]
        starts = STARTS if self.templates else {key: words for key, words in STARTS.items() if key != SESSION}
        self.start.choices = [SelectChoice(key, words) for key, (words, _) in starts.items()]
        if self.start.data not in starts:
            self.start.data = None if self.is_submitted() else THEME
        self.minutes.choices = [SelectChoice(number, LENGTHS_ABOUT[number][0]) for number in LENGTHS]
        self._themes = {theme.slug: theme.label for group in self.groups for theme in group.themes}
        self.theme.choices = [SelectChoice(*theme) for theme in self._themes.items()]
        self.session.choices = [
            SelectChoice("", "Choose a session"),
            *(SelectChoice(each.slug, f"{each.title} ({each.minutes} minutes)") for each in self.templates),
        ]
        self._agencies = {
            label.slug: label.label
            for key, label in labels().values.items()
            if key.startswith("agencies/") and label.slug not in _NOBODY
        }
        self.agencies.choices = [SelectChoice(*agency) for agency in self._agencies.items()]

    def validate_theme(self, field: SelectField) -> None:
        """Whoever starts from a theme has to say which."""
        if self.start.data == THEME and not field.data:
            raise ValidationError("Choose a theme")
        if field.data and self.theme_id is None:
            raise ValidationError("This theme is no longer there. Choose another")
        if self.takes_from_theme and not self.lessons_on_theme:
            said = instead([], _named(self._near[:NEAR]))
            raise ValidationError(f"There is no lesson on “{self.theme_label}” yet. {said}")

    def validate_session(self, field: SelectField) -> None:
        """Whoever starts from a session has to say which."""
        if self.start.data == SESSION and self.template is None:
            gone = "This session is no longer there. Choose another"
            raise ValidationError(gone if field.data else "Choose a session")

    def validate_minutes(self, field: RadioField) -> None:
        """A session of the site brings its length."""
        if self.start.data != SESSION and field.data not in LENGTHS:
            raise ValidationError("Choose how long the session is")
        if works_on_lessons(field.data) and self._is_too_little:
            raise ValidationError(f"{TOO_LITTLE} {self._instead(field.data)}")

    @property
    def said_before(self) -> str:
        """What is said of the theme of the address before anything is chosen: that it is not enough for each length."""
        shortest = next((minutes for minutes in LENGTHS if works_on_lessons(minutes)), None)
        if shortest is None or not self._is_too_little:
            return ""
        return f"“{self.theme_label}”: {TOO_LITTLE} {self._instead(shortest)}."

    @cached_property
    def _is_too_little(self) -> bool:
        """Whether there are lessons on the theme from which it starts, but too few for groups to work on."""
        if self.start.data != THEME or not self.lessons_on_theme:
            return False
        return not is_enough(self._subject, candidates_on(self._subject.themes))

    def _instead(self, minutes: int) -> str:
        """What to choose in place of a length for which there is too little."""
        shorter = [LENGTHS_ABOUT[each][0] for each in LENGTHS if each < minutes and not works_on_lessons(each)]
        return instead(shorter, _named(near_with_enough(self._near)))

    @property
    def template(self) -> SessionShown | None:
        """The session of the site that was chosen."""
        return next((each for each in self.templates if each.slug == self.session.data), None)

    @property
    def theme_id(self) -> int | None:
        """The theme that was chosen; None for none, and for a group."""
        if self.theme.data not in self._themes:
            return None
        return next((number for number, each in labels().themes.items() if each.slug == self.theme.data), None)

    @property
    def takes_from_theme(self) -> bool:
        """Whether the lessons of the pack are to be chosen on the theme."""
        own = self.template
        named = bool(own and (own.lessons or own.theme_ids))
        return self.theme_id is not None and (self.start.data == THEME or (self.start.data == SESSION and not named))

    @property
    def lessons_on_theme(self) -> int:
        """How many lessons there are on the theme; 0 where none was chosen."""
        return next((each.lessons for each in self._counts() if each.slug == self.theme.data), 0)

    @cached_property
    def _subject(self) -> Subject:
        return subject_of([self.theme_id or 0])

    def _counts(self) -> list[ThemeCount]:
        return [theme for group in self.groups for theme in group.themes]

    @cached_property
    def _near(self) -> list[int]:
        """Numbers of the themes near to the one that was chosen on which there are lessons, the nearest first."""
        known, with_lessons = labels().themes, {each.slug for each in self._counts() if each.lessons}
        return [number for number in self._subject.neighbours if known[number].slug in with_lessons]

    @property
    def theme_label(self) -> str:
        """What the theme is called; empty where none was chosen."""
        return self._themes.get(self.theme.data or "", "")

    @property
    def chosen_agencies(self) -> tuple[str, ...]:
        """The agencies that were chosen, in the order of their list; what is not in it is passed over."""
        chosen = set(self.agencies.data or ())
        return tuple(slug for slug in self._agencies if slug in chosen)

    @property
    def own_title(self) -> str:
        """The title that was typed; empty where none was."""
        return one_line(self.title.data or "")
