"""A site with forty texts that are not published and ten organisations that are not to be named, each with its word.

A word that marks stands in every field and file of its text, and nowhere else: a page that holds it has leaked.
"""

import re
from datetime import UTC, date, datetime
from typing import Any

import docx
from sqlalchemy import String, select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import Base, utc_now
from kb.desk.models import Sight
from kb.editorial.models import SavedText, SourceSuggestion
from kb.identity.models import IdentityDecision
from kb.lessons.files import Received, store
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import FormerSlug, Lesson, Revision
from kb.lessons.models.parts import LadderStep
from kb.lessons.models.review import Review
from kb.lessons.models.source import Source
from kb.lessons.models.step import RevisionStep, Submission
from kb.lessons.models.use import LessonUse
from kb.lessons.models.vocabulary import ClosedValue
from tests import factories
from tests.extraction.office_files import saved
from tests.training import material

UNPUBLISHED = re.compile(r"zq[a-h]{2}mork", re.IGNORECASE)
UNNAMED_LESSON = re.compile(r"zv[a-h]{2}lund", re.IGNORECASE)
UNNAMED = re.compile(r"zw[a-h]{2}dorf", re.IGNORECASE)
NONSENSE = "zqxymork"
"""As long as a word that marks an unpublished text and as like all of them, but in no text at all."""

ALONE = ("draft", "returned", "submitted", "in_review", "scheduled", "discarded", "hidden", "archived") * 4
BESIDE = ("draft", "returned", "submitted", "in_review", "scheduled", "discarded", "superseded", "superseded")
"""States of the texts of lessons that were never published or are so no longer, and of those beside a live text."""
HELD = ("draft", "returned", "submitted", "in_review", "scheduled")
FIRST_NUMBER = 900_000
"""Numbers of the unpublished texts begin here, so that one that is not there is as long.

The source, the file and the saved text of each have the same number as it."""
NO_NUMBER = 987_654
FIRST_REFERENCE = 90_000_001
NO_REFERENCE = 99_000_001
THEMES = ("neglect", "thresholds-and-referrals", "voice-of-the-child", "online-harm")
VALUES = ("kinds-of-change/new-team-or-post", "agencies/schools")
SAYS = (
    "Neighbours reported shouting and bins left full of spoiled food, and the weekly huddle now counts home visits",
    "Referrals came back without an answer, and a team of three now reads each of them within a day",
    "Nobody drew with the toddler or noted her own words, and a play worker now keeps a picture diary",
    "Strangers wrote to pupils through a gaming headset, and the school now unlocks devices together with families",
)
"""What lessons tell, one sentence for each of the themes."""


def marked(stem: str, number: int) -> str:
    """The word of this number, of letters only."""
    high, low = divmod(number, 8)
    return f"{stem[:2]}{'abcdefgh'[high]}{'abcdefgh'[low]}{stem[2:]}"


def word(number: int) -> str:
    """Marks an unpublished text."""
    return marked("zqmork", number)


def lesson_word(number: int) -> str:
    """Marks the text of a published lesson of an organisation that is not to be named."""
    return marked("zvlund", number)


def organisation_word(number: int) -> str:
    """Marks such an organisation, its area, its review, and what it gave to its lesson."""
    return marked("zwdorf", number)


def slug_of(number: int) -> str:
    """Address of an unpublished lesson."""
    return f"{word(number)}-lesson"


def texts_of(model: type[Base], told: str, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Every column of a table that holds words, with these."""
    columns = [c for c in model.__table__.columns if isinstance(c.type, String) and not c.foreign_keys]
    return {c.name: told for c in columns if c.name not in without}


def revision_texts(number: int, told: str) -> dict[str, Any]:
    """Every text of a revision but its title, and a source."""
    source = factories.source(id=number, **source_texts(told))
    return {
        **texts_of(Revision, told, without=("state", "title", "content_signed_digest", "identity_signed_digest")),
        "sources": [source],
    }


def source_texts(told: str) -> dict[str, Any]:
    """Every text of a source, its address among them."""
    return {**texts_of(Source, told), "url": f"https://{told.split()[-1]}.example.org/report"}


def says(number: int) -> str:
    """What a lesson of this number tells."""
    return SAYS[number % len(SAYS)]


# --- what everybody may know


def small(board: Organisation, other: Organisation) -> None:
    """The published lessons whose organisation is named, and organisations, areas and reviews."""
    factories.review("The review", slug="the-review", organisation=board)
    for number in range(10):
        name = organisation_word(number)
        db.session.add(ClosedValue(
            key=f"regions/{name}", list_slug="regions", slug=name, position=900 + number, label=f"{name} coast",
            description="",
        ))  # fmt: skip
        db.session.flush()
        factories.organisation(
            f"{name} Council", slug=f"{name}-council", kind_key="organisation-kinds/local-authority",
            region_key=f"regions/{name}",
        )  # fmt: skip
        one = factories.organisation(
            f"{name} Safeguarding Children Board", slug=name, areas=[f"{name}-council"], region_key=f"regions/{name}"
        )
        by = one if number % 2 else None
        factories.review(f"{name} review", slug=f"{name}-review", organisation=by, region_key=f"regions/{name}")
    slugs = ["published-one", *(f"published-{number}" for number in range(2, len(BESIDE) + 3))]
    for number, slug in enumerate(slugs):
        factories.lesson(
            f"Board {'reads' if number % 2 else 'answers'} every referral within {number + 1} days",
            slug=slug, organisation=board if number <= len(BESIDE) else other, themes=[THEMES[number % len(THEMES)]],
            values=VALUES, tags=["referral"], found=f"{says(number)}.", published_on=date(2026, 10, number + 1),
        )  # fmt: skip


# --- what the public may read, but not of whom it is


def unnamed() -> None:
    """Ten published lessons whose organisations asked not to be named."""
    for number in range(10):
        mine, theirs = lesson_word(number), organisation_word(number)
        lesson = factories.lesson(
            f"{mine} board reads every referral",
            organisation=organisation(theirs), named=False, slug=f"{mine}-lesson",
            review=db.session.scalars(select(Review).where(Review.slug == f"{theirs}-review")).one(),
            region_key=f"regions/{theirs}", sources=[factories.source(**source_texts(f"Report of {theirs}"))],
            summary=f"{says(number)}, {mine}.", themes=[THEMES[number % len(THEMES)]], tags=["referral"], values=VALUES,
        )  # fmt: skip
        assert lesson.live_revision
        attach(lesson.live_revision, f"Plan of {theirs}", as_word=bool(number % 2))


def organisation(slug: str) -> Organisation:
    """The organisation at an address."""
    return db.session.scalars(select(Organisation).where(Organisation.slug == slug)).one()


# --- what nobody may know of


def unpublished(board: Organisation, live: list[Lesson], writer: int) -> None:
    """Forty texts of a board that are not published, each with its word in everything that belongs to it."""
    for number, state in enumerate(ALONE):
        alone(board, number, state, writer)
    for number, (state, lesson) in enumerate(zip(BESIDE, live, strict=False), len(ALONE)):
        told = f"{says(number)}, {word(number)}"
        made = factories.revision(lesson, told, state=state, number=2, **about(number, told))
        if state in HELD:
            lesson.open_revision = made
        if state == "superseded":  # and it was hidden then, so that the past of its lesson has nothing of it
            db.session.add(
                RevisionStep(
                    revision_id=made.id, step="supersede", before="hidden", after="superseded", taken_by_kind="person"
                )
            )
        belongings(made, word(number), writer)


def about(number: int, told: str) -> dict[str, Any]:
    """All that a text consists of beside its title and state."""
    found_by = {"themes": [THEMES[number % len(THEMES)]], "values": VALUES, "tags": [word(number), "referral"]}
    row = FIRST_NUMBER + number
    return {"id": row, **found_by, **revision_texts(row, told)}


def alone(board: Organisation, number: int, state: str, writer: int) -> None:
    """A lesson that has no text which the public may read."""
    told = f"{says(number)}, {word(number)}"
    lesson = factories.lesson(
        told, state=state, slug=slug_of(number), organisation=board, tell=False,
        **about(number, told),
    )  # fmt: skip
    lesson.reference = f"LB-{FIRST_REFERENCE + number}"
    lesson.former_slugs = [FormerSlug(slug=f"{word(number)}-before")]
    db.session.add_all([LessonUse(lesson_id=lesson.id, kind="training") for _ in range(3)])
    material.quiz_item(lesson, f"What is {word(number)}?")
    made = lesson.live_revision or lesson.open_revision
    assert made
    belongings(made, word(number), writer)


def belongings(revision: Revision, mark: str, writer: int) -> None:
    """What stands in other tables and belongs to a text."""
    number = revision.id
    attach(revision, mark, as_word=bool(number % 2), id=number)
    db.session.add_all([
        LadderStep(revision_id=number, step_key="ladder/identified", reached_on=date(2026, 9, 1)),
        SavedText(id=number, revision_id=number, field="found", text=f"Not {mark}", page="a page", saved_by_id=writer),
        RevisionComment(
            id=number, revision_id=number, field="found", text=f"What is {mark}?", written_by_id=writer,
            told_at=utc_now(),
        ),
        RevisionComment(
            id=number + 1_000_000, revision_id=number, parent_id=number, field="found", text=f"{mark} is the mother.",
            written_by_id=writer, resolved_at=utc_now(), resolved_by_id=writer,
        ),
        RevisionComment(
            id=number + 2_000_000, revision_id=number, field="", text=f"{mark}!", written_by_id=writer, for_team=True
        ),
        RevisionStep(
            revision_id=number, step="submit", before="draft", after="submitted", taken_by_id=writer,
            taken_by_kind="person", reason=f"Because of {mark}",
        ),
        Submission(
            id=number, revision_id=number, number=1, submitted_at=utc_now(), submitted_by_id=writer,
            said={"title": mark}, digest=mark,
        ),
        IdentityDecision(
            kind="reason", digest=f"digest of {mark}", rule="place", field="found", reason=f"{mark} is no name",
            revision_id=number, organisation_id=revision.organisation_id, decided_by_id=writer,
        ),
        SourceSuggestion(
            title=f"Report of {mark}", url=f"https://{mark}.example.org", reason=f"About {mark}", suggested_by_id=writer
        ),
    ])  # fmt: skip
    db.session.flush()
    db.session.add(Sight(user_id=writer, submission_id=number))
    revision.claimed_by_id = revision.content_signed_by_id = writer
    revision.content_signed_digest, revision.content_signed_at = mark, utc_now()
    revision.change_note, revision.scheduled_for = f"More of {mark}", datetime(2031, 12, 24, 13, 7, tzinfo=UTC)
    db.session.flush()


def attach(revision: Revision, mark: str, *, as_word: bool, **fields: Any) -> None:
    """A file that goes with a text: checked, so that it would be public with it."""
    kind, data = ("docx", document(mark)) if as_word else ("csv", f"step,what\n1,{mark}\n".encode())
    file = store(revision, Received(data, kind, f"{mark}.{kind}"))
    texts = texts_of(Attachment, mark, without=("state", "virus", "reason"))
    db.session.add(Attachment(
        revision_id=revision.id, position=1, file_id=file.id, licence_key="licences/cc-by", state="checked",
        virus="clean", checked_at=utc_now(), **{**texts, "file_name": f"{mark}.{kind}"}, **fields,
    ))  # fmt: skip
    db.session.flush()


def document(mark: str) -> bytes:
    """A Word document that says a word and was written by it."""
    made = docx.Document()
    made.core_properties.author = mark
    made.add_paragraph(mark)
    return saved(made)


def tables_with(found: re.Pattern[str]) -> dict[str, set[str]]:
    """For each word that marks, the tables in whose rows it stands; contents of files are read as they are."""
    stands: dict[str, set[str]] = {}
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(table.select()):
            for mark in found.findall(" ".join(map(str, row))):
                stands.setdefault(mark.lower(), set()).add(table.name)
    return stands
