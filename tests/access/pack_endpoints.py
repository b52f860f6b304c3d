"""Every page of training packs with who may open it, for the table of all pages."""

from dataclasses import replace

from tests.access.page_rows import MEMBERS, Page, mine, of_editors, public

_READING = MEMBERS | {"lead"}
"""The pack of the walk's world is the lead's, who shares it with the board."""


def of_maker(permission: str, answer: int = 200, **address: object) -> Page:
    return Page(
        permission, frozenset({"lead"}), answer, address={"slug": "the-pack", **address}, knowing=_READING - {"lead"}
    )


def of_readers(permission: str, answer: int = 200, **address: object) -> Page:
    """A page that anybody may open once the pack is public, so that nobody is asked to sign in first."""
    anonymous = 404 if permission == "PACK_READ" else None
    return Page(permission, _READING, answer, anonymous=anonymous, address={"slug": "the-pack", **address})


PAGES_OF_PACKS = {
    "packs.index": public(),
    "packs.add": mine("PACK_MAKE"),
    "packs.show": of_readers("PACK_READ"),
    "packs.session": of_readers("PACK_READ"),
    "packs.take": of_readers("PACK_READ"),
    "packs.file": of_readers("PACK_READ", name="guide.pdf"),
    "packs.file_make": of_readers("PACK_READ", 303, name="guide.pdf"),
    "packs.copy": of_readers("PACK_COPY"),
    "packs.about": of_maker("PACK_EDIT"),
    "packs.local": of_maker("PACK_EDIT"),
    "packs.safety": of_maker("PACK_EDIT", 404),  # the walk's world has no training material
    "packs.forms": of_maker("PACK_EDIT"),
    "packs.brand": of_maker("PACK_EDIT"),
    "packs.logo": of_maker("PACK_EDIT", 404),  # there is none
    "packs.remove_logo": of_maker("PACK_EDIT", 404),
    "packs.order": of_maker("PACK_EDIT"),
    "packs.add_block": of_maker("PACK_EDIT"),
    "packs.block": of_maker("PACK_EDIT", key="welcome"),
    "packs.move_block": of_maker("PACK_EDIT", 303, key="welcome"),
    "packs.undo": of_maker("PACK_EDIT", 303),
    "packs.lessons": of_maker("PACK_EDIT"),
    "packs.renew_lessons": of_maker("PACK_EDIT", 303),
    "packs.move_lesson": of_maker("PACK_EDIT", 303, number=987_654),
    "packs.remove_lesson": of_maker("PACK_EDIT", 303, number=987_654),
    "packs.sheets": of_maker("PACK_EDIT"),
    "packs.add_handout": of_maker("PACK_EDIT"),
    "packs.handout": of_maker("PACK_EDIT", key="sheet"),
    "packs.remove_handout": of_maker("PACK_EDIT", 303, key="none"),
    "packs.add_question": of_maker("PACK_EDIT"),
    "packs.question": of_maker("PACK_EDIT", key="asked"),
    "packs.remove_question": of_maker("PACK_EDIT", 303, key="none"),
    "packs.versions": of_maker("PACK_EDIT"),
    "packs.version": of_maker("PACK_EDIT", number=1),
    "packs.put_back": of_maker("PACK_EDIT", 303, number=1),
    "packs.share": of_maker("PACK_MANAGE"),
    "packs.invite": of_maker("PACK_MANAGE"),
    "packs.take_back": of_maker("PACK_MANAGE", 303),
    "packs.remove_editor": of_maker("PACK_MANAGE", 303),
    "packs.hand_over": of_maker("PACK_MANAGE"),
    "packs.leave": of_maker("PACK_EDIT", 303),  # its owner does not
    "packs.join": replace(  # nobody was asked, and its owner is led to it
        mine("PACK_MAKE", 404, slug="the-pack"), answers={"lead": 303}
    ),
    "packs.remove": of_maker("PACK_MANAGE"),
    "packs.remove_block": of_maker("PACK_EDIT", 303, key="none"),
    "packs.new": mine("PACK_MAKE"),
    "packs.mine": mine("PACK_MAKE"),
    "packs.why": Page("PACK_WORK_READ", _READING, address={"slug": "the-pack"}),
    "packs.publish": of_maker("PACK_MANAGE"),
    "packs.publish_take_back": of_maker("PACK_MANAGE", 303),
    "packs.private": of_maker("PACK_MANAGE", 303),  # it is not public
    "packs.changes": Page("PACK_WORK_READ", _READING, address={"slug": "the-pack"}),
    "packs.renew_all": of_maker("PACK_EDIT", 303),
    "packs.replace_lesson": of_maker("PACK_EDIT", 303, number=987_654),
    "packs.waiting": of_editors("MODERATE"),
    "packs.moderate": of_editors("PACK_PUBLISH", number="@publication"),
    "packs.moderate_send_back": of_editors("PACK_PUBLISH", number="@publication"),
    "packs.moderate_take_down": of_editors("PACK_PUBLISH", 303, number="@publication"),  # it is not public
    "packs.moderate_logo": of_editors("PACK_PUBLISH", 404, number="@publication"),  # it has none
    "packs.why_add": of_maker("PACK_EDIT", 303),
    **{
        f"held_sessions.{view}": of_maker("PACK_EDIT")
        for view in ("index", "add", "compare", "results", "sessions_sheet")
    },
    "held_sessions.summary": of_maker("PACK_EDIT", kind="docx"),
    **{
        f"held_sessions.{view}": of_maker("PACK_EDIT", number="@held_session")
        for view in ("show", "change", "remove", "results_of_one")
    },
    # The walk's world has no evaluation forms.
    **{
        f"held_sessions.{view}": of_maker("PACK_EDIT", 404, number="@held_session", point="end")
        for view in ("answers", "file", "sheet", "remove_answers")
    },
    "packs.moderate_publish": of_editors("PACK_PUBLISH", 303, number="@publication"),  # last: then it is public
}
