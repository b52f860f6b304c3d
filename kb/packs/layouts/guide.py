"""The facilitator's guide: everything that a trainer needs in the hand, from what to prepare to what to say."""

from collections.abc import Iterator

from kb.briefings.briefing import TO_FILL_IN
from kb.documents.tree import Block, Facts, Heading, List, text
from kb.packs.layouts.blocks import block
from kb.packs.layouts.cases import numbered
from kb.packs.layouts.pieces import SLOTS, facts, how_far, minutes_of, points, rows, said, to_fill_in, told_from
from kb.packs.layouts.safety import for_trainers, safety_sheet
from kb.packs.queries.resolved import Resolved


def guide(found: Resolved) -> Iterator[Block]:
    """All of it, without its closing."""
    yield from _overview(found)
    yield from _prepare(found)
    yield Heading(1, "Safety")
    yield from safety_sheet(found, 2)
    yield from for_trainers(found, 2)
    yield Heading(1, "Part by part")
    asked = numbered(found)
    for number, each in enumerate(found.content.blocks, 1):
        yield from block(found, each, number, asked)
    if not found.content.blocks:
        yield to_fill_in("the parts of the session")
    yield from _others(found)
    if found.forms:
        yield Heading(1, "Forms")
        yield from points(f"{form.title}. {form.when}" for form in found.forms)


def _overview(found: Resolved) -> Iterator[Block]:
    content = found.content
    if content.summary.strip():
        yield text(content.summary)
    label = found.labels.values.get(f"session-formats/{content.format}")
    agencies = [found.labels.values.get(f"agencies/{slug}") for slug in content.agencies]
    themes = [found.labels.themes.get(number) for number in content.theme_ids]
    yield from facts(
        (
            ("Time", minutes_of(content.minutes)),
            ("When and where", content.when_where),
            ("Format", label.label if label else ""),
            ("For whom", content.audience),
            ("Agencies", ", ".join(each.label for each in agencies if each)),
            ("Group", content.group_size),
            ("Themes", ", ".join(each.label for each in themes if each)),
            ("Made by", content.made_by),
        )
    )
    yield Heading(1, "What people will be able to do")
    yield from points(each.text for each in content.outcomes) if content.outcomes else (to_fill_in("outcomes"),)
    yield Heading(1, "The session at a glance")
    yield from _times(found)


def _times(found: Resolved) -> Iterator[Block]:
    content = found.content
    if not content.blocks:
        yield to_fill_in("the parts of the session, with their times")
        return
    yield rows(
        ("From minute", "Minutes", "What", "Method"),
        (
            (
                str(start),
                str(each.minutes) if each.minutes is not None else TO_FILL_IN,
                each.title or TO_FILL_IN,
                method.label if (method := found.labels.values.get(f"session-methods/{each.method}")) else "",
            )
            for start, each in zip(content.starts, content.blocks, strict=True)
        ),
    )
    if content.planned != content.minutes:
        yield text(f"The parts take {content.planned} minutes together; the session has {content.minutes}.")


def _prepare(found: Resolved) -> Iterator[Block]:
    if prepare := [*points(found.content.prepare)]:
        yield Heading(1, "What to prepare")
        yield from prepare
    yield Heading(1, "What is local")
    slots = found.content.slots
    yield Facts(tuple((name, (said(getattr(slots, field), what),)) for field, name, what in SLOTS))


def _others(found: Resolved) -> Iterator[Block]:
    """Lessons of the pack that no part of the session uses, in brief."""
    own = [each.lesson_id for each in found.content.lessons]
    left = [found.lessons[number] for number in own if number in found.lessons and number not in found.placed]
    if left:
        yield Heading(1, "More lessons of this pack")
        yield text("No part of the session uses them yet.")
        yield List(
            tuple((text(f"{each.title} ({told_from(each)})"), text(each.summary), text(how_far(each))) for each in left)
        )
