"""The first page: what needs attention."""

from datetime import timedelta

from apiflask import APIFlask

from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, SiteRole
from kb.core import db
from kb.core.db import utc_now
from kb.core.jobs import Job
from kb.mail.models import Delivery
from kb.members.models import Invitation
from tests import factories
from tests.pages import Page, Person, statements


def test_it_says_how_many_jobs_and_messages_went_wrong(admin: Person) -> None:
    now = utc_now()
    db.session.add_all(
        [
            Job(kind="mail.send", key="1", due_at=now + timedelta(hours=1)),
            Job(kind="mail.send", key="2", due_at=now - timedelta(minutes=7)),
            Job(kind="mail.send", key="3", state="running", lease_until=now - timedelta(hours=1)),
            Job(kind="audit.export", key="4", state="failed", finished_at=now, error="KeyError in exports:12"),
            Delivery(
                message_id="<1@x>", template="accounts/reset", to="a@example.org", subject="s", state="bounced",
                error="550 no such user",
            ),
            Delivery(message_id="<2@x>", template="accounts/reset", to="b@example.org", subject="s", state="failed"),
        ]
    )  # fmt: skip

    page = admin.get("admin.index")

    for words in ("2 overdue jobs Needs attention", "1 failed job Needs attention", "2 waiting jobs", "1 running job"):
        assert words in page.text
    assert "1 message that could not be sent Needs attention" in page.text
    assert "1 message that came back Needs attention" in page.text
    assert "KeyError in exports:12" in page.text
    assert "2 overdue jobs" in page.follow("2 overdue jobs").text, "and the page of jobs counts alike"
    assert "more than 5 minutes ago" in page.follow("2 overdue jobs").text
    assert "550 no such user" in page.text


def test_the_latest_failures_stand_by_time_with_links_and_whom_they_concern(admin: Person) -> None:
    now, day = utc_now(), timedelta(days=1)
    older = Delivery(
        message_id="<1@x>",
        template="accounts/reset",
        to="old@example.org",
        subject="Older",
        state="failed",
        made_at=now - day,
    )
    newer = Delivery(
        message_id="<2@x>", template="accounts/reset", to="new@example.org", subject="Newer", state="bounced"
    )
    seen = Delivery(
        message_id="<3@x>",
        template="accounts/reset",
        to="seen@example.org",
        subject="Seen",
        state="failed",
        seen_at=now,
    )
    db.session.add_all([newer, older, seen])
    db.session.flush()
    db.session.add_all(
        [
            Job(kind="mail.send", key=str(older.id), state="failed", finished_at=now),
            Job(kind="audit.export", key="1", state="failed", finished_at=now - day),
        ]
    )

    page = admin.get("admin.index")

    assert page.rows('td[data-name="Job"]') == ["Send a message Older, to old@example.org", "Export the audit trail 1"]
    assert page.rows('td[data-name="To"]') == ["new@example.org", "old@example.org"]
    assert page.follow("Newer").heading == "Newer"
    assert page.follow("Export the audit trail").heading == "It did not work"
    assert page.follow("1 message that could not be sent").rows('td[data-name="To"]') == ["old@example.org"]


def test_each_number_about_people_leads_to_those_people(admin: Person, board: Organisation) -> None:
    waiting = factories.user(name="Role Waiting")
    waiting.site_roles = [SiteRole(role="editor")]
    alone = factories.user(name="Only Member")
    alone.memberships = [Membership(organisation=board, role="contributor")]
    factories.user(name="Long Gone", closed_at=utc_now())
    now = utc_now()
    other = factories.organisation("Westbridge Partnership", slug="westbridge")
    for organisation, days in ((board, 1), (other, -1)):
        ends = now + timedelta(days=days)
        db.session.add(
            Invitation(
                organisation=organisation, email="x@example.org", role="lead", token_digest=f"{days}", expires_at=ends
            )
        )

    page = admin.get("admin.index")

    waits = page.follow("1 account whose role on the site waits for a second step")
    assert "Role Waiting" in waits.text
    assert "Only Member" not in waits.text
    assert "Long Gone" in page.follow("1 closed account").text
    assert board.name in page.follow("1 organisation with members and no lead").text
    waiting, expired = page.follow("1 open invitation").text, page.follow("1 invitation that expired unused").text
    assert (board.name in waiting, other.name in waiting) == (True, False)
    assert (board.name in expired, other.name in expired) == (False, True)


def test_nothing_to_do_is_no_alarm(admin: Person) -> None:
    admin.user.totp_since = utc_now()
    assert "Needs attention" not in admin.get("admin.index").text


def test_it_takes_as_many_statements_however_much_there_is(app: APIFlask, admin: Person) -> None:
    counted = []
    for _ in range(2):
        db.session.commit()
        with statements() as made:
            admin.get("admin.index")
        counted.append(len(made))
        for number in range(30):
            factories.user()
            db.session.add(Job(kind="x", key=str(number), state="failed", finished_at=utc_now()))
    assert counted[0] == counted[1]


def test_what_is_not_there_leads_back_to_the_admin_pages(admin: Person, lead: Person) -> None:
    page = admin.open("/admin/users/999999")
    assert (page.status, page.follow("the admin pages").heading) == (404, "Admin")
    assert "the admin pages" not in lead.open("/admin/users/999999").text


def ways(page: Page) -> list[str]:
    return [str(link["href"]) for link in page.soup.select("section:has(#published) a")]


def test_it_leads_to_what_this_admin_may_look_after_and_no_further(admin: Person) -> None:
    page = admin.get("admin.index")
    assert ways(page) == ["/expunge"]
    assert page.follow("Remove for good").heading == "Remove for good"


def test_it_leads_an_admin_who_is_an_editor_to_desk_themes_and_reviews_too(admin: Person) -> None:
    admin.user.site_roles.append(SiteRole(role="editor"))
    db.session.commit()
    page = admin.get("admin.index")
    assert ways(page) == ["/desk", "/desk/themes", "/desk/reviews", "/expunge"]
    for words in ("Desk", "Look after themes", "Look after reviews"):
        assert page.follow(words).heading == words
