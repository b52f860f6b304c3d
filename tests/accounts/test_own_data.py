"""The copy of what is kept about oneself."""

import json
from typing import Any

import pytest

from kb.accounts import own_data, second_factor
from kb.accounts.models.user import User
from kb.core.db import transaction
from kb.mail.posting import Recipient, post
from tests.accounts.own import PASSWORD, SECRET, trail, with_app, with_password
from tests.pages import Page, Person


def download(person: Person) -> Page:
    return person.get("accounts.own_data").submit("Download the file")


def test_the_copy_is_a_file_that_nobody_keeps(user: Person) -> None:
    response = download(user).response

    assert response.mimetype == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="lessonbank-my-data.json"'
    assert response.headers["Cache-Control"] == "no-store"
    assert trail(user.user) == ["ACCOUNT_EXPORT"]


def test_the_copy_has_all_that_is_kept_and_no_secret(contributor: Person) -> None:
    with transaction():
        codes = second_factor.new_recovery_codes(with_app(with_password(contributor)).user)
        post(Recipient("contributor@example.org", contributor.user.id), "accounts/reopened", link="https://x.example")
    contributor.get("accounts.change_name").submit("Save the name", name="李 小龍")

    text = download(contributor).html
    kept: dict[str, Any] = json.loads(text)

    assert "李 小龍" in text
    assert kept["account"]["email"] == "contributor@example.org"
    assert kept["account"]["second_step_since"].endswith("+00:00")
    assert kept["memberships"][0]["organisation"] == "Northbridge Safeguarding Children Board"
    assert [each["browser"] for each in kept["sessions"]] == ["Firefox on Windows"]
    assert [each["used_at"] for each in kept["recovery_codes"]] == [None] * 10
    assert [each["permission"] for each in kept["audit_trail"]] == ["ACCOUNT_CHANGE"]
    assert [each["subject"] for each in kept["messages"]] == ["Your account is open again"]
    secrets = [SECRET, PASSWORD, codes[0], str(contributor.user.totp_secret), str(contributor.user.password_hash)]
    assert [each for each in secrets if each in text] == []


def test_the_copy_has_nothing_of_other_people(user: Person, lead: Person) -> None:
    lead.get("accounts.change_name").submit("Save the name", name="Somebody Else")

    text = download(user).html

    assert "Somebody Else" not in text
    assert "lead@example.org" not in text
    assert json.loads(text)["audit_trail"] == []


def test_looking_at_the_page_makes_no_copy(user: Person) -> None:
    assert user.get("accounts.own_data").response.mimetype == "text/html"
    assert trail(user.user) == []


def test_packages_add_their_parts_and_no_name_is_given_twice(user: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def part(of: User) -> dict[str, Any]:
        return {"packs": [{"owner": of.id, "tags": ("a", "b")}]}

    monkeypatch.setattr(own_data, "_parts", [])
    own_data.connect([part])
    assert own_data.of_user(user.user)["packs"] == [{"owner": user.user.id, "tags": ["a", "b"]}]

    own_data.connect([part, part])
    with pytest.raises(AssertionError):
        own_data.of_user(user.user)
