"""The check of a file is a job: it looks for viruses, reads the file, and writes down once what it has seen."""

import json
from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import select, update

from kb.accounts.models.organisation import Organisation
from kb.core import db, jobs
from kb.core.audit import AuditEvent
from kb.core.db import transaction, utc_now
from kb.core.jobs import Job, Task
from kb.core.work import run_due
from kb.editorial import checking_files
from kb.editorial.checking_files import CHECK, MOST_SCANS, checks_given_up
from kb.editorial.service import attaching
from kb.identity import attached
from kb.identity.files import CHECKED, check_file
from kb.identity.models import IdentityTerm
from kb.identity.site_lists import lists_for
from kb.lessons.files import received
from kb.lessons.models.lesson import Revision
from tests.editorial.attaching import (
    again,
    attach,
    checked,
    prepared,
    quiet_text_of,
    stored,
    table,
    with_scanner,
)
from tests.editorial.clamd import CLEAN, FOUND, TOO_LARGE, clamd, nobody_listens
from tests.identity.writing import acting
from tests.pages import Person

PHONE = "Ring 01632 960123."


def noted() -> int:
    """How often it was noted what a check has seen."""
    return len(db.session.scalars(select(AuditEvent.id).where(AuditEvent.verb == "checking_files.note")).all())


def job_states() -> set[str]:
    """States of all checks."""
    return set(db.session.scalars(select(Job.state).where(Job.kind == CHECK)))


def try_again() -> None:
    """What a worker does once the pause after a failed try is over."""
    with transaction():
        db.session.execute(update(Job).where(Job.kind == CHECK, Job.state == "waiting").values(due_at=utc_now()))
    run_due()


def task_of(number: int, attempt: int = 1) -> Task:
    """A try of the check, as a worker would begin it."""
    return Task(job_id=0, kind=CHECK, key=str(number), attempt=attempt)


def test_a_file_is_read_by_the_rules_and_said_not_to_be_scanned_where_nothing_scans(
    contributor: Person, board: Organisation
) -> None:
    made = checked(contributor, quiet_text_of(board), table(PHONE))

    assert (made.state, made.virus, made.reason) == ("checked", "not_scanned", "")
    assert [(row["where"], row["rule"], row["words"]) for row in made.findings] == [
        ("text", "telephone", "01632 960123")
    ]


def test_its_name_is_checked_too(contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board), table(name="minutes_JKowalski.csv"))

    assert [(row["where"], row["rule"]) for row in made.findings] == [("file name", "person-name")]


def test_words_that_admins_added_for_the_organisation_count(contributor: Person, board: Organisation) -> None:
    db.session.add(IdentityTerm(term="Larkhill", key="larkhill", rule="place", organisation_id=board.id))
    db.session.commit()

    made = checked(contributor, quiet_text_of(board), table("They met at larkhill."))

    assert [row["rule"] for row in made.findings] == ["place"]


def test_no_more_of_a_file_is_kept_than_a_page_shows(contributor: Person, board: Organisation) -> None:
    long = f"{'They met every week. ' * 400} {PHONE} {'They read each referral. ' * 400}"

    made = checked(contributor, quiet_text_of(board), table(long))

    assert "01632 960123" in json.dumps(made.findings)
    assert len(json.dumps(made.findings)) < 1_500


def test_a_hidden_sheet_is_not_kept_whole(app: APIFlask) -> None:
    name, data = prepared("workbook with hidden sheets")

    rows = attached.kept(check_file(data, name, lists_for([]))).findings

    assert rows
    assert all(len(row["words"]) <= attached.MOST_WORDS + 1 for row in rows)


def test_equal_places_are_kept_once_with_their_number(contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board), ("rows.csv", f"a\n{PHONE}\n{PHONE}\n{PHONE}\n".encode()))

    assert [row["more"] for row in made.findings] == [2]


def test_a_file_with_more_places_than_anybody_goes_through_cannot_stay(
    contributor: Person, board: Organisation
) -> None:
    rows = "\n".join(f"Ring 01632 {number:06}." for number in range(960_000, 960_400))

    made = checked(contributor, quiet_text_of(board), ("rows.csv", f"a\n{rows}\n".encode()))

    assert made.state == "refused"
    assert "different places by which somebody may be recognised" in made.reason
    assert made.findings == []


# --- viruses


def test_a_file_in_which_a_scanner_finds_nothing_is_clean(
    app: APIFlask, contributor: Person, board: Organisation
) -> None:
    with clamd(CLEAN) as daemon:
        with_scanner(app, daemon.address)
        made = checked(contributor, quiet_text_of(board))

    assert (made.state, made.virus) == ("checked", "clean")
    assert daemon.scanned == [table()[1]]


def test_a_virus_takes_the_content_away_wherever_it_is(app: APIFlask, contributor: Person, board: Organisation) -> None:
    elsewhere = checked(contributor, quiet_text_of(board))
    with clamd(FOUND) as daemon:
        with_scanner(app, daemon.address)
        made = checked(contributor, quiet_text_of(board))

    for each in (made, again(elsewhere)):
        assert (each.state, each.virus, each.file_id, each.findings) == ("refused", "found", None, [])
        assert "virus" in each.reason
    assert stored() == (0, 0)


def test_a_scanner_that_is_down_is_asked_again_and_its_file_read_meanwhile(
    app: APIFlask, contributor: Person, board: Organisation
) -> None:
    with nobody_listens() as address:
        with_scanner(app, address)
        made = checked(contributor, quiet_text_of(board), table(PHONE))
        assert (made.state, made.virus, len(made.findings)) == ("waiting", "waiting", 1)
        read_at = made.checked_at
    with clamd(CLEAN) as daemon:
        with_scanner(app, daemon.address)
        try_again()

    made = again(made)
    assert (made.state, made.virus, made.checked_at) == ("checked", "clean", read_at)


@pytest.mark.parametrize("answer", [None, TOO_LARGE], ids=["down", "cannot"])
def test_a_scanner_that_stays_unable_leaves_the_file_and_says_not_scanned(
    app: APIFlask, contributor: Person, board: Organisation, answer: str | None
) -> None:
    with clamd(answer or CLEAN) as daemon, nobody_listens() as nowhere:
        with_scanner(app, daemon.address if answer else nowhere)
        made = checked(contributor, quiet_text_of(board))
        for _ in range(MOST_SCANS):
            try_again()

    made = again(made)
    assert (made.state, made.virus) == ("checked", "not_scanned")
    assert stored() == (1, 1)
    assert job_states() == {"done"}


def test_a_virus_that_is_found_late_counts_as_well(app: APIFlask, contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board))
    with clamd(FOUND) as daemon:
        with_scanner(app, daemon.address)
        attaching.check_again(acting(contributor.user), made.revision, attachment=made.id)
        run_due()

    assert (again(made).state, again(made).virus) == ("refused", "found")


# --- repeated, overtaken, given up


def test_a_check_that_is_done_twice_writes_once(contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board), table(PHONE))

    checking_files.check(task_of(made.id))

    assert noted() == 1
    assert len(again(made).findings) == 1


def test_a_check_whose_worker_died_is_done_by_the_next(contributor: Person, board: Organisation) -> None:
    made = attach(contributor, quiet_text_of(board), table(PHONE))
    with transaction():
        job = db.session.scalars(select(Job).where(Job.kind == CHECK)).one()
        job.state, job.attempts, job.lease_holder = "running", 1, "a dead one"
        job.lease_until = utc_now() - timedelta(minutes=1)

    run_due()

    assert (again(made).state, len(again(made).findings)) == ("checked", 1)


def test_what_was_seen_of_an_earlier_content_is_not_written(
    contributor: Person, board: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = attach(contributor, quiet_text_of(board), table(PHONE))
    name, data = table("They met.", "better.csv")
    sent = received(data, name, CHECKED)
    read = checking_files.check_file

    def while_it_is_replaced(*what: object) -> object:
        monkeypatch.setattr(checking_files, "check_file", read)
        revision = db.session.get_one(Revision, made.revision_id)
        attaching.replace(acting(contributor.user), revision, attachment=made.id, sent=sent)
        return read(*what)  # type: ignore[arg-type]

    monkeypatch.setattr(checking_files, "check_file", while_it_is_replaced)
    run_due()

    now = again(made)
    assert (now.file_name, now.state, now.findings) == ("better.csv", "checked", [])
    assert noted() == 1


def test_a_file_that_is_to_be_read_anew_is_not_done_by_a_try_that_only_scanned_it(
    app: APIFlask, contributor: Person, board: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    with nobody_listens() as address:
        with_scanner(app, address)
        made = checked(contributor, quiet_text_of(board), table(PHONE))

    def while_it_is_asked_for(_data: bytes, _address: str) -> str:
        monkeypatch.setattr(checking_files, "virus_in", lambda _data, _address: "")
        revision = db.session.get_one(Revision, made.revision_id)
        attaching.check_again(acting(contributor.user), revision, attachment=made.id)
        return ""

    monkeypatch.setattr(checking_files, "virus_in", while_it_is_asked_for)
    read_at = made.checked_at
    try_again()

    now = again(made)
    assert (now.state, now.virus) == ("checked", "clean")
    assert now.checked_at not in (None, read_at)


def test_a_file_that_is_removed_during_its_check_stays_away(
    contributor: Person, board: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = attach(contributor, quiet_text_of(board))
    read = checking_files.check_file

    def while_it_is_removed(*what: object) -> object:
        revision = db.session.get_one(Revision, made.revision_id)
        attaching.remove(acting(contributor.user), revision, attachment=made.id)
        return read(*what)  # type: ignore[arg-type]

    monkeypatch.setattr(checking_files, "check_file", while_it_is_removed)
    run_due()

    assert stored() == (0, 0)
    assert job_states() == {"done"}


def test_a_check_that_failed_for_good_can_be_asked_for_again(
    contributor: Person, board: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = attach(contributor, quiet_text_of(board))
    with monkeypatch.context() as patch:
        patch.setattr(checking_files, "content", lambda _: 1 / 0)
        for _ in range(jobs.handlers()[CHECK].attempts):
            try_again()
    assert set(checks_given_up([again(made)])) == {made.id}

    attaching.check_again(acting(contributor.user), again(made).revision, attachment=made.id)
    assert set(checks_given_up([again(made)])) == set()
    run_due()

    assert again(made).state == "checked"
    assert job_states() == {"done"}


def test_such_a_job_is_not_stopped_by_hand(app: APIFlask) -> None:
    assert not jobs.handlers()[CHECK].stoppable
