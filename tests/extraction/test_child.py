"""The child process takes no more than it may, and is gone afterwards."""

import json
import os
import subprocess
import sys
import textwrap

import pytest

from kb.extraction import child
from kb.extraction.parts import Limits, Refused
from kb.extraction.service import extract
from tests.extraction import pdf_files
from tests.extraction.files import photograph

MIB = 1024 * 1024


def confined(body: str) -> str:
    """What Python prints that is confined as the child is, and then does this."""
    start = "from kb.extraction.confining import confine\nfrom kb.extraction.parts import Limits\n"
    script = f"{start}confine(Limits(memory=300 * 1024 * 1024, cpu_seconds=4))\n{textwrap.dedent(body)}"
    done = subprocess.run([sys.executable, "-c", script], cwd=child.ROOT, capture_output=True, text=True, timeout=60)
    return done.stdout.strip() or str(done.returncode)


def test_it_gets_no_more_memory_than_allowed() -> None:
    done = confined(
        """
        try:
            bytearray(400 * 1024 * 1024)
        except MemoryError:
            print("none")
        """
    )
    assert done == "none"


def test_it_gets_no_more_time_than_allowed() -> None:
    assert confined("while True: pass") == "-24"  # SIGXCPU


def test_it_writes_no_file() -> None:
    done = confined(
        """
        import tempfile
        try:
            tempfile.mkstemp()  # tries a few folders, and whether something can be written there
        except OSError:
            print("none")
        """
    )
    assert done == "none"


def test_a_file_that_is_too_large_is_not_even_started_on() -> None:
    with pytest.raises(Refused) as refused:
        extract(b"x" * 101, name="a.txt", limits=Limits(size=100))
    assert refused.value.reason == "too-large"


def test_no_more_is_read_of_an_answer_than_allowed() -> None:
    with pytest.raises(Refused) as refused:
        extract(b"x" * 5000, name="a.txt", limits=Limits(output=1000))
    assert refused.value.reason == "too-large"


def test_a_child_that_takes_too_long_is_ended() -> None:
    with pytest.raises(Refused) as refused:
        extract(pdf_files.report()[1], name="a.pdf", limits=Limits(wall_seconds=0.01))
    assert refused.value.reason == "too-long"


def test_the_limits_reach_the_child() -> None:
    with pytest.raises(Refused) as refused:
        extract(photograph(), name="a.jpg", limits=Limits(pixels=100))
    assert refused.value.reason == "bomb"


def test_no_process_is_left_over() -> None:
    before = json.dumps(sorted(_children()))
    with pytest.raises(Refused):
        extract(pdf_files.report()[1], name="a.pdf", limits=Limits(wall_seconds=0.01))
    assert json.dumps(sorted(_children())) == before


def _children() -> list[str]:
    listed = subprocess.run(["ps", "-o", "pid=,comm=", "--ppid", str(os.getpid())], capture_output=True, text=True)
    return [line for line in listed.stdout.splitlines() if " ps" not in line]
