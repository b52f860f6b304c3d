"""The lock files pin everything by hash, agree with each other, and hold what the project asks for."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ["requirements.lock", "requirements-test.lock"]


def pins(name: str) -> dict[str, list[Requirement]]:
    """The pins of a lock file by package; where Pythons differ, a package has a pin for each."""
    text = re.sub(r"\\\n\s*", "", (ROOT / name).read_text())
    found: dict[str, list[Requirement]] = {}
    for line in text.splitlines():
        requirement = Requirement(line.split("--hash")[0])
        assert re.fullmatch(r"==[0-9][^,*]*", str(requirement.specifier)), line[:60]
        assert "--hash=sha256:" in line, f"{requirement} has no hash"
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def missing(wanted: Iterable[str], held: dict[str, list[Requirement]]) -> list[str]:
    """What is asked for and not pinned, or pinned at a version that does not fit."""
    return [text for text in wanted if not fits(Requirement(text), held)]


def fits(asked: Requirement, held: dict[str, list[Requirement]]) -> bool:
    """Whether a package is pinned, at versions that were asked for."""
    found = held.get(canonicalize_name(asked.name), [])
    return bool(found) and all(asked.specifier.contains(str(pin.specifier).lstrip("=")) for pin in found)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_pins_what_the_project_asks_for(lock: str) -> None:
    assert missing(PROJECT["project"]["dependencies"], pins(lock)) == []


def test_the_lock_file_for_tests_pins_the_tools() -> None:
    groups = PROJECT["dependency-groups"]
    assert missing(groups["test"] + groups["lint"], pins("requirements-test.lock")) == []


def test_the_lock_file_for_tests_holds_the_other_one_unchanged() -> None:
    """`dev.py run` is content with an environment that `dev.py test` made."""
    run, test = ({name: list(map(str, found)) for name, found in pins(lock).items()} for lock in LOCKS)
    assert {name: found for name, found in run.items() if test.get(name) != found} == {}


def test_the_search_engine_is_pinned_exactly() -> None:
    assert "whoosh3==3.54.0" in PROJECT["project"]["dependencies"]


def test_a_package_that_is_not_pinned_is_noticed() -> None:
    assert missing(["flask>=99", "nowhere>=1"], pins("requirements.lock")) == ["flask>=99", "nowhere>=1"]
