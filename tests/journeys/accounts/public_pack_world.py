"""Packs of the world that are public, are to be, or cannot be; and one whose lessons have changed since."""

import base64
from dataclasses import replace

from kb.core import db
from kb.core.db import utc_now
from kb.lessons.models.step import RevisionStep
from kb.packs.content import Block, LessonUse, PackContent, PackLesson, kept
from kb.packs.models import Pack, PackEditor, PackInvitation, PackPublication, PublishedLogo
from tests import factories
from tests.journeys.accounts.pack_world import LONG_TITLE, POINT

NAMED = "Kayleigh Smith, nine years old, told her teacher at Larkhill School in March 2014 of her fractured arm."
PLACES = "They met at Millbrook Surgery in Larkhill in March 2014, where a boy aged 4 had a skull fracture. " * 2
WHOLE = PackContent(
    LONG_TITLE,
    summary="What we do when a referral comes. " * 6,
    minutes=30,
    blocks=(Block("welcome", 10, "Welcome and ground rules", content="Say **who** you are.\n\n- Aim"),),
    made_by="Northbridge",
    logo_alternative="A bridge",
)


def public_packs(owner: int, editor: int, colleague: int, invited: str) -> dict[str, object]:
    """What stands in the addresses of packs of somebody, and of their texts at the desk."""
    packs = {
        "stopped_pack": replace(WHOLE, summary=NAMED, audience="Ring 01632 960123."),
        "asking_pack": replace(WHOLE, summary=PLACES),
        "public_pack": WHOLE,
        "returned_pack": WHOLE,
    }
    made = {word: _pack(owner, word, content) for word, content in packs.items()}
    changed = replace(WHOLE, summary=PLACES, blocks=(*WHOLE.blocks, Block("more", 20, "More")))
    by = {"asked_by_id": owner, "number": 1}
    decided = {"decided_by_id": editor, "decided_at": utc_now(), **by}
    texts = {
        "published": PackPublication(
            pack=made["public_pack"], content=kept(WHOLE), state="published", published_on=utc_now(), **decided
        ),
        "waiting": PackPublication(pack=made["public_pack"], content=kept(changed), **by),
        "returned": PackPublication(
            pack=made["returned_pack"], content=kept(WHOLE), state="returned", reason="Say less. " * 20, **decided
        ),
    }
    db.session.add_all(texts.values())
    edited = made["returned_pack"]
    edited.editors.append(PackEditor(user_id=colleague))
    edited.invitations.append(PackInvitation(email=invited, invited_by_id=owner))
    db.session.flush()
    picture = base64.b64decode(POINT)
    db.session.add(PublishedLogo(publication_id=texts["waiting"].id, kind="image/png", content=picture))
    made["changed_pack"] = _pack(owner, "changed_pack", _with_changed_lessons())
    numbers = {f"pack_{name}": text.id for name, text in texts.items()}
    return {**{word: pack.slug for word, pack in made.items()}, **numbers}


def _pack(owner: int, word: str, content: PackContent) -> Pack:
    fields = {"owner_id": owner, "title": content.title, "minutes": content.minutes}
    pack = Pack(slug=word.replace("_", "-"), content=kept(content), **fields)
    db.session.add(pack)
    db.session.flush()
    return pack


def _with_changed_lessons() -> PackContent:
    """A content with lessons of which one has a newer text, one is replaced, one is hidden, and with a case gone."""
    lessons = [factories.lesson(f"{LONG_TITLE}, told the {number}. time") for number in range(4)]
    db.session.flush()
    held = [PackLesson(each.id, each.live_revision_id or 0) for each in lessons]
    newer, replaced, hidden, heir = lessons
    before = newer.live_revision
    assert before is not None
    assert replaced.live_revision is not None
    assert hidden.live_revision is not None
    before.state = "superseded"
    again = {"number": 2, "done": "They met weekly. " * 9, "change_note": "It was measured after a year. " * 9}
    newer.live_revision = factories.revision(newer, before.title, state="published", **again)
    replaced.live_revision.state, replaced.replaced_by_id = "archived", heir.id
    hidden.live_revision.state = "hidden"
    steps = ((replaced.live_revision, "archive", "archived"), (hidden.live_revision, "hide", "hidden"))
    for revision, step, after in steps:
        why = {"reason": "The guidance was replaced. " * 6, "taken_by_kind": "person"}
        db.session.add(RevisionStep(revision_id=revision.id, step=step, before="published", after=after, **why))
    uses = tuple(LessonUse(each.lesson_id, ("done",), "Who reads every referral?") for each in held[:3])
    told = Block("tell", 20, LONG_TITLE, fill="lessons", lessons=uses)
    case = Block("case", 5, "A case", fill="vignette", vignette="gone", questions=("gone",))
    return replace(WHOLE, blocks=(*WHOLE.blocks, told, case), lessons=tuple(held[:3]))
