"""Makes a text public: at once, or at a time by the worker. Nothing goes out without two signatures under it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from kb.access.actors import SITE, Actor, Permission
from kb.access.policy import allows
from kb.access.use_case import use_case
from kb.core.clock import day_of
from kb.core.db import session, utc_now
from kb.core.errors import Invalid
from kb.core.events import LessonPublished, publish
from kb.core.jobs import Task, enqueue
from kb.desk import letters
from kb.desk.readiness import Hindrance, hindrances, outdated_files
from kb.editorial import checking_files, workflow
from kb.editorial.queries.drafts import read_whole
from kb.identity.holding import hold
from kb.identity.standing import says_nothing_of_anybody
from kb.lessons.holding import hold_text
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.naming import give_name, review_day
from kb.lessons.queries.attachments import attachments_of

PUBLISH, OVERDUE = "desk.publish", "desk.overdue"
"""Kinds of the job that publishes at a time, whose key is the number of the text, and of that which finds late ones."""
NEXT_TRY, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)
"""How long a text waits for its files to be checked anew once its time has come: to the next look, and in all."""
MOST_SAID = 500
"""Characters of what readers are told about a new version."""

NOT_READY = "Something stood in the way. “Publish the lesson” says what."
"""Why a text is back on the desk: without the words that the check found, for this is kept."""


class NotReady(Invalid):
    """Something stands in the way of publication; `hindrances` says what, each with what to do."""

    def __init__(self, hindrances: Sequence[Hindrance]) -> None:
        super().__init__(ready=" ".join(each.words for each in hindrances))
        self.hindrances = hindrances


@use_case(Permission.REVISION_PUBLISH)
def publish_now(who: Actor, revision: Revision, *, change_note: str = "") -> None:
    """Make a text public at once. The one that was public becomes history.

    `change_note`: what is different from the version before and why, for its readers. Raises NotReady,
    Invalid(change_note=...), and Conflict where the text is not at the desk any more.
    """
    hold_text(who, Permission.REVISION_PUBLISH, revision)
    read_whole(revision)
    _require_ready(revision)
    revision.change_note = _note(revision, change_note)
    _go_live(who, revision, "publish")


@use_case(Permission.REVISION_PUBLISH)
def schedule(who: Actor, revision: Revision, *, at: datetime, change_note: str = "") -> None:
    """Have a text made public at a time.

    Raises what publishing does, Invalid(time=...) for a time that is past, and Invalid(when=...) where the text that
    readers had was taken down: that is not undone by a clock.
    """
    hold_text(who, Permission.REVISION_PUBLISH, revision)
    read_whole(revision)
    _require_ready(revision)
    if _is_taken_down(revision):
        raise Invalid(when=f"The lesson is {revision.lesson.state}. Publish it now, which makes it public again")
    if at <= utc_now():
        raise Invalid(time="Choose a time that is still to come, or publish it now")
    revision.change_note = _note(revision, change_note)
    revision.scheduled_for = at
    workflow.move(who, revision, "schedule")
    enqueue(PUBLISH, str(revision.id), due=at)
    letters.scheduled(revision)


@use_case(Permission.REVISION_CANCEL)
def cancel(who: Actor, revision: Revision) -> None:
    """Have a text back on the desk before its time. Signatures stay, because nothing in it changes.

    Raises Conflict where it is public already, or was cancelled.
    """
    hold(who, Permission.REVISION_CANCEL, revision)
    workflow.move(who, revision, "cancel")
    revision.scheduled_for = None


@use_case(Permission.REVISION_PUBLISH_ON_TIME)
def come_due(who: Actor, revision: Revision) -> None:
    """Publish what was scheduled; where something stands in the way by now, put it back on the desk and say so."""
    hold_text(who, Permission.REVISION_PUBLISH_ON_TIME, revision)
    read_whole(revision)
    found = hindrances(revision)
    due = revision.scheduled_for
    if found and all(each.passes for each in found) and due is not None and utc_now() < due + LONGEST_WAIT:
        recheck(revision)
        enqueue(PUBLISH, str(revision.id), due=utc_now() + NEXT_TRY)
        return
    taken_down = _is_taken_down(revision)
    if found or taken_down:
        why = f"The lesson is {revision.lesson.state}." if taken_down else NOT_READY
        workflow.move(who, revision, "put_back", reason=why)
        revision.scheduled_for = None
        letters.put_back(revision)
        return
    _go_live(who, revision, "publish_on_time")


def publish_due(task: Task) -> None:
    """The job: publish the text whose time has come; one that was cancelled, or has another time by now, is left."""
    revision = session.get(Revision, int(task.key))
    if revision is None or not allows(SITE, Permission.REVISION_PUBLISH_ON_TIME, revision):
        return
    if revision.scheduled_for and revision.scheduled_for > utc_now():
        enqueue(PUBLISH, task.key, due=revision.scheduled_for)
        return
    come_due(SITE, revision)


def look_for_overdue(_task: Task) -> None:
    """The job: have what is overdue published once more, because the job of its time failed."""
    overdue = select(Revision.id).where(Revision.state == "scheduled", Revision.scheduled_for < utc_now())
    for number in session.scalars(overdue).all():
        enqueue(PUBLISH, str(number))


def _is_taken_down(revision: Revision) -> bool:
    """Whether readers had another text of the lesson, and it is hidden or archived."""
    return revision.lesson.live_revision_id is not None and not revision.lesson.is_published


def _require_ready(revision: Revision) -> None:
    """Raise NotReady where something stands in the way."""
    found = hindrances(revision)
    if found:
        raise NotReady(found)


@use_case(Permission.REVISION_PUBLISH, where_done=True)
def check_files_again(_who: Actor, revision: Revision) -> Revision | None:
    """Have files checked again whose check is outdated or was given up; returns the text where there were any."""
    return revision if recheck(revision) else None


def recheck(revision: Revision) -> bool:
    """The same within a transaction; returns whether there were any."""
    files = attachments_of(revision)
    given_up = checking_files.checks_given_up(files)
    outdated = [
        *outdated_files(revision, [each for each in files if each.state == "checked"]),
        *(each for each in files if each.id in given_up),
    ]
    for each in outdated:
        checking_files.begin(each)
    return bool(outdated)


def _note(revision: Revision, typed: str) -> str:
    """What readers are told about a new version; nothing about the first."""
    text = " ".join(typed.split())
    if revision.lesson.live_revision_id is None:
        return ""
    if not text:
        raise Invalid(change_note="Say what is different and why: readers of the version before are told")
    if len(text) > MOST_SAID:
        raise Invalid(change_note=f"What you write must have {MOST_SAID} characters or fewer")
    try:
        says_nothing_of_anybody(revision, text)
    except Invalid as refused:
        raise Invalid(change_note=refused.problems["reason"]) from None
    return text


def _go_live(who: Actor, revision: Revision, step: str) -> None:
    """Put a text in the place of the one that is public, in the transaction at hand."""
    lesson, now = revision.lesson, utc_now()
    before = lesson.live_revision
    if before is not None:
        workflow.move(who, before, "supersede")
    workflow.move(who, revision, step)
    revision.published_at, revision.claimed_by_id = now, None
    give_name(lesson, revision.title)
    _set_live(lesson, revision, now)
    publish(LessonPublished(lesson.id))
    letters.published(revision, first=before is None)


def _set_live(lesson: Lesson, revision: Revision, now: datetime) -> None:
    lesson.live_revision_id, lesson.open_revision_id = revision.id, None  # in one statement: never both at once
    lesson.replaced_by_id = None
    lesson.first_published_on = lesson.first_published_on or day_of(now)
    lesson.review_by = review_day(day_of(now))
    session.flush()
    session.expire(lesson, ["live_revision", "open_revision"])
