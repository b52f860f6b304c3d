"""Opens the zip files in which office documents are kept, and refuses what unpacks to too much."""

import copy
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from kb.extraction.markup import Element, parsed
from kb.extraction.parts import MIB, Limits, Refused

SMALL = 8 * MIB
"""Entries up to this size may be packed as tightly as they like."""
_PROBLEMS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, OSError, ValueError)


class Package:
    """The entries of a zip file by name, whatever the case of the letters."""

    def __init__(self, data: bytes, limits: Limits, nested: int = 0) -> None:
        self.limits = limits
        self.nested = nested
        self._left = limits.unpacked
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*_PROBLEMS, IndexError, UnicodeDecodeError) as problem:
            raise Refused("damaged") from problem
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        self._check(entries)
        self._entries = {entry.filename.lower().lstrip("/"): entry for entry in entries}
        if len(self._entries) != len(entries):
            raise Refused("damaged", "The file holds two parts of one name. Open it and save it anew.")

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > self.limits.entries or sum(entry.file_size for entry in entries) > self.limits.unpacked:
            raise Refused("bomb")
        for entry in entries:
            if entry.flag_bits & 1:
                raise Refused("encrypted")
            if entry.file_size > SMALL and entry.file_size > self.limits.entry_ratio * max(entry.compress_size, 1):
                raise Refused("bomb")
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Refused("damaged")

    @property
    def names(self) -> list[str]:
        """The names of all entries, in small letters."""
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name.lower().lstrip("/") in self._entries

    def read(self, name: str) -> bytes:
        """The content of an entry; one that is larger than it says is a bomb."""
        entry = self._entries.get(name.lower().lstrip("/"))
        if entry is None:
            raise Refused("damaged")
        roomy = copy.copy(entry)
        roomy.file_size = entry.file_size + MIB  # what is too much is then not cut off
        try:
            with self._zip.open(roomy) as stream:
                content = stream.read(entry.file_size + 1)
                longer = len(content) > entry.file_size
        except RuntimeError as problem:
            raise Refused("encrypted") from problem
        except _PROBLEMS as problem:
            raise Refused("damaged") from problem
        self._left -= len(content)
        if longer or self._left < -self.limits.unpacked * 3:  # each entry is read a few times at most
            raise Refused("bomb")
        return content

    def xml(self, name: str) -> Element:
        """The XML of an entry."""
        return parsed(self.read(name))

    def rewritten(self, changed: Mapping[str, bytes | None]) -> bytes:
        """A copy with other content for some entries, and without those whose content is None; no times, no notes."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copied:
            for name, entry in self._entries.items():
                content = changed[name] if name in changed else self.read(name)
                if content is not None:
                    fresh = zipfile.ZipInfo(entry.filename)
                    fresh.compress_type = entry.compress_type
                    copied.writestr(fresh, content)
        return made.getvalue()
