"""Commands about messages."""

import shutil
from pathlib import Path

import pytest

from kb import create_app
from kb.core import db
from kb.core.db import transaction, utc_now
from kb.mail.models import Delivery
from tests.conftest import settings_in
from tests.test_cli import kb

SAMPLES = Path(__file__).parent / "mail" / "returned"
SENT = "<179585726812.4711.17364520981@lessons.example.org>"


@pytest.fixture
def folder(sqlite_words: Path, tmp_path: Path) -> Path:
    """An instance that has sent one message."""
    shutil.copy(sqlite_words, tmp_path / "lessonbank.db")
    with create_app(settings_in(tmp_path)).app_context(), transaction():
        db.session.add(
            Delivery(
                message_id=SENT, template="members/invitation", to="cai.bevan@northbridge.example.org", subject="Join",
                state="sent", sent_at=utc_now(),
            )
        )  # fmt: skip
    return tmp_path


def state_and_answer(folder: Path) -> tuple[str, str | None]:
    with create_app(settings_in(folder)).app_context():
        delivery = db.session.query(Delivery).one()
        return delivery.state, delivery.error


def returned(name: str) -> str:
    return (SAMPLES / f"{name}.eml").read_text(encoding="utf-8")


@pytest.mark.parametrize("server", ["postfix", "exim", "exchange"])
def test_a_returned_message_is_read_from_standard_input(folder: Path, server: str) -> None:
    answer = kb("mail", "bounced", "-", folder=folder, given=returned(server))

    assert answer.stdout == f"It is noted that {SENT} came back.\n"
    state, said = state_and_answer(folder)
    assert state == "bounced"
    assert (said or "").startswith("550")


@pytest.mark.parametrize(("name", "words"), [("postfix-late", "has not given up"), ("absence-note", "no report")])
def test_what_is_no_returned_message_changes_nothing(folder: Path, name: str, words: str) -> None:
    answer = kb("mail", "bounced", "-", folder=folder, given=returned(name))

    assert (answer.returncode, words in answer.stderr) == (1, True)
    assert state_and_answer(folder) == ("sent", None)


def test_a_returned_message_that_is_not_ours_is_named(folder: Path) -> None:
    answer = kb("mail", "bounced", "-", folder=folder, given=returned("exim").replace("4711", "4712"))

    assert (answer.returncode, "There is no message <1795857268" in answer.stderr) == (1, True)


def test_by_hand_it_takes_a_reason(folder: Path) -> None:
    assert "Say what the mail server said" in kb("mail", "bounced", SENT, folder=folder).stderr
    assert "came back" in kb("mail", "bounced", SENT, "550 No such user", folder=folder).stdout
    assert state_and_answer(folder) == ("bounced", "550 No such user")
