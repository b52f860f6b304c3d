"""The page that says what has changed since in all that a pack names, and what brings the pack up to date."""

from flask import render_template

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.core.errors import Invalid, NotFound
from kb.lessons.versions import LABELS
from kb.packs.living import news_of
from kb.packs.models import Pack
from kb.packs.queries.packs import pack_by_slug
from kb.packs.queries.shown import shown
from kb.packs.routes.blueprint import OF_PACK, Answer, blueprint, named, onward, pack_at
from kb.packs.service import lessons, replacing
from kb.web.addresses import NUMBER
from kb.web.paging import requested_page


@blueprint.get(f"{OF_PACK}/changes")
@needs(Permission.PACK_WORK_READ, pack=pack_by_slug)
def changes(pack: Pack) -> str:
    """Which lessons have a newer text, word by word, and what is gone."""
    found = shown(pack.now)
    return render_template(
        "packs/changes.html",
        pack=pack,
        shown=found,
        news=news_of(found.content, found.lessons, requested_page()),
        labels=LABELS,
        edits=may(Permission.PACK_EDIT, pack),
    )


@blueprint.post(f"{OF_PACK}/changes/renew")
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def renew_all(pack: Pack) -> Answer:
    """Bring every lesson to its present text, and leave out those that are not public; it can be taken back."""
    renewed = lessons.renew_lessons(actor(), pack)
    done = "All lessons are up to date." if renewed else "All lessons were up to date."
    return onward("packs.changes", pack, done, undo=renewed)


@blueprint.post(f"{OF_PACK}/changes/{NUMBER}/replace")
@needs(Permission.PACK_EDIT, pack=pack_at)
def replace_lesson(pack: Pack) -> Answer:
    """Put the lesson that replaces an archived one in its place; it can be taken back."""
    try:
        replaced = replacing.replace_lesson(actor(), pack, lesson_id=int(named("number")))
    except (NotFound, Invalid):
        return onward("packs.changes", pack, "Nothing was put in its place: it was taken out, or nothing replaces it.")
    return onward("packs.changes", pack, "The other lesson is in its place.", undo=replaced)
