"""Several e-mail addresses in one box: what can be used, and what is wrong with which line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.accounts.addresses import folded
from kb.core.errors import Invalid

MOST = 50
"""Addresses that can be given at once."""
_WITH_NAME = re.compile(r"[^<>]*<([^<>]+)>")
"""As mail programs copy it: "Ada Oduya <ada@example.org>"."""


@dataclass(slots=True)
class TypedAddresses:
    """What was typed, read."""

    number: int = 0
    """Addresses, right or wrong. Where they are too many, none of them is looked at."""
    lines: dict[str, int] = field(default_factory=dict)
    """Each address in the form in which it is kept, with the number of its first line."""
    problems: list[tuple[int, str]] = field(default_factory=list)
    """A sentence for each address that cannot be used, with the number of its line."""

    @property
    def sentences(self) -> list[str]:
        """The problems in the order of the lines."""
        return [f"Line {line}: {sentence}" for line, sentence in sorted(self.problems)]


def read(typed: str) -> TypedAddresses:
    """The addresses in a text: on a line each, or several with semicolons or commas between them."""
    pieces = list(_pieces(typed))
    found = TypedAddresses(len(pieces))
    for line, address in pieces if len(pieces) <= MOST else ():
        shown = address if len(address) <= 60 else f"{address[:60]}…"
        try:
            email = folded(address)
        except Invalid:
            found.problems.append((line, f"“{shown}” is not an address in the form name@example.org."))
            continue
        if email in found.lines:
            found.problems.append((line, f"{shown} is on line {found.lines[email]} already."))
            continue
        found.lines[email] = line
    return found


def _pieces(typed: str) -> Iterator[tuple[int, str]]:
    """Each address with the number of its line. A comma may also stand in a name: "Oduya, Ada <ada@example.org>"."""
    for line, text in enumerate(typed.splitlines(), start=1):
        for part in text.split(";"):
            for piece in [part] if part.count("@") < 2 else part.split(","):
                address = piece.strip(" \t,")
                with_name = _WITH_NAME.fullmatch(address)
                if address:
                    yield line, with_name[1].strip() if with_name else address
