"""Commands about people with accounts, as whoever runs the site types them."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from apiflask import APIFlask

from config import from_environment
from kb import create_app
from kb.accounts.models.user import User
from kb.core import db
from kb.core.db import transaction
from kb.mail.models import Delivery
from kb.mail.posting import Recipient, post
from tests import factories
from tests.conftest import settings_in
from tests.journeys.server import running
from tests.test_cli import kb

ADDRESS = "somebody@example.org"


@pytest.fixture
def folder(sqlite_words: Path, tmp_path: Path) -> Path:
    """An instance with one user."""
    shutil.copy(sqlite_words, tmp_path / "lessonbank.db")
    with instance(tmp_path).app_context(), transaction():
        factories.user(email=ADDRESS)
    return tmp_path


def instance(folder: Path) -> APIFlask:
    return create_app(settings_in(folder))


def test_the_first_admin_gets_a_link_and_a_second_one_does_not(folder: Path) -> None:
    first = kb("users", "first-admin", folder=folder, KB_SITE_URL="https://lessons.example.org")
    assert re.fullmatch(r"https://lessons\.example\.org/first-admin/[0-9a-f]{64}\n", first.stdout)

    assert kb("users", "grant", ADDRESS, "admin", folder=folder).returncode == 0

    second = kb("users", "first-admin", folder=folder)
    assert second.returncode == 1
    assert "There is an admin already" in second.stderr


def test_a_role_is_given_shown_and_taken_away(folder: Path) -> None:
    assert "editor from now on" in kb("users", "grant", ADDRESS.upper(), "editor", folder=folder).stdout
    assert kb("users", "list", folder=folder).stdout.split()[-2:] == [ADDRESS, "editor"]
    assert "has this role already" in kb("users", "grant", ADDRESS, "editor", folder=folder).stderr

    assert "editor no more" in kb("users", "revoke", ADDRESS, "editor", folder=folder).stdout
    assert kb("users", "list", folder=folder).stdout.split()[-2:] == [ADDRESS, "user"]


def test_the_last_admin_stays_one(folder: Path) -> None:
    kb("users", "grant", ADDRESS, "admin", folder=folder)

    for words in (("revoke", ADDRESS, "admin"), ("close", ADDRESS)):
        answer = kb("users", *words, folder=folder)
        assert answer.returncode == 1
        assert "admin" in answer.stderr
        assert "Traceback" not in answer.stderr


def test_an_account_is_closed_and_opened_again(folder: Path) -> None:
    assert "is closed" in kb("users", "close", ADDRESS, folder=folder).stdout
    assert "closed" in kb("users", "list", folder=folder).stdout
    assert kb("users", "link", ADDRESS, folder=folder).returncode == 1
    assert "is open again" in kb("users", "reopen", ADDRESS, folder=folder).stdout
    assert "/reset-password/" in kb("users", "link", ADDRESS, folder=folder).stdout


@pytest.mark.parametrize("words", [("link",), ("close",), ("grant", "admin")])
def test_an_address_that_nobody_has_is_named(folder: Path, words: tuple[str, ...]) -> None:
    command, *rest = words
    for address, message in (("nobody@example.org", "Nobody has an account"), ("nonsense", "e-mail address")):
        answer = kb("users", command, address, *rest, folder=folder)
        assert answer.returncode == 1
        assert message in answer.stderr


def test_a_message_that_came_back_is_noted(folder: Path) -> None:
    with instance(folder).app_context():
        with transaction():
            sent = post(Recipient(ADDRESS), "accounts/reset-unknown", reason="none", sign_in="/", contact="/")
            sent.state, sent.sent_at = "sent", sent.made_at
            number, message_id = sent.id, sent.message_id

        assert kb("mail", "bounced", message_id, "No such mailbox", folder=folder).returncode == 0
        assert kb("mail", "bounced", "<none@example.org>", "x", folder=folder).returncode == 1

        assert db.session.get_one(Delivery, number, populate_existing=True).state == "bounced"


def test_work_that_is_due_is_done_once(folder: Path) -> None:
    with instance(folder).app_context(), transaction():
        post(Recipient(ADDRESS), "accounts/reset-unknown", reason="none", sign_in="/", contact="/")

    done = kb("work", "--once", folder=folder)

    assert done.returncode == 0, done.stderr
    assert "done" in done.stdout
    assert len(list((folder / "mail").glob("*.eml"))) == 1


def test_a_demonstration_does_not_run_in_production(tmp_path: Path) -> None:
    answer = kb(
        "run", "--demo", folder=tmp_path, KB_ENVIRONMENT="production", KB_SECRET_KEY="x" * 40,
        KB_DATABASE_URL=f"sqlite:///{tmp_path}/x.db", KB_SITE_URL="https://lessons.example.org",
        KB_MAIL_FOLDER=str(tmp_path),
    )  # fmt: skip

    assert answer.returncode == 1
    assert "does not run in production" in answer.stderr
    assert not (tmp_path / "x.db").exists()


def test_a_deleted_account_is_listed_without_its_owner(folder: Path) -> None:
    with instance(folder).app_context(), transaction():
        user = db.session.query(User).filter_by(email=ADDRESS).one()
        user.name, user.email = "", None
        user.closed_at = user.deleted_at = user.created_at

    assert "(deleted)" in kb("users", "list", folder=folder).stdout


PROVIDER = {
    "KB_LOCAL_ACCOUNTS": "no",
    "KB_SIGN_ON_METADATA_URL": "https://login.example.org/.well-known/openid-configuration",
    "KB_SIGN_ON_CLIENT_ID": "lessonbank",
    "KB_SIGN_ON_CLIENT_SECRET": "for-tests-only",
}


def test_where_nobody_has_a_password_commands_lead_to_the_provider(folder: Path) -> None:
    first = kb("users", "first-admin", folder=folder, **PROVIDER)
    assert first.returncode == 1
    assert "Sign in through the provider" in first.stderr
    assert "kb users grant ADDRESS admin" in first.stderr

    printed = kb("users", "link", ADDRESS, folder=folder, KB_SITE_URL="https://lessons.example.org", **PROVIDER).stdout
    site = create_app(replace(from_environment({**PROVIDER, "KB_INSTANCE_FOLDER": str(folder)}), testing=True))
    answer = site.test_client().get(printed.removeprefix("https://lessons.example.org").strip())
    assert answer.status_code == 200
    assert "Go on to sign in there" in answer.get_data(as_text=True)


def test_a_demonstration_takes_passwords(folder: Path) -> None:
    answer = kb("run", "--demo", folder=folder, **PROVIDER)
    assert answer.returncode == 1
    assert "KB_LOCAL_ACCOUNTS=yes" in answer.stderr


def test_a_second_step_that_is_not_there_is_not_reset(folder: Path) -> None:
    answer = kb("users", "reset-second-step", ADDRESS, "--yes", folder=folder)
    assert answer.returncode == 1
    assert "has no second step" in answer.stderr


def test_setting_up_prints_the_link_for_the_first_admin_until_there_is_one(folder: Path) -> None:
    def printed() -> list[str]:
        with (folder / "printed").open("w+") as output:
            with running(folder, "--set-up", output=output):
                pass
            output.seek(0)
            return re.findall(r"/first-admin/[0-9a-f]{64}", output.read())

    [path] = printed()
    assert instance(folder).test_client().get(path).status_code == 200

    kb("users", "grant", ADDRESS, "admin", folder=folder)

    assert printed() == []
