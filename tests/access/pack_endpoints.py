"""Every page of training packs with who may open it, for the table of all pages."""

from tests.access.page_rows import MEMBERS, Page, mine

_READING = MEMBERS | {"lead"}
"""The pack of the walk's world is the lead's, who shares it with the board."""


def of_maker(permission: str, answer: int = 200, **address: object) -> Page:
    return Page(
        permission, frozenset({"lead"}), answer, address={"slug": "the-pack", **address}, knowing=_READING - {"lead"}
    )


PAGES_OF_PACKS = {
    "packs.new": mine("PACK_MAKE"),
    "packs.mine": mine("PACK_MAKE"),
    "packs.why": Page("PACK_WORK_READ", _READING, address={"slug": "the-pack"}),
    "packs.take": Page("PACK_READ", _READING, address={"slug": "the-pack"}),
    # The walk's pack is empty, so that there is no file of it: both lead to the page that says what to do first.
    "packs.file": Page("PACK_READ", _READING, 303, address={"slug": "the-pack", "name": "guide.pdf"}),
    "packs.file_make": Page("PACK_READ", _READING, 303, address={"slug": "the-pack", "name": "all.zip"}),
    "packs.why_add": of_maker("PACK_EDIT", 303),
    **{f"held_sessions.{view}": of_maker("PACK_EDIT") for view in ("index", "add", "results")},
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
}
