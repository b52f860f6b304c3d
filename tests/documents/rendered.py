"""Slides as LibreOffice draws them: where each word stands on the page."""

import html
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kb.documents.printable import FONTS

CONFIGURED = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{}<cachedir>{}</cachedir></fontconfig>"""
WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
SECONDS = 240


@dataclass(frozen=True)
class Word:
    """A word and the place of it, in points from the top left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def drawn(deck: bytes, folder: Path, *, with_our_face: bool) -> list[list[Word]]:
    """The words of each slide, drawn with our face or with what the machine has in its place."""
    (folder / "deck.pptx").write_bytes(deck)
    ours = f"<dir>{FONTS}</dir>" if with_our_face else ""
    (folder / "fonts.conf").write_text(CONFIGURED.format(ours, folder / "cache"))
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)}
    office = [shutil.which("soffice") or "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    convert = [*office, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "deck.pptx")]
    subprocess.run(convert, check=True, capture_output=True, timeout=SECONDS, env=environment)
    reading = ["pdftotext", "-bbox", str(folder / "deck.pdf"), "-"]
    said = subprocess.run(reading, check=True, capture_output=True, timeout=SECONDS, text=True).stdout
    return [
        [Word(*map(float, found[:4]), html.unescape(found[4])) for found in WORD.findall(page)]
        for page in said.split("<page ")[1:]
    ]


def faces(folder: Path) -> str:
    """What pdffonts says of the file that was drawn there."""
    command = ["pdffonts", str(folder / "deck.pdf")]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
