"""What applications compile is compiled once for all of the tests: most tests make one of their own."""

from collections.abc import Callable
from types import CodeType, MethodType
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule


class CompiledTemplates(BytecodeCache):
    """Templates that one application compiled, for the next."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType]] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """The place of a template, which each kind of environment compiles in its own way: `finalize` is one."""
        kind = f"{type(environment).__name__} {environment.finalize is not None}"
        key = f"{kind} {self.get_cache_key(name, filename)}"
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand over what is known of a template, if it has not changed since."""
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._known[bucket.key] = bucket.checksum, bucket.code


def share_what_is_compiled() -> None:
    """Have all applications that are made from now on share addresses and SQL; templates need a cache of theirs."""
    share_compiled_rules()
    share_compiled_statements()


def share_compiled_rules() -> None:
    """Have each rule of routing take over what the first of the same kind was compiled to.

    Werkzeug takes addresses to pieces and writes two functions that build them, for each rule of each application:
    most of the time that making one takes. What comes of it depends on nothing else than what the key has.
    """
    compile_rule: Callable[[Rule], None] = Rule.compile
    known: dict[tuple[Any, ...], Rule] = {}

    def shared(rule: Rule) -> None:
        converters = tuple(rule.map.converters.items())
        key = (rule.rule, rule.subdomain, rule.host, rule.merge_slashes, repr(rule.defaults), converters)
        first = known.get(key)
        if first is None:
            compile_rule(rule)
            known[key] = rule
            return
        for name in ("_parts", "_trace", "_converters", "arguments"):
            setattr(rule, name, getattr(first, name))
        for name in ("_build", "_build_unknown"):
            setattr(rule, name, MethodType(getattr(first, name).__func__, rule))

    Rule.compile = shared  # type: ignore[method-assign]


STATEMENTS = 3_000
"""How many statements are kept: those of all tests are fewer."""


def share_compiled_statements() -> None:
    """Have each engine take over the SQL that the first of the same kind of database has written for a statement.

    SQLAlchemy keeps it for each engine, and a test that makes one of its own would write all its SQL anew: a tenth of
    a run. What comes of it depends on nothing else of a dialect than what makes two of them equal here.
    """
    known: dict[type, LRUCache[Any, Any]] = {}

    def kept(engine: Any) -> LRUCache[Any, Any]:
        return known.setdefault(type(engine.dialect), LRUCache(STATEMENTS))

    Engine._compiled_cache = property(kept, lambda _engine, _own: None)  # type: ignore[assignment]
    DefaultDialect.__eq__ = lambda one, other: kind_of(one) == kind_of(other)  # type: ignore[method-assign]
    DefaultDialect.__hash__ = lambda one: hash(type(one))  # type: ignore[method-assign]


def kind_of(dialect: Any) -> tuple[Any, ...]:
    """What the SQL for a statement depends on."""
    return type(dialect), dialect.paramstyle, getattr(dialect, "server_version_info", None)
