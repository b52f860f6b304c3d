"""Sessions that were held, for tests."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from kb.access.actors import Actor
from kb.core import db
from kb.core.clock import today
from kb.held_sessions import service
from kb.held_sessions.models import HeldSession
from kb.held_sessions.queries.questions import point_of
from kb.held_sessions.service import Answers, Noted
from kb.packs.models import Pack
from tests.training import material

SURE = {"text": "How sure are you of what you would do first?", "answer": "scale-1-5", "low": "Not at all sure",
        "high": "Very sure", "who": "participant"}  # fmt: skip
USEFUL = {"text": "How useful was this session?", "answer": "scale-1-5", "low": "No use", "high": "Very useful",
          "who": "participant"}  # fmt: skip
USED = {"text": "Have you used a lesson in your own work?", "answer": "yes-partly-no", "who": "participant"}
HELPED = {"text": "What helped?", "answer": "free-text", "who": "participant"}
DONE = {"text": "How much has the service done?", "answer": "scale-1-5", "low": "Nothing", "high": "All",
        "who": "manager"}  # fmt: skip
YESTERDAY = today() - timedelta(days=1)


def add_forms() -> None:
    """Before: one on a scale, one yes or no. At the end: the same on the scale, another, a text. Later: two."""
    material.form(SURE, USED, slug="before", title="Before the session")
    material.form(SURE, HELPED, USEFUL, slug="end", title="At the end of the session")
    material.form(SURE, USED, DONE, slug="follow-up", title="Six to twelve weeks later")
    db.session.flush()  # whoever calls it may be in the midst of a transaction


def noted(held_on: date = YESTERDAY, people: Mapping[str, int] | None = None, **fields: Any) -> Noted:
    """What is said of a session to which twelve people came."""
    return Noted(held_on, fields.pop("format", "room"), people or {"police": 5, "schools": 7}, **fields)


def held(who: Actor, pack: Pack, **fields: Any) -> HeldSession:
    """A session that was held."""
    return service.note(who, pack, noted=noted(**fields))


def answer(
    who: Actor, of: HeldSession, point: str, counts: Mapping[int, Sequence[int]], way: str = service.ADD
) -> None:
    """Take in how many gave each answer, by the number of the question."""
    db.session.commit()
    asked = {each.position: each for each in point_of(of, point).questions}
    given = {asked[position]: numbers for position, numbers in counts.items()}
    service.take_answers(who, of.pack, held=of, point=point, answers=Answers(given, way))
