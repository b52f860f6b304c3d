"""A site in which two words stand in every place that keeps what somebody typed, and the search for their bytes."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, ColumnElement, Table, true, update

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import Base, utc_now
from kb.core.events import LessonPublished, publish
from kb.core.job_outputs import JobOutput
from kb.core.jobs import Job
from kb.core.settings import settings
from kb.desk.models import ReviewMark
from kb.expunging.columns import SWEPT
from kb.held_sessions.models import HeldSession
from kb.identity.models import IdentityDecision
from kb.importing.models import ImportColumn, ImportedLesson
from kb.lessons.models.lesson import FormerSlug, Lesson, Revision
from kb.lessons.models.review import Evaluation
from kb.lessons.models.step import Submission
from kb.mail import folder
from kb.mail.models import Delivery
from kb.packs.models import Pack, PackPublication, PackVersion
from kb.search import local_index
from kb.search.indexing import Indexer
from kb.search.query import Query
from kb.search.service import find
from kb.site.models import ProblemReport
from tests import factories
from tests.editorial.leaking import belongings
from tests.importing.shown import imports
from tests.training import material

WORDS = "Zylphargo Quembrint"
"""Stand nowhere else."""
SAID = f"It was said of {WORDS}, more than once"
BYTES = re.compile(rb"zylphargo|quembrint", re.IGNORECASE)


def fill(board: Organisation, writer: int) -> Lesson:
    """A published lesson, a draft and one at the desk, and beside them one of everything; all say the words.

    Of their files some are Word documents, in which the words stand compressed.
    """
    review = factories.review()
    given = {"evaluator": "Ofsted", "scheme_key": "evaluation-schemes/ofsted-4", "grade": "good"}
    db.session.add(Evaluation(review_id=review.id, position=0, **given))
    live = factories.lesson(
        SAID, organisation=board, slug="zylphargo-quembrint-was-heard", tags=(WORDS, "front door"), review=review,
        found=f"{SAID}.", done=f"The board wrote to {WORDS}."
    )  # fmt: skip
    live.former_slugs = [FormerSlug(slug="of-zylphargo-quembrint")]
    for lesson in (live, factories.lesson(SAID, state="draft", organisation=board), beside(board)):
        revision = lesson.live_revision or lesson.open_revision
        assert revision is not None
        belongings(revision, WORDS, writer)
    material.quiz_item(live, SAID)
    material.vignette()
    add_others(writer)
    imports(board.id, writer)
    db.session.add(ImportColumn(organisation_id=board.id, heading=SAID, field="found"))
    db.session.add(ImportedLesson(lesson_id=live.id, organisation_id=board.id, reference=SAID))
    db.session.flush()
    for name, columns in SWEPT.items():
        write_into(Base.metadata.tables[name], columns)
    for model in (IdentityDecision, Submission):  # a digest is none of the words
        db.session.execute(update(model).values(digest="0" * 64))
    for kind in ("content", "identity"):
        signed = getattr(Revision, f"{kind}_signed_digest")
        db.session.execute(update(Revision).where(signed.is_not(None)).values({signed.key: "0" * 64}))
    publish(LessonPublished(live.id))
    db.session.commit()
    keep_message()
    return live


def beside(board: Organisation) -> Lesson:
    """A lesson at the desk."""
    return factories.lesson(SAID, state="in_review", organisation=board, submitted_at=utc_now())


def _number(row: Any) -> int:
    """The number of a row, which is written for it."""
    db.session.add(row)
    db.session.flush()
    return int(row.id)


def add_others(writer: int) -> None:
    """What belongs to no lesson, or to its way over the desk."""
    revision = db.session.query(Revision).filter_by(state="in_review").one()
    job = Job(kind="audit.export", key="of lead", state="done", finished_at=utc_now())
    pack = Pack(slug="said", title=SAID, minutes=30, content={})
    db.session.add_all([
        PackVersion(pack_id=_number(pack), number=1, content={}, what="begin"),
        PackPublication(pack_id=_number(pack), number=1, content={}),
        HeldSession(pack_id=_number(pack), held_on=utc_now().date(), format="room", pack_version=1),
        ReviewMark(revision_id=revision.id, point_key="review-points/title", mark_key="review-marks/met", note=SAID),
        ProblemReport(subject="identity", page="/", text=SAID),
        Delivery(
            message_id="<1@example.org>", template="accounts/reset", to="a@example.org", subject=SAID, text=SAID,
            html=SAID, made_at=utc_now() + timedelta(days=1),
        ),
        job,
    ])  # fmt: skip
    db.session.flush()
    db.session.add(JobOutput(job_id=job.id, position=0, content=f"lesson,said\n1,{SAID}\n".encode()))


def write_into(
    table: Table, columns: tuple[str, ...], said: str = SAID, which: ColumnElement[bool] | None = None
) -> None:
    """Have the words in each of these columns of every row, or of some; of these there is at least one."""
    values: dict[str, Any] = {
        name: {"said": [said, {"by": said}]} if isinstance(table.c[name].type, JSON) else said for name in columns
    }
    if table.name == "revision_rendering":
        values = {"html": {"found": f"<p>{said}</p>"}, "plain": said}
    if table.name == "attachment":
        values |= {"findings": [{"text": said}], "facts": [{"text": said}]}
    if table.name == "quiz_item":
        values["options"] = [said, "Other", "None"]
    if table.name == "theme":
        values["self_check"] = [said]
    if table.name == "vignette":
        values.pop("details")
    db.session.execute(update(table).where(true() if which is None else which).values(values))


def keep_message(said: str = SAID) -> None:
    """Write the message into the folder, as it would be sent."""
    target = settings().mail.folder
    assert target is not None
    message = folder.EmailMessage()
    message["Subject"], message["To"] = said, "a@example.org"
    message.set_content(said)
    message.add_alternative(f"<p>{said}</p>", subtype="html")
    folder.write(message, target / "2026-11-30-101010-000001.eml")


def take_in() -> None:
    """Have the index of this machine follow the database, and readers move on to it."""
    indexer = Indexer(local_index.at(settings().index_folder))
    indexer.index.folder.prepare()
    assert indexer.acquire()
    try:
        indexer.step()
        find(Query())
        current = indexer.index.folder.current()
        assert current is not None
        indexer.index.folder.remove_unused(keep=current.generation)
    finally:
        indexer.release()


def holding(root: Path) -> Iterator[str]:
    """The files below a folder in which one of the words stands as bytes."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and BYTES.search(path.read_bytes()):
            yield str(path.relative_to(root))


def tables_with() -> set[str]:
    """The tables in whose rows one of the words stands, contents of files as bytes."""
    found = set()
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(table.select()):
            if BYTES.search(" ".join(map(str, row)).encode("utf-8", "replace")):
                found.add(table.name)
    return found


def acting(user: Any) -> Actor:
    """Somebody with the roles on the site that they have."""
    return Actor(user.id, frozenset(role.role for role in user.site_roles), {}, "person")
