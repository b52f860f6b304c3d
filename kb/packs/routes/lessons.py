"""The page of the lessons of a pack."""

from flask import render_template, request

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import Invalid, NotFound
from kb.lessons.references import lesson_meant
from kb.packs.content import PackContent
from kb.packs.forms.lessons import AddLessonForm
from kb.packs.models import Pack
from kb.packs.queries.packs import pack_by_slug
from kb.packs.queries.shown import shown
from kb.packs.reasons import in_words
from kb.packs.routes.blueprint import NOTICE, OF_PACK, Answer, blueprint, named, onward, pack_at
from kb.packs.service import lessons as service
from kb.web.addresses import NUMBER

OF_LESSON = f"{OF_PACK}/lessons/{NUMBER}"
NOT_IN_IT = "That lesson has been taken out already."


@blueprint.route(f"{OF_PACK}/lessons", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def lessons(pack: Pack) -> Answer:
    """The lessons of a pack in their order, and a field to add one."""
    form = AddLessonForm()
    if form.validate_on_submit():
        with form.catching():
            return _added(pack, form.lesson.data or "")
    found = shown(pack.now)
    return render_template(
        "packs/lessons.html",
        pack=pack,
        shown=found,
        form=form,
        outdated=sum(not each.is_newest for each in found.lessons.values()),
        why={each.lesson_id: in_words(each.why) for each in found.content.lessons},
    )


def _added(pack: Pack, typed: str) -> Answer:
    meant = lesson_meant(typed)
    found = service.live_revisions([meant.id]) if meant else {}
    if meant is None or not found:
        raise Invalid(lesson="There is no lesson of this reference or address. Look it up with “Search lessons”")
    if any(each.lesson_id == meant.id for each in pack.now.lessons):
        raise Invalid(lesson="This lesson is in the pack already")
    try:
        service.add_lessons(actor(), pack, lesson_ids=[meant.id])
    except Invalid as refusal:
        raise Invalid(lesson=refusal.problems["lessons"]) from None
    return onward("packs.lessons", pack, "The lesson was added.", anchor=f"lesson-{meant.id}", undo=True)


@blueprint.post(f"{OF_LESSON}/move")
@needs(Permission.PACK_EDIT, pack=pack_at)
def move_lesson(pack: Pack) -> Answer:
    """Move a lesson one place up or down."""
    number, by = int(named("number")), -1 if request.form.get("way") == "up" else 1
    try:
        moved = service.move_lesson(actor(), pack, lesson_id=number, by=by)
    except NotFound:
        return onward("packs.lessons", pack, NOT_IN_IT, anchor=NOTICE)
    place = [each.lesson_id for each in pack.now.lessons].index(number) + 1
    told = f"The lesson is now number {place} of {len(pack.now.lessons)}."
    return onward("packs.lessons", pack, told, anchor=f"lesson-{number}", undo=moved)


@blueprint.post(f"{OF_LESSON}/remove")
@needs(Permission.PACK_EDIT, pack=pack_at)
def remove_lesson(pack: Pack) -> Answer:
    """Take a lesson out, which can be taken back."""
    number, before = int(named("number")), pack.now
    try:
        service.remove_lesson(actor(), pack, lesson_id=number)
    except NotFound:
        return onward("packs.lessons", pack, NOT_IN_IT, anchor=NOTICE)
    told = _taken_out(before, number)
    return onward("packs.lessons", pack, told, anchor=NOTICE, undo=True, again=f"lesson-{number}")


def _taken_out(before: PackContent, number: int) -> str:
    """What went with a lesson."""
    uses = [use for block in before.blocks for use in block.lessons if use.lesson_id == number]
    if not uses:
        return "The lesson was taken out."
    words = ", with your own words for its slide" if any(use.words for use in uses) else ""
    return f"The lesson was taken out, of the parts of the session too{words}."


@blueprint.post(f"{OF_PACK}/lessons/renew")
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def renew_lessons(pack: Pack) -> Answer:
    """Bring the lessons to their present texts."""
    renewed = service.renew_lessons(actor(), pack)
    told = "The lessons are up to date." if renewed else "All lessons were up to date."
    return onward("packs.lessons", pack, told, undo=renewed)
