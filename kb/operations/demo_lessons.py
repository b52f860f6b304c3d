"""Two lessons of the demonstration's board, made so that the identity check has something to find in them."""

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.accounts.models.user import User
from kb.core.db import session
from kb.lessons.models.lesson import Lesson, Revision, RevisionAuthor
from kb.lessons.models.vocabulary import ClosedValue
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
_FIELDS = {
    "kind_key": "lesson-kinds/good-practice",
    "done_status_key": "done-statuses/done",
    "evidence_stage_key": "evidence-stages/2",
    "evidence_reason": "Counted by the board.",
    "nation_key": "nations/england",
}


@use_case(Permission.UPKEEP)
def add_lessons(_who: Actor, _nothing: None) -> None:
    """Have a draft and a text in review; nothing without content, or where the board has lessons already."""
    writer = session.scalars(select(User).where(User.email == f"contributor@{DOMAIN}")).one()
    board = writer.memberships[0].organisation
    known = select(Lesson.id).where(Lesson.organisation_id == board.id)
    if session.scalar(select(ClosedValue.key).limit(1)) is None or session.scalar(known.limit(1)) is not None:
        return
    for state, texts in (("draft", DRAFT), ("in_review", IN_REVIEW)):
        lesson = Lesson(organisation=board, holder=writer)
        session.add(lesson)
        session.flush()
        revision = Revision(lesson_id=lesson.id, number=1, state=state, created_by_id=writer.id, **texts, **_FIELDS)
        revision.authors = [RevisionAuthor(user_id=writer.id)]
        if state != "draft":
            revision.submitted_by_id = writer.id
        session.add(revision)
        session.flush()
        lesson.open_revision = revision
    session.flush()
