"""The parts of a lesson as its page shows them: the five sections, what another area needs, the facts beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kb.core.text import to_html
from kb.lessons.queries.labels import Label
from kb.lessons.queries.published import PublishedLesson

TITLES = {
    "found": "What was found",
    "why": "Why it happened",
    "done": "What was done",
    "effect": "What happened next",
    "how": "How to do it here",
}
NOT_YET_DONE = {
    "done-statuses/recommended": "What was recommended",
    "done-statuses/agreed": "What was agreed",
}
"""What stands over the third section as long as nothing, or not the main point, was carried out."""
NEEDS = {
    "in_place_first": "What has to be in place first",
    "people": "Who it takes",
    "time": "How long it takes",
    "risks": "What can go wrong",
}
FACTS = (
    ("agencies", "Agencies"),
    ("harm-types", "Type of harm"),
    ("child-age-bands", "Age of the children"),
    ("outcomes", "Outcome"),
    ("causes", "Causes"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a lesson under its heading; no HTML where nothing was reported."""

    key: str
    title: str
    html: Markup | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of facts beside the text."""

    title: str
    labels: tuple[Label, ...]
    endpoint: str = ""
    """Where each label leads; empty where it leads nowhere."""
    parameter: str = "slug"
    """What its slug is called in that address."""


def thread(lesson: PublishedLesson, html: Mapping[str, Markup]) -> list[Section]:
    """The five sections in order."""
    titles = {**TITLES, "done": NOT_YET_DONE.get(lesson.done_status_key, TITLES["done"])}
    return [Section(key, title, html.get(key)) for key, title in titles.items()]


def needs(lesson: PublishedLesson, html: Mapping[str, Markup]) -> list[Section]:
    """What another area needs to know before it starts; only what was said."""
    found = [Section(key, title, html.get(key)) for key, title in NEEDS.items()]
    if lesson.cost_band:
        found.insert(3, Section("cost_band", "What it costs", to_html(lesson.cost_band.label)))
    return [section for section in found if section.html]


def facts(lesson: PublishedLesson) -> list[Fact]:
    """What is known of themes, changes, agencies, harm, children and causes; "not known" is left out."""
    rows = [
        Fact("Themes", lesson.themes, "lessons.theme"),
        Fact("Kinds of change", lesson.values.get("kinds-of-change", ()), "search.results", "change"),
        *(
            Fact(title, tuple(value for value in lesson.values.get(key, ()) if value.slug != "unknown"))
            for key, title in FACTS
        ),
        Fact("Tags", lesson.tags),
    ]
    return [row for row in rows if row.labels]
