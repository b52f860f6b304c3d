"""Changing what an admin may choose while the site runs."""

from collections.abc import Mapping

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import transaction
from kb.core.errors import Invalid
from kb.core.options import BY_NAME, choose, option


@use_case(Permission.SETTING_CHANGE, choice="name", value="value")
def change(_who: Actor, name: str, *, value: int) -> None:
    """Choose a value for one option. Raises Invalid, with the option's name, where it is outside its limits."""
    if problem := _problem(name, value):
        raise Invalid(**{name: problem})
    choose(name, value)


def _problem(name: str, value: int) -> str | None:
    of = BY_NAME[name]
    if of.lowest <= value <= of.highest:
        return None
    return f"{of.label}: enter a whole number from {of.lowest} to {of.highest}"


def change_all(who: Actor, values: Mapping[str, int]) -> list[str]:
    """Change those options that are to be different from now on, all or none; returns their names.

    Raises Invalid for all that are outside of their limits.
    """
    if problems := {name: problem for name, value in values.items() if (problem := _problem(name, value))}:
        raise Invalid(**problems)
    with transaction():
        different = [name for name, value in values.items() if option(name) != value]
        for name in different:
            change(who, name, value=values[name])
    return different
