"""The list of users, and the page of one."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from apiflask import APIFlask

from kb.access.actors import OPERATOR
from kb.accounts.models.credentials import RecoveryCode
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, SiteRole, User
from kb.admin.queries.users import UserFilter
from kb.admin.service import users as service
from kb.core import db, work
from kb.core.audit import AuditEvent
from kb.core.db import transaction, utc_now
from kb.core.job_outputs import output
from kb.core.options import choose
from kb.core.spreadsheets import MARK
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
        ("q=ASA", {"Åsa Lead"}),
        ("q=asa+lead", {"Åsa Lead"}),
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


def test_names_stand_in_their_order_whatever_their_accents(admin: Person) -> None:
    for name in ("Zoë Lane", "Éloise Lane", "Łukasz Lane", "Evan Lane", "Łucja Lane", "lowri Lane", "Siân Lane"):
        factories.user(name=name)
    assert admin.open("/admin/users?q=lane").rows("tbody td:first-child a") == [
        "Éloise Lane", "Evan Lane", "lowri Lane", "Łucja Lane", "Łukasz Lane", "Siân Lane", "Zoë Lane",
    ]  # fmt: skip


@pytest.fixture
def seen(app: APIFlask) -> None:
    """People who were here at different times; the youngest account has not been used yet."""
    now = utc_now()
    for name, months, made in (("Today", 0, 30), ("Half", 7, 30), ("Year", 13, 20), ("Two", 24, 40)):
        factories.user(
            name=f"{name} Seen",
            last_seen_on=now.date() - timedelta(days=31 * months),
            created_at=now - timedelta(days=31 * made),
        )
    factories.user(name="New Seen")
    factories.user(name="Forgotten Seen", created_at=now - timedelta(days=31 * 19))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("seen=6", ["Forgotten", "Half", "Two", "Year"]),
        ("seen=12", ["Forgotten", "Two", "Year"]),
        ("seen=18", ["Forgotten", "Two"]),
        ("seen=never", ["Forgotten", "New"]),
        ("seen=nonsense&sort=nonsense", ["Forgotten", "Half", "New", "Today", "Two", "Year"]),
        ("sort=seen", ["Forgotten", "New", "Two", "Year", "Half", "Today"]),
        ("sort=seen-lately", ["Today", "Half", "Year", "Two", "Forgotten", "New"]),
        ("sort=since", ["New", "Forgotten", "Year", "Half", "Today", "Two"]),
        ("sort=since-long", ["Two", "Half", "Today", "Year", "Forgotten", "New"]),
    ],
)
def test_users_are_found_and_ordered_by_when_they_were_here(
    admin: Person, seen: None, query: str, names: list[str]
) -> None:
    page = admin.open(f"/admin/users?q=seen&{query}")
    assert [name.removesuffix(" Seen") for name in page.rows("tbody td:first-child a")] == names


def test_the_list_says_what_becomes_of_unused_accounts(admin: Person, seen: None) -> None:
    factories.user(last_seen_on=date(2020, 1, 1), created_at=datetime(2019, 1, 1, tzinfo=UTC), reminded_at=utc_now())
    page = admin.open("/admin/users?seen=18")
    assert "Whoever does not use the account for 18 months is written to. 30 days later" in page.text
    assert "2 owners will be written to next. 1 owner was told already." in page.text
    assert page.follow("1 owner was").rows("tbody td:first-child a") == ["A Person"]
    assert "is written to" not in admin.open("/admin/users").text

    with transaction():
        choose("dormant_months", 0)
    assert "Accounts are not closed for not being used." in admin.open("/admin/users?seen=18").text


def test_the_way_back_from_a_user_leads_to_the_list_as_it_was(admin: Person, crowd: dict[str, User]) -> None:
    page = admin.open("/admin/users?q=lead&sort=seen&page=1").follow("Åsa Lead")
    assert page.link("Users").endswith("/admin/users?q=lead&sort=seen&page=1")
    step = page.follow("Sign the person out everywhere")
    assert step.link("Users").endswith("/admin/users?q=lead&sort=seen&page=1")
    after = step.submit("Sign out everywhere")
    assert "signed out everywhere" in after.text
    assert after.follow("Users").rows("tbody td:first-child a") == ["Åsa Lead"]
    assert admin.get("admin.user", number=crowd["lead"].id).link("Users") == "/admin/users"


def test_users_are_exported_as_the_filter_leaves_them(admin: Person, crowd: dict[str, User]) -> None:
    crowd["editor"].name, crowd["editor"].last_seen_on = "=Cleo", date(2026, 1, 31)
    waiting = admin.open("/admin/users?role=editor").submit("Export these users")
    work.run_due()

    done = admin.open(waiting.response.request.path)
    assert "1 user is in the file" in done.text
    assert done.follow("Back to these users").rows("tbody td:first-child a") == ["=Cleo"]
    file = admin.open(f"{waiting.response.request.path}/file")
    assert file.response.headers["Content-Disposition"] == 'attachment; filename="users.csv"'
    (row,) = csv.DictReader(io.StringIO(file.html.removeprefix(MARK)))
    assert (row["name"], row["address"]) == ("'=Cleo", crowd["editor"].email)
    assert (row["roles on the site"], row["last seen"], row["state"]) == ("Editor", "2026-01-31", "open")
    exported = db.session.query(AuditEvent).filter_by(act="did", permission="USER_EXPORT")
    assert exported.count() == 1


def test_an_export_has_everybody_in_the_order_of_the_list(admin: Person, board: Organisation) -> None:
    for number in range(30):
        factories.user(name=f"Person {number:02}").memberships = [Membership(organisation=board, role="member")]
    with transaction():
        job = service.export(OPERATOR, None, wanted=UserFilter(words="person"))
    work.run_due()

    rows = list(csv.DictReader(io.StringIO(b"".join(output(job.id)).decode().removeprefix(MARK))))
    assert [row["name"] for row in rows] == [f"Person {number:02}" for number in range(30)]
    assert {row["organisations"] for row in rows} == {"Northbridge Safeguarding Children Board: Member"}
