"""The look is our own: no typeface, crown or crest of GOV.UK, and nothing that a browser fetches from elsewhere."""

import re
from pathlib import Path

import pytest

from kb.web import static_files, templates
from tests.pages import Person

ROOT = Path(__file__).resolve().parents[2]
STATIC = templates.STATIC
SHEETS = sorted(STATIC.rglob("*.css"))
FONTS = {file.name for file in (STATIC / "fonts").iterdir()}
BRANDING = re.compile(r"GDS Transport|govuk-crest|crown|crest\b|GOV\.UK logotype", re.IGNORECASE)


def css(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def test_there_is_a_style_sheet() -> None:
    assert STATIC / "app.css" in SHEETS
    assert static_files.STATIC == STATIC


@pytest.mark.parametrize("file", SHEETS, ids=lambda file: file.name)
def test_no_branding_of_gov_uk(file: Path) -> None:
    assert BRANDING.findall(css(file)) == []


def test_no_picture_is_a_crown_or_a_crest() -> None:
    assert [file.name for file in STATIC.rglob("*") if BRANDING.search(file.name)] == []


@pytest.mark.parametrize("file", SHEETS, ids=lambda file: file.name)
def test_only_our_own_typeface_is_declared(file: Path) -> None:
    faces = re.findall(r"@font-face\s*{([^}]*)}", css(file))
    families = {found.strip(" \"'") for face in faces for found in re.findall(r"font-family:([^;}]+)", face)}
    assert families == {"Atkinson Hyperlegible Next"}


@pytest.mark.parametrize("file", SHEETS, ids=lambda file: file.name)
def test_what_a_style_sheet_loads_is_in_our_folder(file: Path) -> None:
    loaded = [url.strip("\"' ").split("?")[0].split("#")[0] for url in re.findall(r"url\(([^)]+)\)", css(file))]
    assert [url for url in loaded if not (file.parent / url).is_file()] == []
    assert "@import" not in css(file)


def test_every_font_is_ours_and_has_its_licence() -> None:
    assert FONTS
    assert [name for name in FONTS if not re.fullmatch(r"atkinson-hyperlegible-next-[a-z0-9-]+\.woff2", name)] == []
    assert "SIL OPEN FONT LICENSE" in (STATIC / "licences/atkinson-hyperlegible-next.txt").read_text().upper()


@pytest.mark.parametrize("file", sorted(STATIC.rglob("*.js")), ids=lambda file: file.name)
def test_no_script_fetches_from_elsewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"(?:import|fetch|src\s*=|importScripts)\s*\(?\s*[\"'](?:https?:)?//", text) == []


@pytest.mark.parametrize("endpoint", ["site.home", "search.results", "lessons.themes"])
def test_a_page_has_no_branding_and_loads_nothing_from_elsewhere(anonymous: Person, endpoint: str) -> None:
    page = anonymous.get(endpoint)
    assert BRANDING.findall(page.html) == []
    loading = page.soup.select("script[src], img[src], iframe[src], link[rel]:not([rel=canonical], [rel=alternate])")
    assert loading
    assert [tag for tag in loading if not str(tag.get("src") or tag.get("href")).startswith("/static/")] == []
