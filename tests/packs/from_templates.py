"""Packs from the session templates that are shipped: what a trainer has after filling one with lessons."""

from dataclasses import replace

from sqlalchemy import select

from kb.core import db
from kb.lessons.models.lesson import Lesson
from kb.lessons.models.vocabulary import Theme
from kb.packs.content import Block, Handout, LessonUse, LocalSlots, Outcome, PackContent, PackLesson
from kb.training.queries.quiz import questions
from kb.training.queries.sessions import Block as Shown
from kb.training.queries.sessions import SessionShown
from kb.training.queries.sessions import sessions as templates
from kb.training.queries.vignettes import vignettes


def packs() -> list[PackContent]:
    """One for each template, with three lessons in each part that takes lessons."""
    return [content_from(template) for template in templates()]


def content_from(template: SessionShown, *, lessons: int = 3) -> PackContent:
    """A pack from this template, with so many lessons in each part that takes some."""
    rows = db.session.execute(
        select(Lesson.id, Lesson.live_revision_id).where(Lesson.live_revision_id.is_not(None)).order_by(Lesson.id)
    )
    supply = [PackLesson(number, revision or 0) for number, revision in rows]
    blocks: list[Block] = []
    taken: list[PackLesson] = []
    for made in template.blocks:
        here = supply[len(taken) :][: lessons if made.fill == "lessons" else 0]
        taken += here
        blocks.append(_block(template, made, here))
    return PackContent(
        title=template.title,
        summary=template.summary,
        minutes=template.minutes,
        format=template.format.slug,
        audience=template.audience,
        group_size=template.group_size,
        outcomes=tuple(Outcome(f"o-{number}", words) for number, words in enumerate(template.outcomes)),
        prepare=template.prepare,
        blocks=tuple(blocks),
        lessons=tuple(taken),
        handouts=(Handout("own", "How we refer here", "To keep at your desk.", "1. Ring the *door*.\n2. Write."),),
        slots=LocalSlots(contact="Northshire duty team, 01234 567890"),
        forms=tuple(form.slug for form in template.forms),
        made_by="Northshire Safeguarding Partnership",
    )


def _block(template: SessionShown, made: Shown, lessons: list[PackLesson]) -> Block:
    """A part of the template with what the site puts into it."""
    block = Block(
        key=f"block-{made.number}",
        minutes=made.minutes,
        title=made.title,
        purpose=made.purpose,
        method=made.method.slug,
        content=made.content,
        trainer_notes=made.trainer_notes,
        say_this=made.say_this,
        watch_for=made.watch_for,
        resources=made.resources,
        outcomes=tuple(f"o-{template.outcomes.index(each)}" for each in made.outcomes),
        fill=made.fill,
    )
    if made.fill == "lessons":
        theme = db.session.scalar(select(Theme.id).where(Theme.self_check != []).order_by(Theme.id).limit(1))
        return replace(block, lessons=tuple(LessonUse(each.lesson_id) for each in lessons), theme_id=theme)
    if made.fill == "vignette":
        return replace(block, vignette=template.vignette.slug if template.vignette else vignettes()[0].slug)
    return replace(block, questions=tuple(each.slug for each in questions()[:4])) if made.fill == "quiz" else block
