"""A clamd daemon for tests: it speaks the protocol, and answers what a test wants."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

EICAR = "Eicar-Test-Signature"
CLEAN, FOUND, TOO_LARGE, SILENT, CUT = "OK", f"{EICAR} FOUND", "size limit", "silent", "cut"


@dataclass
class Clamd:
    """Where it listens, what it answers next, and what it was sent."""

    address: str
    answers: list[str] = field(default_factory=lambda: [CLEAN])
    """One for each file; the last is answered again and again."""
    scanned: list[bytes] = field(default_factory=list)

    def next_answer(self) -> str:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def clamd(*answers: str) -> Iterator[Clamd]:
    """A daemon on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        daemon = Clamd(f"127.0.0.1:{listener.getsockname()[1]}", list(answers) or [CLEAN])
        ended = threading.Event()
        thread = threading.Thread(target=_serve, args=(listener, daemon, ended), daemon=True)
        thread.start()
        yield daemon
        ended.set()
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def _serve(listener: socket.socket, daemon: Clamd, ended: threading.Event) -> None:
    while not ended.is_set():
        with suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                _answer(connection, daemon, ended)


def _answer(connection: socket.socket, daemon: Clamd, ended: threading.Event) -> None:
    assert _read(connection, 10) == b"zINSTREAM\0"
    answer = daemon.next_answer()
    if answer == TOO_LARGE:
        connection.sendall(b"INSTREAM size limit exceeded. ERROR\0")
        return
    content = b""
    while length := struct.unpack("!L", _read(connection, 4))[0]:
        content += _read(connection, length)
    daemon.scanned.append(content)
    if answer == SILENT:
        connection.settimeout(30)
        connection.recv(1)  # until the other side gives up
    elif answer != CUT:
        connection.sendall(f"stream: {answer}\0".encode())


def _read(connection: socket.socket, length: int) -> bytes:
    read = b""
    while len(read) < length:
        piece = connection.recv(length - len(read))
        if not piece:
            raise ConnectionResetError
        read += piece
    return read


@contextmanager
def nobody_listens() -> Iterator[str]:
    """An address at which there is no daemon."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{taken.getsockname()[1]}"
