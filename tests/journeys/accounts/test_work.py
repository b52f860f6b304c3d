"""Work that takes longer than a page, and a site that runs as a demonstration."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kb.core import db
from kb.core.db import utc_now
from kb.core.jobs import Job
from tests.journeys.accounts.conftest import OTHER_SITES, Windows
from tests.journeys.accounts.site import Site, Somebody
from tests.journeys.accounts.steps import heading, press, sign_in

pytestmark = pytest.mark.browser


def test_the_audit_trail_is_exported_and_downloaded(site: Site, window: Windows, tmp_path: Path) -> None:
    page, admin = window(), site.holder("admin")
    sign_in(page, admin, "/admin/audit")
    press(page, "Export these entries as CSV")
    expect(heading(page)).to_have_text("Done")
    with page.expect_download() as download:
        press(page, "Download audit-trail.csv")
    download.value.save_as(tmp_path / "trail.csv")

    lines = (tmp_path / "trail.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("id,at,what,actor_kind")
    assert any("SESSION_BEGIN" in line for line in lines)


def job_of(site: Site, person: Somebody, **fields: object) -> int:
    """A job of somebody that another machine is at work on, so that its state is what the test says."""
    lease = {"lease_until": utc_now() + timedelta(hours=1), "lease_holder": "another machine", "attempts": 1}
    with site.rows():
        job = Job(kind="audit.export", key=f"of {person.email}", owner_id=site.user(person).id, **{**lease, **fields})
        db.session.add(job)
        db.session.flush()
        return job.id


def test_the_page_of_a_job_goes_on_by_itself(site: Site, window: Windows) -> None:
    page, admin = window(), site.holder("admin")
    number = job_of(site, admin, state="running", progress=400, progress_total=1000)
    sign_in(page, admin, f"/jobs/{number}")
    expect(page.locator(".kb-lead")).to_have_text("400 of 1,000 done")
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "400")
    with site.rows():
        db.session.get_one(Job, number).progress = 800
    expect(page.locator(".kb-lead")).to_have_text("800 of 1,000 done")
    with site.rows():
        job = db.session.get_one(Job, number)
        job.state, job.finished_at = "done", utc_now()

    expect(heading(page)).to_have_text("Done")
    expect(page).to_have_title(re.compile("^Done"))


def test_a_job_is_stopped(site: Site, window: Windows) -> None:
    page, admin = window(), site.holder("admin")
    number = job_of(site, admin, state="running")
    sign_in(page, admin, f"/jobs/{number}")
    press(page, "Stop it")

    expect(page.locator("main")).to_contain_text("It was asked to stop")
    expect(page.get_by_role("button", name="Stop it")).to_have_count(0)


@OTHER_SITES
def test_the_people_of_a_demonstration_sign_in_under_a_banner(
    demonstration: tuple[Site, list[Somebody]], windows_at: Callable[[str], Page]
) -> None:
    site, people = demonstration
    page = windows_at(site.address)
    assert len(people) == 7
    for person in (people[0], people[-1]):  # the admin too without a second step
        sign_in(page, person)
        expect(heading(page)).to_have_text("Your account")
        expect(page.locator(".kb-demo")).to_contain_text("Demonstration.")
        expect(page.locator(".kb-demo")).to_have_css("background-color", "rgb(164, 38, 44)")  # red
        page.get_by_role("button", name="Sign out").click()
        expect(heading(page)).to_have_text("You have signed out")
