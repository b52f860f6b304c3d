"""A lesson with something in every place that may hang on a lesson, and others beside it that quote its title."""

from typing import Any

from sqlalchemy import func, select, update

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import Base, utc_now
from kb.core.events import LessonPublished, publish
from kb.core.job_outputs import JobOutput
from kb.core.jobs import Job
from kb.core.work import run_due
from kb.desk.models import ReviewMark
from kb.desk.service.publishing import PUBLISH
from kb.editorial.models import SourceSuggestion
from kb.expunging import service
from kb.expunging.columns import SWEPT
from kb.expunging.hanging import rows_of
from kb.expunging.models import Expunge
from kb.importing.models import ImportedLesson, ImportRow, LessonImport
from kb.lessons.models.lesson import FormerSlug, Lesson, Revision
from kb.lessons.models.parts import RevisionAuthor
from kb.lessons.models.use import LessonUse as UsedLesson
from kb.mail.models import Delivery
from kb.packs.content import Block, LessonUse, PackContent, PackLesson, kept
from kb.packs.models import Pack, PackItem, PackVersion
from kb.site.models import ProblemReport
from tests import factories
from tests.editorial.leaking import belongings
from tests.expunging.everywhere import acting, keep_message, write_into
from tests.pages import Person
from tests.training import material

MARK = "Zylphargo"
TITLE = f"{MARK} Quembrint was heard at every visit"
SLUG, FORMER = "zylphargo-quembrint-was-heard", "of-zylphargo"
QUOTE = f"As “{TITLE}” says"
NEVER_PUBLIC = ("draft", "returned", "submitted", "in_review", "scheduled", "discarded")
"""States of a text that nobody outside has read."""


def a_lesson(board: Organisation, writer: int, state: str = "published") -> Lesson:
    """A lesson in this state with all that may hang on one; where it is public, with an open text beside."""
    made = factories.lesson(
        TITLE, state=state, organisation=board, slug=SLUG if state not in NEVER_PUBLIC else None, tags=(MARK, "calm"),
        values=("agencies/schools",),
        found=f"{MARK} was not heard.", done=f"Each visit heard {MARK}.", submitted_at=utc_now(),
    )  # fmt: skip
    text = made.live_revision or made.open_revision
    assert text is not None
    texts = [text]
    if made.slug:
        made.former_slugs = [FormerSlug(slug=FORMER)]
        made.open_revision = factories.revision(made, f"{TITLE}, again", state="draft", number=2, tags=(MARK,))
        texts.append(made.open_revision)
    for each in texts:
        belongings(each, MARK, writer)
        each.authors = [RevisionAuthor(user_id=writer)]
        db.session.add(ReviewMark(
            revision_id=each.id, point_key="review-points/title", mark_key="review-marks/met", note=MARK,
            marked_by_id=writer,
        ))  # fmt: skip
    db.session.query(SourceSuggestion).delete()  # belongs to no lesson
    other = factories.lesson("Two people make each first visit", organisation=board)
    material.quiz_item(made, MARK)
    material.vignette(made, other)
    _imported(made, text, board)
    _in_a_pack(made, text)
    db.session.add(UsedLesson(lesson_id=made.id, kind="training", user_id=writer))
    db.session.flush()
    for name, columns in SWEPT.items():
        _say(name, columns, made.id)
    db.session.execute(update(Revision).where(Revision.lesson_id == made.id).values(title=TITLE))
    db.session.expire_all()
    if made.is_published:
        publish(LessonPublished(made.id))
    db.session.commit()
    return made


def _in_a_pack(made: Lesson, text: Revision) -> None:
    uses = (LessonUse(made.id, ("found",), f"Our words on {MARK}"),)
    content = PackContent(
        "A session", lessons=(PackLesson(made.id, text.id),), blocks=(Block("tell", 30, "Tell", lessons=uses),)
    )
    pack = Pack(slug="a-session", title="A session", minutes=60, content=kept(content))
    db.session.add(pack)
    db.session.flush()
    db.session.add_all([
        PackItem(pack_id=pack.id, lesson_id=made.id, revision_id=text.id),
        PackVersion(pack_id=pack.id, number=1, content=kept(content), what="begin"),
    ])  # fmt: skip


def _imported(made: Lesson, text: Revision, board: Organisation) -> None:
    sent = LessonImport(
        organisation_id=board.id, state="written", file_name="lessons.csv", kind="csv", headings=["Title"], rows=1
    )
    db.session.add(sent)
    db.session.flush()
    db.session.add_all([
        ImportRow(
            import_id=sent.id, position=0, number=2, cells=[MARK], lesson_id=made.id, revision_id=text.id,
            state="done", outcome="new",
        ),
        ImportedLesson(lesson_id=made.id, organisation_id=board.id, reference=MARK, written={"found": MARK}),
    ])  # fmt: skip


def _say(name: str, columns: tuple[str, ...], number: int) -> None:
    """Have the mark in each of these columns of every row that hangs on the lesson."""
    table = Base.metadata.tables[name]
    which = rows_of(table, number)
    write_into(table, columns, f"Said of {MARK}", which)


def beside(board: Organisation) -> Lesson:
    """What belongs to another lesson or to none, and quotes the title or an address; and the other lesson."""
    made = factories.lesson("A team reads every referral", organisation=board, found=f"{QUOTE}, they did not.")
    job = Job(kind="audit.export", key="of lead", state="done", finished_at=utc_now(), payload={"of": QUOTE})
    db.session.add_all([
        ProblemReport(subject="identity", page=f"/lessons/{SLUG}/history", text=QUOTE),
        Delivery(
            message_id="<1@example.org>", template="desk/published", to="a@example.org", subject=QUOTE,
            text=f"https://example.org/lessons/{FORMER}", html=f'<a href="/lessons/{SLUG}">It</a>', made_at=utc_now(),
        ),
        job,
    ])  # fmt: skip
    db.session.flush()
    db.session.add(JobOutput(job_id=job.id, position=0, content=QUOTE.encode()))
    db.session.commit()
    keep_message(QUOTE)
    return made


def ask(who: Person, lesson: Lesson) -> Expunge:
    """Ask for all of it to be removed, past the page, which needs a text that one may read."""
    revision = db.session.scalars(select(Revision).where(Revision.lesson_id == lesson.id).limit(1)).one()
    return service.ask_for_lesson(acting(who.user), lesson, revision=revision)


def expunged(reviewer: Person, admin: Person, lesson: Lesson) -> Expunge:
    """Ask as one, agree as the other, and let the jobs do their work."""
    number = ask(reviewer, lesson).id
    run_due()
    service.agree(acting(admin.user), db.session.get_one(Expunge, number))
    run_due()
    db.session.expire_all()
    return db.session.get_one(Expunge, number)


def due(revision: Revision) -> None:
    """Have the job waiting that publishes a text at its time."""
    db.session.add(Job(kind=PUBLISH, key=str(revision.id), due_at=utc_now()))
    revision.scheduled_for = utc_now()
    db.session.commit()


def number_in(name: str, lesson: Lesson) -> int:
    """How many rows of a table hang on a lesson."""
    table: Any = Base.metadata.tables[name]
    return db.session.scalar(select(func.count()).select_from(table).where(rows_of(table, lesson.id))) or 0
