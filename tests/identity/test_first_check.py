"""Nobody waits until the rules are read: a server does that before the first text comes."""

import subprocess
import sys

from config import HERE

FIRST_AND_LATER = """
from pathlib import Path
from time import process_time
from kb.identity.check import check_text
from kb.identity.site_lists import get_ready, shipped_lists

def took():
    begun = process_time()
    check_text("A 5-month-old was seen at Millbrook Surgery on 4 March. It was cold.", shipped_lists(content))
    return process_time() - begun

content = Path("content")
get_ready(content)
print(took() / min(took() for _ in range(5)))
"""


def test_the_first_text_is_checked_about_as_soon_as_any_other() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST_AND_LATER], cwd=HERE, capture_output=True, text=True, check=True)
    assert float(done.stdout) < 50, "it was 5 times when this was written, and 370 where the rules are read only then"
