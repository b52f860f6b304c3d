"""What is kept of passwords, and how hard they are to guess."""

import threading
import time

import pytest
from apiflask import APIFlask
from argon2 import PasswordHasher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.accounts import passwords
from kb.core.errors import Invalid
from tests.accounts.doors import PASSWORD, hashes


def problem(password: str, *about: str) -> str | None:
    try:
        passwords.check(password, *about)
    except Invalid as refusal:
        return refusal.problems["password"]
    return None


@pytest.mark.parametrize(
    "password",
    [PASSWORD, "correct horse battery staple", "вода камень лампа девять", "k8#vQ!w2Zr$pLm9x", "x9" + PASSWORD * 38],
)
def test_what_is_hard_to_guess_will_do(password: str) -> None:
    assert problem(password) is None


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("aaaaaaaaaaaaaaaa", "Repeating something"),
        ("abcdefghijklmnop", "Rows such as"),
        ("password password", "Repeating something"),
        ("Password12345", "many people use"),
        ("qwertyuiopas", "many people use"),
        ("adafielding12", "your name, your address"),
        ("ada.fielding@example.org", "your name, your address"),
        ("Fielding.Ada@example.org", "your name, your address"),
        ("Ada Fielding Ada Fielding 12345", "your name, your address"),
        ("lessonbank!!", "the name of this site"),
        ("a" * 1000, "Repeating something"),
    ],
)
def test_what_is_easy_to_guess_is_refused_with_a_reason_and_its_strength(password: str, why: str) -> None:
    said = problem(password, "Ada Fielding", "ada.fielding@example.org")
    assert said is not None
    assert why in said
    assert "Strength: " in said
    assert " of 4; at least 3 is needed." in said
    assert "Three or four words" in said


def test_a_name_in_a_long_password_does_no_harm() -> None:
    assert problem("Ada keeps nine quiet herons", "Ada Fielding", "ada.fielding@example.org") is None


def test_length_is_counted_in_characters_as_typed() -> None:
    assert problem("naïve 水 lamp"[:11]) == passwords.TOO_SHORT
    assert problem("wooden heron"[:12]) != passwords.TOO_SHORT
    assert problem("x" * 1001) == passwords.TOO_LONG


def test_judging_takes_bounded_time() -> None:
    began = time.process_time()
    passwords.strength("4@8({[<369&#!1/|0$5+7%2" * 43)
    assert time.process_time() - began < 5


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=12, max_size=60), st.text(max_size=20))
def test_any_text_is_judged(password: str, name: str) -> None:
    assert 0 <= passwords.strength(password, name).score <= 4


def test_a_hash_proves_its_password_alone(app: APIFlask) -> None:
    kept = passwords.hashed(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert passwords.is_right(kept, PASSWORD)
    assert not passwords.is_right(kept, PASSWORD + " ")
    assert not passwords.outdated(kept)


def test_the_same_characters_are_the_same_password_however_typed(app: APIFlask) -> None:
    assert passwords.is_right(passwords.hashed("cafe\u0301 at the corner"), "caf\u00e9 at the corner")


@pytest.mark.parametrize("kept", [None, ""])
def test_where_nothing_is_kept_the_work_is_done_all_the_same(app: APIFlask, kept: str | None) -> None:
    with hashes() as made:
        assert not passwords.is_right(kept, PASSWORD)
    assert made == [PASSWORD]


def test_no_password_leaves_the_hash_of_nobody(app: APIFlask) -> None:
    """It is one that the library takes as its own, with the parameters of today."""
    assert not PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).check_needs_rehash(passwords._of_nobody())


def test_two_hashes_are_made_at_a_time(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, at_once, most = threading.Lock(), 0, 0
    two, room_for_a_third = threading.Barrier(2), []

    def slow(_self: PasswordHasher, _password: str) -> str:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        two.wait(30)  # with fewer than two at work nothing goes on
        room_for_a_third.append(passwords._at_work.acquire(blocking=False))
        two.wait(30)
        with lock:
            at_once -= 1
        return ""

    monkeypatch.setattr(PasswordHasher, "hash", slow)

    def work() -> None:
        with app.app_context():
            passwords.hashed(PASSWORD)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2
    assert room_for_a_third == [False] * 8
