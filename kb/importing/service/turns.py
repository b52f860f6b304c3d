"""Long jobs work in turns, so that files of others, which are checked one after the other with them, need not wait."""

import time

from kb.core.db import transaction
from kb.core.jobs import Task, enqueue

LENGTH = 20.0
"""Seconds of a turn."""


class Turn:
    """One turn of a job."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._ends = time.monotonic() + LENGTH

    def is_over(self) -> bool:
        """Whether the job has had its turn. If so, it is on the list again, behind what waits there."""
        if time.monotonic() < self._ends:
            return False
        with transaction():
            enqueue(self._task.kind, self._task.key, owner_id=self._task.owner_id)
        return True
