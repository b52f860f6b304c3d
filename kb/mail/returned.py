"""Reading a message that a mail server returned because it could not deliver ours (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.policy import compat32

from kb.mail.words import on_one_line

LARGEST = 2_000_000
"""Bytes; ours are small, and so is what servers say about them."""
_MESSAGE_ID = re.compile(r"<[^<>\s]+>")
_TYPE = re.compile(r"^\s*[\w.-]+\s*;\s*")
"""What stands before the words of a field: "smtp; 550 no such user"."""


class NotReturned(Exception):
    """It does not say that a message of ours was given up; the exception's text says what it is instead."""


@dataclass(frozen=True, slots=True)
class Returned:
    """That a server gave a message up."""

    message_id: str
    """Header `Message-ID` of the message that could not be delivered."""
    reason: str
    """What the server said."""


def returned(content: bytes) -> Returned:
    """What a returned message says. Raises NotReturned.

    What counts is that its server has given up (`Action: failed`), whatever the status: some give up with a status of
    their last try, which was to be repeated. The older policy of the parser bears every fault in a header.
    """
    if len(content) > LARGEST:
        raise NotReturned("It is too large.")
    try:
        message = message_from_bytes(content, policy=compat32)
        reports = list(_of_recipients(message))
        found = _original_id(message)
    except (MessageError, LookupError, ValueError):
        raise NotReturned("It cannot be read.") from None
    if not reports:
        raise NotReturned("It is no report of a mail server about a message.")
    failed = next((report for report in reports if _field(report, "Action").lower() == "failed"), None)
    if failed is None:
        raise NotReturned("The server has not given up: the message is late, or has arrived.")
    if not found:
        raise NotReturned("It does not name the message that it is about.")
    return Returned(found, _reason(failed))


def _of_recipients(message: Message) -> Iterator[Message]:
    """The parts of a report that are about one recipient each; the first part of a report is about the message."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (block for block in part.get_payload() if isinstance(block, Message) and block["Action"])


def _original_id(message: Message) -> str:
    """Message-ID of the message that comes back with the report: whole, or its headers alone."""
    for part in message.walk():
        kind, inside = part.get_content_type(), part.get_payload()
        if kind == "message/rfc822" and isinstance(inside, list) and inside and isinstance(inside[0], Message):
            text = str(inside[0]["Message-ID"] or "")
        elif kind in {"text/rfc822-headers", "message/rfc822-headers"}:
            text = _header_in(part)
        else:
            continue
        if found := _MESSAGE_ID.search(text):
            return found[0]
    return ""


def _header_in(part: Message) -> str:
    headers = part.get_payload(decode=True)
    return str(message_from_bytes(headers)["Message-ID"] or "") if isinstance(headers, bytes) else ""


def _reason(report: Message) -> str:
    said = _TYPE.sub("", _field(report, "Diagnostic-Code"))
    return said or f"The mail server gave up, with status {_field(report, 'Status') or 'unknown'}"


def _field(report: Message, name: str) -> str:
    return on_one_line(str(report[name] or ""))
