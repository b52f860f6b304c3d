"""What every change goes through: the permission is asked, and everything happens in one transaction."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from kb.access.policy import Actor, Permission, require
from kb.core.db import transaction

Thing = TypeVar("Thing")
Details = ParamSpec("Details")
Result = TypeVar("Result")
Verb = Callable[Concatenate[Actor, Thing, Details], Result]


def use_case(
    permission: Permission,
) -> Callable[[Verb[Thing, Details, Result]], Verb[Thing, Details, Result]]:
    """Declare a verb that changes something: who asks comes first, the thing second, then the details.

    The verb raises NotFound or Denied where the permission is refused, and does not commit itself.
    """

    def declare(verb: Verb[Thing, Details, Result]) -> Verb[Thing, Details, Result]:
        @wraps(verb)
        def checked(who: Actor, thing: Thing, *args: Details.args, **details: Details.kwargs) -> Result:
            with transaction():
                require(who, permission, thing)
                return verb(who, thing, *args, **details)

        return checked  # type: ignore[return-value]  # mypy takes the names of the first two for part of the type

    return declare
