"""Every page says who may see it; one that says nothing is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, g, request

from kb.access.policy import ANONYMOUS, Actor, Permission, allows, require
from kb.core.errors import NotFound

View = TypeVar("View", bound=Callable[..., Any])
DECLARED = "kb_access"


def public(view: View) -> View:
    """Declare a page that shows only what everybody may see."""
    setattr(view, DECLARED, "public")
    return view


def needs(permission: Permission, **loaders: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a page about one thing: load it by the address, check the permission, hand it to the view.

    The loader is called with the arguments of the address and raises NotFound; the view receives the
    thing under the loader's name in place of those arguments.
    """
    ((name, loader),) = loaders.items()

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def checked(**address: Any) -> Any:
            thing = loader(**address)
            require(actor(), permission, thing)
            return view(**{name: thing})

        setattr(checked, DECLARED, permission)
        return checked

    return declare


def actor() -> Actor:
    """Who makes the current request."""
    found: Actor = g.get("actor", ANONYMOUS)
    return found


def may(permission: Permission, thing: Any) -> bool:
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
