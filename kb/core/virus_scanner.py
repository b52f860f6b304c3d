"""Asks a clamd daemon whether there is a virus in a file (https://docs.clamav.net/manual/Usage/ClamdProtocol.html)."""

import re
import socket
import struct
import time
from contextlib import suppress

PIECE = 1 << 16
PATIENCE = 60.0
"""Seconds after which a daemon that has not answered is taken to be unable to."""
LONGEST_ANSWER = 4096
_HOST_AND_PORT = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+)):([0-9]{1,5})", re.IGNORECASE)


class ScannerUnavailable(Exception):
    """The daemon is not there, takes too long, or cannot scan this file."""


def is_address(text: str) -> bool:
    """Whether it says where a daemon may be: the path of a socket, or a host and a port."""
    found = _HOST_AND_PORT.fullmatch(text)
    return text.startswith("/") if found is None else 0 < int(found[3]) < 65536


def virus_in(data: bytes, address: str, patience: float = PATIENCE) -> str:
    """Name of the virus that the daemon at this address finds; empty where it finds none.

    Raises ScannerUnavailable.
    """
    ends = time.monotonic() + patience
    try:
        with _connected(address, patience) as connection:
            with suppress(BrokenPipeError, ConnectionResetError):  # it answers before all is sent: that is too much
                _send(connection, data, ends)
            answer = _answer(connection, ends)
    except OSError as problem:
        raise ScannerUnavailable(type(problem).__name__) from problem
    said = answer.decode("utf-8", "replace").strip("\0\n ").removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerUnavailable(said or "no answer")


def _connected(address: str, patience: float) -> socket.socket:
    found = _HOST_AND_PORT.fullmatch(address)
    if found is not None:
        return socket.create_connection((found[1] or found[2], int(found[3])), timeout=patience)
    local = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    local.settimeout(patience)
    try:
        local.connect(address)
    except OSError:
        local.close()
        raise
    return local


def _send(connection: socket.socket, data: bytes, ends: float) -> None:
    connection.sendall(b"zINSTREAM\0")
    for start in range(0, len(data), PIECE):
        piece = data[start : start + PIECE]
        _wait_until(connection, ends)
        connection.sendall(struct.pack("!L", len(piece)) + piece)
    connection.sendall(struct.pack("!L", 0))


def _answer(connection: socket.socket, ends: float) -> bytes:
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        _wait_until(connection, ends)
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer


def _wait_until(connection: socket.socket, ends: float) -> None:
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection.settimeout(left)
