"""What a pack lacks: what is still to be filled in, what may stand but should be known, and what lessons do not say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kb.core.text import joined
from kb.lessons.models.lesson import SECTIONS
from kb.lessons.queries.labels import labels
from kb.lessons.queries.themes import theme_by_slug
from kb.packs.content import SLOTS, Block, PackContent, Safety
from kb.packs.models import Pack
from kb.packs.noting import notes_on
from kb.packs.queries.packs import has_logo
from kb.packs.queries.told import LessonTold
from kb.packs.queries.touched import Touched
from kb.packs.unprinted import unprinted
from kb.training.queries.forms import forms, safety
from kb.training.queries.quiz import questions
from kb.training.queries.sessions import FORM_OF, sessions
from kb.training.queries.vignettes import vignette_title

FILL_IN, WARNING, NOTE = "fill-in", "warning", "note"
"""Kinds: it counts as still to be filled in; it may stand; it is only said."""
SLOT_WORDS: Mapping[str, str] = {
    "contact": "Write whom to contact locally with a worry about a child",
    "threshold_document": "Write in your local threshold document",
    "escalation_route": "Write in your local escalation route",
    "information_sharing": "Write whom to ask locally about sharing information",
    "support": "Write in the local support for people who are affected",
}
_SAFETY_WORDS: Mapping[str, str] = {
    "content_notice": "Write the content notice",
    "ground_rules": "Write the ground rules",
    "opt_out": "Write how people can step out",
    "debrief": "Write how people come out of the case again",
    "facilitators": "Write what the trainers look out for",
}
_NOT_TOLD: Mapping[str, str] = {
    "found": "does not say what was found",
    "why": "does not say why it happened",
    "done": "does not say what was done",
    "effect": "reports no effect",
    "how": "does not say how to do it elsewhere",
}


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a pack lacks, and where it is mended."""

    where: str
    """What it is of: `slot:contact`, `block:<key>`, `lesson:<number>`, `safety`, `logo`, `session`."""
    words: str
    page: str
    """Where to mend it: `slots`, `block:<key>` (perhaps with `#` and a field),
    `blocks` (perhaps with the part beside which it is), `lessons`, `safety`, `brand`, `about`, `forms` or `sheets`."""
    kind: str = FILL_IN
    """`FILL_IN`, `WARNING` or `NOTE`."""


def lacks_of(pack: Pack, content: PackContent, told: Mapping[int, LessonTold], touched: Touched) -> list[Lack]:
    """Everything that a pack lacks, the same on every page that says so; `told` may have other lessons beside its own.

    One statement where nobody has said in words what a logo would show, and none otherwise, beside what is kept
    between requests.
    """
    own = {each.lesson_id: told[each.lesson_id] for each in content.lessons if each.lesson_id in told}
    needs_words = not content.logo_alternative.strip() and has_logo(pack)
    return lacking(content, own, touched, has_logo=needs_words)


def lacking(
    content: PackContent, told: Mapping[int, LessonTold], touched: Touched, *, has_logo: bool
) -> list[Lack]:  # fmt: skip
    """Everything that a pack lacks, in the order of its pages.

    `told`: its lessons that are public, by number. `touched`: what it touches on. `has_logo`: whether there is a
    picture, which only matters where no words say what it shows. No statement, beside what is kept between requests.
    """
    return [
        *_of_session(content, has_logo=has_logo),
        *_of_lessons(content, told),
        *(lack for place, block in enumerate(content.blocks, 1) for lack in _of_block(content, block, place, told)),
        *_of_safety(content),
        *_of_harm(touched),
        *(
            Lack(f"slot:{name}", SLOT_WORDS[name], "slots")
            for name in SLOTS
            if not getattr(content.slots, name).strip()
        ),
        *_of_signs(content),
    ]


def to_fill_in(lacks: Iterable[Lack]) -> list[Lack]:
    """Those that count: nobody should print the pack before they are mended."""
    return [lack for lack in lacks if lack.kind == FILL_IN]


def name_of(block: Block, place: int) -> str:
    """What a message calls a part: its title, or its number in the session where it has none yet."""
    return f"“{block.title}”" if block.title.strip() else f"part {place}"


def _of_session(content: PackContent, *, has_logo: bool) -> Iterator[Lack]:
    if not content.blocks:
        yield Lack("session", "Add the first part of the session", "blocks")
    elif content.planned > content.minutes:
        over = content.planned - content.minutes
        words = f"The parts take {_minutes(over)} more than the {content.minutes} minutes of the session"
        yield Lack("session", words, "blocks", WARNING)
    elif content.planned < content.minutes and all(block.minutes for block in content.blocks):
        left = content.minutes - content.planned
        yield Lack("session", f"{_minutes(left)} {'is' if left == 1 else 'are'} not planned yet", "blocks", WARNING)
    if not content.outcomes:
        yield Lack("session", "Write what people will be able to do after the session", "about")
    if has_logo and not content.logo_alternative.strip():
        yield Lack("logo", "Write what your logo shows, for people who do not see it", "brand")
    known = {form.slug for form in forms()}
    if any(slug not in known for slug in content.forms):
        yield Lack("session", "An evaluation form that you chose is no longer there. Choose another", "forms")


def _of_lessons(content: PackContent, told: Mapping[int, LessonTold]) -> Iterator[Lack]:
    gone = sum(each.lesson_id not in told for each in content.lessons)
    if gone:
        words = "1 lesson is no longer public. Take it out" if gone == 1 else (
            f"{gone} lessons are no longer public. Take them out"
        )  # fmt: skip
        yield Lack("lessons", words, "lessons")
    parts = _parts_by_lesson(content)
    for each in content.lessons:
        lesson = told.get(each.lesson_id)
        if lesson is None:
            continue
        where = f"lesson:{lesson.id}"
        in_parts = parts.get(lesson.id, [])
        if content.blocks and not in_parts:
            yield Lack(where, f"No part of the session tells {lesson.reference}", "lessons", WARNING)
        twice = _told_twice([part for part in in_parts if not part.works_on_it])
        if twice:
            names = joined(part.name for part in twice)
            yield Lack(where, f"{lesson.reference} is told with the same words in {names}", "lessons", WARNING)
        asked = {section for part in in_parts for section in part.sections}
        silent = [_NOT_TOLD[name] for name in SECTIONS if name in asked and name not in lesson.texts]
        if silent:
            yield Lack(where, f"{lesson.reference} {joined(silent)}", "lessons", NOTE)


class Telling(NamedTuple):
    """A part that tells something of a lesson."""

    name: str
    sections: Collection[str]
    works_on_it: bool
    """Whether it stands in place of a case or a quiz, so that people work on what was told before."""


def _parts_by_lesson(content: PackContent) -> Mapping[int, Sequence[Telling]]:
    found: dict[int, list[Telling]] = defaultdict(list)
    fills = {(each.slug, part.number): part.fill for each in sessions() for part in each.blocks}
    for place, block in enumerate(content.blocks, 1):
        origin = block.origin
        meant = fills.get((origin.template, origin.block), block.fill) if origin else block.fill
        for use in block.lessons:
            telling = Telling(name_of(block, place), use.sections or SECTIONS, meant != block.fill)
            found[use.lesson_id].append(telling)
    return found


def _told_twice(parts: Sequence[Telling]) -> list[Telling]:
    """The parts that tell something which another of them tells too."""
    return [
        each
        for place, each in enumerate(parts)
        if any(set(each.sections) & set(other.sections) for at, other in enumerate(parts) if at != place)
    ]


def _of_block(content: PackContent, block: Block, place: int, told: Mapping[int, LessonTold]) -> Iterator[Lack]:
    name, here = name_of(block, place), f"block:{block.key}"
    if not block.title.strip():
        yield Lack(here, f"Give {name} a title", here)
    if not block.minutes:
        yield Lack(here, f"Give {name} a time", here)
    if not block.purpose.strip():
        yield Lack(here, f"Write what {name} is for", f"{here}#purpose")
    if not (block.content.strip() or block.fill or block.lessons or block.vignette or block.questions):
        yield Lack(here, f"Write what happens in {name}", here)
    for words in _missing_in(content, block, told):
        yield Lack(here, words.format(name), here)
    if gone := sum(use.lesson_id not in told for use in block.lessons):
        said = "1 lesson of this part is" if gone == 1 else f"{gone} lessons of this part are"
        yield Lack(here, f"{said} no longer public, so no file has {'it' if gone == 1 else 'them'}", here, NOTE)
    for words in notes_on(block):
        yield Lack(here, words, here, NOTE)


def _missing_in(content: PackContent, block: Block, told: Mapping[int, LessonTold]) -> Iterator[str]:
    """What was to go into a block and is not there; the name of the block belongs into the braces."""
    if block.fill == "lessons" and not any(use.lesson_id in told for use in block.lessons):
        yield "Choose a lesson for {}"
    if block.vignette and vignette_title(block.vignette) is None:
        yield "The case in {} is no longer there. Choose another"
    elif block.fill == "vignette" and not block.vignette:
        yield "Choose a case for {}"
    known = {item.slug for item in questions()} | {own.key for own in content.questions} if block.questions else set()
    gone = sum(slug not in known for slug in block.questions)
    if gone:
        yield (
            "A quiz question in {} is no longer there. Choose others"
            if gone == 1
            else (f"{gone} quiz questions in {{}} are no longer there. Choose others")
        )
    elif block.fill == "quiz" and not block.questions:
        yield "Choose quiz questions for {}"
    if block.fill == "self-check" and not _has_self_check(block.theme_id):
        yield "Choose a theme whose questions are asked in {}"
    if block.fill in FORM_OF and FORM_OF[block.fill] not in {form.slug for form in forms()}:
        yield "The form for {} is no longer there. Write what takes its place"


def _has_self_check(theme_id: int | None) -> bool:
    theme = labels().themes.get(theme_id or 0)
    return theme is not None and bool(theme_by_slug(theme.slug).self_check)


def _of_safety(content: PackContent) -> Iterator[Lack]:
    cases = [place for place, block in enumerate(content.blocks) if block.vignette or block.fill == "vignette"]
    if cases:
        if all(block.fill != "safety" for block in content.blocks[: cases[0]]):
            words = "A case must not stand on its own: put a part with ground rules and content notice before it"
            yield _at_part(content.blocks[cases[0]], words)
        if cases[-1] == len(content.blocks) - 1:
            words = "The session must not end with a case: add a part after it in which people come out of it again"
            yield _at_part(content.blocks[-1], words)
    if content.safety is not None:
        for name in _empty(content.safety):
            yield Lack("safety", _SAFETY_WORDS[name], "safety")
    elif content.blocks and safety() is None:
        yield Lack("safety", "Write the content notice, the ground rules and how people can step out", "safety")


def _at_part(block: Block, words: str) -> Lack:
    """What is mended where the parts stand, beside one of them."""
    return Lack(f"block:{block.key}", words, f"blocks:{block.key}")


def _of_harm(touched: Touched) -> Iterator[Lack]:
    if touched.is_on_suicide:
        words = "This session touches on suicide or self-harm: plan two trainers and ten minutes at the end"
        yield Lack("safety", words, "blocks", WARNING)


def _of_signs(content: PackContent) -> Iterator[Lack]:
    """What stands at a part of the session is said there."""
    for where, words, page in unprinted(content):
        yield Lack(where, words, page, NOTE if where.startswith("block:") else WARNING)


def _empty(own: Safety) -> Iterator[str]:
    for name in _SAFETY_WORDS:
        text = getattr(own, name)
        if not (text.strip() if isinstance(text, str) else any(rule.strip() for rule in text)):
            yield name


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"
