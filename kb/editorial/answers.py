"""The answers of the form in words, as the page shows them on which they are checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kb.core.clock import long_date
from kb.core.text import to_html
from kb.editorial.queries.choices import closed_choices, review_choices, theme_choices
from kb.editorial.steps import LABELS, MOST_WORDS, Step
from kb.lessons.field_values import LADDER, ONE_OF, SEVERAL_OF, YES, Value, value_of
from kb.lessons.models.lesson import Revision


@dataclass(frozen=True, slots=True)
class Answer:
    """A field and what it says; no HTML where it is empty."""

    field: str
    label: str
    html: Markup


def answers_in(revision: Revision, step: Step) -> list[Answer]:
    """The answers of one step, in its order."""
    return [Answer(field, LABELS[field], _html(field, value_of(revision, field))) for field in step.fields]


def in_words(field: str, value: Value) -> Value:
    """A value as people call it: the labels of what was chosen, a day in full; a text as it is."""
    words = _words_of(field)
    if isinstance(value, tuple):
        return tuple(words.get(slug, slug) for slug in value)
    if field in LADDER or field == "evidence_on":
        return long_date(date.fromisoformat(value)) if value else ""
    if field == "unnamed":
        return "Yes" if value == YES else "No"
    return words.get(value, value)


def _words_of(field: str) -> Mapping[str, str]:
    of_list = ONE_OF.get(field) or SEVERAL_OF.get(field)
    if of_list:
        return dict(closed_choices(of_list))
    if field == "themes":
        return dict(theme_choices())
    return dict(review_choices()) if field == "review" else {}


def _html(field: str, value: Value) -> Markup:
    shown = in_words(field, value)
    if isinstance(shown, tuple):
        return Markup(", ").join(shown)
    return to_html(shown) if field in MOST_WORDS else Markup.escape(shown)
