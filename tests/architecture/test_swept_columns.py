"""What was removed for good is kept out as objects are written; who writes past the objects has a reason."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import kb.wiring  # noqa: F401 - so that every table is known
from kb.core.db import Base
from kb.expunging.columns import SWEPT

ROOT = Path(__file__).resolve().parents[2]
VERBS = ("insert", "update")
TABLES = {mapper.class_.__name__: str(mapper.local_table.name) for mapper in Base.registry.mappers}  # type: ignore[attr-defined]
PAST_OBJECTS: Mapping[str, str] = {
    "kb/admin/service/merging.py": "which organisation came before which: numbers alone",
    "kb/content/differences.py": "asks `without_expunged` for each row",
    "kb/editorial/checking_files.py": "a virus was found: the site's own words in place of what was said",
    "kb/expunging/files.py": "takes files out",
    "kb/expunging/lessons.py": "empties columns",
    "kb/expunging/places.py": "forgets digests of what was imported, and puts nothing in their place",
    "kb/expunging/sweeping.py": "sweeps",
    "kb/importing/service/sending.py": "forgets what was found in rows before, and puts nothing in its place",
    "kb/mail/forgetting.py": "forgets what messages say, and puts nothing in its place",
}
"""Modules that write swept columns, or columns that cannot be told here, by statements of their own."""


def writes(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls of `insert` and `update` of SQLAlchemy."""
    names = {
        alias.asname or alias.name
        for each in ast.walk(tree)
        if isinstance(each, ast.ImportFrom) and (each.module or "").startswith("sqlalchemy")
        for alias in each.names
        if alias.name in VERBS
    }
    for each in ast.walk(tree):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in names:
            yield each


def columns(call: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> set[str] | None:
    """Which columns a statement gives values, followed through a name it is given; None where that cannot be told."""
    found: set[str] | None = None
    at = call
    while isinstance(at, ast.expr):
        if isinstance(at, ast.Call) and isinstance(at.func, ast.Attribute) and at.func.attr == "values":
            given = [each.arg for each in at.keywords]
            if at.args or None in given:
                return None
            found = (found or set()) | {name for name in given if name}
        at = parents[at]
    if found is None and isinstance(at, ast.Assign) and isinstance(at.targets[0], ast.Name):
        return _under_name(at, at.targets[0].id, parents)
    return found


def _under_name(assigned: ast.Assign, name: str, parents: Mapping[ast.AST, ast.AST]) -> set[str] | None:
    around: ast.AST = assigned
    while not isinstance(around, ast.FunctionDef):
        around = parents[around]
    used = (each for each in ast.walk(around) if isinstance(each, ast.Name) and each.id == name)
    found = [columns(each, parents) for each in used if isinstance(each.ctx, ast.Load)]
    told = [each for each in found if each is not None]
    return set().union(*told) if told and len(told) == len(found) else None


def past_objects(path: Path) -> bool:
    """Whether a module has a statement that may write a swept column."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    for call in writes(tree):
        target = call.args[0]
        table = TABLES.get(target.id) if isinstance(target, ast.Name) else None
        swept = set(SWEPT.get(table, ())) if table else {name for names in SWEPT.values() for name in names}
        given = columns(call, parents)
        if swept and (given is None or given & swept):
            return True
    return False


def test_no_statement_writes_what_somebody_typed_past_the_objects_unless_there_is_a_reason() -> None:
    found = {str(path.relative_to(ROOT)) for path in (ROOT / "kb").rglob("*.py") if past_objects(path)}

    assert found == PAST_OBJECTS.keys()


def test_it_would_be_seen(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    for said, seen in (
        ("session.execute(insert(ImportRow), rows)", True),
        ("session.execute(update(Revision).where(x).values(found=text))", True),
        ("session.execute(update(Revision).where(x).values(state='hidden'))", False),
        ("session.execute(update(User).values(**any))", False),
    ):
        module.write_text(f"from sqlalchemy import insert, update\n{said}\n", encoding="utf-8")
        assert past_objects(module) is seen, said
