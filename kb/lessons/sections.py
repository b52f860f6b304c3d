"""The parts of a lesson as its page shows them: the five sections, what another area needs, the facts beside them."""

from dataclasses import dataclass

from markupsafe import Markup

from kb.core.text import Explain, to_html
from kb.lessons.cards import Label, value_label
from kb.lessons.models.lesson import Revision

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


def thread(revision: Revision, explain: Explain) -> list[Section]:
    """The five sections in order, each with its abbreviations explained."""
    return [Section(key, _title(key, revision), _html(getattr(revision, key), explain)) for key in TITLES]


def _title(key: str, revision: Revision) -> str:
    return NOT_YET_DONE.get(revision.done_status_key or "", TITLES[key]) if key == "done" else TITLES[key]


def needs(revision: Revision, explain: Explain) -> list[Section]:
    """What another area needs to know before it starts; only what was said."""
    found = [Section(key, title, _html(getattr(revision, key), explain)) for key, title in NEEDS.items()]
    if revision.cost_band:
        found.insert(3, Section("cost_band", "What it costs", to_html(revision.cost_band.label)))
    return [section for section in found if section.html]


def facts(revision: Revision) -> list[Fact]:
    """What is known of agencies, harm, children and causes; "not known" is left out."""
    rows = [
        Fact(title, tuple(value_label(value) for value in revision.values(key) if value.slug != "unknown"))
        for key, title in FACTS
    ]
    rows.append(Fact("Tags", tuple(Label(tag, tag) for tag in revision.tags)))
    return [row for row in rows if row.labels]


def _html(text: str, explain: Explain) -> Markup | None:
    return to_html(text, explain=explain) if text else None
