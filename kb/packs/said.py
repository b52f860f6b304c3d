"""What was done with a pack, in the words of its history."""

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "begin": "Began the pack",
    "draft": "Had a draft made from a theme",
    "template": "Began with a ready-made session",
    "copy": "Copied another pack",
    "about": "Changed what the session is about",
    "safety": "Changed the words on safety",
    "slots": "Changed what stands under “Your area”",
    "brand": "Changed name or logo",
    "forms": "Chose evaluation forms",
    "block": "Changed a part of the session",
    "block_add": "Added a part of the session",
    "block_move": "Changed the order",
    "block_remove": "Took out a part of the session",
    "lessons_add": "Added lessons",
    "lessons_order": "Changed the order of lessons",
    "lessons_remove": "Took out a lesson",
    "lessons_renew": "Brought lessons up to date",
    "lessons_replace": "Put another lesson in the place of one that was archived",
    "handout": "Changed a handout",
    "handout_remove": "Took out a handout",
    "question": "Changed a quiz question",
    "question_remove": "Took out a quiz question",
    "restore": "Went back to an earlier version",
}
"""By the word that a version keeps."""
