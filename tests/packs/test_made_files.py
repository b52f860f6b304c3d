"""What a job made of a pack is there for whoever may still see what it was made from, and is gone for all others."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from kb.access.actors import OPERATOR, SITE, Actor
from kb.accounts.models.user import Membership
from kb.accounts.service import leaving
from kb.accounts.service.proving import Proof
from kb.core import db
from kb.core.db import transaction
from kb.core.errors import Denied, NotFound
from kb.core.events import LessonExpunged, LessonWithdrawn, publish
from kb.core.job_outputs import JobOutput
from kb.core.jobs import Job
from kb.core.work import run_due
from kb.expunging.places import remove_outputs
from kb.lessons.models.lesson import Lesson
from kb.members.service import memberships
from kb.packs import upkeep
from kb.packs.made_files import may_have
from kb.packs.models import Pack
from kb.packs.queries.packs import seen_by
from kb.packs.queries.resolved import resolved
from kb.packs.service import making, parts, publicity, sharing
from kb.packs.service.exporting import export
from tests.editorial.drafting import acting
from tests.packs.packing import a_pack, edit_together, user_of
from tests.packs.public import asked_for
from tests.packs.taking import held, some_lesson
from tests.pages import Person

NAME = "briefing.txt"
REASON = "It names a street."


@dataclass(frozen=True)
class Circle:
    """The owner of a pack, who leads the board, a member of it, and an editor of the site."""

    owner: Actor
    member: Actor
    editor: Actor


@pytest.fixture
def circle(lead_of_board: Actor, colleague: Actor, editor_actor: Actor) -> Circle:
    """All three."""
    return Circle(lead_of_board, colleague, editor_actor)


Step = Callable[[Circle, Pack], object]


def share(circle: Circle, pack: Pack) -> None:
    sharing.share(circle.owner, pack, organisation_id=next(iter(circle.owner.memberships)))


def edit(circle: Circle, pack: Pack) -> None:
    edit_together(circle.owner, pack, circle.member)


def make_public(circle: Circle, pack: Pack) -> None:
    publicity.publish(circle.editor, asked_for(circle.owner, pack))


def make_public_anew(circle: Circle, pack: Pack) -> None:
    parts.save_fields(circle.owner, pack, typed={"title": "Another title"}, opened=pack.version, what="about")
    make_public(circle, pack)


def take_down(circle: Circle, pack: Pack) -> None:
    assert pack.published
    publicity.take_down(circle.editor, pack.published, reason=REASON)


def hand_over_to_outsider(circle: Circle, pack: Pack) -> None:
    """The pack is edited by somebody outside of the board, who becomes its owner."""
    edit_together(circle.owner, pack, circle.editor)
    sharing.hand_over(circle.owner, pack, user_id=circle.editor.user_id or 0)


def leave_board(circle: Circle, _pack: Pack) -> None:
    membership = db.session.scalars(select(Membership).where(Membership.user_id == circle.member.user_id)).one()
    memberships.leave(circle.member, membership, successor_id=None)


def owner_leaves_board(circle: Circle, pack: Pack) -> None:
    membership = db.session.scalars(select(Membership).where(Membership.user_id == circle.owner.user_id)).one()
    memberships.remove(OPERATOR, membership, successor_id=None)


WAYS: dict[str, tuple[Step, Step]] = {
    "it is removed": (share, lambda circle, pack: making.remove(circle.owner, pack)),
    "it is shared no longer": (share, lambda circle, pack: sharing.share(circle.owner, pack, organisation_id=None)),
    "an editor is removed": (
        edit,
        lambda circle, pack: sharing.remove_editor(circle.owner, pack, user_id=circle.member.user_id or 0),
    ),
    "an editor leaves": (edit, lambda circle, pack: sharing.leave(circle.member, pack)),
    "a member leaves": (share, leave_board),
    "its owner is removed from the organisation": (share, owner_leaves_board),
    "somebody else owns it": (share, hand_over_to_outsider),
    "it is made private": (make_public, lambda circle, pack: publicity.make_private(circle.owner, pack)),
    "it is taken down": (make_public, take_down),
    "another text is public": (make_public, make_public_anew),
    "their account is closed": (make_public, lambda circle, _pack: leaving.close(OPERATOR, user_of(circle.member))),
}
"""How somebody comes to see a pack, and how they come to see it no longer."""


def with_a_lesson(who: Actor) -> Pack:
    lesson = some_lesson("Board reads every referral")
    return a_pack(who, lessons=(held(lesson),))


def asked(who: Actor, pack: Pack) -> Job:
    """The job that makes a file of what somebody sees of a pack."""
    content = seen_by(who, pack)
    job = export(who, pack, found=resolved(pack, content, pack.version), name=NAME)
    db.session.commit()
    return job


def made(who: Actor, pack: Pack) -> int:
    """Its number once the file is made."""
    number = asked(who, pack).id
    run_due()
    return number


def outputs() -> set[int]:
    db.session.expire_all()
    return set(db.session.scalars(select(JobOutput.job_id)))


def prepared(circle: Circle, way: str) -> Pack:
    pack = with_a_lesson(circle.owner)
    WAYS[way][0](circle, pack)
    db.session.commit()
    return pack


@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_was_made_is_gone_at_once_where_somebody_sees_the_pack_no_longer(
    circle: Circle, member: Person, way: str
) -> None:
    pack = prepared(circle, way)
    number = made(circle.member, pack)
    assert b"Board reads every referral" in member.open(f"/jobs/{number}/file").response.data

    WAYS[way][1](circle, pack)
    db.session.commit()

    assert outputs() == set()
    assert db.session.get(Job, number) is None
    assert b"Board reads" not in member.open(f"/jobs/{number}/file").response.data


@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_waits_is_not_made_then(circle: Circle, way: str) -> None:
    pack = prepared(circle, way)
    asked(circle.member, pack)

    WAYS[way][1](circle, pack)
    db.session.commit()
    run_due()

    assert outputs() == set()


@pytest.mark.parametrize("way", ["it is shared no longer", "it is taken down"])
def test_a_file_that_is_being_made_is_given_up_and_nobody_gets_it(circle: Circle, member: Person, way: str) -> None:
    pack = prepared(circle, way)
    number = made(circle.member, pack)
    with transaction():  # as if it were at its last step, after which nobody asks it to stop
        db.session.get_one(Job, number).state, db.session.get_one(Job, number).finished_at = "running", None
    WAYS[way][1](circle, pack)
    assert db.session.get_one(Job, number).cancel_asked
    with transaction():
        job = db.session.get_one(Job, number)
        job.state, job.finished_at = "done", job.created_at

    assert outputs() == {number}
    assert member.open(f"/jobs/{number}/file").status == 404
    assert "no longer here" in member.open(f"/jobs/{number}").text
    upkeep.remove_lost_files(SITE, None)
    assert outputs() == set()


@pytest.mark.parametrize("way", WAYS)
def test_what_the_owner_had_made_stays_while_the_pack_is_theirs(circle: Circle, way: str) -> None:
    pack = prepared(circle, way)
    number = made(circle.owner, pack)

    WAYS[way][1](circle, pack)
    db.session.commit()

    assert outputs() == (set() if way == "it is removed" else {number})


def test_files_that_people_may_have_stay_each_night(circle: Circle) -> None:
    pack = prepared(circle, "a member leaves")
    numbers = {made(who, pack) for who in (circle.owner, circle.member)}

    upkeep.remove_lost_files(SITE, None)

    assert outputs() == numbers


def test_an_admin_who_may_not_see_a_pack_gets_no_file_of_it(circle: Circle, admin: Person) -> None:
    number = made(circle.owner, with_a_lesson(circle.owner))

    assert admin.open(f"/jobs/{number}").status == 200
    assert admin.open(f"/jobs/{number}/file").status == 404


def test_what_was_made_for_an_account_that_is_deleted_goes(circle: Circle) -> None:
    made(circle.member, prepared(circle, "it is taken down"))

    leaving.delete(acting(user_of(circle.member)), user_of(circle.member), proof=Proof(circle.member.user_id or 0))

    assert outputs() == set()


def test_of_a_lesson_that_is_removed_for_good_no_file_is_left(circle: Circle) -> None:
    pack, other = with_a_lesson(circle.owner), with_a_lesson(circle.owner)
    gone, stays = made(circle.owner, pack), made(circle.owner, other)
    lesson = db.session.get_one(Lesson, pack.now.lessons[0].lesson_id)

    with transaction():
        publish(LessonWithdrawn(lesson.id))
        publish(LessonExpunged(lesson.id))

    assert db.session.get(Job, gone) is None
    assert outputs() == {stays}


def test_a_lesson_that_was_hidden_when_the_file_was_asked_for_is_known_to_be_in_it(circle: Circle) -> None:
    pack = with_a_lesson(circle.owner)
    (held_one,) = pack.now.lessons
    lesson = db.session.get_one(Lesson, held_one.lesson_id)
    assert lesson.live_revision
    lesson.live_revision.state = "hidden"
    db.session.flush()

    job = export(circle.owner, pack, found=resolved(pack, pack.now, pack.version), name="guide.pdf")

    assert held_one.lesson_id in job.payload["lessons"]


def test_nothing_is_made_for_somebody_who_sees_only_what_is_public_once_nothing_is(circle: Circle) -> None:
    pack = prepared(circle, "it is taken down")
    found = resolved(pack, seen_by(circle.member, pack), pack.version)
    WAYS["it is taken down"][1](circle, pack)
    db.session.refresh(pack)

    with pytest.raises((Denied, NotFound)):
        export(circle.member, pack, found=found, name=NAME)
    with pytest.raises(NotFound):  # the permission was looked at a moment before
        export.__wrapped__(circle.member, pack, found=found, name=NAME)  # type: ignore[attr-defined]


def test_a_job_that_does_not_say_which_text_it_is_of_makes_nothing_and_nobody_has_its_file(circle: Circle) -> None:
    pack = with_a_lesson(circle.owner)
    job = asked(circle.owner, pack)
    job.payload = {name: value for name, value in job.payload.items() if name != "publication"}
    db.session.commit()
    run_due()

    assert outputs() == set()
    assert not may_have(circle.owner, job.payload)


def test_a_file_whose_content_was_removed_is_not_offered(circle: Circle, lead: Person) -> None:
    number = made(circle.owner, with_a_lesson(circle.owner))
    remove_outputs(SITE, None)

    assert lead.open(f"/jobs/{number}/file").status == 404
    page = lead.open(f"/jobs/{number}")
    assert "no longer here" in page.text
    assert "Download" not in page.text
