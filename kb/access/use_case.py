"""What every change goes through: the permission is asked, all happens in one transaction, and it is recorded."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from kb.access.actors import Actor, Permission
from kb.access.policy import require
from kb.core import audit
from kb.core.db import transaction

Thing = TypeVar("Thing")
Details = ParamSpec("Details")
Result = TypeVar("Result")
Verb = Callable[Concatenate[Actor, Thing, Details], Result]


def use_case(
    permission: Permission,
) -> Callable[[Verb[Thing, Details, Result]], Verb[Thing, Details, Result]]:
    """Declare a verb that changes something: who asks comes first, the thing second, then the details.

    The verb raises NotFound or Denied where the permission is refused, and does not commit itself. What it did is
    entered in the audit trail: with the thing, and with the row that it returns, if it returns one.
    """

    def declare(verb: Verb[Thing, Details, Result]) -> Verb[Thing, Details, Result]:
        @wraps(verb)
        def checked(who: Actor, thing: Thing, *args: Details.args, **details: Details.kwargs) -> Result:
            with transaction():
                require(who, permission, thing)
                result = verb(who, thing, *args, **details)
                note("did", who, permission, thing, result)
                return result

        return checked  # type: ignore[return-value]  # mypy takes the names of the first two for part of the type

    return declare


def note(act: str, who: Actor, permission: Permission, thing: Any = None, result: Any = None) -> None:
    """Enter in the audit trail what somebody did or read, in the current transaction."""
    audit.record(act, permission.value, actor=(who.kind, who.user_id), thing=thing, result=result)
