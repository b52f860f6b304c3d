"""Choosing into what an organisation is merged: what is shown, left out and refused before anything is done."""

import pytest

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation, OrganisationSuccession
from kb.accounts.models.user import Membership
from kb.admin.service.merging import merge
from kb.core import db
from tests import factories
from tests.admin.test_merging import pair as pair
from tests.pages import Person, statements


def test_what_cannot_be_merged_is_said_before_anything_is_typed(
    admin: Person, pair: tuple[Organisation, Organisation]
) -> None:
    goes, stays = pair
    far = factories.organisation("Moorland far away", region_key="regions/london")
    factories.review(organisation=goes)

    choice = admin.get("admin.merge", slug=goes.slug)

    slugs = {str(option["value"]) for option in choice.soup.select("select#into option")}
    assert stays.slug in slugs
    assert far.slug not in slugs
    assert "left out: its lessons and reviews are of another nation or region than the one that stays." in choice.text
    page = admin.get("admin.merge", slug=goes.slug, into=far.slug)
    assert "These two cannot be merged." in page.text
    assert page.soup.select("main form") == []
    assert page.follow("Choose another one").heading == "Merge Moorland LSCB into another"


def test_the_page_shows_what_both_are(admin: Person, pair: tuple[Organisation, Organisation]) -> None:
    goes, stays = pair
    stays.kind_key, stays.region_key = "organisation-kinds/local-authority", "regions/london"
    factories.user().memberships = [Membership(organisation=goes, role="member")]

    page = admin.get("admin.merge", slug=goes.slug, into=stays.slug)

    assert page.rows('td[data-name="Members"]') == ["1", "0"]
    assert page.rows('td[data-name="Place"]') == ["North West", "London"]
    assert len(set(page.rows('td[data-name="Kind"]'))) == 2
    assert "They are of different kinds and in different places. Make sure that they are one organisation." in page.text
    assert page.rows(".govuk-hint") == ["Exactly as it stands above: Moorland LSCB"]


def test_the_choice_takes_as_many_statements_however_long_it_is(
    admin: Person, pair: tuple[Organisation, Organisation]
) -> None:
    goes, _ = pair
    counted = []
    for _ in range(2):
        db.session.commit()
        with statements() as made:
            admin.get("admin.merge", slug=goes.slug)
        counted.append(len(made))
        last = goes
        for number in range(10):
            new = factories.organisation(f"In line {number}")
            db.session.add(OrganisationSuccession(predecessor_id=last.id, successor_id=new.id))
            last = new
    assert counted[0] == counted[1]


def test_a_second_window_that_merges_again_is_told_and_nothing_is_done_with_the_heir(
    admin: Person, user: Person, pair: tuple[Organisation, Organisation]
) -> None:
    goes, stays = pair
    windows = [admin.get("admin.merge", slug=goes.slug, into=stays.slug) for _ in range(2)]
    windows[0].submit("Merge for good", typed_name=goes.name)

    late = windows[1].submit("Merge for good", typed_name="Moorland LSCB")

    assert (late.status, late.heading) == (410, "Merged into another organisation")
    assert f"has been merged into {stays.name} already" in late.text
    assert late.follow(stays.name).response.request.path == "/admin/organisations/moorland-board"
    for step in ("merge", "name", "dates", "successor"):
        assert admin.open(f"/admin/organisations/moorland-lscb/{step}").heading == "Merged into another organisation"
    assert user.open("/admin/organisations/moorland-lscb/merge").heading == "Page not found"
    assert user.open("/admin/organisations/moorland-lscb/merge", method="POST", data={}).status in {400, 404}


def test_what_was_typed_for_one_that_was_merged_meanwhile_can_be_copied(
    lead: Person, who: Actor, board: Organisation, other_board: Organisation
) -> None:
    form = lead.get("members.invite", slug=board.slug)
    merge(who, board, into=other_board, typed_name=board.name)

    late = form.submit("Send invitations", addresses="ada@example.org")

    assert late.heading == "Merged into another organisation"
    assert late.rows(".kb-typed dd")[0] == "ada@example.org"


@pytest.mark.parametrize(
    ("into", "message"),
    [("", "Choose which entry stays"), ("moorland-lscb", "An organisation cannot be merged with itself")],
)
def test_a_choice_that_is_none_is_named(
    admin: Person, pair: tuple[Organisation, Organisation], into: str, message: str
) -> None:
    page = admin.get("admin.merge", slug=pair[0].slug)
    assert page.errors == []

    again = page.submit("Go on", into=into)

    assert again.errors == [message]
    assert again.soup.title.text.startswith("Error: ")  # type: ignore[union-attr]
