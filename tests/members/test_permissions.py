"""Who may see and change the people of an organisation: each page for each kind of person."""

import re
from collections.abc import Callable

import pytest
from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership
from kb.core import db
from tests.members.inviting import belongs, invited, role_of, waiting
from tests.pages import Person, statements
from tests.people import KINDS, sign_in

PAGES = (
    "members", "members/invitations", "members/invite", "members/{membership}/role", "members/{membership}/remove",
    "members/{first}/hand-over", "members/invitations/send-expired",
    "members/invitations/{invitation}/send-again", "members/invitations/{invitation}/withdraw",
    "members/requests/{request}",
)  # fmt: skip
MAY = {"lead", "admin"}


@pytest.fixture
def paths(people: Callable[[str], Person], board: Organisation) -> list[str]:
    """The addresses of all pages about the people of the board."""
    first = belongs(board, "lead", name="First Lead", email="first@example.org")
    person = Person(people("anonymous").app)
    person.user = first.user
    numbers = {
        "first": first.id,
        "membership": belongs(board, "member").id,
        "invitation": invited(person, board).id,
        "request": waiting(board).id,
    }
    return [f"/organisations/northbridge/{page.format(**numbers)}" for page in PAGES]


@pytest.mark.parametrize("kind", KINDS)
def test_each_page_is_for_leads_and_admins_alone(
    people: Callable[[str], Person], board: Organisation, paths: list[str], kind: str
) -> None:
    person = people(kind)

    for path in paths:
        page = person.open(path)
        if kind == "anonymous":
            assert page.response.request.path == "/sign-in", path
        else:
            assert page.status == (200 if kind in MAY else 404), path


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_else_changes_anything(
    people: Callable[[str], Person], board: Organisation, paths: list[str], kind: str
) -> None:
    if kind in MAY:
        return
    person = people(kind)
    token = person.open("/report-a-problem").soup.select_one("input[name=csrf_token]")
    assert token is not None
    before = db.session.query(Membership).count()

    for path in paths[2:]:
        data = {
            "csrf_token": token["value"],
            "role": "lead",
            "decision": "lead",
            "successor": "",
            "to": "1",
            "addresses": "a@b.uk",
        }
        page = person.open(path, method="POST", data=data)
        assert page.status == (401 if kind == "anonymous" else 404), path

    assert db.session.query(Membership).count() == before


@pytest.mark.parametrize("role", ["lead", "contributor"])
def test_the_lead_of_another_organisation_finds_nothing(
    app: APIFlask, board: Organisation, other_board: Organisation, paths: list[str], role: str
) -> None:
    person = sign_in(Person(app), belongs(other_board, role).user)

    assert {person.open(path).status for path in paths} == {404}


def test_the_numbers_of_another_organisation_lead_nowhere(
    app: APIFlask, lead: Person, other_board: Organisation, board: Organisation
) -> None:
    other = belongs(other_board, "lead")
    person = Person(app)
    person.user = other.user
    paths = [
        f"members/{other.id}/role",
        f"members/{other.id}/remove",
        f"members/invitations/{invited(person, other_board).id}/withdraw",
        f"members/requests/{waiting(other_board).id}",
        "members/2147483648/role",
    ]

    for path in paths:
        assert lead.open(f"/organisations/{board.slug}/{path}").status == 404


def without_nonces(html: str, path: str) -> str:
    """A page without what is different each time, and without its own address."""
    return re.sub(r'nonce="[^"]*"', "", html.replace(path, ""))


@pytest.mark.parametrize("kind", ["user", "contributor", "editor"])
def test_what_one_may_not_read_is_answered_like_what_does_not_exist(
    people: Callable[[str], Person], board: Organisation, paths: list[str], kind: str
) -> None:
    person = people(kind)
    person.open("/account")

    for path in paths:
        unknown = path.replace("northbridge", "nowhere-at-all")
        with statements() as asked:
            refused = person.open(path)
        with statements() as asked_for_nothing:
            missing = person.open(unknown)

        assert refused.status == missing.status == 404
        assert without_nonces(refused.html, path) == without_nonces(missing.html, unknown)
        assert asked == asked_for_nothing


def test_only_a_member_can_leave(people: Callable[[str], Person], board: Organisation) -> None:
    statuses = {
        kind: people(kind).get("members.leave", slug=board.slug).status for kind in KINDS if kind != "anonymous"
    }

    assert {kind for kind, status in statuses.items() if status == 200} == {"member", "contributor", "lead"}
    assert set(statuses.values()) == {200, 404}


def test_a_lead_in_one_organisation_and_member_in_another_leads_one_only(
    lead: Person, board: Organisation, other_board: Organisation
) -> None:
    db.session.add(Membership(user=lead.user, organisation=other_board, role="contributor"))

    assert lead.get("members.show", slug=board.slug).status == 200
    assert lead.get("members.show", slug=other_board.slug).status == 404
    assert role_of(lead.user, other_board) == "contributor"


def test_the_public_page_leads_there_for_who_may(people: Callable[[str], Person], board: Organisation) -> None:
    shown = {kind for kind in KINDS if "/members" in people(kind).get("lessons.organisation", slug=board.slug).html}

    assert shown == MAY
