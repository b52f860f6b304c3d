"""What other packages' pages show of the workspace."""

from flask import render_template
from markupsafe import Markup

from kb.access.actors import Permission
from kb.access.guard import actor, may
from kb.access.policy import ON_THEIR_WAY
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.editorial.queries.changing import own_lesson
from kb.editorial.queries.workspace import workspaces_of
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.published import PublishedLesson
from kb.members.queries.members import WRITERS


def for_account(user: User) -> Markup:
    """On the page of an account: the way to the lessons of each organisation that somebody writes for."""
    if not actor().organisations(*WRITERS):
        return Markup()
    return Markup(render_template("editorial/_account.html", workspaces=workspaces_of(actor())))  # noqa: S704 - from a template


def for_organisation(organisation: Organisation) -> Markup:
    """On the public page of an organisation: the way to its workspace, for those who write for it."""
    if not may(Permission.WORKSPACE_READ, organisation):
        return Markup()
    return Markup(render_template("editorial/_organisation.html", organisation=organisation))  # noqa: S704 - from a template


def for_public_lesson(lesson: PublishedLesson) -> Markup:
    """On the public page of a lesson, for those who write for its organisation: its page in their workspace."""
    numbers = actor().organisations(*WRITERS)
    own = own_lesson(lesson.id, numbers) if numbers else None
    if own is None:
        return Markup()
    return Markup(render_template("editorial/_public_lesson.html", lesson=own, open_states=ON_THEIR_WAY))  # noqa: S704 - from a template


def for_joined(organisation: Organisation) -> Markup:
    """On the page that says that somebody belongs to an organisation now: what writers come for."""
    if not may(Permission.LESSON_BEGIN, organisation):
        return Markup()
    return Markup(render_template("editorial/_joined.html", organisation=organisation))  # noqa: S704 - from a template


def for_checked_lesson(revision: Revision) -> Markup:
    """On the page that says what the identity check found in a lesson: the way back to the lesson."""
    return Markup(render_template("editorial/_checked_lesson.html", revision=revision))  # noqa: S704 - from a template
