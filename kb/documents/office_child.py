"""The process that writes office files: a document in, as our own process pickled it, a file out.

Started by its path, and with an empty package in place of ours, it loads what it needs and not the whole site, which
takes seconds.
"""

import os
import pickle
import resource
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

BEHIND = 5
"""How much whoever asks for a page goes before it, on a machine with few processors."""


def main(kind: str, memory: int) -> None:
    """Write the file of this kind, "docx" or "pptx", to the standard output."""
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # a system that does not know it
            resource.setrlimit(what, (most, most))
    os.nice(BEHIND)
    stub = ModuleType("kb")
    stub.__path__ = [str(Path(__file__).parents[1])]
    sys.modules["kb"] = stub
    writer: Any = getattr(import_module(f"kb.documents.{kind}"), kind)
    sys.stdout.buffer.write(writer(pickle.load(sys.stdin.buffer)))  # noqa: S301 - from the process that started this
    sys.stdout.buffer.flush()
    os._exit(0)  # tidying up would take as long again


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
