"""The list of jobs: each once, nothing lost, cancelled."""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from kb.core import jobs, leases
from kb.core.db import session, transaction, utc_now
from kb.core.errors import Conflict, NotFound
from kb.core.job_lists import job
from kb.core.job_steps import cancel
from kb.core.jobs import Handler, enqueue
from kb.core.versions import site_version
from tests.core.listing import HOUR, KIND, at_once, end, enter, one_kind, rows, take


@pytest.fixture(autouse=True)
def tables(app: APIFlask) -> Iterator[None]:
    """One kind of job is known."""
    yield from one_kind()


# --- each once


def test_what_is_on_the_list_already_is_not_entered_twice(app: APIFlask) -> None:
    first = enter(payload={"lesson": 7})
    assert enter(payload={"lesson": 8}) is first
    assert rows() == 1
    assert (first.state, first.payload) == ("waiting", {"lesson": 7})


def test_the_same_is_due_at_the_earlier_of_both_times(app: APIFlask) -> None:
    now = utc_now()
    entered = enter(due=now + HOUR)
    assert enter(due=now).due_at == now
    assert enter(due=now + HOUR).due_at == now
    assert entered.due_at == now


def test_another_key_or_kind_is_another_job(app: APIFlask) -> None:
    enter("1")
    enter("2")
    with transaction():
        enqueue("test.other", "1")
    assert rows() == 3


def test_what_is_finished_can_be_entered_again(app: APIFlask) -> None:
    first = enter()
    end(leases.done, take())
    assert enter().id != first.id


def test_a_change_that_is_taken_back_leaves_no_job(app: APIFlask) -> None:
    def change() -> None:
        with transaction():
            enqueue(KIND, "1")
            raise NotFound

    with pytest.raises(NotFound):
        change()
    assert rows() == 0


def test_the_list_says_nothing_about_pages(app: APIFlask) -> None:
    before = site_version()
    number = enter().id
    lease = take()
    leases.append_output(lease, b"x")
    end(leases.failed, lease, "KeyError at kb.x:1")
    with transaction():
        cancel(job(number))
    assert site_version() == before


def test_several_who_enter_the_same_at_once_enter_it_once(app: APIFlask) -> None:
    session.rollback()

    def enter_many() -> None:
        for number in range(25):
            enter(str(number))

    at_once(app, 4, enter_many)
    assert rows() == 25


def test_several_who_take_at_once_take_each_job_once(app: APIFlask) -> None:
    for number in range(30):
        enter(str(number))
    taken: list[int] = []

    def take_all() -> None:
        while lease := leases.take([KIND], utc_now()):
            taken.append(lease.job_id)

    at_once(app, 4, take_all)
    assert len(taken) == len(set(taken)) == 30


# --- asked for again while it is being done


def test_what_is_asked_for_while_it_is_being_done_is_done_once_more(app: APIFlask) -> None:
    row = enter()
    lease = take()
    assert enter() is row
    assert row.state == "running"
    end(leases.done, lease)
    assert (row.state, row.attempts, row.again_at) == ("waiting", 0, None)
    end(leases.done, take())
    assert row.state == "done"
    assert rows() == 1


def test_one_more_time_serves_all_who_asked_meanwhile_at_the_earliest_of_their_times(app: APIFlask) -> None:
    now = utc_now()
    row, lease = enter(), take()
    for due in (now + 2 * HOUR, now + HOUR, now + 3 * HOUR):
        enter(due=due)
    end(leases.done, lease)
    assert (row.state, row.due_at) == ("waiting", now + HOUR)


def test_a_try_after_the_request_serves_it(app: APIFlask) -> None:
    row, now = enter(), utc_now()
    take(now)
    enter()
    end(leases.done, take(now + leases.LEASE))
    assert row.state == "done"


def test_what_failed_for_good_but_was_asked_for_meanwhile_is_begun_anew(app: APIFlask) -> None:
    jobs.connect({KIND: Handler(lambda _: None, attempts=1)}, {})
    row, lease = enter(), take()
    enter()
    end(leases.failed, lease, "KeyError at kb.x:1")
    assert (row.state, row.attempts, row.error) == ("waiting", 0, "KeyError at kb.x:1")


# --- cancelled


def test_a_waiting_job_is_cancelled_at_once(app: APIFlask) -> None:
    row = enter()
    with transaction():
        cancel(row)
    assert row.state == "cancelled"
    assert leases.take([KIND], utc_now()) is None
    with pytest.raises(Conflict), transaction():
        cancel(row)


def test_whoever_does_a_running_job_is_asked_to_stop(app: APIFlask) -> None:
    row, lease = enter(), take()
    with transaction():
        cancel(row)
    assert (row.state, row.cancel_asked) == ("running", True)
    with pytest.raises(jobs.Cancelled):
        leases.extend(lease, utc_now(), 1, 2)
    end(leases.cancelled, lease)
    assert row.state == "cancelled"


def test_a_cancelled_job_whose_worker_died_is_not_begun_again(app: APIFlask) -> None:
    row, now = enter(), utc_now()
    take(now)
    with transaction():
        cancel(row)
    assert leases.take([KIND], now + leases.LEASE) is None
    assert row.state == "cancelled"


def test_a_failed_try_of_a_cancelled_job_is_the_last(app: APIFlask) -> None:
    row, lease = enter(), take()
    with transaction():
        cancel(row)
    end(leases.failed, lease, "KeyError at kb.x:1")
    assert row.state == "cancelled"


def test_what_is_asked_for_after_it_was_cancelled_is_done(app: APIFlask) -> None:
    row, lease = enter(), take()
    with transaction():
        cancel(row)
    enter()
    end(leases.cancelled, lease)
    assert (row.state, row.cancel_asked) == ("waiting", False)


def test_a_try_that_was_given_back_does_not_count(app: APIFlask) -> None:
    row, lease = enter(), take()
    end(leases.given_back, lease)
    assert (row.state, row.attempts, row.lease_holder) == ("waiting", 0, None)
    assert take().attempt == 1
