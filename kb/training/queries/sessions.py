"""Reads of the session templates: timed blocks, and what the site puts into them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from kb.core.db import session
from kb.core.errors import NotFound
from kb.core.versions import kept
from kb.lessons.models.lesson import Lesson
from kb.lessons.queries.labels import Label, Labels, labels
from kb.training.models import SessionTemplate, Vignette
from kb.training.queries.forms import forms
from kb.training.queries.lessons import LessonBehind, published
from kb.training.queries.vignettes import vignette_title

FORM_OF = {"before-form": "before", "end-form": "end", "plan-form": "plan"}
"""Slug of the form that fills a block."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a session with its time."""

    number: int
    start: int
    """Minutes after the beginning of the session."""
    minutes: int
    title: str
    purpose: str
    method: Label
    content: str
    screen: str
    """What people see on the slide meanwhile: their task, in few words; empty for the title alone."""
    trainer_notes: str
    say_this: str
    watch_for: str
    resources: tuple[str, ...]
    outcomes: tuple[str, ...]
    """What people will be able to do after it."""
    fill: str
    """What goes in: lessons, vignette, quiz, self-check, before-form, end-form, plan-form or safety; else empty."""
    sections: tuple[str, ...]
    """Parts of the lessons that are told here, where lessons go in: found, why, done, effect, how; empty for all."""
    stages: int
    """How many stages of a case are worked on, the first ones; 0 for all."""
    form: Label | None
    """The form that goes in."""
    otherwise: "Block | None"
    """What takes its place, at the same time and as long, on a theme that has nothing to go in. It may have one itself:
    what takes its place where no lesson has all the parts that it asks for."""


@dataclass(frozen=True, slots=True)
class SessionShown:
    """A session template as pages show it. What a template does not say is empty."""

    slug: str
    title: str
    summary: str
    minutes: int
    format: Label
    audience: str
    group_size: str
    levels: tuple[Label, ...]
    any_theme: bool
    """Whether it is a frame, to be filled with what there is on a theme; it names none itself."""
    themes: tuple[Label, ...]
    theme_ids: frozenset[int]
    outcomes: tuple[str, ...]
    prepare: tuple[str, ...]
    local_slots: tuple[str, ...]
    blocks: tuple[Block, ...]
    vignette: Label | None
    lessons: tuple[LessonBehind, ...]
    forms: tuple[Label, ...]


@kept
def sessions() -> tuple[SessionShown, ...]:
    """All of them, the shortest first; they are few, so they are read at once."""
    rows = session.execute(
        select(SessionTemplate, Vignette.slug)
        .outerjoin(Vignette, Vignette.id == SessionTemplate.vignette_id)
        .order_by(SessionTemplate.minutes, SessionTemplate.title, SessionTemplate.slug)
    ).all()
    named = {slug for row, _ in rows for slug in row.details.get("lessons", ())}
    lessons = published(Lesson.slug.in_(named)) if named else {}
    known = labels()
    return tuple(_shown(row, vignette_title(vignette or ""), lessons, known) for row, vignette in rows)


def session_by_slug(slug: str) -> SessionShown:
    """The template at this address. Raises NotFound."""
    found = next((template for template in sessions() if template.slug == slug), None)
    if found is None:
        raise NotFound
    return found


def frame_of(minutes: int) -> SessionShown | None:
    """The template of this length that can be filled with any theme; None where there is none."""
    return next((template for template in sessions() if template.any_theme and template.minutes == minutes), None)


def sessions_on(lesson_id: int) -> list[SessionShown]:
    """Those that name a lesson."""
    return [template for template in sessions() if any(lesson.id == lesson_id for lesson in template.lessons)]


def sessions_about(theme_ids: Sequence[int]) -> list[SessionShown]:
    """Those that name any of these themes."""
    return [template for template in sessions() if not template.theme_ids.isdisjoint(theme_ids)]


def _shown(
    row: SessionTemplate, vignette: Label | None, lessons: Mapping[str, LessonBehind], known: Labels
) -> SessionShown:
    details = row.details
    values = {key: label for key, label in known.values.items() if key.startswith(("session-methods/", "training-"))}
    numbers = {label.slug: number for number, label in known.themes.items()}
    themes = [numbers[slug] for slug in details.get("themes", ()) if slug in numbers]
    given = {form.slug: Label(form.slug, form.title) for form in forms()}
    levels = [f"training-levels/{slug}" for slug in details.get("levels", ())]
    return SessionShown(
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        minutes=row.minutes,
        format=known.values[row.format_key],
        audience=details["audience"],
        group_size=details.get("group_size", ""),
        levels=tuple(values[key] for key in levels if key in values),
        any_theme=details.get("any_theme", False),
        themes=tuple(known.themes[number] for number in themes),
        theme_ids=frozenset(themes),
        outcomes=tuple(_deed(outcome["text"]) for outcome in details["outcomes"]),
        prepare=tuple(details.get("prepare", ())),
        local_slots=tuple(details.get("local_slots", ())),
        blocks=_blocks(details, values, given),
        vignette=vignette,
        lessons=tuple(lessons[slug] for slug in details.get("lessons", ()) if slug in lessons),
        forms=tuple(given[slug] for slug in details.get("forms", ()) if slug in given),
    )


def _blocks(
    details: Mapping[str, Any], values: Mapping[str, Label], forms: Mapping[str, Label]
) -> tuple[Block, ...]:  # fmt: skip
    outcomes = {outcome["slug"]: _deed(outcome["text"]) for outcome in details["outcomes"]}
    start, blocks = 0, []
    for number, block in enumerate(details["blocks"], 1):
        at = {"number": number, "start": start, "minutes": block["minutes"]}
        blocks.append(_block(block, at, outcomes, values, forms))
        start += block["minutes"]
    return tuple(blocks)


def _block(
    block: Mapping[str, Any], at: Mapping[str, Any], outcomes: Mapping[str, str], values: Mapping[str, Label],
    forms: Mapping[str, Label],
) -> Block:  # fmt: skip
    instead = block.get("otherwise")
    texts = {key: block.get(key, "") for key in ("screen", "trainer_notes", "say_this", "watch_for", "fill")}
    return Block(
        **at,
        title=block["title"],
        purpose=block["purpose"],
        method=values[f"session-methods/{block['method']}"],
        content=block["content"],
        resources=tuple(block.get("resources", ())),
        outcomes=tuple(outcomes[slug] for slug in block.get("outcomes", ()) if slug in outcomes),
        sections=tuple(block.get("sections", ())),
        stages=block.get("stages", 0),
        form=forms.get(FORM_OF.get(texts["fill"], "")),
        otherwise=_block(instead, at, outcomes, values, forms) if instead else None,
        **texts,
    )


def _deed(outcome: str) -> str:
    """An outcome as a line under "people will be able to": some are written with these words, some without."""
    text = outcome[len("be able to ") :] if outcome.lower().startswith("be able to ") else outcome
    return text[:1].lower() + text[1:]
