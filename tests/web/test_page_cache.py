"""Pages that are the same for everybody are answered from memory or with "nothing has changed", and are never old."""

import os
import re
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import update

from config import HERE
from kb.access.actors import OPERATOR
from kb.content import commands as content_commands
from kb.core.db import session, transaction
from kb.desk.service.hiding import hide, unhide
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.references import lesson_meant
from kb.search import commands as index_commands
from kb.search.reading import LOOK_EVERY
from tests import factories
from tests.conftest import quiet
from tests.pages import statements
from tests.web.browsers import PAGES, Browser, renamed_theme, without_number


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asked_for_again_is_the_same_and_is_not_rendered_again(visitor: Browser, address: str) -> None:
    first = visitor.get(address)
    again, rendered = visitor.get(address), visitor.rendered

    assert first.status_code == again.status_code == 200
    assert again.data == first.data
    assert without_number(again) == without_number(first)
    assert first.headers["ETag"].startswith('W/"')
    assert first.headers["Vary"] == "Cookie"
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert rendered == 1


@pytest.mark.parametrize("address", PAGES)
def test_a_browser_that_has_the_page_hears_that_nothing_has_changed(visitor: Browser, address: str) -> None:
    tag = visitor.get(address).headers["ETag"]

    answer = visitor.get(address, If_None_Match=f'"another", {tag}')

    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert answer.headers["Vary"] == "Cookie"
    assert "Content-Security-Policy" in answer.headers
    assert visitor.rendered == 1


def test_nothing_has_changed_is_answered_with_one_statement(app: APIFlask, visitor: Browser) -> None:
    tag = visitor.get("/lessons/the-first").headers["ETag"]

    with statements() as made:
        assert visitor.get("/lessons/the-first", If_None_Match=tag).status_code == 304

    assert [statement for statement in made if "site_version" not in statement] == []


def test_an_old_tag_gets_the_page_as_it_is_now(visitor: Browser) -> None:
    tag = visitor.get("/").headers["ETag"]
    with transaction():
        other_organisation()

    answer = visitor.get("/", If_None_Match=tag)

    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag


def test_a_star_is_no_tag_of_a_page(visitor: Browser) -> None:
    assert visitor.get("/lessons/no-such-lesson", If_None_Match="*").status_code == 404
    assert visitor.get("/", If_None_Match="*").status_code == 200


# --- never stale


def other_organisation() -> None:
    factories.organisation("Changed something")


def published() -> None:
    factories.lesson("Another lesson about referrals", slug="the-second", themes=["neglect"])


def changed_text() -> None:
    session.execute(update(Revision).values(found="Another text about referrals."))


def the_first() -> Lesson:
    found = lesson_meant("the-first")
    assert found is not None
    return found


def withdrawn() -> None:
    hide(OPERATOR, the_first(), reason="A test")


@pytest.mark.parametrize("change", [other_organisation, published, renamed_theme, changed_text, withdrawn])
@pytest.mark.parametrize("address", ["/", "/search?q=referral", "/lessons/the-first", "/themes/neglect"])
def test_after_a_change_every_page_is_what_a_new_process_would_show(
    visitor: Browser, process: Callable[..., APIFlask], address: str, change: Callable[[], None]
) -> None:
    before = visitor.get(address)
    with transaction():
        change()

    after = visitor.get(address, If_None_Match=before.headers["ETag"])

    assert after.status_code in {200, 404}
    assert after.data == Browser(process()).get(address).data


def test_a_hidden_lesson_is_gone_at_once_and_back_at_once_when_it_is_shown_again(visitor: Browser) -> None:
    addresses = ["/", "/lessons/the-first", "/themes/neglect", "/search?q=referral"]
    before = [visitor.get(address) for address in addresses]
    lesson = the_first()

    hide(OPERATOR, lesson, reason="A test")
    for address, page in zip(addresses, before, strict=True):
        answer = visitor.get(address, If_None_Match=page.headers["ETag"])
        assert answer.status_code == (404 if address == "/lessons/the-first" else 200)
        assert b"the-first" not in re.sub(rb"(page|next)=/lessons/the-first|<link", b"", answer.data)

    unhide(OPERATOR, lesson, reason="A test")
    assert visitor.get("/lessons/the-first").status_code == 200


def test_content_that_was_loaded_shows_at_once(visitor: Browser) -> None:
    before = visitor.get("/")

    assert content_commands.load(HERE / "content", quiet) == 0

    after = visitor.get("/", If_None_Match=before.headers["ETag"])
    assert after.status_code == 200
    assert after.data != before.data


def test_what_another_process_changed_shows_at_once(visitor: Browser, process: Callable[..., APIFlask]) -> None:
    before = visitor.get("/themes/neglect")

    with process().app_context(), transaction():
        renamed_theme()

    answer = visitor.get("/themes/neglect", If_None_Match=before.headers["ETag"])
    assert answer.status_code == 200
    assert b"Neglected children" in answer.data


def test_a_new_day_makes_pages_anew(visitor: Browser) -> None:
    with transaction():
        factories.lesson(slug="to-be-reviewed", review_by=date(2027, 5, 31))
    with time_machine.travel(date(2027, 5, 31), tick=False):
        before = visitor.get("/lessons/to-be-reviewed")
        assert b"Check still current" not in before.data
    with time_machine.travel(date(2027, 6, 1), tick=False):
        after = visitor.get("/lessons/to-be-reviewed", If_None_Match=before.headers["ETag"])

    assert after.status_code == 200
    assert b"Check still current" in after.data


@pytest.mark.parametrize(
    ("file", "address", "before", "after"),
    [
        ("pages/help.md", "/help", "audit", "counting"),
        ("figures.yaml", "/", "173 serious", "174 serious"),
        ("support-lines.yaml", "/lessons/of-harm", "Samaritans", "Listeners"),
    ],
)
def test_a_content_file_that_changed_shows_at_once(
    app: APIFlask, process: Callable[..., APIFlask], tmp_path: Path, file: str, address: str, before: str, after: str
) -> None:
    content = shutil.copytree(HERE / "content", tmp_path / "content")
    with transaction():
        factories.lesson(slug="of-harm", values=["harm-types/neglect", "outcomes/death"])
    visitor = Browser(process(content_folder=content))
    seen = visitor.get(address)
    assert before in seen.text

    path = content / file
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1))

    answer = visitor.get(address, If_None_Match=seen.headers["ETag"])
    assert answer.status_code == 200
    assert after in answer.text


def test_a_search_page_is_made_anew_when_the_index_has_moved_on(visitor: Browser) -> None:
    with transaction():
        factories.lesson("Zebras taught the board to count", slug="zebras")
    before = visitor.get("/search?q=zebras")
    assert b"No lessons found" in before.data

    index_commands.index_rebuild(quiet)
    time.sleep(2 * LOOK_EVERY)  # the process looks for a newer index now and then
    answer = visitor.get("/search?q=zebras", If_None_Match=before.headers["ETag"])

    assert answer.status_code == 200
    assert b"Zebras taught" in answer.data


@pytest.mark.parametrize("setting", ["site_url", "exit_url"])
def test_another_setting_gives_another_tag(visitor: Browser, process: Callable[..., APIFlask], setting: str) -> None:
    other = process(**{setting: "https://elsewhere.example.org"})

    assert Browser(other).get("/").headers["ETag"] != visitor.get("/").headers["ETag"]


def test_another_process_gives_the_same_tag(visitor: Browser, process: Callable[..., APIFlask]) -> None:
    other = Browser(process())

    for address in PAGES:
        assert other.get(address).headers["ETag"] == visitor.get(address).headers["ETag"], address
