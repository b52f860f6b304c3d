"""The child process: reads a file from its input, under limits, and writes one answer."""

import json
import os
import sys

from kb.extraction.confining import confine
from kb.extraction.messages import answer
from kb.extraction.parts import Cleaned, Extracted, Limits, Picture, Refused, Table


def main(task: str, name: str, limits: Limits) -> None:
    """Do one task and write its answer; every fault of a library becomes a refusal."""
    os.umask(0o077)
    confine(limits)
    try:
        message = answer(done(task, name, limits))
    except MemoryError:
        message = answer(Refused("too-much-memory"))
    sys.stdout.buffer.write(message)
    sys.stdout.buffer.flush()
    os._exit(0)  # not through the libraries' own tidying up, which a damaged file may upset


def done(task: str, name: str, limits: Limits) -> Extracted | Cleaned | Picture | Table | Refused | None:
    """The result of the task, or why there is none."""
    try:
        data = sys.stdin.buffer.read(limits.size + 1)
        if task == "table":
            from kb.extraction import tabular

            return tabular.read(data, name, limits)
        if task == "picture":
            from kb.extraction import pictures

            return pictures.made_anew(data, limits)
        from kb.extraction import readers

        return readers.clean(data, name, limits) if task == "clean" else readers.read(data, name, limits)
    except Refused as refused:
        return refused
    except MemoryError:
        return Refused("too-much-memory")
    except Exception:  # whatever a library raises on a file that nobody vouches for
        return Refused("damaged")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Limits(**json.loads(sys.argv[3])))
