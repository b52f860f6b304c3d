"""The pages are there for admins with a second step, and for nobody else are there at all."""

from collections.abc import Callable, Iterator

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import User
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.db import utc_now
from kb.sign_on.models import OrganisationSignOn
from tests import factories
from tests.pages import Person, statements
from tests.people import KINDS, a_user, sign_in

OTHERS = [kind for kind in KINDS if kind not in {"anonymous", "admin"}]
PAGES = (
    "/admin", "/admin/users", "/admin/users/{user}", "/admin/users/{user}/close", "/admin/users/{user}/end-sessions",
    "/admin/users/{user}/site-roles/editor/give", "/admin/users/{user}/organisations/add", "/admin/organisations",
    "/admin/organisations/eastmoor", "/admin/organisations/eastmoor/name", "/admin/organisations/eastmoor/dates",
    "/admin/organisations/eastmoor/merge", "/admin/organisations/eastmoor/merge?into=westmoor",
    "/admin/organisations/eastmoor/successor", "/admin/organisations/eastmoor/successor/remove?by=westmoor",
    "/admin/organisations/eastmoor/sign-on", "/admin/organisations/eastmoor/sign-on/{sign_on}/remove",
    "/admin/add-organisation", "/admin/options",
)  # fmt: skip
OF_NOTHING = {
    "/admin/users/{user}": "/admin/users/987654",
    "/admin/users/{user}/close": "/admin/users/987654/close",
    "/admin/users/{user}/organisations/add": "/admin/users/987654/organisations/add",
    "/admin/organisations/eastmoor": "/admin/organisations/nowhere",
    "/admin/organisations/eastmoor/name": "/admin/organisations/nowhere/name",
    "/admin/organisations/eastmoor/sign-on/{sign_on}/remove": "/admin/organisations/eastmoor/sign-on/987654/remove",
}


@pytest.fixture
def things(app: APIFlask) -> dict[str, int]:
    """A user and two organisations to ask for; their numbers."""
    user = factories.user(email="asked-for@example.org")
    organisation = factories.organisation("Eastmoor Board", slug="eastmoor")
    factories.organisation("Westmoor Board", slug="westmoor")
    sign_on = OrganisationSignOn(organisation=organisation, kind="domain", value="eastmoor.example")
    db.session.add(sign_on)
    db.session.commit()
    return {"user": user.id, "sign_on": sign_on.id}


def made() -> Iterator[int]:
    """How much there is of what these pages change."""
    for model in (User, Organisation, OrganisationSignOn, AuditEvent):
        yield db.session.scalar(select(func.count()).select_from(model)) or 0
    db.session.rollback()


@pytest.mark.parametrize("address", PAGES)
def test_an_admin_sees_the_page_and_looking_changes_nothing(
    admin: Person, things: dict[str, int], address: str
) -> None:
    before = list(made())[:-1]
    assert admin.open(address.format(**things)).status == 200
    assert list(made())[:-1] == before


@pytest.mark.parametrize("kind", OTHERS)
def test_for_others_the_pages_are_an_unknown_address(
    people: Callable[[str], Person], things: dict[str, int], kind: str
) -> None:
    person = people(kind)
    unknown = person.open("/admin/no-such-page")
    assert unknown.status == 404
    before = list(made())
    for address in PAGES:
        page = person.open(address.format(**things))
        assert page.status == 404, address
        assert page.heading == unknown.heading
        assert page.text == unknown.text
    assert list(made()) == before


@pytest.mark.parametrize(("there", "nothing"), OF_NOTHING.items())
def test_others_cannot_tell_what_exists_by_the_work_it_takes(
    contributor: Person, things: dict[str, int], there: str, nothing: str
) -> None:
    counted = []
    for address in (there.format(**things), nothing.format(**things)):
        with statements() as made_statements:
            assert contributor.open(address).status == 404
        counted.append(len(made_statements))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("kind", OTHERS)
def test_others_change_nothing_by_sending_forms(
    people: Callable[[str], Person], things: dict[str, int], kind: str
) -> None:
    person = people(kind)
    token = person.open("/report-a-problem").soup.find("input", {"name": "csrf_token"})["value"]
    before = list(made())
    for address in PAGES:
        sent = {"csrf_token": token, "name": "x", "checked": "y", "typed_name": "Eastmoor Board"}
        assert person.open(address.format(**things), method="POST", data=sent).status in {404, 405}
    assert list(made()) == before


def test_somebody_not_signed_in_is_asked_to_sign_in_whatever_there_is(reader: Person, things: dict[str, int]) -> None:
    for address in (*PAGES, *OF_NOTHING.values()):
        response = reader.client.get(address.format(**things))
        assert response.status_code == 303
        assert response.headers["Location"].startswith("/sign-in?next=")


def test_an_admin_without_a_second_step_in_the_session_hears_of_the_step_and_of_nothing_else(
    app: APIFlask, board: Organisation, other_board: Organisation, things: dict[str, int]
) -> None:
    person = Person(app)
    sign_in(person, a_user("admin", board, other_board, totp_since=utc_now()), second_factor=False)
    gone = dict.fromkeys(things, 999_999)
    for address in PAGES:
        page, none = person.open(address.format(**things)), person.open(address.format(**gone))
        assert (page.status, page.heading) == (403, "Sign in again first")
        assert none.text == page.text


def test_an_admin_who_has_no_second_step_is_led_to_setting_it_up(
    app: APIFlask, board: Organisation, other_board: Organisation
) -> None:
    person = Person(app)
    holder = a_user("admin", board, other_board)
    sign_in(person, holder, second_factor=False)

    page = person.open("/admin/audit?act=read")

    assert (page.status, page.heading) == (403, "Set up the second step first")
    assert "code from an app on your phone" in page.text
    begun = page.follow("Set up the second step")
    assert begun.heading == "Second step when you sign in"
    assert begun.link("Set it up") == "/account/second-step/app?next=/admin/audit?act%3Dread"


@pytest.mark.parametrize("role", ["editor", "identity_reviewer"])
def test_a_waiting_role_says_nothing_of_pages_of_another_role(
    app: APIFlask, board: Organisation, other_board: Organisation, role: str
) -> None:
    person = Person(app)
    sign_in(person, a_user(role, board, other_board), second_factor=False)

    assert person.open("/admin").heading == "Page not found"


def test_a_number_that_no_database_takes_is_no_user(admin: Person) -> None:
    assert admin.open("/admin/users/99999999999999999999").status == 404


def test_a_step_and_a_role_that_do_not_exist_are_no_address(admin: Person, things: dict[str, int]) -> None:
    for end in ("delete", "site-roles/lead/give", "site-roles/admin/keep"):
        assert admin.open(f"/admin/users/{things['user']}/{end}").status == 404
