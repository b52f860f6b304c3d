"""docs/mail.md says which step writes to whom: every template has a row, every row a template and a test."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "mail.md"
HEAD = "| step | template | to whom | urgent | when | test |"
FILES = {
    f"{file.parts[-4]}/{file.stem}": file for file in sorted(ROOT.glob("kb/*/templates/mail/*.md"))
}  # "accounts/reset" and its file


@dataclass(frozen=True)
class Row:
    """A message as the document has it."""

    step: str
    template: str
    to_whom: str
    urgent: str
    when: str
    test: str


@dataclass(frozen=True)
class Posting:
    """A call of `post` in the code."""

    template: str
    urgent: bool


def rows(document: str) -> list[Row]:
    """The rows of the table. Raises AssertionError where one has not the columns of the head."""
    lines = document.splitlines()
    start = lines.index(HEAD) + 2
    found = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert len(cells) == 6, line
        found.append(Row(*cells))
    return found


def postings(source: str) -> list[Posting]:
    """The calls of `post(recipient, "package/name", ...)` in this source."""
    tree = ast.parse(source)
    constants = {
        ast.unparse(node.targets[0]): node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
    }
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or len(node.args) != 2:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        template = constants.get(ast.unparse(node.args[1]), node.args[1])
        if name == "post" and isinstance(template, ast.Constant):
            urgent = any(word.arg == "urgent" and ast.unparse(word.value) == "True" for word in node.keywords)
            found.append(Posting(str(template.value), urgent))
    return found


def all_postings() -> list[Posting]:
    """The calls of `post` in the whole code."""
    return [each for file in sorted(ROOT.glob("kb/**/*.py")) for each in postings(file.read_text(encoding="utf-8"))]


def is_test(name: str) -> bool:
    """Whether there is such a test; `name` is such as "accounts/test_resetting.py::test_a_link_works_once"."""
    path, _, function = name.partition("::")
    file = ROOT / "tests" / path
    return file.is_file() and bool(re.search(rf"^def {re.escape(function)}\(", file.read_text(encoding="utf-8"), re.M))


TABLE = rows(DOCUMENT.read_text(encoding="utf-8"))


def test_every_template_has_a_row_and_every_row_a_template() -> None:
    assert {row.template.strip("`") for row in TABLE} == set(FILES)


def test_every_template_is_posted_and_everything_posted_is_a_template() -> None:
    assert {posting.template for posting in all_postings()} == set(FILES)


def test_the_table_says_what_is_urgent_as_the_code_does() -> None:
    said = {(row.template.strip("`"), row.urgent == "yes") for row in TABLE}
    assert said == {(posting.template, posting.urgent) for posting in all_postings()}
    assert {row.urgent for row in TABLE} <= {"yes", "no"}


def test_every_row_says_who_gets_it_and_when() -> None:
    assert [row for row in TABLE if not (row.step and row.to_whom and row.when)] == []


def test_every_step_is_walked_by_a_test() -> None:
    assert [row.template for row in TABLE if not is_test(row.test.strip("`"))] == []


@pytest.mark.parametrize("template", sorted(FILES))
def test_a_template_says_what_it_is_about_and_why_it_comes(template: str) -> None:
    lines = [line for line in FILES[template].read_text(encoding="utf-8").splitlines() if line.strip()]
    assert re.match(r"Subject: \S", lines[0]), lines[0]
    assert re.match(r"Because: \S.*[^.]$", lines[1]), (
        f"{template}: 'Because: ...' without a full stop, not {lines[1]!r}"
    )


@pytest.mark.parametrize("template", sorted(FILES))
def test_a_template_is_plain_and_short(template: str) -> None:
    body = FILES[template].read_text(encoding="utf-8")
    assert not re.search(r"^#|^(?:Dear|Hello|Hi)\b|</?[a-z]+[ >]|!\[|\| *safe|https?://", body, re.MULTILINE), body
    assert len(body) <= 2000


def test_what_is_missing_or_too_much_is_noticed() -> None:
    table = f"{HEAD}\n| --- | --- | --- | --- | --- | --- |\n| a | `x/y` | b | no | c | `d.py::test_e` |\n\n| f |"
    assert rows(table) == [Row("a", "`x/y`", "b", "no", "c", "`d.py::test_e`")]
    source = "OF = 'x/w'\npost(to, 'x/y', urgent=True, a=1)\nmail.post(to, 'x/z')\npost(to, OF)\nclient.post('/x')"
    assert postings(source) == [Posting("x/y", True), Posting("x/z", False), Posting("x/w", False)]
    assert is_test("mail/test_documented.py::test_what_is_missing_or_too_much_is_noticed")
    assert not is_test("mail/test_documented.py::test_nothing")
    assert not is_test("–")
    with pytest.raises(AssertionError):
        rows(f"{HEAD}\n|-|\n| a | b |")
