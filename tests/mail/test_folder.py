"""Messages as files, for development."""

import os
import stat
from pathlib import Path

import pytest

from kb.core.db import session, transaction
from kb.core.errors import NotFound
from kb.core.settings import MailSettings
from kb.mail import folder
from kb.mail.composing import composed
from kb.mail.models import Delivery
from kb.mail.posting import Recipient, post
from tests.mail.conftest import LINK, Sending


@pytest.fixture
def kept(sending: Sending, tmp_path: Path) -> Path:
    """The folder of an application that keeps its mail there."""
    sending(MailSettings(folder=tmp_path / "mail"))
    return tmp_path / "mail"


def written(kept: Path, name: str = "Ann") -> str:
    """Write a message into the folder; the name of its file."""
    with transaction():
        delivery = post(Recipient("ann@example.org"), "mail/typed", name=name, link=LINK)
    before = set(os.listdir(kept)) if kept.exists() else set()
    folder.write(composed(delivery, "Lessonbank <no-reply@example.org>"), kept / folder.name_of(delivery))
    (name,) = set(os.listdir(kept)) - before
    return name


def test_a_written_message_can_be_read(kept: Path) -> None:
    name = written(kept, "Zoë")
    found = folder.message_file(name)
    assert (found.name, found.subject, found.to) == (name, "Zoë asks you", "ann@example.org")
    assert found.written_at
    assert found.text.startswith(f"Zoë asks. Open\n{LINK}\n")


def test_the_same_message_is_one_file_that_only_its_owner_reads(kept: Path) -> None:
    name = written(kept)
    delivery = session.get_one(Delivery, int(name[-10:-4]))
    folder.write(composed(delivery, "no-reply@example.org"), kept / folder.name_of(delivery))
    assert os.listdir(kept) == [name]
    assert stat.S_IMODE((kept / name).stat().st_mode) == 0o600


def test_files_are_listed_by_page_with_the_newest_first(kept: Path) -> None:
    names = [written(kept, f"Person {number}") for number in range(23)]
    first, second = folder.message_files(1), folder.message_files(2)
    assert [file.name for file in [*first, *second]] == names[::-1]
    assert (first.total, len(first), len(second)) == (23, 20, 3)


def test_only_messages_in_the_folder_can_be_read(kept: Path, tmp_path: Path) -> None:
    name = written(kept)
    (tmp_path / name).write_bytes((kept / name).read_bytes())
    (kept / "notes.txt").write_text("secret")
    (kept / "2027-01-01-000000-000001.eml").symlink_to(tmp_path / "lessonbank.db")
    for wrong in (
        f"../{name}", f"./{name}", str(tmp_path / name), "notes.txt", "2027-01-01-000000-000001.eml", "", ".", "..",
        f"{name}\0", f"{name}\n", f"%2e%2e/{name}", name.upper(), "2027-01-01-000000-000009.eml",
    ):  # fmt: skip
        with pytest.raises(NotFound):
            folder.message_file(wrong)
    assert [file.name for file in folder.message_files(1)] == [name]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00 no message",
        b"Subject: =?x-unknown?b?////?=\nTo: <<\nDate: yesterday\n\nbody",
        b"Content-Type: text/plain; charset=x-unknown\n\n\xff",
        b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"Content-Type: multipart/alternative\n\nno boundary",
        b"Content-Type: image/png\n\nx",
        b"Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: message/rfc822\n\n--a--",
    ],
)
def test_a_damaged_file_is_shown_as_far_as_it_can_be_read(kept: Path, content: bytes) -> None:
    kept.mkdir()
    (kept / "2027-01-01-000000-000001.eml").write_bytes(content)
    (found,) = folder.message_files(1)
    assert "\n" not in found.subject + found.to


def test_where_a_server_sends_there_are_no_files(sending: Sending) -> None:
    sending(MailSettings(server="mail.example.org"))
    assert folder.message_files(1).total == 0
    with pytest.raises(NotFound):
        folder.message_file("2027-01-01-000000-000001.eml")


def test_a_file_that_cannot_be_finished_is_not_there(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        written(kept)
    assert os.listdir(kept) == []
