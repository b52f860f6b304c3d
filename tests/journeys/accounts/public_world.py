"""What is public, what editors look after, what readers report, what is removed for good: for the pages of these."""

from typing import Any

from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.clock import today
from kb.core.db import utc_now
from kb.expunging.fingerprints import fingerprint_of
from kb.expunging.models import Expunge
from kb.lessons.models.lesson import Revision
from kb.lessons.models.review import Evaluation
from kb.lessons.models.step import RevisionStep
from kb.site.models import ProblemReport
from tests import factories
from tests.journeys.accounts.names import DAY, DRAFT, LONG_BOARD


def publish(words: dict[str, Any]) -> None:
    """A public lesson with two versions and a third begun, one that is archived, one that is hidden."""
    board = db.session.scalars(select(Organisation).where(Organisation.slug == words["board"])).one()
    about = {"organisation": board, "title": DRAFT["title"][:120]}
    live = factories.lesson(slug="the-live-one", review_by=today() - DAY, done="They met monthly. " * 9, **about)
    again = {"number": 2, "done": "They met weekly. " * 9, "change_note": "It was measured after a year. " * 9}
    assert live.live_revision
    live.live_revision.state = "superseded"
    live.live_revision = factories.revision(live, about["title"], state="published", **again)
    live.open_revision = factories.revision(live, about["title"], state="draft", number=3, why="Nobody asked.")
    words |= {"live": live.live_revision.id, "change": live.open_revision.id}
    for state in ("archived", "hidden"):
        made = factories.lesson(slug=f"the-{state}-one", state=state, **about).live_revision
        assert made
        words[state] = made.id
        why = {"reason": "The guidance that it rests on was replaced. " * 9, "taken_by_id": words["editor"]}
        taken = {"step": "hide" if state == "hidden" else "archive", "before": "published", "after": state}
        db.session.add(RevisionStep(revision_id=made.id, taken_by_kind="person", **taken, **why))


def curate(words: dict[str, Any]) -> None:
    """A review with a source and an evaluation, from which a lesson is drawn; and one on which nothing hangs."""
    grade = {"evaluator": LONG_BOARD, "scheme_key": "evaluation-schemes/ofsted-4", "grade": "good", "year": 2012}
    judged = Evaluation(position=1, note="The grade of the first version. " * 3, **grade)
    title = f"Serious case review: Child Z, {LONG_BOARD}"
    made = factories.review(title, sources=[factories.source()], evaluations=[judged], pseudonym="Child Z")
    spare = factories.review("Learning review " * 8)
    db.session.get_one(Revision, words["in_review"]).review_id = made.id
    db.session.flush()
    words |= {"review": made.slug, "spare_review": spare.slug, "review_source": made.sources[0].id}


def report_and_expunge(words: dict[str, Any]) -> None:
    """A report about a public lesson that is late; and words of which one is asked for, one removed."""
    said = "The street and the school are named, so that everybody here knows who it is. " * 4
    late = ProblemReport(subject="identity", page="/lessons/the-live-one", text=said, sent_at=utc_now() - 30 * DAY)
    done = ProblemReport(subject="page", page="/themes", text=said, closed_at=utc_now(), outcome="Mended. " * 9)
    known = fingerprint_of("Nobody has written this anywhere").as_mapping()
    by = {"asked_by_id": words["reviewer"], "asked_as": "identity_reviewer", "fingerprint": known}
    asked = Expunge(token="a", kind="words", words=said, looked_at=utc_now(), places={"revision": 3, "source": 1}, **by)
    gone = {"agreed_by_id": words["admin"], "agreed_at": utc_now(), "done_at": utc_now(), "places": {"revision": 1}}
    removed = Expunge(token="b", kind="words", **gone, **by)
    of_lesson = {**by, "fingerprint": {"lesson": 987_654, "created_at": "", "reference": "LB-9876", "titles": []}}
    there = {"revision": 2, "revision_comment": 7, "quoted:delivery": 1, "quoted:revision": 1}
    named = f"LB-9876, {said[:110]}"
    lesson = Expunge(token="c", kind="lesson", words=named, looked_at=utc_now(), places=there, **of_lesson)
    lesson_gone = Expunge(token="d", kind="lesson", **{**gone, **of_lesson, "places": there})
    db.session.add_all([late, done, asked, removed, lesson, lesson_gone])
    db.session.flush()
    words |= {"expunge_lesson": lesson.id, "expunged_lesson": lesson_gone.id}
    _removed_lesson()
    words |= {"report": late.id, "report_done": done.id, "expunge": asked.id, "expunged": removed.id}


def _removed_lesson() -> None:
    """A lesson of which all was removed for good, so that its address says so."""
    made = factories.lesson("", slug="lb-9876", state="archived", summary="", found="", done="", sources=[])
    assert made.live_revision is not None
    made.live_revision.state = "expunged"
    db.session.flush()
