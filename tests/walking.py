"""Tests that walk a step of docs/mail.md: the messages written meanwhile are those of its rows, to those they name.

`@pytest.mark.walks("asks for a new password", "owner@example.org")` above a test says which step it walks and to which
address that step writes. Where a step writes to several people, a mapping gives the addresses by the words of the rows.
Nothing else may have been written to anybody: a test that walks several steps has a mark for each.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from sqlalchemy import event

from kb.mail.models import Delivery

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "mail.md"
HEAD = "| step | template | to whom | urgent | when | test |"
Written = set[tuple[str, str]]
"""Templates, each with an address to which it was written."""
Addresses = str | list[str]
"""One, several, or none where a test has nobody of that kind; `*` stands for the number of a made-up person."""


@dataclass(frozen=True)
class Row:
    """A message as the document has it."""

    step: str
    template: str
    to_whom: str
    urgent: str
    when: str
    test: str


def rows(document: str) -> list[Row]:
    """The rows of the table. Raises AssertionError where one has not the columns of the head."""
    lines = document.splitlines()
    start = lines.index(HEAD) + 2
    found = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        cells = [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        assert len(cells) == 6, line
        found.append(Row(*cells))
    return found


def expected(table: list[Row], step: str, to: Addresses | Mapping[str, Addresses]) -> Written:
    """What a step writes to whom. Raises AssertionError where the document names others than the test."""
    of_step = [row for row in table if row.step == step]
    assert of_step, f"no row for {step!r}"
    named = to if isinstance(to, Mapping) else {of_step[0].to_whom: to}
    assert {row.to_whom for row in of_step} == set(named), f"{step!r} writes to {[row.to_whom for row in of_step]}"
    return {(row.template, address) for row in of_step for address in _several(named[row.to_whom])}


def _several(to: Addresses) -> list[str]:
    return [to] if isinstance(to, str) else to


def walked_in(source: str) -> set[tuple[str, str, str | None]]:
    """For each mark in a module: the test, the step, and to whom it is written; None where the step has one row."""
    found: set[tuple[str, str, str | None]] = set()
    module = _Named().visit(ast.parse(source))
    for function in (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)):
        for call in (node for decorator in function.decorator_list for node in ast.walk(decorator)):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.walks":
                step, to = call.args
                found |= {(function.name, ast.literal_eval(step), whom) for whom in _named_in(to)}
    return found


def _named_in(to: ast.expr) -> list[str | None]:
    """To whom, in words, something is written; that nobody of a kind is there says an empty list."""
    if not isinstance(to, ast.Dict):
        return [None]
    pairs = zip(to.keys, to.values, strict=True)
    return [ast.literal_eval(name) for name, addresses in pairs if name and ast.unparse(addresses) != "[]"]


class _Named(ast.NodeTransformer):
    """Puts the texts of a module in the place of the names that it gives them."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        self.texts = {
            ast.unparse(each.targets[0]): each.value
            for each in node.body
            if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant)
        }
        return ast.Module([self.visit(each) for each in node.body], node.type_ignores)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.texts.get(node.id, node) if isinstance(node.ctx, ast.Load) else node


def differences(wanted: Written, written: Written) -> list[str]:
    """Messages that the document names and nobody wrote, and the other way about."""
    missing = [f"{template} to {to} was not written" for template, to in wanted if not _among(written, template, to)]
    return missing + [
        f"{template} to {to} is in no row"
        for template, to in written
        if not any(template == said and fnmatchcase(to, pattern) for said, pattern in wanted)
    ]


def _among(written: Written, template: str, pattern: str) -> bool:
    return any(template == found and fnmatchcase(to, pattern) for found, to in written)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "walks(step, to): walks a step of docs/mail.md, which writes to these addresses")


@pytest.fixture(autouse=True)
def messages_are_those_of_the_document(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compare the messages that a test with the mark has written with the rows of the steps that it walks."""
    marks = list(request.node.iter_markers("walks"))
    if not marks:
        yield
        return
    written: Written = set()

    def note(_mapper: object, _connection: object, delivery: Delivery) -> None:
        written.add((delivery.template, delivery.to))

    event.listen(Delivery, "after_insert", note)
    yield
    event.remove(Delivery, "after_insert", note)
    table = rows(DOCUMENT.read_text(encoding="utf-8"))
    wanted = set[tuple[str, str]]().union(*(expected(table, *mark.args) for mark in marks))
    assert not differences(wanted, written)
