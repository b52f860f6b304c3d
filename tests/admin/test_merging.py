"""Merging: everything moves, nothing points to what is gone, and the old address leads on."""

import random
from collections.abc import Callable

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation, OrganisationSuccession
from kb.accounts.models.user import ROLES, Membership
from kb.admin.service.merging import merge
from kb.core import db
from kb.core.errors import Conflict, Denied, Invalid, NotFound
from kb.lessons.models.lesson import Lesson
from kb.members.models import MembershipRequest
from tests import factories
from tests.admin.belongings import fill, held_by
from tests.admin.test_organisations import announced_since, last_sequence
from tests.pages import Person

Trail = Callable[[], list[tuple[str, str | None, int | None]]]


@pytest.fixture
def pair(app: APIFlask) -> tuple[Organisation, Organisation]:
    """Two rows for one organisation: the one that goes and the one that stays."""
    goes = factories.organisation("Moorland LSCB", slug="moorland-lscb")
    stays = factories.organisation("Moorland Safeguarding Children Board", slug="moorland-board")
    db.session.commit()
    return goes, stays


@pytest.mark.parametrize("seed", range(12))
def test_after_a_merge_nothing_points_to_what_is_gone_and_nothing_is_lost(
    who: Actor, pair: tuple[Organisation, Organisation], seed: int
) -> None:
    dice, (goes, stays) = random.Random(seed), pair
    before, after = (factories.organisation(f"Moorland {word}") for word in ("of old", "of today"))
    for organisation in pair:
        fill(organisation, dice)
        others = [(before, organisation), (organisation, after)]
        db.session.add_all(OrganisationSuccession(predecessor_id=a.id, successor_id=b.id) for a, b in others)
    both = factories.user()
    for organisation in pair:
        db.session.add(Membership(user_id=both.id, organisation=organisation, role=dice.choice(ROLES)))
        db.session.add(MembershipRequest(user=factories.user(), organisation=organisation, reason="tenant"))
    db.session.commit()
    number, gone, kept = goes.id, held_by(goes.id), held_by(stays.id)
    people = set(db.session.scalars(select(Membership.user_id)))
    assert min(gone.values()) > 0, f"the test leaves something out: {gone}"

    merge(who, goes, into=stays, typed_name="moorland lscb")

    assert set(held_by(number).values()) == {0}
    assert db.session.get(Organisation, number) is None
    now = held_by(stays.id)
    both_have = min(gone["identity_term.organisation_id"], kept["identity_term.organisation_id"])
    assert now["identity_term.organisation_id"] == sum(
        each["identity_term.organisation_id"] for each in (gone, kept)
    ) - both_have  # fmt: skip
    for whole in ("lesson.organisation_id", "identity_decision.organisation_id", "review.organisation_id",
                  "organisation_sign_on.organisation_id", "invitation.organisation_id",
                  "lesson_import.organisation_id", "imported_lesson.organisation_id"):  # fmt: skip
        assert now[whole] == gone[whole] + kept[whole]
    assert now["former_organisation_slug.organisation_id"] == gone["former_organisation_slug.organisation_id"] + (
        kept["former_organisation_slug.organisation_id"] + 1
    )
    assert set(db.session.scalars(select(Membership.user_id))) == people


def test_a_merge_shows_what_moves_asks_for_the_name_and_leads_on(
    admin: Person, pair: tuple[Organisation, Organisation], audited: Trail
) -> None:
    goes, stays = pair
    factories.lesson(organisation=goes)
    factories.review(organisation=goes)
    factories.user().memberships = [Membership(organisation=goes, role="lead")]
    db.session.commit()
    number = goes.id

    choice = admin.get("admin.organisation", slug=goes.slug).follow("Merge it into another that is the same")
    page = choice.submit("Go on", into=stays.slug)
    assert "This cannot be undone" in page.text
    for words in ("1 published lesson", "1 review", "1 member", "0 open invitations"):
        assert words in page.text
    wrong = page.submit("Merge for good", typed_name=stays.name)
    assert wrong.errors == ["Type the name exactly as it stands above: Moorland LSCB"]
    assert audited() == []

    done = wrong.submit("Merge for good", typed_name=" moorland  lscb ")

    assert done.heading == stays.name
    assert "moorland-lscb" in done.text
    assert audited()[-1] == ("ORGANISATION_CHANGE", "organisation", number)


def test_the_old_address_leads_to_the_new_one(
    who: Actor, reader: Person, pair: tuple[Organisation, Organisation]
) -> None:
    goes, stays = pair
    merge(who, goes, into=stays, typed_name=goes.name)
    page = reader.get("lessons.organisation", slug="moorland-lscb")
    assert page.status == 301
    assert page.response.headers["Location"] == "/organisations/moorland-board"
    assert reader.get("lessons.organisation", slug="moorland-nothing").status == 404


def test_an_address_leads_on_through_several_merges(
    who: Actor, reader: Person, pair: tuple[Organisation, Organisation]
) -> None:
    goes, stays = pair
    last = factories.organisation("Moorland Board", slug="moorland")
    merge(who, goes, into=stays, typed_name=goes.name)
    merge(who, stays, into=last, typed_name=stays.name)
    page = reader.get("lessons.organisation", slug="moorland-lscb")
    assert page.response.headers["Location"] == "/organisations/moorland"


def test_whoever_belongs_to_both_has_the_higher_role(who: Actor, pair: tuple[Organisation, Organisation]) -> None:
    user = factories.user()
    user.memberships = [Membership(organisation=pair[0], role="lead"), Membership(organisation=pair[1], role="member")]
    db.session.commit()
    merge(who, pair[0], into=pair[1], typed_name=pair[0].name)
    assert list(db.session.execute(select(Membership.organisation_id, Membership.role))) == [(pair[1].id, "lead")]


def test_boards_that_cover_the_area_of_one_cover_that_of_the_other(
    who: Actor, pair: tuple[Organisation, Organisation]
) -> None:
    goes, stays = pair
    both = factories.organisation("Covers both", areas=["a", goes.slug, stays.slug])
    one = factories.organisation("Covers one", areas=[goes.slug, "b"])
    similar = factories.organisation("Covers another", areas=[f"{goes.slug}-2"])
    goes.areas, stays.areas = ["x", "y"], ["y", "z"]
    db.session.commit()
    merge(who, goes, into=stays, typed_name=goes.name)
    assert both.areas == ["a", "moorland-board"]
    assert one.areas == ["moorland-board", "b"]
    assert similar.areas == ["moorland-lscb-2"]
    assert stays.areas == ["y", "z", "x"]


def test_a_line_between_the_two_goes_and_lines_to_others_stay(
    who: Actor, pair: tuple[Organisation, Organisation]
) -> None:
    goes, stays = pair
    old, new = factories.organisation("Old"), factories.organisation("New")
    lines = [(old, goes), (old, stays), (goes, stays), (goes, new)]
    db.session.add_all(OrganisationSuccession(predecessor_id=a.id, successor_id=b.id) for a, b in lines)
    db.session.commit()
    merge(who, goes, into=stays, typed_name=goes.name)
    table = OrganisationSuccession
    pairs = {tuple(row) for row in db.session.execute(select(table.predecessor_id, table.successor_id))}
    ours = {old.id, new.id, stays.id}
    assert {line for line in pairs if ours & set(line)} == {(old.id, stays.id), (stays.id, new.id)}


def test_what_had_others_between_is_not_the_same(
    admin: Person, who: Actor, pair: tuple[Organisation, Organisation]
) -> None:
    goes, stays = pair
    between = factories.organisation("Between")
    lines = [(goes, between), (between, stays)]
    db.session.add_all(OrganisationSuccession(predecessor_id=a.id, successor_id=b.id) for a, b in lines)
    db.session.commit()
    page = admin.get("admin.merge", slug=goes.slug, into=stays.slug)
    assert "Others came between these two, so they cannot be the same organisation" in page.text
    with pytest.raises(Invalid, match="Others came between"):
        merge(who, goes, into=stays, typed_name=goes.name)
    assert db.session.get(Organisation, goes.id) is not None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"region_key": "regions/london"}, "Its lessons and reviews are of another nation or region"),
        (
            {"nation_key": "nations/wales", "region_key": None},
            "Its lessons and reviews are of another nation or region",
        ),
        ({"kind_key": "organisation-kinds/local-authority"}, "Boards cover its area"),
    ],
)
def test_what_would_make_lessons_or_boards_wrong_is_refused(
    who: Actor, pair: tuple[Organisation, Organisation], fields: dict[str, str | None], message: str
) -> None:
    goes, stays = pair
    factories.review(organisation=goes)
    factories.organisation("Covers it", areas=[goes.slug])
    for name, value in fields.items():
        setattr(stays, name, value)
    db.session.commit()
    with pytest.raises(Invalid, match=message):
        merge(who, goes, into=stays, typed_name=goes.name)


def test_one_that_was_entered_in_the_wrong_place_by_mistake_can_be_merged(
    who: Actor, pair: tuple[Organisation, Organisation]
) -> None:
    goes, stays = pair
    goes.region_key, goes.kind_key = "regions/london", "organisation-kinds/local-authority"
    db.session.commit()
    assert merge(who, goes, into=stays, typed_name=goes.name) is stays


def test_an_organisation_is_not_merged_into_itself_or_into_nothing(
    admin: Person, who: Actor, pair: tuple[Organisation, Organisation]
) -> None:
    goes = pair[0]
    with pytest.raises(Invalid):
        merge(who, goes, into=goes, typed_name=goes.name)
    assert admin.get("admin.merge", slug=goes.slug, into=goes.slug).heading == "Merge Moorland LSCB into another"
    assert admin.get("admin.merge", slug=goes.slug, into="nowhere").status == 404


def test_what_was_merged_meanwhile_is_a_conflict(who: Actor, pair: tuple[Organisation, Organisation]) -> None:
    goes, stays = pair
    last = factories.organisation("Moorland")
    db.session.commit()
    merge(who, goes, into=stays, typed_name="Moorland LSCB")
    with pytest.raises(Conflict):
        merge(who, goes, into=last, typed_name="Moorland LSCB")


def test_moved_lessons_are_announced_and_found_under_the_other_name(
    who: Actor, reader: Person, pair: tuple[Organisation, Organisation]
) -> None:
    goes, stays = pair
    lesson = factories.lesson(organisation=goes)
    db.session.commit()
    before = last_sequence()
    merge(who, goes, into=stays, typed_name=goes.name)
    assert lesson.id in announced_since(before)
    assert stays.name in reader.get("lessons.show", slug=lesson.slug).text


def test_if_something_fails_nothing_has_moved(
    who: Actor, pair: tuple[Organisation, Organisation], monkeypatch: pytest.MonkeyPatch
) -> None:
    goes, stays = pair
    lesson = factories.lesson(organisation=goes)
    db.session.commit()
    before = held_by(goes.id)
    monkeypatch.setattr("kb.admin.service.merging._move_addresses", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        merge(who, goes, into=stays, typed_name=goes.name)
    assert held_by(goes.id) == before
    assert db.session.get_one(Lesson, lesson.id).organisation_id == goes.id


@pytest.mark.parametrize("roles", [frozenset(), frozenset({"editor"}), frozenset({"identity_reviewer"})])
def test_merging_is_for_admins(pair: tuple[Organisation, Organisation], roles: frozenset[str]) -> None:
    somebody = Actor(user_id=1, site_roles=roles, memberships={pair[0].id: "lead", pair[1].id: "lead"}, kind="person")
    with pytest.raises((NotFound, Denied)):
        merge(somebody, pair[0], into=pair[1], typed_name=pair[0].name)
