"""How many files of public packs one network without an account has made, and that the same one is made once."""

from collections.abc import Callable

import pytest
import time_machine
from apiflask import APIFlask

from kb.access.actors import OPERATOR, Actor
from kb.accounts.models.user import User
from kb.core import db
from kb.desk.service.hiding import hide
from kb.lessons.models.lesson import Lesson
from kb.packs.models import Pack
from kb.packs.service import publicity
from tests.editorial.drafting import acting
from tests.packs.packing import a_pack
from tests.packs.public import asked_for
from tests.packs.taking import held, some_lesson
from tests.pages import Page, Person, check
from tests.people import sign_in

WHY = "Somebody asked for it to be taken down."


@pytest.fixture
def owner(user: Person) -> Actor:
    """Somebody who makes packs."""
    db.session.commit()
    return acting(user.user)


@pytest.fixture
def lesson(app: APIFlask) -> Lesson:
    """A lesson that is in the pack."""
    return some_lesson("Board reads every referral")


@pytest.fixture
def pack(owner: Actor, editor: Person, lesson: Lesson) -> Pack:
    """A pack that is public."""
    pack = a_pack(owner, lessons=(held(lesson),))
    publicity.publish(acting(editor.user), asked_for(owner, pack))
    db.session.commit()
    return pack


@pytest.fixture
def limited(process: Callable[..., APIFlask]) -> APIFlask:
    """A site that counts."""
    return process(pages_per_minute=1000)


def address(pack: Pack, number: int = 0) -> str:
    """Of a file that takes no time; each number is another address of it."""
    return f"/packs/{pack.slug}/files/briefing.txt?again={number}"


def test_one_network_has_so_many_files_made_and_then_is_told_to_wait(limited: APIFlask, pack: Pack) -> None:
    client = limited.test_client()
    with time_machine.travel("2026-12-01 10:00", tick=False) as clock:
        answers = [client.get(address(pack, number)).status_code for number in range(21)]
        refused = client.get(address(pack, 22))
        clock.shift(61)

        assert answers == [200] * 20 + [429]
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
        with limited.app_context():
            check(Page(refused, Person(limited)))
        assert client.get(address(pack, 22)).status_code == 200


def test_what_was_made_is_kept_and_not_counted(limited: APIFlask, pack: Pack) -> None:
    client = limited.test_client()

    answers = [client.get(address(pack)) for _ in range(25)]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers}) == 1
    assert b"Board reads every referral" in answers[-1].data
    assert answers[-1].headers["Content-Disposition"].startswith("attachment")
    assert answers[-1].headers["X-Robots-Tag"] == "noindex"


def test_pages_of_the_pack_are_shown_to_who_has_had_too_many_files(limited: APIFlask, pack: Pack) -> None:
    client = limited.test_client()
    for number in range(25):
        client.get(address(pack, number))

    assert client.get(f"/packs/{pack.slug}/session").status_code == 200


def test_who_has_signed_in_is_not_counted(limited: APIFlask, pack: Pack, user: Person) -> None:
    person, number_of_user = Person(limited), user.user.id
    with limited.app_context():
        sign_in(person, db.session.get_one(User, number_of_user))
    answers = {person.client.get(address(pack, number)).status_code for number in range(25)}

    assert answers == {200}


def test_a_file_that_was_kept_is_gone_with_the_public_pack(limited: APIFlask, pack: Pack, editor: Person) -> None:
    client = limited.test_client()
    assert client.get(address(pack)).status_code == 200
    assert pack.published

    publicity.take_down(acting(editor.user), pack.published, reason="It names a street.")

    assert client.get(address(pack)).status_code == 404


def test_a_file_that_was_kept_is_made_anew_when_a_lesson_is_hidden(
    limited: APIFlask, pack: Pack, lesson: Lesson
) -> None:
    client = limited.test_client()
    client.get(address(pack))

    hide(OPERATOR, lesson, reason=WHY)

    assert b"every referral" not in client.get(address(pack)).data
