"""What other packages' pages show of the desk."""

from flask import render_template
from markupsafe import Markup

from kb.access.actors import Permission
from kb.access.guard import actor, may
from kb.access.policy import AT_THE_DESK
from kb.accounts.models.user import User
from kb.desk.queries.history import steps_of
from kb.desk.queries.points import points_of
from kb.desk.step_words import WORDS
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.elsewhere import Archived
from kb.lessons.queries.published import PublishedLesson


def for_account(user: User) -> Markup:
    """On the page of an account: the way to the desk, for the editorial team."""
    if not may(Permission.DESK_READ):
        return Markup()
    return Markup(render_template("desk/_account.html"))  # noqa: S704 - from a template


def for_own_lesson(revision: Revision) -> Markup:
    """On the page of a lesson in the workspace: how it did in the points of review, as far as its writers were told.

    Not while it is at the desk, where an editor may be changing them.
    """
    if revision.state in AT_THE_DESK:
        return Markup()
    points = [each for each in points_of(revision) if each.told]
    return Markup(render_template("desk/_points.html", points=points) if points else "")  # noqa: S704 - from a template


def for_checked_lesson(revision: Revision) -> Markup:
    """On the page that says what the identity check found in a lesson: the way back to its page at the desk."""
    if not may(Permission.REVISION_REVIEW, revision):
        return Markup()
    return Markup(render_template("desk/_checked_lesson.html", revision=revision))  # noqa: S704 - from a template


def for_public_lesson(lesson: PublishedLesson) -> Markup:
    """On the public page of a lesson: how the editorial team, and an admin, take it away."""
    if not may(Permission.DESK_READ) and not may(Permission.EXPUNGE_READ):
        return Markup()
    return Markup(render_template("desk/_public_lesson.html", lesson=lesson, number=lesson.revision_id))  # noqa: S704 - from a template


def for_archived_lesson(was: Archived) -> Markup:
    """On the page that is left of an archived lesson: the ways to its text and back, for the editorial team."""
    if not may(Permission.DESK_READ):
        return Markup()
    return Markup(render_template("desk/_archived_lesson.html", was=was))  # noqa: S704 - from a template


def for_revision(revision: Revision) -> Markup:
    """On the page of a lesson in the workspace: what the editorial team can do with it, and all that happened to it."""
    lesson = revision.lesson
    live = lesson if lesson.live_revision_id == revision.id else None
    steps = steps_of(revision, actor())
    html = render_template("desk/_revision.html", lesson=live, number=revision.id, steps=steps, step_words=WORDS)
    return Markup(html)  # noqa: S704 - from a template
