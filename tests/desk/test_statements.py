"""While a text is decided about, others wait: it takes as many statements whatever stands in the text."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import inspect, select

from kb.access.actors import SITE, Actor
from kb.core import db
from kb.core.db import utc_now
from kb.desk.service import publishing, signing
from kb.desk.service.seeing import note_sight
from kb.editorial.queries.choices import closed_choices
from kb.editorial.service import submitting
from kb.lessons.models.lesson import Revision
from kb.lessons.models.vocabulary import Theme
from tests.desk.reviewing import ALL, Team, digest_of, found, now
from tests.desk.test_scheduling import schedule
from tests.editorial.drafting import acting
from tests.pages import statements

PARTS = {1: "every referral", 6: "all referrals"}
"""Numbers of themes, tags and values, and how a text of as many is called."""


def of_many_parts(number: int) -> dict[str, tuple[str, ...]]:
    """So many themes, tags and values, for a text."""
    return {
        "themes": tuple(db.session.scalars(select(Theme.slug).order_by(Theme.id).limit(number))),
        "tags": tuple(f"tag {letter}" for letter in "abcdef"[:number]),
        "values": (
            "kinds-of-change/new-team-or-post",
            *(f"agencies/{slug}" for slug, _ in closed_choices("agencies")[:number]),
        ),
    }


def submit(who: Actor, revision: Revision, _digest: str) -> None:
    submitting.submit(who, revision, declared=ALL)


def sign_content(who: Actor, revision: Revision, digest: str) -> None:
    signing.sign_content(who, revision, digest=digest)


def sign_identity(who: Actor, revision: Revision, digest: str) -> None:
    signing.sign_identity(who, revision, digest=digest)


def publish(who: Actor, revision: Revision, _digest: str) -> None:
    publishing.publish_now(who, revision)


def set_time(who: Actor, revision: Revision, _digest: str) -> None:
    publishing.schedule(who, revision, at=utc_now().replace(year=2099))


def come_due(_who: Actor, revision: Revision, _digest: str) -> None:
    publishing.come_due(SITE, revision)


def scheduled(team: Team, **fields: Any) -> Revision:
    revision = team.signed(**fields)
    schedule(team, revision)
    return now(revision)


@pytest.mark.parametrize(
    ("bring", "person", "act"),
    [
        (Team.draft, "writer", submit),
        (Team.claimed, "editor", sign_content),
        (Team.claimed, "reviewer", sign_identity),
        (Team.signed, "editor", publish),
        (Team.signed, "editor", set_time),
        (scheduled, "editor", come_due),
    ],
)
def test_a_step_takes_as_many_statements_for_a_text_of_many_parts(
    team: Team,
    bring: Callable[..., Revision],
    person: str,
    act: Callable[[Actor, Revision, str], None],
) -> None:
    texts = [bring(team, title=f"A team reads {each}", **of_many_parts(number)) for number, each in PARTS.items()]
    who, held = acting(getattr(team, person).user), [(each.id, digest_of(each)) for each in texts]
    counted = []
    for number, digest in held:
        db.session.rollback()
        db.session.expunge_all()  # as in a request of its own, which has read nothing yet
        revision = found(number)
        with statements() as made:
            act(who, revision, digest)
        counted.append(len(made))

    assert counted[1] <= counted[0]  # the first may fill what the process keeps


def test_the_public_text_is_read_only_where_it_is_compared(team: Team) -> None:
    second = team.submit(team.next_text(team.published().lesson, "Two teams read every referral within a day"))
    live, tags = second.lesson.live_revision_id, "FROM revision_tag"

    def read(endpoint: str) -> int:
        with statements() as made:
            assert "the text that is public" in team.page(team.colleague, second, endpoint).text
        return sum(tags in each for each in made)

    assert (live != second.id, read("desk.item"), read("desk.changes")) == (True, 1, 2)


def test_comparing_with_the_public_text_takes_as_many_statements_whatever_stands_in_it(team: Team) -> None:
    counted = []
    for number, words in PARTS.items():
        public = team.published(title=f"A team reads {words}", **of_many_parts(number))
        key = team.submit(team.next_text(public.lesson, f"Two teams read {words}")).id
        team.colleague.get("desk.changes", number=key)
        db.session.rollback()
        with statements() as made:
            team.colleague.get("desk.changes", number=key)
        counted.append(len(made))

    assert counted[1] <= counted[0]


def test_opening_a_text_again_writes_nothing_and_has_nothing_read_anew(team: Team) -> None:
    who, revision = acting(team.colleague.user), team.claimed()
    note_sight(who, revision)
    revision = now(revision)

    with statements() as made:
        note_sight(who, revision)

    assert len(made) == 1
    assert not inspect(revision).expired


def test_a_page_reads_what_was_submitted_once(team: Team) -> None:
    revision = team.claimed()
    team.page(team.editor, revision)

    with statements() as made:
        team.page(team.editor, revision)

    assert sum("submission.said" in each for each in made) == 1
