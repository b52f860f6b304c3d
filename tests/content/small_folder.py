"""A small content folder in which everything is right, copied for a test that breaks one thing in it."""

import shutil
from datetime import date
from pathlib import Path

from kb.content.checking import check_folder
from kb.content.checking_identity import check_identity

SMALL = Path(__file__).with_name("small")
TODAY = date(2026, 11, 25)
TEAM = "lessons/northbridge-referral-team.md"
AUDIT = "lessons/southbridge-audit.md"
REVIEW = "reviews/child-z-2012.yaml"


class SmallFolder:
    """A copy of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        shutil.copytree(SMALL, path)

    def text(self, name: str) -> str:
        """What a file says."""
        return (self.path / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file anew."""
        (self.path / name).write_bytes(text.encode() if isinstance(text, str) else text)

    def change(self, name: str, old: str, new: str) -> None:
        """Put something else in the place of a text that stands in the file once."""
        text = self.text(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def without(self, *names: str) -> None:
        """Take files and folders out, as an export does not write them."""
        for name in names:
            path = self.path / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def faults(self) -> list[str]:
        """Every fault, as it is printed."""
        checked = check_folder(self.path, TODAY)
        identity = check_identity(self.path, checked.passages)
        return [str(fault) for fault in sorted([*checked.faults, *checked.editorial, *identity])]
