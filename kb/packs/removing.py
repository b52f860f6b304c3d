"""A pack without one of its lessons."""

from dataclasses import replace

from kb.packs.content import Block, PackContent


def without(content: PackContent, lesson_id: int) -> PackContent:
    """The content without a lesson. Quiz questions of the trainer's own stay, and rest on nothing."""

    def cleared(block: Block) -> Block:
        return replace(block, lessons=tuple(use for use in block.lessons if use.lesson_id != lesson_id))

    return replace(
        content,
        lessons=tuple(each for each in content.lessons if each.lesson_id != lesson_id),
        blocks=tuple(cleared(block) for block in content.blocks),
        questions=tuple(
            replace(each, lesson_id=None, section="") if each.lesson_id == lesson_id else each
            for each in content.questions
        ),
    )
