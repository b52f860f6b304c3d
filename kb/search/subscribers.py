"""What search leaves in the database when something happens: an entry in the log, and nothing else."""

from kb.core.events import LessonPublished, LessonWithdrawn, ThemesChanged
from kb.search import change_log


def log_published(event: LessonPublished) -> None:
    """Every index has to take in the lesson."""
    change_log.append(event.lesson_id, "published")


def log_withdrawn(event: LessonWithdrawn) -> None:
    """Every index has to take the lesson out; searches leave it out from the commit on."""
    change_log.append(event.lesson_id, "withdrawn")


def log_themes(_event: ThemesChanged) -> None:
    """Every process reads filters and other names again, also where no lesson has a theme that has changed."""
    change_log.append(change_log.NO_LESSON, "withdrawn")
