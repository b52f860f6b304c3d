"""Makes office files in a process of its own: that takes seconds of Python, in which a site would answer nobody."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

from kb.core.errors import Unavailable
from kb.documents.tree import Document
from kb.documents.typesetting import MEMORY, WITHIN

PROGRAM = Path(__file__).with_name("office_child.py")
SECONDS = 120


def made_apart(kind: str, document: Document, *, seconds: float = SECONDS, memory: int = MEMORY) -> bytes:
    """The document as "docx" or "pptx".

    Raises Unavailable for one that takes more time or memory than it may, and RuntimeError for a fault of ours.
    """
    command = [sys.executable, "-I", "-B", str(PROGRAM), kind, str(memory)]
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, and no shell
            command,
            input=pickle.dumps(document),
            capture_output=True,
            check=False,
            timeout=seconds,
            cwd="/",
            env=kept | WITHIN,
        )
    except subprocess.TimeoutExpired as late:
        raise Unavailable("the file takes too long") from late
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise Unavailable("the file takes too much memory")
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-500:])
    return done.stdout
