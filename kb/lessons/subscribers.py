"""What lessons leave in the database when something happens: how a published text looks, and nothing else."""

from kb.core.events import LessonPublished, LessonWithdrawn
from kb.lessons import renderings


def render_published(event: LessonPublished) -> None:
    """Keep the texts as HTML, so that no reader waits for it."""
    renderings.render(event.lesson_id)


def forget_withdrawn(event: LessonWithdrawn) -> None:
    """Keep no copy of texts that the public may not see."""
    renderings.forget(event.lesson_id)
