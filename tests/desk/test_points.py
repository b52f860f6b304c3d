"""Points of review are read by writers once they are told, and say of which submission they were said."""

import pytest
import time_machine

from kb.core.clock import long_date
from kb.desk.queries.points import digest_of, points_of
from kb.desk.readiness import still_open
from kb.desk.service import rating
from kb.lessons.models.lesson import Revision
from tests.desk.reviewing import Team, now
from tests.editorial.drafting import acting
from tests.editorial.kinds import ON_SQLITE

SAID = "Shorter, please."
HALF = "Who does it, and"


def rate(team: Team, revision: Revision, **said: str) -> Revision:
    """The editor finds that points are not yet met, and says why; the others stay as they are."""
    points = points_of(now(revision))
    before = {each.slug: (each.mark, each.note) for each in points}
    after = before | {point: ("not-yet", note) for point, note in said.items()}
    rating.rate(acting(team.editor.user), now(revision), said=after, opened=digest_of(points))
    return now(revision)


def read(team: Team, revision: Revision) -> str:
    """The page of the text as its writer has it."""
    return team.writer.get("editorial.lesson", number=revision.id).text


def test_writers_read_them_once_the_text_is_returned(team: Team) -> None:
    revision = rate(team, team.claimed(), title=SAID)
    assert SAID not in read(team, revision)

    team.send_back(revision)

    assert SAID in read(team, revision)


@pytest.mark.parametrize("how", ["withdraw", "published"])
@ON_SQLITE
def test_what_editors_had_not_ended_is_not_read_by_writers_who_were_not_told(team: Team, how: str) -> None:
    revision = rate(team, team.claimed(), title=HALF)

    if how == "withdraw":
        team.withdraw(revision)
    else:
        team.publish(team.sign(revision))

    assert HALF not in read(team, revision)


@ON_SQLITE
def test_what_is_said_anew_of_a_point_is_told_anew(team: Team) -> None:
    revision = team.claim(team.submit(team.send_back(rate(team, team.claimed(), title=SAID, finding="To whom?"))))
    rate(team, revision, title=HALF)

    page = read(team, team.withdraw(revision))

    assert "To whom?" in page
    assert HALF not in page


@ON_SQLITE
def test_it_is_said_of_which_submission_they_were_said(team: Team) -> None:
    with time_machine.travel("2026-03-02T10:00:00Z", tick=True):
        first = rate(team, team.claimed(), title=SAID)
        submitted = first.submitted_at
    assert submitted is not None
    words = f"said of what was submitted on {long_date(submitted)}"
    assert words not in team.page(team.editor, first).text
    second = team.claim(team.submit(team.send_back(first)))
    rate(team, second, finding="To whom?")

    item = team.page(team.editor, second)

    (of_title,) = [each for each in item.rows(".kb-points__point") if SAID in each]
    (of_other,) = [each for each in item.rows(".kb-points__point") if "To whom?" in each]
    assert words in of_title
    assert "said of what" not in of_other
    assert words in team.page(team.editor, second, "desk.points").text
    assert words in read(team, team.send_back(second))


@ON_SQLITE
def test_who_signs_is_told_of_which_submission_what_is_open_was_said(team: Team) -> None:
    second = team.claim(team.submit(team.send_back(rate(team, team.claimed(), title=SAID))))
    rate(team, second, finding="To whom?")

    assert still_open(now(second))[-2:] == [
        "1 point of review: not yet as it should be.",
        "1 point of review: not yet as it should be, said of what was submitted before.",
    ]
