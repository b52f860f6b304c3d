"""The machine's own Chromium, without anything it would fetch by itself."""

import os
import shutil
from typing import Any

import pytest

PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome")
"""The first is the engine without windows, which takes a third less time; the others do as well."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How the browser is started."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    return {**browser_type_launch_args, **({"executable_path": program} if program else {}), "args": ARGUMENTS}
