"""The index folder of this machine: which generation is in use, who may write, what has reached the disk."""

import errno
import fcntl
import json
import mmap
import os
import shutil
import socket
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kb.search.backend import Position, Progress

CURRENT, LOCK, REQUEST, PROGRESS, SEAL, IN_USE = "CURRENT", "writer.lock", "REBUILD", "PROGRESS", "SEAL", "in-use"


class UnsuitableFolder(Exception):
    """The folder cannot hold an index; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Current:
    """What CURRENT says: the generation in use, what it was made by and for, how far it has followed the log."""

    generation: str
    form: dict[str, str]
    follower: str
    """Identity of this index in the database that it follows; another database does not know it."""
    position: Position


class IndexFolder:
    """A folder with generations of an index (`g-000012`), of which the file CURRENT names one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def prepare(self) -> None:
        """Make the folder, for this user only as an index is read as code, and check that it can do what is needed."""
        hint = "set KB_INDEX_FOLDER to a folder on a local disk that this user may write to"
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = self.path / f".probe-{os.getpid()}"
            with probe.open("w+b") as file:
                file.write(b"x" * mmap.PAGESIZE)
                file.flush()
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ).close()
            probe.unlink()
        except (OSError, ValueError) as problem:
            raise UnsuitableFolder(f"The index folder {self.path} cannot be used ({problem}); {hint}.") from problem

    # --- which generation is in use

    def current(self) -> Current | None:
        """What CURRENT says; None where there is none or it cannot be read."""
        try:
            kept: dict[str, Any] = json.loads((self.path / CURRENT).read_bytes())
            return Current(kept["generation"], kept["form"], kept["follower"], Position(**kept["position"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def stamp(self) -> tuple[int, int] | None:
        """Changes whenever CURRENT does; costs one system call."""
        try:
            found = os.stat(self.path / CURRENT)
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def point_at(self, current: Current) -> None:
        """Make this the generation and position in use; what it names must be durable already."""
        replace_file(self.path / CURRENT, json.dumps(asdict(current)))

    def place(self, generation: str) -> Path:
        """The folder of a generation."""
        return self.path / generation

    def generations(self) -> list[str]:
        """Names of the generations that have a folder, oldest first."""
        return sorted(entry.name for entry in self.path.glob("g-*") if entry.is_dir())

    def new_generation(self) -> str:
        """Make the folder of the next generation. No number is given twice: readers tell generations by it."""
        current = self.current()
        used = max([*self.generations(), current.generation if current else "g-000000"])
        name = f"g-{int(used[2:]) + 1:06d}"
        self.place(name).mkdir(mode=0o700)
        (self.place(name) / IN_USE).touch(0o600)  # made now, so that it can be removed when the disk is full
        return name

    def discard(self, generation: str) -> None:
        """Remove a generation that was not finished, unless it came into use after all."""
        current = self.current()
        if current is None or current.generation != generation:
            shutil.rmtree(self.place(generation), ignore_errors=True)

    def hold(self, generation: str) -> int:
        """Say that this process reads a generation: a descriptor to close when it does not any more."""
        descriptor = os.open(self.place(generation) / IN_USE, os.O_RDONLY | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:  # it is being removed
            os.close(descriptor)
            raise FileNotFoundError(errno.ENOENT, "the generation is gone", generation) from None
        return descriptor

    def remove_unused(self, keep: str | None) -> list[str]:
        """Remove the generations other than this one that no process reads; only the writer may."""
        removed = []
        for name in self.generations():
            if name == keep:
                continue
            with suppress(OSError), (self.place(name) / IN_USE).open("a") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(self.place(name), ignore_errors=True)
                removed.append(name)
        return removed

    # --- who may write

    def writer_lock(self) -> int | None:
        """The lock of the one writer, as a descriptor to keep open; None where another one holds it."""
        descriptor = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor

    def has_writer(self) -> bool:
        """Whether some process holds the writer's lock."""
        descriptor = self.writer_lock() if self.path.is_dir() else None
        if descriptor is not None:
            os.close(descriptor)
        return descriptor is None and self.path.is_dir()

    # --- what processes tell each other

    def ask_for_rebuild(self, reason: str) -> None:
        """Have the writer, whichever process it is, build the index anew."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(self.path / REQUEST, reason)

    def asked_for_rebuild(self) -> str | None:
        """Why somebody asked for it; None where nobody did."""
        with suppress(OSError):
            return (self.path / REQUEST).read_text(errors="replace")[:200]
        return None

    def rebuild_answered(self) -> None:
        """The rebuild that was asked for is done."""
        (self.path / REQUEST).unlink(missing_ok=True)

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """The file in which others see how far a rebuild is goes when it ends, well or badly."""
        self.tell(Progress(0, 0))
        try:
            yield
        finally:
            (self.path / PROGRESS).unlink(missing_ok=True)

    def tell(self, progress: Progress) -> None:
        """Say how far a rebuild is."""
        replace_file(self.path / PROGRESS, json.dumps(asdict(progress)), durable=False)

    def progress(self) -> Progress | None:
        """How far a rebuild is; None where none runs. One that died left its file but not its lock."""
        try:
            found = Progress(**json.loads((self.path / PROGRESS).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
        return found if self.has_writer() else None


def machine_name() -> str:
    """The name of this machine, for people."""
    return socket.gethostname()[:100]


# --- what has reached the disk: Whoosh itself never asks for that


def seal(place: Path, names: Iterable[str]) -> None:
    """Make these files durable and write down their sizes and checksums; files sealed before are not read again.

    Their names become durable with the seal's own: all stand in one folder.
    """
    known = sealed(place)
    entries = {}
    for name in sorted(names):
        entries[name] = known.get(name) or _made_durable(place / name)
    replace_file(place / SEAL, json.dumps(entries))


def sealed(place: Path) -> dict[str, list[int]]:
    """Size and checksum of each file that was made durable."""
    try:
        found: dict[str, list[int]] = json.loads((place / SEAL).read_bytes())
    except (OSError, ValueError):
        return {}
    return found


def broken_seals(place: Path, *, read: bool) -> list[str]:
    """Sealed files that are missing or have another size, or with `read` another content."""
    broken = []
    for name, (size, checksum) in sealed(place).items():
        try:
            if os.stat(place / name).st_size != size:
                broken.append(f"{name} has another size than when it was written")
            elif read and zlib.crc32((place / name).read_bytes()) != checksum:
                broken.append(f"{name} has another content than when it was written")
        except OSError:
            broken.append(f"{name} is missing")
    return broken


def _made_durable(path: Path) -> list[int]:
    content = path.read_bytes()
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return [len(content), zlib.crc32(content)]


def replace_file(path: Path, text: str, *, durable: bool = True) -> None:
    """Write a small file so that others see the old text or the new one, and after a power cut too if durable."""
    temporary = path.with_name(f".{path.name}-{os.getpid()}-{time.monotonic_ns()}")
    try:
        with temporary.open("w") as file:
            file.write(text)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    if durable:
        _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
