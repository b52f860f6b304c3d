"""The list of organisations: what is found, in which order, and the way back to it."""

from datetime import timedelta

import pytest
from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership
from kb.core import db
from kb.core.clock import today
from kb.core.db import utc_now
from kb.members.models import Invitation
from tests import factories
from tests.pages import Person, statements


@pytest.fixture
def some(app: APIFlask, board: Organisation) -> None:
    """Organisations to tell apart, beside those of the content; all have "Moor" in their name."""
    factories.organisation("Northmoor Board", slug="northmoor", valid_to=today() - timedelta(days=1))
    factories.organisation("Westmoor Board", slug="westmoor", valid_to=today() + timedelta(days=40))
    factories.organisation("Southmoor Board", slug="southmoor")
    factories.organisation("southmoor board", slug="southmoor-2", changed_on_site=True)
    eastmoor = factories.organisation("Eastmoor Board", slug="eastmoor")
    factories.user().memberships = [Membership(organisation=eastmoor, role="member")]
    led = factories.organisation("Midmoor Board", slug="midmoor")
    factories.user().memberships = [Membership(organisation=led, role="lead")]


@pytest.mark.parametrize(
    ("state", "slugs"),
    [
        ("current", {"westmoor", "southmoor", "southmoor-2", "eastmoor", "midmoor"}),
        ("ended", {"northmoor"}),
        ("with-members", {"eastmoor", "midmoor"}),
        ("without-lead", {"eastmoor"}),
        ("duplicates", {"southmoor", "southmoor-2"}),
        ("changed", {"southmoor-2"}),
        ("nonsense", {"northmoor", "westmoor", "southmoor", "southmoor-2", "eastmoor", "midmoor"}),
    ],
)
def test_organisations_are_found_by_state(admin: Person, some: None, state: str, slugs: set[str]) -> None:
    page = admin.open(f"/admin/organisations?q=moor+board&state={state}")
    links = {str(a["href"]).partition("?")[0].rpartition("/")[2] for a in page.soup.select("tbody td:first-child a")}
    assert links == slugs


def test_the_list_takes_as_many_statements_however_long_it_is(app: APIFlask, admin: Person) -> None:
    factories.organisation("Zed 0")
    counted = []
    for _ in range(2):
        db.session.commit()
        with statements() as made:
            admin.open("/admin/organisations?q=zed")
        counted.append(len(made))
        for number in range(1, 20):
            lesson_of = factories.organisation(f"Zed {number}")
            factories.user().memberships = [Membership(organisation=lesson_of, role="member")]
    assert counted[0] == counted[1]


def test_an_organisation_is_found_without_accents_and_stands_in_its_place(admin: Person) -> None:
    for name in ("Zeta Quay Board", "Ynys Môn Quay Board", "Éire Quay Board", "Elm Quay Board"):
        factories.organisation(name)
    assert admin.open("/admin/organisations?q=quay").rows("tbody td:first-child a") == [
        "Éire Quay Board", "Elm Quay Board", "Ynys Môn Quay Board", "Zeta Quay Board",
    ]  # fmt: skip
    assert admin.open("/admin/organisations?q=YNYS+mon").rows("tbody td:first-child a") == ["Ynys Môn Quay Board"]


def test_organisations_are_found_by_open_and_by_expired_invitations(
    admin: Person, board: Organisation, other_board: Organisation
) -> None:
    for organisation, days in ((board, 1), (board, 2), (board, -1), (other_board, -3)):
        db.session.add(
            Invitation(
                organisation_id=organisation.id,
                email=f"{organisation.slug}{days}@example.org",
                role="member",
                token_digest=f"{organisation.id} {days}",
                expires_at=utc_now() + timedelta(days=days),
            )
        )
    both = admin.open("/admin/organisations?invitations=expired")
    assert both.rows("tbody td:first-child a") == [board.name, other_board.name]
    assert both.rows('td[data-name="Invitations"]') == [
        f"2 open, 1 expired of {board.name}",
        f"1 expired of {other_board.name}",
    ]
    open_ones = admin.open("/admin/organisations?invitations=open")
    assert open_ones.rows("tbody td:first-child a") == [board.name]
    people = open_ones.follow(f"2 open, 1 expired of {board.name}")
    assert "northbridge2@example.org" in people.text


def test_the_way_back_from_an_organisation_leads_to_the_list_as_it_was(admin: Person, board: Organisation) -> None:
    page = admin.open("/admin/organisations?q=northbridge&state=current").follow(board.name)
    back = "/admin/organisations?q=northbridge&state=current"
    assert page.link("Organisations").endswith("/organisations")  # in the navigation of the site
    assert back in {a["href"] for a in page.soup.select(".govuk-breadcrumbs a")}
    step = page.follow("Correct its name")
    assert back in {a["href"] for a in step.soup.select(".govuk-breadcrumbs a")}
