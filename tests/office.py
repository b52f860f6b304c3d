"""Files of office programs as LibreOffice prints them, with our own face, and PDF pages as pictures."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

import kb.documents.printable

SECONDS = 180
FACES = Path(kb.documents.printable.__file__).with_name("fonts")
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{ours}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


@dataclass(frozen=True)
class Printed:
    """What came out: the PDF, and a picture (PNG) of each page in their order."""

    pdf: bytes
    pages: tuple[Path, ...]


Rendered: TypeAlias = Callable[[bytes, str], Printed]


@pytest.fixture
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """`rendered(content, "pack.docx")`: the pages of a DOCX, PPTX or PDF. Tests that use it are marked `office`."""
    return lambda content, name: printed(content, name, tmp_path_factory.mktemp("office"))


def printed(content: bytes, name: str, folder: Path) -> Printed:
    """The pages of a file, made in an empty folder. Each call has a profile of its own, so that many may run at once.

    Raises CalledProcessError, with what the program said, where it does not open the file.
    """
    given = folder / name
    given.write_bytes(content)
    out = folder / "out"
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(ours=FACES, cache=folder / "cache"), encoding="utf-8")
    own = os.environ | {"FONTCONFIG_FILE": str(fonts), "HOME": str(folder)}
    if given.suffix != ".pdf":
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        _run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), str(given)], own)
        given = out / f"{given.stem}.pdf"
    _run(["pdftoppm", "-r", "60", "-png", str(given), str(folder / "page")], own)
    return Printed(given.read_bytes(), tuple(sorted(folder.glob("page-*.png"))))


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=SECONDS)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
