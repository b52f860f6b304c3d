"""The Word files of all starter briefings as LibreOffice prints them: one page each."""

import io
import os
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from kb.briefings.briefing import Briefing
from kb.briefings.sheets import sheet
from kb.documents.boxed_docx import boxed_docx
from tests.briefings.starter import briefings as briefings
from tests.briefings.starter import in_site as in_site
from tests.briefings.starter import lessons as lessons
from tests.briefings.starter import themes as themes
from tests.documents.test_boxed import WORDS
from tests.documents.test_boxed import sheet as full_sheet

SECONDS = 400


@pytest.mark.office
def test_every_word_file_is_one_page(briefings: list[Briefing], tmp_path: Path) -> None:
    files = {briefing.file_name: boxed_docx(sheet(briefing)) for briefing in briefings}
    files |= {f"full-{name}": boxed_docx(full_sheet(word)) for name, word in WORDS.items()}
    for name, content in files.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    given = [str(tmp_path / f"{name}.docx") for name in files]
    own = os.environ | {"HOME": str(tmp_path)}
    subprocess.run([*command, *given], check=True, capture_output=True, timeout=SECONDS, env=own)

    pages = {name: len(PdfReader(io.BytesIO((tmp_path / f"{name}.pdf").read_bytes())).pages) for name in files}
    assert {name: number for name, number in pages.items() if number != 1} == {}
