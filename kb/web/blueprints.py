"""Finds the pages of packages: all modules of its `routes`, and the blueprint that they are registered with."""

import importlib
import pkgutil
from collections.abc import Iterable

from flask import Blueprint


def pages_of(packages: Iterable[str]) -> list[Blueprint]:
    """The blueprint of each package, with every page that its modules declare.

    `kb.<package>.routes` is a module that has it as `blueprint`, or a package with a module of that name.
    """
    return [_pages(f"kb.{package}.routes") for package in packages]


def _pages(name: str) -> Blueprint:
    routes = importlib.import_module(name)
    for module in pkgutil.iter_modules(getattr(routes, "__path__", ())):
        importlib.import_module(f"{name}.{module.name}")
    found: Blueprint = routes.blueprint if hasattr(routes.blueprint, "route") else routes.blueprint.blueprint
    return found
