"""Lists of jobs for those who look after the site."""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from kb.core import jobs, leases
from kb.core.db import utc_now
from kb.core.errors import NotFound
from kb.core.job_lists import OVERDUE_AFTER, Counts, JobFilter, counts, job
from kb.core.job_lists import jobs as listed
from kb.core.jobs import Handler
from tests.core.listing import HOUR, KIND, end, enter, one_kind, take


@pytest.fixture(autouse=True)
def tables(app: APIFlask) -> Iterator[None]:
    """One kind of job is known."""
    yield from one_kind()


def test_jobs_are_counted_by_how_they_stand(app: APIFlask) -> None:
    now = utc_now()
    jobs.connect({KIND: Handler(lambda _: None, attempts=1)}, {})
    enter("failed")
    end(leases.failed, take(), "KeyError at kb.x:1")
    enter("done")
    end(leases.done, take())
    left, old = now - OVERDUE_AFTER - leases.LEASE - HOUR, now - OVERDUE_AFTER - HOUR
    enter("left behind", due=left)
    take(left)
    enter("forgotten", due=old)
    enter("waiting", due=now + HOUR)
    assert counts() == Counts(waiting=2, running=1, overdue=2, failed=1)
    assert [row.key for row in listed(JobFilter("overdue"))] == ["left behind", "forgotten"]
    assert [row.key for row in listed(JobFilter("waiting"))] == ["forgotten", "waiting"]
    assert [row.key for row in listed(JobFilter("failed"))] == ["failed"]


def test_finished_jobs_are_listed_newest_first_page_by_page(app: APIFlask) -> None:
    for number in range(25):
        enter(str(number))
        end(leases.done, take())
    page = listed(JobFilter("done"), 2)
    assert (page.total, page.number, [row.key for row in page]) == (25, 2, ["4", "3", "2", "1", "0"])


def test_a_job_that_is_not_there_is_not_found(app: APIFlask) -> None:
    with pytest.raises(NotFound):
        job(1)
