"""Has typst make pages in a process of its own: it keeps much memory, and no document may stop a site."""

import os
import subprocess
import sys
from pathlib import Path

from kb.core.errors import Unavailable

PROGRAM = Path(__file__).with_name("__main__.py")
SECONDS = 30
MEMORY = 2 << 30
WITHIN = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2", "LC_ALL": "C.UTF-8"}
"""Each thread would lay claim to memory of its own, on a machine with many cores to more than there may be."""


def typeset(layout: str, said: str, *, seconds: float = SECONDS, memory: int = MEMORY) -> bytes:
    """The PDF/UA-1 that a file of `layouts/` makes of this JSON.

    Raises Unavailable for a document that takes more time or memory than it may, thousands of pages long, and
    RuntimeError where typst refuses, which no text should bring about.
    """
    command = [sys.executable, "-I", "-B", str(PROGRAM), layout, str(memory)]
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, and no shell
            command, input=said.encode(), capture_output=True, check=False, timeout=seconds, cwd="/", env=kept | WITHIN
        )
    except subprocess.TimeoutExpired as late:
        raise Unavailable("the document takes too long") from late
    if done.returncode < 0:
        raise Unavailable("the document takes too much memory")
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-500:])
    return done.stdout
