"""What every change goes through: the permission is asked, all happens in one transaction, and it is recorded."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm.exc import ObjectDeletedError

from kb.access.actors import Actor, Permission
from kb.access.deeds import CHOICES
from kb.access.policy import require
from kb.core import audit
from kb.core.audit import Deed
from kb.core.db import transaction
from kb.core.errors import Conflict

Thing = TypeVar("Thing")
Details = ParamSpec("Details")
Result = TypeVar("Result")
Verb = Callable[Concatenate[Actor, Thing, Details], Result]


@dataclass(frozen=True, slots=True)
class Declared:
    """A use case as it was declared."""

    name: str
    """What the audit trail calls it: the last module and the verb, "leaving.close"; "members.invite" for the verbs of
    a module that is called service."""
    module: str
    permission: Permission
    parameters: tuple[str, ...]
    choice: str | None
    value: str | None

    def deed(self, thing: Any, args: tuple[Any, ...], details: dict[str, Any]) -> Deed:
        """What it did with these arguments."""
        given = dict(zip(self.parameters, (thing, *args), strict=False)) | details
        chosen = given.get(self.choice) if self.choice else None
        if chosen is not None and chosen not in CHOICES:  # what is typed never gets into the trail
            raise LookupError(f"the choice of {self.name} is of no closed list in kb.access.deeds")
        return Deed("did", self.permission.value, self.name, chosen, given.get(self.value) if self.value else None)


USE_CASES: dict[str, Declared] = {}
"""Every use case by its name."""


def use_case(
    permission: Permission, *, choice: str | None = None, value: str | None = None, where_done: bool = False
) -> Callable[[Verb[Thing, Details, Result]], Verb[Thing, Details, Result]]:
    """Declare a verb that changes something: who asks comes first, the thing second, then the details.

    The verb raises NotFound or Denied where the permission is refused, Conflict where what it is done with has been
    removed meanwhile, and does not commit itself. What it did is entered in the audit trail: with the thing, and with
    the row that it returns, if it returns one. `choice` names the thing or detail that is a word of a closed list,
    `value` one that is a number; they are entered, too. With `where_done` there is an entry only where the verb returns
    something that is true.
    """

    def declare(verb: Verb[Thing, Details, Result]) -> Verb[Thing, Details, Result]:
        parameters = tuple(inspect.signature(verb).parameters)[1:]
        declared = Declared(_name(verb), verb.__module__, permission, parameters, choice, value)
        known = USE_CASES.setdefault(declared.name, declared)
        assert known == declared, f"{declared.name} is the name of two use cases"  # noqa: S101 - noticed at the start

        @wraps(verb)
        def checked(who: Actor, thing: Thing, *args: Details.args, **details: Details.kwargs) -> Result:
            with transaction():
                try:
                    require(who, permission, thing)
                    result = verb(who, thing, *args, **details)
                except ObjectDeletedError:  # rows are read anew in it: somebody has removed one since the page was read
                    raise Conflict from None
                if result or not where_done:
                    _enter(declared.deed(thing, args, details), who, thing, result)
                return result

        return checked  # type: ignore[return-value]  # mypy takes the names of the first two for part of the type

    return declare


def note_reading(who: Actor, permission: Permission, thing: Any = None, *, verb: str) -> None:
    """Enter in the audit trail, in a transaction, that somebody read something; `verb` is the page or command."""
    with transaction():
        _enter(Deed("read", permission.value, verb), who, thing)


def _enter(deed: Deed, who: Actor, thing: Any, result: Any = None) -> None:
    audit.record(deed, actor=(who.kind, who.user_id), thing=thing, result=result)


def _name(verb: Callable[..., Any]) -> str:
    """`kb.accounts.service.leaving.close` is leaving.close, `kb.members.service.invite` is members.invite."""
    *packages, module = verb.__module__.split(".")
    return f"{packages[-1] if module == 'service' else module}.{verb.__name__.lstrip('_')}"
