"""Messages as files in a folder, for development: written instead of sent, and read for the admins' page."""

import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from kb.core.errors import NotFound
from kb.core.paging import Page, page_of
from kb.core.settings import settings
from kb.mail.models import Delivery
from kb.mail.words import on_one_line

_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6}-[0-9]{6,}\.eml")


@dataclass(frozen=True, slots=True)
class MessageFile:
    """A message in the folder."""

    name: str
    subject: str
    to: str
    written_at: datetime | None
    """Its header Date."""
    text: str
    """The plain text; empty where it cannot be read."""


def name_of(delivery: Delivery) -> str:
    """Name of the file that a message becomes: by time and number, and the same on every try."""
    return f"{delivery.made_at:%Y-%m-%d-%H%M%S}-{delivery.id:06}.eml"


def write(message: EmailMessage, to: Path) -> None:
    """Keep the message in this file, whole or not at all. Raises OSError."""
    to.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=to.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(message.as_bytes())
        Path(beside).replace(to)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def message_files(page: int) -> Page[MessageFile]:
    """Messages in the folder, the newest first; none where messages are sent by a server."""
    names = sorted(_names(), reverse=True)
    return page_of(page, len(names), lambda offset, limit: _read_all(names[offset : offset + limit]))


def message_file(name: str) -> MessageFile:
    """One of them. Raises NotFound, also for a name that would lead out of the folder."""
    if name not in _names():
        raise NotFound
    return next(iter(_read_all([name])))


def _names() -> Sequence[str]:
    folder = settings().mail.folder
    if folder is None or not folder.is_dir():
        return ()
    return [file.name for file in folder.iterdir() if _NAME.fullmatch(file.name) and not file.is_symlink()]


def _read_all(names: Sequence[str]) -> Sequence[MessageFile]:
    folder = settings().mail.folder or Path()
    return [_parsed(name, (folder / name).read_bytes()) for name in names]


def _parsed(name: str, content: bytes) -> MessageFile:
    message = message_from_bytes(content, policy=default)
    written = getattr(message["Date"], "datetime", None)
    return MessageFile(name, _header(message, "Subject"), _header(message, "To"), written, _plain_text(message))


def _header(message: EmailMessage, name: str) -> str:
    return on_one_line(str(message[name] or ""))


def _plain_text(message: EmailMessage) -> str:
    try:
        part = message.get_body(("plain",))
        found = part.get_content() if part is not None else ""
    except (MessageError, LookupError, ValueError):  # an unknown character set, or no message at all
        return ""
    return found.replace("\r\n", "\n") if isinstance(found, str) else ""
