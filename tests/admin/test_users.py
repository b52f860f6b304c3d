"""The list of users, and the page of one."""

import pytest
from apiflask import APIFlask

from kb.accounts.models.credentials import RecoveryCode
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, SiteRole, User
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.db import utc_now
from tests import factories
from tests.pages import Person, statements


@pytest.fixture
def crowd(board: Organisation, other_board: Organisation) -> dict[str, User]:
    """Some people to tell apart."""
    lead = factories.user(name="Åsa Lead", email="asa@northbridge.example")
    lead.memberships = [Membership(organisation=board, role="lead")]
    elsewhere = factories.user(name="Ben Elsewhere", totp_since=utc_now())
    elsewhere.memberships = [
        Membership(organisation=board, role="member"), Membership(organisation=other_board, role="lead"),
    ]  # fmt: skip
    editor = factories.user(name="Cleo Editor")
    editor.site_roles = [SiteRole(role="editor")]
    closed = factories.user(name="Dan Closed", closed_at=utc_now())
    demo = factories.user(name="Eve Demo", demo=True)
    gone = factories.user(name="", email=None, closed_at=utc_now(), deleted_at=utc_now())
    return {"lead": lead, "elsewhere": elsewhere, "editor": editor, "closed": closed, "demo": demo, "gone": gone}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=åsa", {"Åsa Lead"}),
        ("q=NORTHBRIDGE.example", {"Åsa Lead"}),
        ("q=ben+else", {"Ben Elsewhere"}),
        ("q=%25", set()),
        ("role=editor", {"Cleo Editor"}),
        ("role=lead", {"Åsa Lead", "Ben Elsewhere"}),
        ("organisation=northbridge", {"Åsa Lead", "Ben Elsewhere"}),
        ("organisation=northbridge&role=lead", {"Åsa Lead"}),
        ("role=editor&organisation=northbridge", set()),
        ("state=closed", {"Dan Closed"}),
        ("state=demo", {"Eve Demo"}),
        ("state=without-second-step", {"Åsa Lead", "Cleo Editor", "Eve Demo"}),
        ("state=role-waits", {"Cleo Editor"}),
        ("state=nonsense&role=nonsense&organisation=nowhere&q=lead", {"Åsa Lead"}),
    ],
)
def test_users_are_found(admin: Person, crowd: dict[str, User], query: str, names: set[str]) -> None:
    page = admin.open(f"/admin/users?{query}")
    assert set(page.rows("tbody td:first-child a")) == names
    if not names:
        assert "Nobody fits" in page.text


def test_deleted_accounts_are_not_in_the_list_and_have_no_page(admin: Person, crowd: dict[str, User]) -> None:
    assert "6 users" in admin.get("admin.users").text
    assert admin.get("admin.user", number=crowd["gone"].id).status == 404


def test_the_list_has_pages_that_keep_the_filter(admin: Person) -> None:
    for number in range(25):
        factories.user(name=f"Person {number:02}")
    page = admin.open("/admin/users?q=person&state=open")
    assert "1 to 20 of 25 users" in page.text
    second = admin.open("/admin/users?q=person&state=open&page=2")
    assert second.rows("tbody td:first-child a") == [f"Person {number}" for number in range(20, 25)]
    assert "q=person&state=open" in page.link("2")


def test_the_list_takes_as_many_statements_however_long_it_is(
    app: APIFlask, admin: Person, board: Organisation
) -> None:
    factories.user().memberships = [Membership(organisation=board, role="lead")]
    counted = []
    for _ in range(2):
        db.session.commit()
        with statements() as made:
            admin.get("admin.users")
        counted.append(len(made))
        for _ in range(19):
            factories.user().memberships = [Membership(organisation=factories.organisation("Moor"), role="member")]
    assert counted[0] == counted[1]


def test_the_page_of_a_user_says_what_is_known_and_no_secret(admin: Person, crowd: dict[str, User]) -> None:
    user = crowd["elsewhere"]
    user.password_hash, user.totp_secret = "$argon2id$hash", "sealed-secret"
    db.session.add(RecoveryCode(user_id=user.id, code_digest="digest-of-code"))

    page = admin.get("admin.user", number=user.id)

    assert page.heading == "Ben Elsewhere"
    assert "Northbridge Safeguarding Children Board" in page.text
    assert "1 recovery code left" in page.text
    assert "a password" in page.text
    for secret in ("$argon2id$hash", "sealed-secret", "digest-of-code"):
        assert secret not in page.html


def test_the_page_of_a_user_takes_as_many_statements_however_much_there_is(
    admin: Person, crowd: dict[str, User]
) -> None:
    user, counted = crowd["lead"], []
    for _ in range(2):
        db.session.commit()
        with statements() as made:
            admin.get("admin.user", number=user.id)
        counted.append(len(made))
        for number in range(10):
            other = factories.organisation(f"Board {number}")
            db.session.add(Membership(user_id=user.id, organisation_id=other.id, role="member"))
    assert counted[0] == counted[1]


def test_reading_about_a_person_leaves_a_trace(admin: Person, crowd: dict[str, User]) -> None:
    admin.get("admin.user", number=crowd["lead"].id)
    read = db.session.query(AuditEvent).filter_by(act="read", permission="USER_READ", thing_id=crowd["lead"].id)
    assert read.count() == 1
