"""What places are called in which something was found."""

from collections.abc import Mapping, Sequence

PLACES: Mapping[str, tuple[str, str]] = {
    "attachment": ("file's title or description", "titles or descriptions of files"),
    "delivery": ("message", "messages"),
    "evaluation": ("evaluation", "evaluations"),
    "held_session": ("note on a training session", "notes on training sessions"),
    "identity_decision": ("reason for the identity check", "reasons for the identity check"),
    "import_row": ("row of an import", "rows of imports"),
    "imported_lesson": ("imported lesson", "imported lessons"),
    "heading": ("heading of an import", "headings of imports"),
    "lesson_import": ("import", "imports"),
    "job": ("task of the site", "tasks of the site"),
    "lesson": ("address of a page", "addresses of pages"),
    "message": ("message in the folder", "messages in the folder"),
    "organisation": ("note on an organisation", "notes on organisations"),
    "pack": ("training pack", "training packs"),
    "pack_item": ("lesson in a training pack", "lessons in training packs"),
    "pack_publication": ("text of a pack that is or was to be public", "texts of packs that are or were to be public"),
    "pack_version": ("version of a training pack", "versions of training packs"),
    "problem_report": ("reported problem", "reported problems"),
    "quiz_item": ("quiz question", "quiz questions"),
    "review": ("review", "reviews"),
    "review_mark": ("note in the points of review", "notes in the points of review"),
    "revision": ("version of a lesson", "versions of lessons"),
    "revision_comment": ("comment", "comments"),
    "revision_rendering": ("prepared page", "prepared pages"),
    "revision_step": ("reason for a step", "reasons for steps"),
    "saved_text": ("earlier text of a draft", "earlier texts of drafts"),
    "source": ("source", "sources"),
    "source_suggestion": ("suggested source", "suggested sources"),
    "stored_file": ("file", "files"),
    "submission": ("kept submission", "kept submissions"),
    "tag": ("tag", "tags"),
    "theme": ("theme", "themes"),
    "vignette": ("vignette", "vignettes"),
}
"""By table: one, and several."""
QUOTED = "quoted:"
"""Begins the name of a table with rows of others, in which a title of a lesson stands that is removed."""


def places_in_words(places: Mapping[str, int]) -> Sequence[str]:
    """Such as "3 comments", in the order of their names; what only quotes comes last."""
    found = []
    for name, number in sorted(places.items(), key=lambda place: (place[0].startswith(QUOTED), place[0])):
        one, many = PLACES.get(name.removeprefix(QUOTED), (name, name))
        beside = " elsewhere, with a title or an address of it" if name.startswith(QUOTED) else ""
        found.append(f"{number:,} {one if number == 1 else many}{beside}")
    return found
