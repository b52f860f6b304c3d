"""Every page says who may see it; one that does not is refused."""

import re
from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from kb import create_app
from kb.access.guard import declaration
from tests.conftest import settings_in
from tests.pages import Person

CHANGES_NOTHING = {"GET", "HEAD", "OPTIONS"}
OF_ALL_PAGES = {"static", "go_on"}
"""Endpoints of what all pages share: files, and going on with a form after signing in."""


@pytest.fixture
def bare(tmp_path_factory: pytest.TempPathFactory) -> APIFlask:
    """The application without a database: enough for asking what it routes."""
    return create_app(settings_in(tmp_path_factory.mktemp("bare")))


def undeclared(app: APIFlask) -> Iterator[str]:
    """Endpoints that say neither `@public` nor `@needs`."""
    return (rule.endpoint for rule in app.url_map.iter_rules() if declaration(app, rule.endpoint) is None)


def test_every_page_declares_who_may_see_it(bare: APIFlask) -> None:
    assert list(undeclared(bare)) == []


def test_a_page_without_a_declaration_is_noticed_and_refused(app: APIFlask) -> None:
    app.add_url_rule("/secret-corner", "secret", lambda: "nobody said who may read this")
    assert list(undeclared(app)) == ["secret"]
    page = Person(app).open("/secret-corner")
    assert page.status == 404
    assert "nobody said" not in page.html


def test_addresses_are_lower_case_and_have_no_slash_at_the_end(bare: APIFlask) -> None:
    fixed = [rule.rule.split("<")[0] for rule in bare.url_map.iter_rules()]
    assert [path for path in fixed if path != path.lower()] == []
    assert [rule.rule for rule in bare.url_map.iter_rules() if rule.rule != "/" and rule.rule.endswith("/")] == []


def test_numbers_in_addresses_are_none_that_the_database_cannot_be_asked_for(bare: APIFlask) -> None:
    assert [rule.rule for rule in bare.url_map.iter_rules() if re.search(r"<int:", rule.rule)] == []


def test_every_endpoint_is_named_after_its_package_and_view(bare: APIFlask) -> None:
    assert [name for name in bare.view_functions if "." not in name and name not in OF_ALL_PAGES] == []
    packages = {blueprint.import_name.split(".")[1] for blueprint in bare.blueprints.values()}
    assert {name.split(".")[0] for name in bare.view_functions if "." in name} == packages


SHOW_A_FORM = {
    "site": "delete_report report show_report",
    "accounts": "change_address change_address_confirm change_name change_password correct_address delete first_admin "
    "own_data recovery_codes register register_confirm reset reset_confirm set_up sign_in sign_in_code switch_off",
    "members": "accept change_role decide hand_over invite leave remove send_again send_expired withdraw",
    "sign_on": "link link_by_mail unlink",
    "admin": "add_identity_term add_membership add_organisation add_sign_on change_dates change_place "
    "correct_address mail_at_once mail_give_up merge "
    "options remove_identity_term remove_organisation remove_sign_on rename separate site_role succeed user_step",
    "identity": "change combination file file_copy reason text",
    "editorial": "answer_comment ask_lead attach begin discard earlier_forget file file_remove file_replace hand_over "
    "send_back source source_remove sources step submit_lesson suggest_source withdraw workspace_options",
    "desk": "answer_comment archive cannot_sign comment hide points publish restore send_back sign_content "
    "sign_identity unhide",
    "expunging": "ask ask_for_file ask_for_lesson",
    "held_sessions": "add answers change file remove remove_answers",
    "importing": "columns remove start undo",
    "operations": "jobs_at_once",
    "packs": "about add add_block add_handout add_question block brand copy forms hand_over handout invite join leave "
    "lessons local moderate_send_back moderate_take_down new private publish question remove remove_logo safety share",
    "curation": "add_evaluation add_review add_source add_theme edit_review evaluation merge_review merge_theme "
    "remove_evaluation remove_review remove_source source theme",
}
"""Views that show a form on GET and take it on POST: tests/access/test_route_walk.py sees that GET changes nothing."""


def test_a_view_that_changes_something_takes_no_get(bare: APIFlask) -> None:
    both = {
        rule.endpoint
        for rule in bare.url_map.iter_rules()
        if rule.methods and rule.methods - CHANGES_NOTHING and "GET" in rule.methods
    }
    assert both == {f"{package}.{view}" for package, views in SHOW_A_FORM.items() for view in views.split()}
