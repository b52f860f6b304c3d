"""Jinja as our pages use it: names that were not given are errors, and what it asks again and again is answered once.

A page calls hundreds of macros and fills in a thousand values, so what happens at each of them decides how long it
takes. Everything here gives the same pages as Jinja does by itself. For that it overrides members of Jinja that are
private; that is done only after a trial has shown that it still gives the same.
"""

import logging
import re
from collections.abc import Iterator, Mapping, MutableMapping
from functools import cache
from types import FunctionType, MethodType
from typing import Any, Self

from flask import Flask
from flask.templating import Environment
from jinja2 import ChainableUndefined, DictLoader
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

log = logging.getLogger(__name__)

_PLAIN = frozenset({FunctionType, MethodType})
_SPECIAL = re.compile("[&<>\"']")


class StrictUndefined(ChainableUndefined):
    """A name that a template was not given is an error.

    Components of GOV.UK Frontend ask for options that nobody set. Those stay empty: keys missing from a
    component's parameters, and names that are theirs and never ours: `caller`, `undefined`, all in camelCase.
    """

    __slots__ = ()

    def _refuse(self) -> None:
        name = self._undefined_name
        if isinstance(self._undefined_obj, Mapping) or name in {"caller", "undefined"}:
            return
        if isinstance(name, str) and name != name.lower():
            return
        self._fail_with_undefined_error()

    def __str__(self) -> str:
        self._refuse()
        return ""

    def __len__(self) -> int:
        self._refuse()
        return 0

    def __bool__(self) -> bool:
        self._refuse()
        return False

    def __iter__(self) -> Iterator[Any]:
        self._refuse()
        return iter(())

    def __getattr__(self, name: str) -> Self:
        if name.startswith("__"):
            raise AttributeError(name)
        self._refuse()
        return self

    def __getitem__(self, _name: str) -> Self:  # type: ignore[override]
        self._refuse()
        return self


class PageContext(Context):
    """Calls what templates call without asking each time whether it wants to be told about the template.

    Hundreds of macros and functions are called for a page; the questions took a fifth of its time.
    """

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What it returns; Jinja's own way for anything but macros and our plain functions."""
        if type(called) is Macro or (type(called) in _PLAIN and not called.__dict__):
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return called(*args, **kwargs)
        return super().call(called, *args, **kwargs)


class PageGenerator(CodeGenerator):
    """Makes templates call `PageEnvironment.escaped` where they would call `escape`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class StrictEnvironment(Environment):
    """Jinja's environment, in which names that were not given are errors."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options, undefined=StrictUndefined)


class PageEnvironment(StrictEnvironment):
    """The same with less to do at each import, call and value."""

    context_class = PageContext
    code_generator_class = PageGenerator

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template knows; complete before the first is read.

        Each import compares the names that two templates know, which takes long with Jinja's own map of maps.
        """
        return {**self.globals, **(d or {})}

    @staticmethod
    def escaped(value: Any) -> str:
        """A value as it is written into a page; most have no sign that means something in HTML."""
        kind = type(value)
        if kind is Markup or (kind is str and not _SPECIAL.search(value)):
            return value  # type: ignore[no-any-return]
        return str(value) if kind is int else escape(value)


@cache
def page_environment() -> type[StrictEnvironment]:
    """The quick environment, if it works with the Jinja that is installed; found out with a few templates."""
    made = _tried(PageEnvironment)
    if made and made == _tried(StrictEnvironment):
        return PageEnvironment
    log.warning("This Jinja works in another way; pages are made without what makes them quick.")
    return StrictEnvironment


_PARTS = """{% macro cell(text, n=1) %}
<b title="{{ text }}">{{ n }}{{ caller() if caller }}{{ known }}</b>
{% endmacro %}"""
_TRIAL = """{% from "parts" import cell %}{% for text in texts %}
{% call cell(text) %}{{ loop.index }}{{ text | upper }}{% endcall %}{{ cell(text, n=plain(text)) }}
{% endfor %}{{ none }}{{ 1.5 }}"""


def _tried(kind: type[StrictEnvironment]) -> str | None:
    """What this kind of environment makes of the trial; None where it fails."""
    try:
        tried = kind(Flask(__name__), loader=DictLoader({"parts": _PARTS}), autoescape=True)
        tried.globals["known"] = 5
        return tried.from_string(_TRIAL).render(texts=["<a>", Markup("<i>")], plain=lambda text: f"{text}!")
    except Exception:  # private members may be gone, or be anything
        return None
