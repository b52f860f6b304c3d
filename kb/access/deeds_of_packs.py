"""What is called in words what was done with training packs."""

from collections.abc import Mapping

PACKS: Mapping[str, str] = {
    "making.begin": "began a training pack",
    "making.copy": "copied a training pack",
    "making.remove": "removed a training pack",
    "blocks.add_block": "added a part to a training pack",
    "blocks.save_block": "changed a part of a training pack",
    "blocks.move_block": "moved a part of a training pack",
    "blocks.order_blocks": "put the parts of a training pack in another order",
    "blocks.remove_block": "took a part out of a training pack",
    "lessons.add_lessons": "added lessons to a training pack",
    "lessons.remove_lesson": "took a lesson out of a training pack",
    "lessons.move_lesson": "moved a lesson in a training pack",
    "lessons.renew_lessons": "brought the lessons of a training pack up to date",
    "parts.save_fields": "changed a training pack",
    "parts.save_slots": "changed what is local in a training pack",
    "parts.save_safety": "changed the words on safety of a training pack",
    "parts.undo": "took back a change of a training pack",
    "brand.save_brand": "changed the name on a training pack",
    "brand.save_logo": "changed the picture on a training pack",
    "brand.remove_logo": "removed the picture of a training pack",
    "parts.add_sheet": "added a handout or a question to a training pack",
    "parts.save_sheet": "changed a handout or a question of a training pack",
    "parts.remove_sheet": "took a handout or a question out of a training pack",
    "parts.restore": "went back to an earlier version of a training pack",
    "exporting.export": "had a file of a training pack made",
    "sharing.share": "chose who sees a training pack",
    "sharing.invite": "asked somebody to edit a training pack",
    "sharing.take_back": "took back that somebody was asked to edit a training pack",
    "sharing.join": "became an editor of a training pack",
    "sharing.remove_editor": "let somebody edit a training pack no longer",
    "sharing.leave": "stopped editing a training pack",
    "upkeep.remove_earlier_versions": "removed earlier versions of training packs",
    "sharing.hand_over": "handed a training pack over",
}
"""By the name of the use case."""
