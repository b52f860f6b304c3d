"""Several e-mail addresses in one box, one on each line: what can be used, and what is wrong with which line."""

from dataclasses import dataclass, field

from kb.accounts.addresses import folded
from kb.core.errors import Invalid

MOST = 50
"""Addresses that can be given at once."""


@dataclass(slots=True)
class TypedAddresses:
    """What was typed, read."""

    lines: dict[str, int] = field(default_factory=dict)
    """Each address in the form in which it is kept, with the number of its first line."""
    problems: list[str] = field(default_factory=list)
    """A sentence for each line that cannot be used."""


def read(typed: str) -> TypedAddresses:
    """The addresses in a text. Empty lines do not matter, nor do a comma or semicolon at the end of a line."""
    found = TypedAddresses()
    for number, line in enumerate(typed.splitlines(), start=1):
        address = line.strip(" \t,;")
        if not address:
            continue
        shown = address if len(address) <= 60 else f"{address[:60]}…"
        try:
            email = folded(address)
        except Invalid:
            found.problems.append(f"Line {number}: “{shown}” is not an address in the form name@example.org.")
            continue
        if email in found.lines:
            found.problems.append(f"Line {number}: {shown} is on line {found.lines[email]} already.")
            continue
        found.lines[email] = number
    return found
