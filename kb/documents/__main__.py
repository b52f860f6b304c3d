"""The process that runs typst: JSON in, PDF out. Started by its path, and without our other modules, it is quick."""

import os
import resource
import sys
from contextlib import suppress
from pathlib import Path

import typst

HERE = Path(__file__).parent


def main(layout: str, memory: int) -> None:
    """Make the PDF/UA-1. Of faces it knows ours and those within typst, none of the machine's: all machines agree."""
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # a system that does not know it
            resource.setrlimit(what, (most, most))
    made = typst.compile(
        HERE / "layouts" / layout,
        root=HERE / "layouts",
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"document": sys.stdin.buffer.read().decode()},
        pdf_standards=["ua-1"],
    )
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    os._exit(0)  # tidying up would take as long again


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
