"""Every page says who may see it; one that says nothing is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, g, request

from kb.access.actors import ANONYMOUS, Actor, Permission
from kb.access.policy import LOGGED_READING, allows, for_people, require
from kb.access.use_case import note
from kb.core.db import transaction
from kb.core.errors import NotFound, SignInNeeded

View = TypeVar("View", bound=Callable[..., Any])
DECLARED = "kb_access"


def public(view: View) -> View:
    """Declare a page that shows only what everybody may see."""
    setattr(view, DECLARED, "public")
    return view


def needs(permission: Permission, **loaders: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a page that takes a permission: for a thing that is loaded by the address, or for none in particular.

    The loader is called with the arguments of the address and raises NotFound; the view receives the thing under the
    loader's name in place of those arguments. Without a loader the permission is asked for the arguments as they are.
    Where the permission takes an account, somebody without one is asked to sign in before anything is loaded, so that
    the answer is the same whether the thing exists or not. Reading what is not published is entered in the audit trail.
    """
    assert len(loaders) <= 1  # noqa: S101 - more would be ambiguous

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def checked(**address: Any) -> Any:
            who = actor()
            if who.user_id is None and for_people(permission):
                raise SignInNeeded
            for name, loader in loaders.items():
                thing = loader(**address)
                require(who, permission, thing)
                address = {name: thing}
            if not loaders:
                require(who, permission, None)
            if permission in LOGGED_READING:
                with transaction():
                    note("read", who, permission, *address.values() if loaders else ())
            return view(**address)

        setattr(checked, DECLARED, permission)
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


def connect(app: Flask) -> None:
    """Refuse pages that declare nothing, as if they did not exist."""

    @app.before_request
    def refuse_undeclared() -> None:
        if request.endpoint and declaration(app, request.endpoint) is None:
            raise NotFound
