"""Training packs of the world: one on a theme with lessons in it, and one that is shared and has none."""

import base64
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from kb.core import db
from kb.lessons.models.vocabulary import Theme
from kb.packs.content import (
    Block,
    Handout,
    LessonUse,
    LocalSlots,
    Outcome,
    OwnQuestion,
    PackContent,
    PackLesson,
    kept,
)
from kb.packs.drafting import draft
from kb.packs.models import Pack, PackLogo, PackVersion
from tests import factories
from tests.held_sessions.shown import add_held
from tests.training import material

POINT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
"""A picture of one point."""
LONG_TITLE = "When do we refer, whom do we tell, and what do we do when nobody answers? A session for all of us"


def packs(owner: int, colleague: int, board: int) -> dict[str, Any]:
    """What stands in the addresses of the packs of two people, of whom the second shares theirs with a board."""
    for number in range(4):
        factories.lesson(f"Board changed how it hears of neglect, step {number}", themes=["neglect"])
    theme = db.session.scalars(select(Theme.id).where(Theme.slug == "neglect")).one()
    made = {
        "pack": (owner, None, draft(theme, 30)),
        "shared_pack": (colleague, board, PackContent(LONG_TITLE)),
    }
    for slug, (owner_id, organisation_id, content) in made.items():
        db.session.add(
            Pack(
                slug=slug.replace("_", "-"), owner_id=owner_id, organisation_id=organisation_id, title=content.title,
                minutes=content.minutes, content=kept(content),
            )
        )  # fmt: skip
    db.session.flush()
    _build(owner)
    held = add_held(db.session.scalars(select(Pack).where(Pack.slug == "full-pack")).one())
    return {**{word: word.replace("_", "-") for word in made}, "full_pack": "full-pack", **held}


def _build(owner: int) -> None:
    """A pack in which everything is filled that can be filled by hand, with a version before and a picture."""
    material.safety()
    material.form()
    lesson = factories.lesson("Board has a team that reads every referral", found="Nobody owned the referrals. " * 9)
    db.session.flush()
    taken = PackLesson(lesson.id, lesson.live_revision_id or 0)
    told = LessonUse(lesson.id, ("found", "done"), "A team reads every referral within a day.")
    blocks = (
        Block("welcome", 10, "Welcome and ground rules", "People feel safe.", "talk", "Say **who** you are.\n\n- Aim"),
        Block("hear", 45, LONG_TITLE, method="group", fill="lessons", lessons=(told,), say_this="Listen. " * 40),
        Block("ask", None, "Quiz", fill="quiz", questions=("asked",), resources=("Pens", "Paper")),
    )
    content = PackContent(
        LONG_TITLE,
        summary="What we do when a referral comes. " * 6,
        minutes=30,
        blocks=blocks,
        lessons=(taken,),
        outcomes=(Outcome("ask", "ask a second question"),),
        handouts=(Handout("sheet", "Our flow chart", "To take home", "# Steps\n\n1. Ring the front door"),),
        questions=(OwnQuestion("asked", "Who is told first?", ("The team", "Nobody"), 1, "It was agreed.", lesson.id),),
        slots=LocalSlots(contact="The front door"),
        made_by="Northbridge",
        logo_alternative="A bridge",
    )
    fields = {"owner_id": owner, "title": content.title, "minutes": content.minutes}
    pack = Pack(slug="full-pack", content=kept(content), version=2, **fields)
    db.session.add(pack)
    db.session.flush()
    before = replace(content, blocks=blocks[1:], summary="What we did.")
    for number, (said, what) in enumerate(((before, "begin"), (content, "block_add")), 1):
        db.session.add(
            PackVersion(pack_id=pack.id, number=number, content=kept(said), what=what, saved_by_id=owner)
        )  # fmt: skip
    picture = base64.b64decode(POINT)
    db.session.add(PackLogo(pack_id=pack.id, kind="image/png", content=picture))
    db.session.flush()
