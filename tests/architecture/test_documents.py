"""What README and CHANGELOG say is so: packages, settings, commands; and no file names a machine or a registry."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import config
import kb.cli.__main__
from kb.cli.application import kb

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "content/README.md")
ROW = re.compile(r"^\| `([^`]+)` \| (.+?) \|$", re.MULTILINE)


def section(title: str, document: str = README) -> str:
    """The part of a document under this heading."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", document, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {title!r}"
    return found[1]


def commands(group: click.Group, words: tuple[str, ...] = ("kb",)) -> Iterator[str]:
    """Every command as it is typed, without its arguments."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))
        else:
            yield " ".join((*words, name))


def tracked() -> list[Path]:
    """Every file of the project that is, or would be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_the_map_names_every_package_and_no_other() -> None:
    packages = {f"kb/{file.parent.name}" for file in (ROOT / "kb").glob("*/__init__.py")}
    named = {name for name, _ in ROW.findall(section("A map of the code")) if name.startswith("kb/")}
    assert {name for name in named if not name.endswith(".py")} == packages


def test_the_map_names_folders_that_exist() -> None:
    assert [name for name, _ in ROW.findall(section("A map of the code")) if not (ROOT / name).exists()] == []


def test_the_settings_are_those_of_the_code() -> None:
    assert dict(ROW.findall(section("Settings"))) == config.SETTINGS


def test_every_command_is_explained_and_no_other() -> None:
    explained = {re.sub(r"( [A-Z]+\b| \[.*| --.*)", "", name) for name, _ in ROW.findall(section("Commands"))}
    assert {name for name in explained if name.startswith("kb ")} == set(commands(kb))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_between_files_lead_somewhere(document: str) -> None:
    file = ROOT / document
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", file.read_text(encoding="utf-8"))
    assert [link for link in links if not (file.parent / link).exists()] == []


def test_the_changelog_begins_with_the_version_of_the_project() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    headings = re.findall(r"^## \[?([^\]\s]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert next(heading for heading in headings if heading != "Unreleased") == version


@pytest.mark.parametrize("file", sorted((ROOT / "docs/decisions").glob("*.md")), ids=lambda file: file.stem)
def test_a_decision_says_context_choice_and_cost_on_one_page(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Choice", "Cost"]
    assert len(text.splitlines()) <= 60
    assert re.match(r"# \d+\. ", text)


def test_decisions_are_numbered_without_a_gap() -> None:
    names = sorted(file.name for file in (ROOT / "docs/decisions").glob("*.md"))
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]


MACHINES = re.compile(r"(?<![\w.])/(?:root|work|Users/\w+|home/\w+)/")
REGISTRIES = re.compile(
    r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|deb[.]debian[.]org|^--\S*(?:index-url|links)", re.M
)


@pytest.mark.parametrize("pattern", [MACHINES, REGISTRIES], ids=["machine", "registry"])
def test_no_file_names_a_machine_or_a_registry(pattern: re.Pattern[str]) -> None:
    found = []
    for file in tracked():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{file.relative_to(ROOT)}: {match[0]}" for match in pattern.finditer(text)]
    assert found == []


def test_a_path_of_a_machine_and_a_registry_would_be_noticed() -> None:
    assert MACHINES.search("see /{}/project".format("root"))
    assert REGISTRIES.search("https://pypi{}org/simple".format("."))
    assert REGISTRIES.search("flask==3\n--{}index-url x".format("extra-"))
