"""Lessons of the demonstration's board, one for each turn; in two of them the identity check finds something."""

from datetime import timedelta

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core.db import session, utc_now
from kb.editorial import submissions
from kb.identity.standing import standing_of
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.parts import RevisionAuthor, RevisionTheme, RevisionValue
from kb.lessons.models.source import Source
from kb.lessons.models.vocabulary import ClosedValue, Theme
from kb.operations.demo import DOMAIN

DRAFT = {
    "title": "A second look at bruises on babies (invented)",
    "summary": "A board had every bruise on a baby who cannot yet crawl seen by a paediatrician on the same day.",
    "found": "A 5-month-old was seen with a bruise on 4 March 2014, and again at St Example's Children's Centre. "
    "He was the second of three children. “Mum says he rolled onto a toy”, the notes said.",
    "why": "Nobody asked how a child who could not roll over had come by the bruise. The practice, Millbrook Surgery, "
    "had no rule for it.",
    "done": "The board agreed one rule for all services: a bruise on a baby who does not move about is seen the same "
    "day. For questions staff could ring 01632 960123.",
    "effect": "In the year after, all 31 babies were seen on the day.",
}
IN_REVIEW = {
    "title": "Who is in the house? (invented)",
    "summary": "A board asked every service to write down who lives with a child.",
    "found": "The girl was 31 months old when she was scalded in April 2015. She was the youngest of four children. "
    "The family had come from Eritrea and lived in Braintree.",
    "done": "Health visitors ask who sleeps in the house at each visit, and write it down.",
    "effect": "An audit of 60 records found adults who had not been known in 14 of them.",
}
RETURNED = {
    "title": "One telephone number for worried neighbours (invented)",
    "summary": "A board gave people who worry about a child next door one number to ring, and said what came of it.",
    "found": "Neighbours had worried for months. They did not know whom to tell, and nobody said what had come of it.",
    "done": "The board agreed one number with the council, the police and the hospital. Whoever rings is told whether "
    "somebody looked into it.",
}
SAID = {
    "done": "Who answers the number, and at what hours? Others will want to know before they copy it.",
    "effect": "Do you know how many have rung since? A number, or that nobody counted, would help.",
}
"""What an editor said about it, by field."""
SUBMITTED = {
    "title": "Supervision looks at what the child said (invented)",
    "summary": "A board changed the form for supervision so that it asks what the child said and did.",
    "found": "Records of supervision were about what adults had done. What children had said was in none of them.",
    "done": "The form asks three questions about the child before it asks about anybody else.",
    "effect": "A sample of 40 records after six months had the child's words in 33.",
}
LESSONS = (("draft", DRAFT), ("in_review", IN_REVIEW), ("returned", RETURNED), ("submitted", SUBMITTED))
AGO = {"submitted": timedelta(days=8), "in_review": timedelta(days=20), "returned": timedelta(days=15)}
"""How long ago each was submitted."""
THEME = "voice-of-the-child"
_FIELDS = {
    "trigger_key": "triggers/audit",
    "kind_key": "lesson-kinds/good-practice",
    "done_status_key": "done-statuses/done",
    "evidence_stage_key": "evidence-stages/2",
    "evidence_reason": "Counted by the board.",
    "nation_key": "nations/england",
}


@use_case(Permission.UPKEEP)
def add_lessons(_who: Actor, _nothing: None) -> None:
    """Have a lesson in each of several states; nothing without content, or where the board has lessons already."""
    writer = session.scalars(select(User).where(User.email == f"contributor@{DOMAIN}")).one()
    board = writer.memberships[0].organisation
    known = select(Lesson.id).where(Lesson.organisation_id == board.id)
    if session.scalar(select(ClosedValue.key).limit(1)) is None or session.scalar(known.limit(1)) is not None:
        return
    for state, texts in LESSONS:
        lesson = Lesson(organisation=board, holder=writer)
        session.add(lesson)
        session.flush()
        begun = utc_now() - AGO.get(state, timedelta()) - timedelta(days=2)
        revision = Revision(
            lesson_id=lesson.id, number=1, state=state, created_at=begun, created_by_id=writer.id, **texts, **_FIELDS
        )
        revision.authors = [RevisionAuthor(user_id=writer.id)]
        if state in AGO:
            _complete(revision, board)
            revision.submitted_by_id, revision.submitted_at = writer.id, begun + timedelta(days=2)
            revision.state_since = utc_now() if state == "returned" else revision.submitted_at
        session.add(revision)
        session.flush()
        lesson.open_revision = revision
        if state in AGO:
            submissions.keep(revision, standing_of(revision))
        if state == "returned":
            _say(revision)
        if state == "in_review":
            revision.claimed_by_id = _editor().id
    session.flush()


def _complete(revision: Revision, board: Organisation) -> None:
    """What publication needs beside the texts."""
    theme = session.scalars(select(Theme).where(Theme.slug == THEME)).one_or_none()
    revision.theme_links = [RevisionTheme(theme=theme, position=0)] if theme else []
    revision.value_links = [RevisionValue(value_key="kinds-of-change/supervision-model", position=0)]
    revision.sources = [
        Source(
            position=0, title="Annual report (invented)", publisher=board.name, year=2016,
            kind_key="source-kinds/annual-report",
        )
    ]  # fmt: skip


def _say(revision: Revision) -> None:
    """Have an editor ask for something in two fields."""
    editor, submitted = _editor(), submissions.last_submission(revision)
    assert submitted is not None  # noqa: S101 - it was kept a moment ago
    session.add_all(
        RevisionComment(
            revision_id=revision.id,
            field=field,
            text=text,
            written_by_id=editor.id,
            told_at=utc_now(),
            submission_id=submitted.id,
        )
        for field, text in SAID.items()
    )


def _editor() -> User:
    return session.scalars(select(User).where(User.email == f"editor@{DOMAIN}")).one()
