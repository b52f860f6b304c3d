"""What a text says whenever it is submitted is kept once, whole, with how the identity check stood then."""

from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.editorial.service import submitting
from kb.editorial.submissions import last_submission
from kb.identity.service import answering
from kb.identity.standing import standing_of
from kb.lessons.frozen import frozen
from kb.lessons.models.lesson import Revision
from kb.lessons.models.step import Submission
from tests.editorial.drafting import COMPLETE, acting, draft
from tests.pages import Person

ALL = ("lawful-basis", "no-live-proceedings", "copyright")


def now(revision: Revision) -> Revision:
    db.session.rollback()
    return db.session.get_one(Revision, revision.id, populate_existing=True)


def begun(board: Organisation, **fields: str) -> Revision:
    made = draft(board, **fields)
    db.session.commit()
    return made


def submit(person: Person, revision: Revision) -> None:
    submitting.submit(acting(person.user), now(revision), declared=ALL)


def kept(revision: Revision) -> list[Submission]:
    db.session.rollback()
    of_it = select(Submission).where(Submission.revision_id == revision.id).order_by(Submission.number)
    return list(db.session.scalars(of_it))


def test_what_is_submitted_is_kept_whole(contributor: Person, board: Organisation) -> None:
    revision = begun(board)

    submit(contributor, revision)

    (first,) = kept(revision)
    said = frozen(now(revision))
    assert (first.number, first.said, first.digest) == (1, said.said, said.digest)
    assert (first.submitted_by_id, first.submitted_at) == (contributor.user.id, now(revision).submitted_at)


def test_each_time_is_kept_and_what_was_kept_before_stays_as_it_was(
    contributor: Person, lead: Person, board: Organisation
) -> None:
    revision = begun(board)
    submit(contributor, revision)
    submitting.withdraw(acting(contributor.user), now(revision))
    now(revision).found = "Referrals were lost."
    db.session.commit()

    submit(lead, revision)

    first, second = kept(revision)
    assert [first.number, second.number] == [1, 2]
    assert (first.said["found"], second.said["found"]) == (COMPLETE["found"], "Referrals were lost.")
    assert (first.submitted_by_id, second.submitted_by_id) == (contributor.user.id, lead.user.id)
    newest = last_submission(now(revision))
    assert newest is not None
    assert newest.id == second.id


def test_what_is_refused_is_not_kept(contributor: Person, board: Organisation) -> None:
    revision = begun(board, summary="Too short.")

    contributor.get("editorial.submit_lesson", number=revision.id)

    assert kept(revision) == []
    assert last_submission(now(revision)) is None


def test_a_double_press_keeps_it_once(contributor: Person, board: Organisation) -> None:
    revision = begun(board)
    page = contributor.get("editorial.submit_lesson", number=revision.id)

    for _ in range(2):
        page.submit("Submit the lesson", declared=list(ALL))  # type: ignore[arg-type]

    assert len(kept(revision)) == 1


def test_what_the_check_found_is_counted(contributor: Person, board: Organisation) -> None:
    revision = begun(board, found="They met at Millbrook Surgery.")
    (asked,) = standing_of(revision).to_answer
    answering.give_reason(
        acting(contributor.user), revision, passage=asked.digest, reason="It closed years ago and saw forty areas."
    )

    submit(contributor, revision)

    (first,) = kept(revision)
    assert (first.answered, first.to_open, first.points_at_one_child) == (1, 0, False)


def test_facts_that_point_at_one_child_are_noted(contributor: Person, board: Organisation) -> None:
    found = "The girl was two years old when she was scalded in April 2015. She was the youngest of four children."
    revision = begun(board, found=found)
    for each in standing_of(revision).to_answer:
        answering.give_reason(
            acting(contributor.user), revision, passage=each.digest, reason="It was in the report, word for word."
        )

    submit(contributor, revision)

    assert kept(revision)[0].points_at_one_child
