"""The machine's own Chromium, without anything it would fetch by itself, and how long a test waits for a page."""

import os
import shutil
from typing import Any

import pytest
from playwright.sync_api import expect

WAIT = 60_000
"""Milliseconds until something that a test waits for is taken as never coming. A wait ends as soon as it is there, so
a quick machine is none the slower, and a busy one fails nothing by the clock."""
expect.set_options(timeout=WAIT)

PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome")
"""The first is the engine without windows, which takes a third less time; the others do as well."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How the browser is started."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    return {**browser_type_launch_args, **({"executable_path": program} if program else {}), "args": ARGUMENTS}
