"""Sessions for pages that are looked at: one with answers of all kinds, and one that is to be followed up."""

from datetime import timedelta

from sqlalchemy import delete

from kb.core import db
from kb.core.clock import today
from kb.held_sessions.models import HeldAnswer, HeldAttendance, HeldSession
from kb.held_sessions.queries.questions import Counted, points
from kb.packs.models import Pack
from kb.training.models import EvaluationForm
from tests.held_sessions.held import add_forms


def add_held(pack: Pack) -> dict[str, int]:
    """Add them, with the forms in place of others; returns what stands in their addresses."""
    db.session.execute(delete(EvaluationForm))
    add_forms()
    made = [
        HeldSession(
            pack_id=pack.id, held_on=today() - timedelta(days=days), format="hybrid", pack_version=2,
            note="A full room. " * 12, changes_reported=["Ring back within a day", "Ask who else lives there, " * 9],
        )
        for days in (20, 50)
    ]  # fmt: skip
    for each in made:
        each.attendance = [HeldAttendance(agency_key=f"agencies/{slug}", number=4) for slug in ("police", "schools")]
    for slug, point in points().items():
        if slug != "follow-up":
            made[0].answers += [_answered(slug, asked, number) for number, asked in enumerate(point.questions)]
    db.session.add_all(made)
    db.session.flush()
    return {"held": made[0].id, "held_not_answered": made[1].id}


def _answered(point: str, asked: Counted, number: int) -> HeldAnswer:
    """The first question of a form by nine, which are more than came, the others by three."""
    return HeldAnswer(
        point=point, position=asked.position, question=asked.text, kind=asked.kind, first=3, second=0 if number else 6
    )  # fmt: skip
