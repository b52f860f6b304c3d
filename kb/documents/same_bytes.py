"""Office files are zip files: made of the same parts they are the same bytes, with no date in them."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date that a zip file gives for none."""


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of these names and contents, in this order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return made.getvalue()


def zipped_folder(folder: Path) -> bytes:
    """A zip file of all files below this folder."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return zipped((file.relative_to(folder).as_posix(), file.read_bytes()) for file in files)


def undated(content: bytes) -> bytes:
    """The same zip file without the times at which it was made."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return zipped([(name, packed.read(name)) for name in packed.namelist()])
