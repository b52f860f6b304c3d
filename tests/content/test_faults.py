"""Every kind of fault that one change in a file can make is named with its line and with what would be right."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.content.small_folder import SmallFolder

CATALOGUE: dict[str, dict[str, Any]] = {
    f"{file.stem}: {name}": fault
    for file in sorted(Path(__file__).with_name("faults").glob("*.yaml"))
    for name, fault in yaml.safe_load(file.read_text(encoding="utf-8")).items()
}


def test_nothing_is_wrong_before_the_change(folder: SmallFolder) -> None:
    assert folder.faults() == []


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_fault_is_named(folder: SmallFolder, name: str) -> None:
    fault = CATALOGUE[name]
    folder.change(fault["file"], fault["instead of"], fault["stands"])
    assert folder.faults() == fault["the check says"]
