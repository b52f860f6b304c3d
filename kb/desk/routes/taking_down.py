"""Pages with which a lesson is hidden, shown again, archived and restored."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.access.policy import require
from kb.core.errors import Conflict
from kb.desk.forms.taking_down import ArchiveForm, ReasonForm
from kb.desk.queries import taken_down as queries
from kb.desk.queries.history import last_step
from kb.desk.queries.live import lesson_of
from kb.desk.routes.blueprint import blueprint, keep_typed
from kb.desk.service import archiving, hiding
from kb.desk.step_words import in_words
from kb.lessons.models.lesson import Lesson
from kb.web.addresses import NUMBER
from kb.web.paging import requested_page

OF_LESSON = f"/desk/lessons/{NUMBER}"
"""The number is that of the text which its readers see, or saw last."""


@blueprint.get("/desk/taken-down")
@needs(Permission.DESK_READ)
def taken_down() -> str:
    """Lessons that are hidden or archived."""
    return render_template("desk/taken_down.html", page=queries.taken_down(requested_page()))


@blueprint.route(f"{OF_LESSON}/hide", methods=["GET", "POST"])
@needs(Permission.DESK_READ, lesson=lesson_of)
def hide(lesson: Lesson) -> str | Response:
    """Take a lesson away from its readers at once."""
    form = ReasonForm()
    done = _done(
        lesson,
        form,
        Permission.LESSON_HIDE,
        lambda: hiding.hide(actor(), lesson, reason=form.reason.data or ""),
        "It is hidden. For readers it does not exist any more.",
    )
    return done or render_template("desk/hide.html", form=form, lesson=lesson, back=_back(lesson))


@blueprint.route(f"{OF_LESSON}/unhide", methods=["GET", "POST"])
@needs(Permission.DESK_READ, lesson=lesson_of)
def unhide(lesson: Lesson) -> str | Response:
    """Show a hidden lesson again."""
    form = ReasonForm()
    done = _done(
        lesson,
        form,
        Permission.LESSON_UNHIDE,
        lambda: hiding.unhide(actor(), lesson, reason=form.reason.data or ""),
        "It is public again.",
    )
    return done or render_template("desk/unhide.html", form=form, lesson=lesson, back=_back(lesson))


@blueprint.route(f"{OF_LESSON}/archive", methods=["GET", "POST"])
@needs(Permission.DESK_READ, lesson=lesson_of)
def archive(lesson: Lesson) -> str | Response:
    """Take a lesson off the site for good."""
    form = ArchiveForm()
    done = _done(
        lesson,
        form,
        Permission.LESSON_ARCHIVE,
        lambda: archiving.archive(
            actor(), lesson, reason=form.reason.data or "", replacement=form.replacement.data or ""
        ),
        "It is archived. Its page says so, and why.",
    )
    return done or render_template("desk/archive.html", form=form, lesson=lesson, back=_back(lesson))


@blueprint.route(f"{OF_LESSON}/restore", methods=["GET", "POST"])
@needs(Permission.DESK_READ, lesson=lesson_of)
def restore(lesson: Lesson) -> str | Response:
    """Have an archived lesson public again."""
    form = ReasonForm()
    done = _done(
        lesson,
        form,
        Permission.LESSON_RESTORE,
        lambda: archiving.restore(actor(), lesson, reason=form.reason.data or ""),
        "It is public again, and nothing is in its place any more.",
    )
    return done or render_template("desk/restore.html", form=form, lesson=lesson, back=_back(lesson))


def _done(
    lesson: Lesson, form: ReasonForm, permission: Permission, act: Callable[[], None], said: str
) -> Response | None:
    """What follows once such a step is taken, or cannot be taken any more; None where its form is to be shown."""
    try:
        require(actor(), permission, lesson)
        if form.validate_on_submit():
            with form.catching():
                act()
                return _to_lesson(lesson, said)
    except Conflict:
        words = f"Nothing was done. {_as_it_is(lesson)}"
        keep_typed(words)
        return _to_lesson(lesson, words)
    return None


def _as_it_is(lesson: Lesson) -> str:
    """Who was faster, and what they did."""
    last = last_step(lesson)
    return f"Somebody was faster: {in_words(last)}." if last else f"The lesson is {lesson.state} now."


def _to_lesson(lesson: Lesson, said: str) -> Response:
    flash(said)
    return redirect(url_for("desk.item", number=lesson.live_revision_id), 303)


def _back(lesson: Lesson) -> str:
    """The page that such a page is opened from."""
    if lesson.is_published:
        return url_for("lessons.show", slug=lesson.slug)
    return url_for("desk.item", number=lesson.live_revision_id)
