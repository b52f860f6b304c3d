"""What people do in a part of the session, on the screen while they do it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.core.statements import sentences
from kb.documents.on_slides import on_one
from kb.documents.tree import Block, Heading, Slide, text
from kb.packs.content import Block as PackBlock
from kb.packs.layouts.divided import said_of
from kb.packs.layouts.pieces import markdown, minutes_of, points, to_fill_in
from kb.packs.queries.resolved import Resolved
from kb.packs.reasons import began_small
from kb.packs.touching import say_this
from kb.training.queries.forms import FormShown

TALK, GROUP = "talk", "group"
"""Slugs of the methods by which a trainer tells something that people work on afterwards, or groups find it out."""
LISTEN = re.compile(r"Listen\b")
THEN = re.compile(r"Then\b[, ]*")
"""How the sentence begins that says what people do after they have listened."""
_GROUPS = re.compile(r"\b(?:groups|pairs|tables) of [^,;.]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the session as slides say it: what stands there first, and what people do after they have listened."""

    opening: Slide
    afterwards: Slide | None
    is_said: bool
    """Whether it says what to do, and not only what the part is called."""


def task_of(found: Resolved, each: PackBlock, title: str, *, works: bool) -> Task:
    """The task of a part of this title. `works`: whether it has lessons, a case or questions that people work on."""
    time = f" ({minutes_of(each.minutes)})" if each.minutes else ""
    form = found.form(each.fill)
    notes = (*_for_the_trainer(found, each), *_asks(form), *_to_choose_from(found, each))
    form = None if found.is_read_out else form  # nothing is handed out
    listen, do = _in_two(each) if works else ("", "")
    task = followed(title, "your task") if works else title
    if do:
        opening = Slide(f"{title}{time}", (text(listen),), notes, minutes=each.minutes or 0)
        again = (text(f"This goes on from: {title}{time}"), *_said("What to do", each.content))
        return Task(opening, _with_size_and_form(Slide(task, (text(do),), again), found, form), is_said=True)
    named = f"{task if each.screen.strip() else title}{time}"
    opening = Slide(named, markdown(each.screen, 2), notes, minutes=each.minutes or 0)
    if _choice(found, each):
        opening = replace(opening, blocks=(*opening.blocks, to_fill_in("the question that you chose from the notes")))
    opening = _with_size_and_form(opening, found, form) if works else _with_form(opening, form)
    return Task(opening, None, is_said=bool(each.screen.strip()))


def followed(title: str, by: str) -> str:
    """A title with what its slide is of, as one line: "Look: your task", "Could it happen here? Your task"."""
    return f"{title} {by[:1].upper()}{by[1:]}" if title[-1] in "?!." else f"{title}: {by}"


def with_size(slide: Slide, found: Resolved, before: str = "") -> Slide:
    """The slide with how large groups are, as the pack says it, after other words in one line, as far as there is
    room: rather these alone than not all of them."""
    said = _GROUPS.search(found.content.group_size)
    size = f"Work in {began_small(said[0].strip())}." if said else ""
    ways = (with_line(slide, words.strip()) for words in (f"{before} {size}", before))
    return next((each for each in ways if each != slide), slide)


def with_line(slide: Slide, words: str) -> Slide:
    """The slide with one more line in small letters, if there is room for it."""
    longer = replace(slide, blocks=(*slide.blocks, text(words, small=True)))
    return longer if words and on_one(longer) else slide


def _in_two(each: PackBlock) -> tuple[str, str]:
    """What people do while a trainer tells something, and then; empty where they do not do one after the other."""
    said = sentences(" ".join(each.screen.split()))
    at = next((at for at, words in enumerate(said) if at and THEN.match(words)), 0)
    if not at or not (each.method == TALK or LISTEN.match(said[0])):
        return "", ""
    first, *more = said[at:]
    first = THEN.sub("", first, count=1)
    return " ".join(said[:at]), " ".join((first[:1].upper() + first[1:], *more))


def _with_size_and_form(slide: Slide, found: Resolved, form: FormShown | None) -> Slide:
    """What groups are to do, with their size and the sheet that they write on as far as there is room."""
    in_groups = re.search(r"\bgroups?\b", said_of(slide.blocks))
    return _with_form(with_size(slide, found) if in_groups else slide, form)


def _with_form(slide: Slide, form: FormShown | None) -> Slide:
    return with_line(slide, f"On your sheet: “{form.title}”." if form else "")


def _for_the_trainer(found: Resolved, each: PackBlock) -> Iterator[Block]:
    say, with_care = say_this(found, each)
    for name, words in (
        ("Say this", say), ("Take care", with_care), ("What to do", each.content),
        ("Notes for the trainer", each.trainer_notes), ("Watch for", each.watch_for), ("Purpose", each.purpose),
        ("On the screen", each.screen), ("Group", found.content.group_size),
    ):  # fmt: skip
        yield from _said(name, words)


def _said(name: str, words: str) -> tuple[Block, ...]:
    return (Heading(1, name), *markdown(words, 2)) if words.strip() else ()


def _asks(form: FormShown | None) -> Iterator[Block]:
    """What is asked on the sheet of a part, for who hands it out."""
    if form:
        yield Heading(1, form.title)
        yield text(form.introduction)
        yield from points((question.text for part in form.parts for question in part.questions), ordered=True)


def _choice(found: Resolved, each: PackBlock) -> tuple[str, ...]:
    """The questions of a theme, of which who reads the session out puts one."""
    check = found.self_checks.get(each.theme_id or 0) if found.is_read_out else None
    return tuple(check.questions) if check else ()


def _to_choose_from(found: Resolved, each: PackBlock) -> Iterator[Block]:
    if questions := _choice(found, each):
        yield Heading(1, "Choose one question")
        yield from points(questions, ordered=True)
