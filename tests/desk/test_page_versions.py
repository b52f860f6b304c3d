"""What is done at the desk leaves the pages of the public as they are, even their tags; publishing does not."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from kb.core import db
from kb.core.db import utc_now
from kb.desk.service import claiming, commenting, publishing, returning, signing
from kb.desk.service.seeing import note_sight
from kb.editorial.service import submitting
from kb.lessons.models.lesson import Revision
from tests.desk.reviewing import Team, digest_of, now
from tests.editorial.drafting import acting
from tests.editorial.kinds import ON_SQLITE
from tests.pages import Person

pytestmark = ON_SQLITE


def tag(reader: Person) -> str:
    """Names the version in which the public reads a page."""
    db.session.commit()
    return str(reader.client.get("/glossary").headers["ETag"])


def say(team: Team, revision: Revision) -> object:
    return commenting.comment(acting(team.editor.user), revision, field="found", text="Who found it?")


def sign(team: Team, revision: Revision) -> object:
    return signing.sign_content(acting(team.colleague.user), revision, digest=digest_of(revision))


def schedule(team: Team, revision: Revision) -> object:
    return publishing.schedule(acting(team.editor.user), revision, at=utc_now() + timedelta(days=1))


def cancel(team: Team, revision: Revision) -> object:
    schedule(team, revision)
    return publishing.cancel(acting(team.editor.user), now(revision))


AT_THE_DESK: dict[str, tuple[str, Callable[[Team, Revision], object]]] = {
    "claim": ("submitted", lambda team, revision: claiming.claim(acting(team.editor.user), revision)),
    "release": ("claimed", lambda team, revision: claiming.release(acting(team.editor.user), revision)),
    "see": ("submitted", lambda team, revision: note_sight(acting(team.reviewer.user), revision)),
    "comment": ("claimed", say),
    "return": ("claimed", lambda team, revision: returning.send_back(
        acting(team.editor.user), revision, reasons={"": "Say who read them."})),
    "withdraw": ("claimed", lambda team, revision: submitting.withdraw(acting(team.writer.user), revision)),
    "sign": ("claimed", sign),
    "schedule": ("signed", schedule),
    "cancel": ("signed", cancel),
}  # fmt: skip


@pytest.mark.parametrize("act", AT_THE_DESK)
def test_what_is_done_at_the_desk_changes_the_tag_of_no_page(team: Team, reader: Person, act: str) -> None:
    state, verb = AT_THE_DESK[act]
    revision: Revision = getattr(team, state)()
    before = tag(reader)

    verb(team, now(revision))

    assert tag(reader) == before


def test_publishing_changes_it(team: Team, reader: Person) -> None:
    revision = team.signed()
    before = tag(reader)

    team.publish(revision)

    assert tag(reader) != before


def test_so_does_a_publication_by_the_worker(team: Team, reader: Person) -> None:
    revision = team.signed()
    schedule(team, revision)
    before = tag(reader)

    publishing.come_due(publishing.SITE, now(revision))

    assert tag(reader) != before
