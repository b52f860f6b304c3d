"""A lesson gets from its writer over the desk to the public: with and without scripts, and by keyboard alone."""

import sys

import pytest

from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.life import Life
from tests.journeys.accounts.site import Site
from tests.journeys.accounts.test_submitting import WITH_SCRIPTS, KeyboardWalk

pytestmark = pytest.mark.browser


def lived(life: Life) -> None:
    """From the draft to the public, changed beside, archived and restored."""
    life.submitted()
    life.claimed_and_returned()
    life.mended()
    life.compared_in_one_click()
    life.signed_by_both()
    life.set_to_a_time()
    sys.stdout.write(f"found {life.seconds_until_it_is_found():.2f} seconds after its time\n")
    life.read()
    life.changed_beside()
    life.archived_and_restored()


def test_a_lesson_is_returned_signed_published_at_its_time_changed_archived_and_restored(
    site: Site, window: Windows, scripts: bool
) -> None:
    lived(Life(site, window, "quillwort" if scripts else "pondweed"))


@WITH_SCRIPTS
def test_so_it_is_by_people_who_have_no_mouse(site: Site, window: Windows) -> None:
    lived(Life(site, window, "bladderwort", KeyboardWalk))
