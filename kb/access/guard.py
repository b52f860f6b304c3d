"""Every page says who may see it; one that says nothing is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, g, request

from kb.access.actors import ANONYMOUS, Actor, Permission
from kb.access.policy import allows, for_people, leaves_entry, require, waits_for_second_step
from kb.access.use_case import note_reading
from kb.core.errors import Denied, NotFound, Refusal, SecondStepNeeded, SignInNeeded

View = TypeVar("View", bound=Callable[..., Any])
DECLARED = "kb_access"
ASKS = "kb_access_asks"


def public(view: View) -> View:
    """Declare a page that shows only what everybody may see."""
    setattr(view, DECLARED, "public")
    return view


def needs(permission: Permission, **loaders: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a page that takes a permission: for a thing that is loaded by the address, or for none in particular.

    The loader is called with the arguments of the address and raises NotFound; the view receives the thing under the
    loader's name in place of those arguments. Without a loader the permission is asked for nothing in particular, and
    the view receives the arguments as they are.
    Where the permission takes an account, somebody without one is asked to sign in before anything is loaded, so that
    the answer is the same whether the thing exists or not; so is somebody told to set up the second step first who
    holds a role that waits for it. Reading what is not published is entered in the audit trail.
    """
    assert len(loaders) <= 1  # noqa: S101 - more would be ambiguous

    def ask(who: Actor, address: dict[str, Any]) -> Any:
        if who.user_id is None and for_people(permission):
            raise SignInNeeded
        try:
            thing = next((loader(**address) for loader in loaders.values()), None)
            require(who, permission, thing)
        except (NotFound, Denied):
            if waits_for_second_step(who, permission):
                raise SecondStepNeeded from None
            raise
        return thing

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def checked(**address: Any) -> Any:
            who = actor()
            thing = ask(who, address)
            if leaves_entry(who, permission, thing):
                note_reading(who, permission, thing, verb=request.endpoint or "")
            return view(**(dict.fromkeys(loaders, thing) if loaders else address))

        setattr(checked, DECLARED, permission)
        setattr(checked, ASKS, ask)
        return checked

    return declare


def actor() -> Actor:
    """Who makes the current request."""
    found: Actor = g.get("actor", ANONYMOUS)
    return found


def may(permission: Permission, thing: Any = None) -> bool:
    """For templates: whether the person reading may do this."""
    return allows(actor(), permission, thing)


def declaration(app: Flask, endpoint: str) -> str | Permission | None:
    """What the view behind an endpoint declares, or None."""
    found: str | Permission | None = getattr(app.view_functions.get(endpoint), DECLARED, None)
    return found


def may_use(app: Flask, endpoint: str, address: dict[str, Any]) -> bool:
    """Whether the person who asks would be let to the view behind an endpoint; nothing is done there.

    `address` holds the arguments of the view. A thing that has changed meanwhile is in nobody's way.
    """
    ask = getattr(app.view_functions.get(endpoint), ASKS, None)
    if ask is None:
        return declaration(app, endpoint) == "public"
    try:
        ask(actor(), address)
    except (NotFound, Denied, SignInNeeded, SecondStepNeeded):
        return False
    except Refusal:
        return True
    return True


def connect(app: Flask) -> None:
    """Refuse pages that declare nothing, as if they did not exist."""

    @app.before_request
    def refuse_undeclared() -> None:
        if request.endpoint and declaration(app, request.endpoint) is None:
            raise NotFound
