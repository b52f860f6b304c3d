"""The facilitator's guide: everything that a trainer needs in the hand, from what to prepare to what to say."""

from collections.abc import Iterator, Mapping, Sequence

from kb.briefings.briefing import TO_FILL_IN
from kb.documents.tree import Block, Heading, List, Question, text
from kb.packs.layouts.blocks import block
from kb.packs.layouts.local import for_trainers as local_lines
from kb.packs.layouts.papers import papers
from kb.packs.layouts.pieces import facts, how_far, minutes_of, points, rows, to_fill_in, told_from
from kb.packs.layouts.safety import for_trainers, people, safety_sheet
from kb.packs.layouts.sheets import first_sheet
from kb.packs.queries.resolved import Resolved


def guide(
    found: Resolved, asked: Mapping[str, Question], handouts: Sequence[Block], forms: Sequence[Block]
) -> Iterator[Block]:
    """All of it, without its closing. `handouts` and `forms` are what it says of what is to be printed."""
    yield from _overview(found)
    yield from _prepare(found, handouts, forms)
    yield Heading(1, "Safety")
    yield from safety_sheet(found, 2)
    yield from people(found, 2)
    yield from for_trainers(found, 2)
    yield Heading(1, "Part by part")
    for number, each in enumerate(found.content.blocks, 1):
        yield from block(found, each, number, asked)
    if not found.content.blocks:
        yield to_fill_in("the parts of the session")
    yield from _others(found)


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


def _prepare(found: Resolved, handouts: Sequence[Block], forms: Sequence[Block]) -> Iterator[Block]:
    if prepare := [*points(found.content.prepare)]:
        yield Heading(1, "What to prepare")
        yield from prepare
    yield from papers(found, handouts, forms)
    yield Heading(1, "For you to fill in: your area")
    yield from local_lines(found, first_sheet(found))


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
