"""Tenants and domains whose people belong to an organisation."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from kb.access.actors import Actor
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.errors import Denied, NotFound
from kb.sign_on.models import OrganisationSignOn
from kb.sign_on.service import add_sign_on, remove_sign_on
from tests.pages import Person

TENANT = "72f988bf-0000-41af-91ab-2d7cd011db47"
Trail = Callable[[], list[tuple[str, str | None, int | None]]]


def entered() -> list[tuple[str, str]]:
    db.session.rollback()
    return [tuple(row) for row in db.session.execute(select(OrganisationSignOn.kind, OrganisationSignOn.value))]


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("domain", "northbridge.gov.uk", "northbridge.gov.uk"),
        ("domain", " @Northbridge.GOV.uk ", "northbridge.gov.uk"),
        ("tenant", TENANT.upper(), TENANT),
        ("tenant", f"{{{TENANT}}}", TENANT),
        ("tenant", "https://login.northbridge.example/realm", "https://login.northbridge.example/realm"),
    ],
)
def test_it_is_entered_once_it_was_verified(
    admin: Person, board: Organisation, audited: Trail, kind: str, typed: str, kept: str
) -> None:
    page = admin.get("admin.organisation", slug=board.slug).follow("Add a domain or tenant")
    unverified = page.submit("Add it", kind=kind, value=typed)
    assert unverified.errors == ["Verify that it is theirs before you go on, and tick the box"]
    assert entered() == []
    done = page.submit("Add it", kind=kind, value=typed, verified="y")
    assert kept in done.text
    assert entered() == [(kind, kept)]
    assert audited() == [("ORGANISATION_CHANGE", "organisation", board.id)]


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        ("domain", "Gmail.com", "Anybody can have an address at this domain, so it proves nothing"),
        ("domain", "somebody@northbridge.gov.uk", "Enter a domain such as northbridge.gov.uk"),
        ("domain", "uk", "Enter a domain such as northbridge.gov.uk"),
        ("domain", "x" * 5000, "Enter a domain such as northbridge.gov.uk"),
        ("tenant", "northbridge", f"Enter the identifier of the tenant, such as {TENANT}"),
        ("tenant", "http://login.example", f"Enter the identifier of the tenant, such as {TENANT}"),
        ("domain", "", "Enter the domain or the tenant"),
        ("domain", "taken.example", "This is entered already, for Southbridge Safeguarding Children Board"),
    ],
)
def test_what_says_nothing_about_where_somebody_works_is_refused(
    admin: Person, board: Organisation, other_board: Organisation, kind: str, typed: str, message: str
) -> None:
    db.session.add(OrganisationSignOn(organisation=other_board, kind="domain", value="taken.example"))
    db.session.commit()
    page = admin.get("admin.add_sign_on", slug=board.slug).submit("Add it", kind=kind, value=typed, verified="y")
    assert page.errors == [message]
    assert len(entered()) == 1


def test_it_is_removed_after_asking(admin: Person, board: Organisation) -> None:
    db.session.add(OrganisationSignOn(organisation=board, kind="domain", value="northbridge.gov.uk"))
    page = admin.get("admin.organisation", slug=board.slug).follow("Remove northbridge.gov.uk")
    assert "Those who are members stay members" in page.text
    assert len(entered()) == 1
    page.submit("Remove it")
    assert entered() == []
    assert page.submit("Remove it").status == 404


def test_it_is_found_at_its_own_organisation_alone(
    admin: Person, board: Organisation, other_board: Organisation
) -> None:
    sign_on = OrganisationSignOn(organisation=board, kind="domain", value="northbridge.gov.uk")
    db.session.add(sign_on)
    db.session.commit()
    assert admin.get("admin.remove_sign_on", slug=other_board.slug, number=sign_on.id).status == 404


def test_it_is_for_admins(board: Organisation) -> None:
    lead = Actor(user_id=1, memberships={board.id: "lead"}, kind="person")
    sign_on = OrganisationSignOn(organisation=board, kind="domain", value="northbridge.gov.uk")
    db.session.add(sign_on)
    db.session.commit()
    for change in (
        lambda: add_sign_on(lead, board, kind="domain", value="x.example"),
        lambda: remove_sign_on(lead, sign_on),
    ):
        with pytest.raises((NotFound, Denied)):
            change()
