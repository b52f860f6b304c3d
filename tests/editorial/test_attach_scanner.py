"""A clamd daemon is asked about a file, and whatever it does there is an answer or it counts as not available."""

import socket
import struct
import threading
from pathlib import Path

import pytest

from config import ConfigurationError, from_environment
from kb.core.virus_scanner import ScannerUnavailable, is_address, virus_in
from tests.editorial.clamd import CLEAN, CUT, EICAR, FOUND, SILENT, TOO_LARGE, clamd, nobody_listens

LARGE = bytes(range(256)) * 4096


def test_a_file_comes_whole_to_the_scanner_and_is_clean() -> None:
    with clamd(CLEAN) as daemon:
        assert virus_in(LARGE, daemon.address) == ""

    assert daemon.scanned == [LARGE]


def test_a_virus_is_named() -> None:
    with clamd(FOUND) as daemon:
        assert virus_in(b"x", daemon.address) == EICAR


@pytest.mark.parametrize("answer", [TOO_LARGE, CUT, "Can't allocate memory ERROR"])
def test_what_says_neither_is_no_answer(answer: str) -> None:
    with clamd(answer) as daemon, pytest.raises(ScannerUnavailable):
        virus_in(LARGE * 8, daemon.address)


def test_a_scanner_that_does_not_answer_in_time_is_not_waited_for() -> None:
    with clamd(SILENT) as daemon, pytest.raises(ScannerUnavailable):
        virus_in(b"x", daemon.address, patience=0.2)


def test_a_scanner_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with nobody_listens() as address, pytest.raises(ScannerUnavailable):
        virus_in(b"x", address)
    with pytest.raises(ScannerUnavailable):
        virus_in(b"x", str(tmp_path / "clamd.ctl"))


def test_a_scanner_may_listen_at_a_socket_of_the_machine(tmp_path: Path) -> None:
    path = str(tmp_path / "clamd.ctl")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(10)
                while struct.unpack("!L", connection.recv(4))[0]:
                    connection.recv(1)
                connection.sendall(b"stream: OK\0")

        thread = threading.Thread(target=serve)
        thread.start()
        assert virus_in(b"x", path) == ""
        thread.join()


@pytest.mark.parametrize("address", ["127.0.0.1:3310", "scanner.internal:3310", "[::1]:3310", "/run/clamav/clamd.ctl"])
def test_addresses_of_scanners(address: str) -> None:
    assert is_address(address)
    assert from_environment({"KB_CLAMD": address}).clamd == address


@pytest.mark.parametrize("address", ["scanner", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "tcp://scanner:3310"])
def test_what_is_no_address_of_a_scanner_stops_the_start(address: str) -> None:
    with pytest.raises(ConfigurationError, match="KB_CLAMD"):
        from_environment({"KB_CLAMD": address})
