"""Of a file that is removed for good nothing is kept: neither what it was called nor a digest to try a guess on."""

from collections.abc import Callable

import pytest
from sqlalchemy import String, cast, select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.db import Base
from kb.core.work import run_due
from kb.desk.service import signing
from kb.expunging import service
from kb.expunging.fingerprints import EXPUNGED
from kb.expunging.models import Expunge
from kb.lessons.frozen import frozen
from kb.lessons.models.attachment import Attachment, StoredFile
from kb.lessons.models.lesson import Revision
from kb.lessons.models.step import Submission
from tests.desk.reviewing import Team, digest_of, now
from tests.editorial.leaking import attach
from tests.expunging.everywhere import acting, tables_with
from tests.pages import Person

TITLE = "Zylphargo Quembrint"


@pytest.fixture
def team(people: Callable[[str], Person], board: Organisation) -> Team:
    """A board with somebody who writes, an editor and an identity reviewer."""
    editor = people("editor")
    made = Team(board, people("contributor"), editor, editor, people("identity_reviewer"))
    db.session.commit()
    return made


def with_file(team: Team) -> tuple[Revision, str]:
    """A text whose content is signed and its file, of a title that stands nowhere else; and the digest of that."""
    revision = team.draft()
    attach(revision, "checklist", as_word=False)
    file = db.session.query(Attachment).one()
    file.title = file.purpose = TITLE
    file.file_name = f"{TITLE}.pdf"
    db.session.commit()
    revision = team.claim(team.submit(revision))
    signing.sign_content(acting(team.editor.user), revision, digest=digest_of(revision))
    return revision, db.session.query(StoredFile).one().digest


def remove(team: Team, admin: Person) -> Expunge:
    """The reviewer asks for the file to be removed, and the admin agrees."""
    made = service.ask_for_file(acting(team.reviewer.user), db.session.query(Attachment).one())
    service.agree(acting(admin.user), made)
    run_due()
    db.session.expire_all()
    return made


def holding(digest: str) -> set[str]:
    """The tables in which a digest stands."""
    return {
        table.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if db.session.scalars(select(table).where(cast(column, String).contains(digest)).limit(1)).first() is not None
    }


def test_what_a_file_was_called_goes_from_what_was_submitted_too(team: Team, admin: Person) -> None:
    revision, digest = with_file(team)
    assert {"attachment", "submission"} <= tables_with()

    remove(team, admin)

    kept = db.session.query(Submission).one()
    removed = {"title": "[removed]", "purpose": "[removed]", "file_name": "[removed]", "digest": ""}
    assert [{name: each[name] for name in removed} for each in kept.said["files"]] == [removed]
    assert tables_with() == set()
    assert holding(digest) == {"expunge"}  # so that it is found again in a copy that is restored
    assert TITLE not in team.page(team.colleague, revision, "desk.item").text


def test_no_digest_stays_of_a_text_that_had_it(team: Team, admin: Person) -> None:
    revision, _ = with_file(team)
    signed = frozen(revision).digest
    assert {"revision", "submission"} <= holding(signed)

    remove(team, admin)

    assert holding(signed) == set()
    assert db.session.query(Submission).one().digest == EXPUNGED
    assert now(revision).content_signed_digest == EXPUNGED


def test_a_submission_forgets_a_file_that_its_text_has_no_more(team: Team, admin: Person) -> None:
    with_file(team)
    made = service.ask_for_file(acting(team.reviewer.user), db.session.query(Attachment).one())
    db.session.query(Attachment).delete()
    db.session.query(StoredFile).delete()
    db.session.commit()

    run_due()
    assert dict(db.session.get_one(Expunge, made.id).places) == {"submission": 1}
    service.agree(acting(admin.user), made)
    run_due()

    assert tables_with() == set()
