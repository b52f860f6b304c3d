"""Where the folders of tests are: in memory where there is room, since waiting for a disk takes half of a run."""

import os
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
"""Bytes that must be free in memory for a PostgreSQL server: 200 MB of files for each process of the tests."""
ROOM_FOR_ALL = 6 * 1024**3
"""The same for the folders of all tests, of which the largest hold whole environments of Python for some minutes."""


def in_memory(room: int = ROOM) -> Path | None:
    """A folder kept in memory, where a database is made in a tenth of the time; None where there is none with room."""
    usable = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > room
    return MEMORY if usable else None


def keep_folders_in_memory() -> None:
    """Have pytest make its folders there, unless told where; to be called before it makes the first.

    Some tests run programs in their folder: where memory is for data only, all stay on the disk.
    """
    found = in_memory(ROOM_FOR_ALL)
    if found and not os.statvfs(found).f_flag & os.ST_NOEXEC:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(found))
