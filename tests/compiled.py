"""Templates and addresses are compiled once for all applications of the tests: most tests make one of their own."""

from collections.abc import Callable
from types import MethodType
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from werkzeug.routing import Rule


class CompiledTemplates(BytecodeCache):
    """Templates that one application compiled, for the next."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """The place of a template, which each kind of environment compiles in its own way: `finalize` is one."""
        kind = f"{type(environment).__name__} {environment.finalize is not None}"
        key = f"{kind} {self.get_cache_key(name, filename)}"
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand over what is known of a template, if it has not changed since."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key] = bucket.bytecode_to_string()


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
