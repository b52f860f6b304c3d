"""Every template that is asked for exists, every one that exists is asked for, and all can be read by Jinja."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask
from jinja2 import TemplateNotFound

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "kb"
CALLS = {"render_template", "get_template_attribute", "get_template", "stream_template"}
NAMED = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
COMPONENTS = ("govuk_frontend_jinja/", "govuk_frontend_wtf/")


def asked_for_by_code(source: str) -> Iterator[str]:
    """Names of templates that calls in this source give in so many words."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in CALLS and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)
            if name == "post" and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                package, _, message = str(node.args[1].value).partition("/")
                yield f"{package}/mail/{message}.md"  # kb.mail.posting


def ours() -> set[str]:
    """Every template of the project under the name by which it is asked for."""
    found = set()
    for file in PACKAGES.glob("*/templates/**/*"):
        if file.is_file():
            package, _, name = file.relative_to(PACKAGES).as_posix().partition("/templates/")
            found.add(name if package == "web" else f"{package}/{name}")
    return found


def asked_for() -> set[str]:
    """Every template that code or another template asks for."""
    code = {name for file in PACKAGES.rglob("*.py") for name in asked_for_by_code(file.read_text(encoding="utf-8"))}
    files = [file for file in PACKAGES.glob("*/templates/**/*") if file.is_file()]
    return code.union(*(NAMED.findall(file.read_text(encoding="utf-8")) for file in files))


def test_every_template_that_is_asked_for_exists() -> None:
    assert {name for name in asked_for() if not name.startswith(COMPONENTS)} - ours() == set()


def test_every_template_is_asked_for() -> None:
    assert ours() - asked_for() == set()


def test_every_template_can_be_read(site: APIFlask) -> None:
    wanted = sorted(ours() | {name for name in asked_for() if name.startswith(COMPONENTS)})
    for name in wanted:
        site.jinja_env.get_template(name)


def test_a_template_that_is_missing_is_noticed(site: APIFlask) -> None:
    assert list(asked_for_by_code('render_template("site/nowhere.html", a=1)')) == ["site/nowhere.html"]
    with pytest.raises(TemplateNotFound):
        site.jinja_env.get_template("site/nowhere.html")


def test_a_piece_of_one_package_is_used_by_that_package_alone() -> None:
    strays = []
    for file in PACKAGES.glob("*/templates/**/*.html"):
        package = file.relative_to(PACKAGES).parts[0]
        for name in NAMED.findall(file.read_text(encoding="utf-8")):
            owner, _, rest = name.partition("/")
            if rest.startswith("_") and owner != package:
                strays.append(f"{file.name} uses {name}")
    assert strays == []


def test_templates_mark_no_text_as_safe() -> None:
    """Trusted HTML is made by `kb.core.text` alone, and is marked as such there."""
    pattern = re.compile(r"\|\s*safe\b|autoescape\s+false")
    files = [file for file in PACKAGES.glob("*/templates/**/*") if file.is_file()]
    assert [file.name for file in files if pattern.search(file.read_text(encoding="utf-8"))] == []


WITHOUT_WAY_BACK = {
    # Ways in, from a link or for everybody: nobody came there from a page to go back to.
    "accounts/change_address_confirm.html", "accounts/correct_address.html", "accounts/first_admin.html",
    "accounts/register.html", "accounts/register_confirm.html", "accounts/reset.html", "accounts/reset_confirm.html",
    "accounts/sign_in.html", "accounts/sign_in_code.html", "members/accept.html", "members/join.html",
    "site/report.html",
    # It stays where it is, and shows what was found.
    "identity/file.html",
}  # fmt: skip


def test_every_form_ends_with_its_button_and_the_way_back() -> None:
    forms = {name for name in ours() if 'class="kb-form"' in _source(name)}
    with_way_back = {name for name in forms if "components/buttons.html" in NAMED.findall(_source(name))}

    assert forms - with_way_back == WITHOUT_WAY_BACK
    assert [name for name in sorted(ours()) if ">Cancel</a>" in _source(name)] == []


def _source(name: str) -> str:
    package, _, rest = name.partition("/")
    inside = PACKAGES / package / "templates" / rest
    return (inside if inside.is_file() else PACKAGES / "web" / "templates" / name).read_text(encoding="utf-8")
