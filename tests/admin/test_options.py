"""The options that an admin changes, and the machine's settings, which are only shown."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import Actor
from kb.admin.queries.machine import machine_settings
from kb.admin.service.options import change, change_all
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.errors import Denied, Invalid, NotFound
from kb.core.options import BY_NAME, OPTIONS, SiteOption, option
from kb.core.settings import MailSettings, SignOnSettings, settings
from tests.pages import Person

Trail = Callable[[], list[tuple[str, str | None, int | None]]]


def test_every_option_is_on_the_page_with_the_value_of_today(admin: Person) -> None:
    page = admin.get("admin.options")
    for of in OPTIONS:
        fields = page.soup.select(f'[name="{of.name}"]')
        assert fields, of.name
        today = str(option(of.name))
        chosen = [field["value"] for field in fields if field["type"] != "radio" or field.has_attr("checked")]
        assert chosen == [today]
        assert of.label in page.text
        assert of.hint in page.text


def test_what_is_different_is_changed_and_audited(admin: Person, audited: Trail) -> None:
    page = admin.get("admin.options")
    done = page.submit("Change the options", registration="0", invitation_days=" 21 ")
    assert "The options were changed." in done.text
    assert (option("registration"), option("invitation_days")) == (0, 21)
    assert [permission for permission, _, _ in audited()] == ["SETTING_CHANGE"] * 2
    chosen = db.session.execute(select(AuditEvent.choice, AuditEvent.value).where(AuditEvent.choice.is_not(None)))
    assert sorted(tuple(row) for row in chosen) == [("invitation_days", 21), ("registration", 0)]
    again = admin.get("admin.options").submit("Change the options")
    assert "nothing was changed" in again.text
    assert len(audited()) == 2


@pytest.mark.parametrize("of", [of for of in OPTIONS if of.unit], ids=lambda of: of.name)
@pytest.mark.parametrize("typed", ["lowest", "highest", "above", "-1", "", "2.5", "many", "٣", "9" * 400])
def test_a_number_is_within_its_limits(admin: Person, of: object, typed: str) -> None:
    assert hasattr(of, "name")
    limits = {"lowest": of.lowest, "highest": of.highest, "above": of.highest + 1}
    before = option(of.name)
    page = admin.get("admin.options").submit("Change the options", **{of.name: str(limits.get(typed, typed))})
    if typed in {"lowest", "highest"}:
        assert page.errors == []
        assert option(of.name) == limits[typed]
    else:
        assert page.errors == [f"{of.label}: enter a whole number from {of.lowest} to {of.highest}"]
        assert option(of.name) == before


@pytest.mark.parametrize("typed", ["2", "yes", ""])
def test_yes_or_no_is_nothing_else(admin: Person, typed: str) -> None:
    page = admin.get("admin.options").submit("Change the options", registration=typed)
    assert page.errors == [f"{BY_NAME['registration'].label}: enter a whole number from 0 to 1"]
    assert option("registration") == 1


def test_all_that_are_wrong_are_said_at_once(admin: Person) -> None:
    numbers = [of for of in OPTIONS if of.unit]
    wrong = {of.name: "many" if at % 2 else str(of.highest + 1) for at, of in enumerate(numbers)}

    page = admin.get("admin.options").submit("Change the options", **wrong)

    assert len(page.errors) == len(numbers)


def test_all_are_changed_or_none(who: Actor, app: APIFlask) -> None:
    with pytest.raises(Invalid):
        change_all(who, {"invitation_days": 21, "kept_months": 99})
    db.session.rollback()
    assert option("invitation_days") == 14
    assert db.session.query(SiteOption).count() == 0


@pytest.mark.parametrize("roles", [frozenset(), frozenset({"editor"})])
def test_changing_is_for_admins(app: APIFlask, roles: frozenset[str]) -> None:
    with pytest.raises((NotFound, Denied)):
        change(Actor(user_id=1, site_roles=roles, kind="person"), "registration", value=0)


def test_the_settings_of_the_machine_are_shown_without_secrets(app: APIFlask, admin: Person) -> None:
    secrets = {"key-key-key-key-key-key-key-key-key", "mail-password", "mail-user", "client-secret"}
    app.extensions["kb.settings"] = replace(
        settings(),
        mail=MailSettings(server="mail.example.org", user="mail-user", password="mail-password"),
        sign_on=SignOnSettings("https://id.example.org/.well-known/x", "client", "client-secret", "Moorland"),
    )
    page = admin.get("admin.options")
    for secret in {*secrets, settings().secret_key, settings().database_url}:
        assert secret not in page.html
    shown = {setting.name: setting.value for setting in machine_settings()}
    assert shown["mail.server"] == "mail.example.org"
    assert shown["mail.password"] == "set, not shown"
    assert shown["secret_key"] == "set, not shown"
    assert shown["database_url"] in {"sqlite", "postgresql"}
    assert shown["site_url"] == "https://lessons.example.org"
    assert shown["run_worker"] == "no"
    assert shown["contact_email"] == "not set"
