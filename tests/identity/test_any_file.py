"""Whatever the file: nothing is raised, memory and time stay within the limits, what is too much is refused."""

import json
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from config import HERE
from kb.extraction.kinds import ENDINGS, OLD, OTHERS, WITH_MACROS
from kb.extraction.parts import DEFAULT, REASONS, Limits
from kb.identity.files import CHECKED, check_file
from tests.extraction.files import PREPARED
from tests.extraction.test_service import REFUSED
from tests.identity.finding import LISTS

HEAVY = ["500 pages", *(prepared for prepared, reason in REFUSED.items() if reason == "bomb")]
MEASURE = """
import json, resource, sys, time
from kb.extraction.parts import Refused
from kb.extraction.service import extract
data = sys.stdin.buffer.read()
began = time.monotonic()
try:
    extract(data, name=sys.argv[1])
except Refused:
    pass
took = time.monotonic() - began
print(json.dumps([resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024, took]))
"""
"""The most memory that the child held, in bytes, and the seconds that it took; asked in a process without others."""


@pytest.mark.parametrize("prepared", HEAVY)
def test_the_child_stays_within_its_memory_and_time(prepared: str) -> None:
    name, data = PREPARED[prepared]()
    start = (
        f"import sys, types; kb = types.ModuleType('kb'); kb.__path__ = [{str(HERE / 'kb')!r}]; sys.modules['kb'] = kb"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{start}\n{MEASURE}", name], input=data, capture_output=True, check=True, timeout=120
    )
    memory, took = json.loads(done.stdout)
    assert 0 < memory < DEFAULT.memory // 4
    assert took < DEFAULT.wall_seconds


def test_a_file_of_more_text_than_is_checked_is_refused() -> None:
    refused = check_file(b"word " * 300, "long.txt", LISTS, Limits(text=1000))
    assert refused.reason == "too-large"


def test_the_limits_are_those_of_the_reading_with_less_text() -> None:
    assert CHECKED.text < DEFAULT.text
    assert (CHECKED.memory, CHECKED.size, CHECKED.wall_seconds) == (DEFAULT.memory, DEFAULT.size, DEFAULT.wall_seconds)


KNOWN_ENDINGS = sorted({*ENDINGS, *OLD, *WITH_MACROS, *OTHERS, "exe", ""})
BEGINNINGS = [
    b"", b"%PDF-1.7\n", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe", b"{\\rtf",
]  # fmt: skip


@pytest.mark.parametrize("ending", KNOWN_ENDINGS)
def test_rubbish_under_any_ending_is_reported(ending: str) -> None:
    rubbish = check_file(b"\x00\x9d\x01" * 50, f"file.{ending}", LISTS)
    assert rubbish.reason in REASONS
    assert rubbish.open_ends


@settings(max_examples=40)
@given(
    st.builds(bytes.__add__, st.sampled_from(BEGINNINGS), st.binary(max_size=300)),
    st.builds("{}.{}".format, st.text(max_size=20), st.sampled_from(KNOWN_ENDINGS)),
)
@example(b"Mrs Agnieszka Oakenfold", f"{'a' * 200_000}.txt")
@example(b"words", "/\\\x00\ud800.txt")
def test_whatever_the_bytes_and_the_name_they_are_checked_or_refused(data: bytes, name: str) -> None:
    file = check_file(data, name, LISTS)
    assert bool(file.reason) == bool(file.refused)
    assert not (file.refused and file.parts)
    for part in file.parts:
        for finding in part.findings:
            assert finding.text == part.text[finding.start : finding.end]
