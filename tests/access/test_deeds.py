"""What the audit trail says was done: every use case and every page that is entered has words."""

import re
from collections.abc import Mapping

import pytest
from apiflask import APIFlask

import kb.cli.people
import kb.cli.records
import kb.cli.running
import kb.operations.demo
from kb.access.actors import OPERATOR, Actor, Permission
from kb.access.deeds import CHOICES, DID, in_words
from kb.access.guard import declaration
from kb.access.known import LOGGED_FROM_OUTSIDE, LOGGED_READING
from kb.access.looks import READ
from kb.access.use_case import USE_CASES, Declared, use_case
from kb.accounts.models.user import ROLES, SITE_ROLES
from kb.core.audit import AuditEvent
from kb.core.options import BY_NAME
from kb.identity.models import OUTCOMES
from kb.sign_on.tenants import KINDS

COMMANDS = {"users.list", "reports.list"}
"""Commands that read what is entered."""
BESIDE_PAGES = {
    "operations.job_file", "identity.lessons", "identity.change", "identity.reason", "identity.combination",
}  # fmt: skip
"""Pages that are entered for what they show, and not for the permission that they take."""


def ours() -> Mapping[str, Declared]:
    """The use cases of the site, without those of tests."""
    return {name: declared for name, declared in USE_CASES.items() if declared.module.startswith("kb.")}


def test_every_use_case_has_words_and_no_words_are_left_over(app: APIFlask) -> None:
    assert DID.keys() == ours().keys()


def test_every_page_that_is_entered_has_words(app: APIFlask) -> None:
    read = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if declaration(app, rule.endpoint) in LOGGED_READING | LOGGED_FROM_OUTSIDE
    }

    assert READ.keys() == read | COMMANDS | BESIDE_PAGES


def test_words_of_different_verbs_differ() -> None:
    words = [*DID.values(), *READ.values()]

    assert len(words) == len(set(words))


def test_words_have_a_place_for_what_is_chosen_where_something_is(app: APIFlask) -> None:
    assert {name for name, words in DID.items() if "{choice}" in words} == {
        name for name, declared in ours().items() if declared.choice
    }


def test_what_can_be_chosen_is_known_words_and_nothing_else() -> None:
    assert CHOICES.keys() == {*ROLES, *SITE_ROLES, *KINDS, *BY_NAME, *OUTCOMES}
    assert all(re.fullmatch(r"[a-z_]+", word) for word in CHOICES)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"verb": "leaving.close"}, "closed the account"),
        ({"verb": "users.give_site_role", "choice": "identity_reviewer"}, "gave the role identity reviewer"),
        ({"verb": "options.change", "choice": "registration", "value": 1}, "by themselves” to yes"),
        ({"verb": "options.change", "choice": "kept_months", "value": 6}, "to 6 months"),
        ({"act": "read", "verb": "admin.users"}, "looked through the users"),
        ({"verb": None}, "did: user change"),
        ({"verb": "gone.old_name"}, "gone: old name"),
        ({"verb": "users.give_site_role", "choice": "gone"}, "gave the role something"),
    ],
)  # fmt: skip
def test_an_entry_in_words(said: dict[str, object], words: str) -> None:
    assert in_words(AuditEvent(**{"act": "did", "permission": "USER_CHANGE", **said})).endswith(words)


def test_two_use_cases_cannot_have_one_name() -> None:
    def once(_who: Actor, _nothing: None) -> None:
        """A use case."""

    use_case(Permission.UPKEEP)(once)
    with pytest.raises(AssertionError):
        use_case(Permission.USER_CHANGE)(once)
    assert USE_CASES.pop("test_deeds.once")


def test_what_is_no_word_of_a_closed_list_cannot_be_entered_as_a_choice(app: APIFlask) -> None:
    def call(_who: Actor, _nothing: None, *, name: str) -> None:
        """A use case that takes what is typed for a choice."""

    with pytest.raises(LookupError):
        use_case(Permission.UPKEEP, choice="name")(call)(OPERATOR, None, name="marmalade")
    assert USE_CASES.pop("test_deeds.call")


def test_the_commands_are_those_that_exist() -> None:
    assert {"list"} <= kb.cli.people.users.commands.keys() & kb.cli.records.reports.commands.keys()
