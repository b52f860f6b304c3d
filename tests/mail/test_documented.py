"""docs/mail.md says which step writes to whom: every template has a row, every row a template and a test.

That the tests walk what the rows say is seen while they run (`tests.walking`).
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.walking import DOCUMENT, HEAD, Addresses, Row, differences, expected, rows, walked_in

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    f"{file.parts[-4]}/{file.stem}": file for file in sorted(ROOT.glob("kb/*/templates/mail/*.md"))
}  # "accounts/reset" and its file


@dataclass(frozen=True)
class Posting:
    """A call of `post` in the code."""

    template: str
    urgent: bool


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


def walked(row: Row) -> bool:
    """Whether the test of a row, such as "accounts/test_resetting.py::test_a_link_works_once", says so."""
    path, _, function = row.test.partition("::")
    file = ROOT / "tests" / path
    if not file.is_file():
        return False
    marks = walked_in(file.read_text(encoding="utf-8"))
    return bool(marks & {(function, row.step, row.to_whom), (function, row.step, None)})


TABLE = rows(DOCUMENT.read_text(encoding="utf-8"))


def test_every_template_has_a_row_and_every_row_a_template() -> None:
    assert {row.template for row in TABLE} == set(FILES)


def test_every_template_is_posted_and_everything_posted_is_a_template() -> None:
    assert {posting.template for posting in all_postings()} == set(FILES)


def test_the_table_says_what_is_urgent_as_the_code_does() -> None:
    said = {(row.template, row.urgent == "yes") for row in TABLE}
    assert said == {(posting.template, posting.urgent) for posting in all_postings()}
    assert {row.urgent for row in TABLE} <= {"yes", "no"}


def test_every_row_says_who_gets_it_and_when() -> None:
    assert [row for row in TABLE if not (row.step and row.to_whom and row.when)] == []


def test_every_step_is_walked_by_a_test_that_says_so() -> None:
    assert [(row.step, row.to_whom, row.test) for row in TABLE if not walked(row)] == []


def test_every_step_that_a_test_says_it_walks_is_in_the_table() -> None:
    files = sorted((ROOT / "tests").glob("*/test_*.py"))
    steps = {step for file in files for _, step, _ in walked_in(file.read_text(encoding="utf-8"))}
    assert steps == {row.step for row in TABLE}


def test_no_two_rows_are_about_the_same_message() -> None:
    assert len({(row.step, row.to_whom) for row in TABLE}) == len(TABLE)


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
    assert rows(table) == [Row("a", "x/y", "b", "no", "c", "d.py::test_e")]
    source = "OF = 'x/w'\npost(to, 'x/y', urgent=True, a=1)\nmail.post(to, 'x/z')\npost(to, OF)\nclient.post('/x')"
    assert postings(source) == [Posting("x/y", True), Posting("x/z", False), Posting("x/w", False)]
    assert not walked(Row("a", "x/y", "b", "no", "c", "mail/test_documented.py::test_nothing"))
    assert not walked(Row("a", "x/y", "b", "no", "c", "–"))
    with pytest.raises(AssertionError):
        rows(f"{HEAD}\n|-|\n| a | b |")


# --- what the mark of a test is compared with

STEP = [Row("asks", "x/one", "oneself", "no", "c", "d"), Row("asks", "x/two", "the leads", "no", "c", "d")]
BOTH: dict[str, Addresses] = {"oneself": "ann@example.org", "the leads": ["ben@example.org", "cy-*@example.org"]}


def test_the_mark_of_a_test_names_everybody_whom_its_step_writes_to() -> None:
    assert expected(STEP[:1], "asks", "ann@example.org") == {("x/one", "ann@example.org")}
    assert expected(STEP, "asks", BOTH) == {
        ("x/one", "ann@example.org"), ("x/two", "ben@example.org"), ("x/two", "cy-*@example.org"),
    }  # fmt: skip
    assert expected(STEP, "asks", {**BOTH, "the leads": []}) == {("x/one", "ann@example.org")}
    for step, to in (("asks", "ann@example.org"), ("waits", "ann@example.org"), ("asks", {**BOTH, "admins": []})):
        with pytest.raises(AssertionError):
            expected(STEP, step, to)


def test_a_message_that_is_not_written_or_goes_to_somebody_else_is_noticed() -> None:
    wanted = expected(STEP, "asks", BOTH)
    right = {("x/one", "ann@example.org"), ("x/two", "ben@example.org"), ("x/two", "cy-7@example.org")}

    assert differences(wanted, right) == []
    assert differences(wanted, right - {("x/one", "ann@example.org")}) == ["x/one to ann@example.org was not written"]
    assert differences(wanted, right | {("x/one", "eve@example.org")}) == ["x/one to eve@example.org is in no row"]


def test_marks_are_read_from_the_source_of_tests() -> None:
    source = (
        "LEADS = 'the leads'\n"
        "@pytest.mark.walks('asks', {'oneself': 'a@b', LEADS: []})\n"
        "@pytest.mark.parametrize('x', [pytest.param(1, marks=pytest.mark.walks('waits', 'a@b'))])\n"
        "def test_x(x): ...\n"
    )
    assert walked_in(source) == {("test_x", "asks", "oneself"), ("test_x", "waits", None)}
