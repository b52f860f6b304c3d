"""Codes of an authenticator app, and recovery codes."""

import re
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from apiflask import APIFlask
from sqlalchemy import select

from kb.accounts import second_factor
from kb.accounts.models.credentials import RecoveryCode
from kb.accounts.models.user import User
from kb.core import db
from kb.core.db import transaction
from kb.mail.models import Delivery
from tests import factories

NOW = datetime(2026, 11, 30, 12, 0, 10, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def owner(app: APIFlask) -> User:
    """Somebody whose app is set up."""
    user = factories.user()
    second_factor.turn_on(user, SECRET, 0)
    db.session.commit()
    return user


def code(*, after: float = 0) -> str:
    """What an app shows so many seconds after now, by the right time."""
    return pyotp.TOTP(SECRET).at(NOW + timedelta(seconds=after))


def answer(user: User, typed: str, *, after: float = 0) -> str | None:
    with time_machine.travel(NOW + timedelta(seconds=after), tick=False), transaction():
        return second_factor.refusal(user, typed)


def codes_of(user: User) -> list[str]:
    with transaction():
        return second_factor.new_recovery_codes(user)


@pytest.mark.parametrize("off", [-30, 0, 30])
def test_the_present_code_and_those_beside_it_are_taken(owner: User, off: int) -> None:
    assert answer(owner, code(after=off)) is None


def test_spaces_and_hyphens_do_not_matter(owner: User) -> None:
    shown = code()

    assert answer(owner, f" {shown[:3]} – {shown[3:]}\n") is None


def test_a_code_works_once(owner: User) -> None:
    assert answer(owner, code()) is None
    assert answer(owner, code()) == second_factor.USED
    assert answer(owner, code(), after=240) == second_factor.USED
    assert answer(owner, code(after=30), after=20) is None


def test_an_earlier_code_is_of_no_use_after_a_later_one(owner: User) -> None:
    assert answer(owner, code()) is None

    assert answer(owner, code(after=-30)) == second_factor.USED


@pytest.mark.parametrize(
    ("off", "words"),
    [
        (-60, "a minute slow"),
        (-120, "two minutes slow"),
        (-300, "five minutes slow"),
        (60, "a minute fast"),
        (120, "two minutes fast"),
        (300, "five minutes fast"),
    ],
)
def test_a_clock_that_is_off_is_named_and_the_code_refused(owner: User, off: int, words: str) -> None:
    said = answer(owner, code(after=off)) or ""

    assert f"Your phone’s clock seems to be {words}" in said
    assert answer(owner, code()) is None, "the refused code has not used up anything"


def test_a_code_that_was_said_to_come_too_early_does_not_count_when_its_time_comes(owner: User) -> None:
    """Otherwise whoever guesses would be told which code to come back with."""
    early = code(after=120)
    assert "two minutes fast" in (answer(owner, early) or "")

    assert answer(owner, early, after=120) == second_factor.TOLD
    assert answer(owner, code(after=150), after=150) is None, "who has set the clock right gets in with the next"


@pytest.mark.parametrize("off", [-330, 330, 3600])
def test_a_clock_further_off_is_a_wrong_code(owner: User, off: int) -> None:
    assert answer(owner, code(after=off)) == second_factor.NOT_RIGHT


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "١٢٣٤٥٦", "1" * 1000, "000000'--", "\ud800"])
def test_what_is_no_code_is_refused(owner: User, typed: str) -> None:
    assert answer(owner, typed) == second_factor.NOT_RIGHT


def test_who_has_no_app_has_no_code(app: APIFlask) -> None:
    assert answer(factories.user(), code()) == second_factor.NOT_RIGHT


def test_after_a_change_of_the_sites_key_the_way_on_is_said(app: APIFlask, owner: User) -> None:
    app.extensions["kb.settings"] = replace(app.extensions["kb.settings"], secret_key="another-key-another-key-another")

    assert answer(owner, code()) == second_factor.NO_KEY


def test_of_two_requests_with_one_code_one_gets_in(app: APIFlask, owner: User) -> None:
    number, answers, ready = owner.id, [], threading.Barrier(2)
    shown = pyotp.TOTP(SECRET).now()
    db.session.commit()

    def sign_in() -> None:
        with app.app_context():
            user = db.session.get_one(User, number)
            ready.wait()
            with transaction():
                answers.append(second_factor.refusal(user, shown))
            db.session.remove()

    threads = [threading.Thread(target=sign_in) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers, key=str) == [None, second_factor.USED] or answers == [second_factor.USED, None]


def test_there_are_ten_recovery_codes_and_only_digests_are_kept(owner: User) -> None:
    codes = codes_of(owner)

    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[B-Z2-9]{4}( [B-Z2-9]{4}){3}", each) for each in codes)
    kept = " ".join(db.session.scalars(select(RecoveryCode.code_digest)))
    assert not any(each in kept or each.replace(" ", "") in kept for each in codes)


def test_a_recovery_code_works_once_however_it_is_typed(owner: User) -> None:
    first = codes_of(owner)[0]

    assert answer(owner, first.lower().replace(" ", "-")) is None
    assert answer(owner, first) == second_factor.RECOVERY_USED
    assert second_factor.codes_left(owner) == 9


def test_somebody_elses_recovery_code_is_of_no_use(app: APIFlask, owner: User) -> None:
    other = factories.user()

    assert answer(other, codes_of(owner)[0]) == second_factor.NOT_RIGHT


def test_new_recovery_codes_replace_all_others(owner: User) -> None:
    old = codes_of(owner)
    answer(owner, old[0])

    new = codes_of(owner)

    assert [answer(owner, each) for each in old] == [second_factor.NOT_RIGHT] * 10
    assert second_factor.codes_left(owner) == 10
    assert answer(owner, new[0]) is None


@pytest.mark.walks("signs in with a recovery code", "person-*@example.org")
def test_the_owner_is_written_to_when_a_recovery_code_was_used_and_when_few_are_left(owner: User) -> None:
    for each in codes_of(owner)[:8]:
        answer(owner, each)

    sent = db.session.scalars(select(Delivery).order_by(Delivery.id)).all()
    assert [each.subject for each in sent] == ["A recovery code was used"] * 8
    assert "make new ones" not in str(sent[0].text)
    assert "You have 2 recovery codes left" in str(sent[-1].text)
    assert "make new ones" in str(sent[-1].text)


def test_the_secret_is_kept_sealed(owner: User) -> None:
    assert SECRET not in str(owner.totp_secret)


def test_the_qr_code_is_a_path_of_its_dark_squares(app: APIFlask) -> None:
    user = factories.user(email="somebody@example.org")
    address = second_factor.address_of_app(user, SECRET)

    assert address == f"otpauth://totp/Lessonbank:somebody%40example.org?secret={SECRET}&issuer=Lessonbank"
    shown = second_factor.picture(address)
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", shown.path)
    assert shown.path.startswith("M4 4h7v1h-7z"), "inside a quiet zone of four modules"
