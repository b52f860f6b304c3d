"""The copy of what is kept about oneself."""

import json
from typing import Any

import pytest

from kb.access.actors import Actor
from kb.accounts import own_data, second_factor
from kb.accounts.models.user import User
from kb.admin.service import users
from kb.core import db
from kb.core.db import transaction
from kb.core.jobs import enqueue
from kb.lessons.models.parts import RevisionAuthor
from kb.lessons.models.use import LessonUse
from kb.mail.posting import Recipient, post
from tests import factories
from tests.accounts.doors import owner, sign_in
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


KEPT = {
    "attachment.added_by_id": "files_of_lessons",
    "attachment.opened_by_id": "files_of_lessons",
    "expunge.agreed_by_id": "expunged",
    "expunge.asked_by_id": "expunged",
    "external_identity.user_id": "work_accounts",
    "identity_decision.decided_by_id": "identity_decisions",
    "identity_decision.taken_back_by_id": "identity_decisions",
    "identity_term.added_by_id": "words_added_to_the_identity_check",
    "invitation.invited_by_id": "invitations_sent",
    "job.owner_id": "jobs",
    "lesson_import.created_by_id": "imports_of_lessons",
    "lesson.holder_id": "lessons_in_hand",
    "lesson_use.user_id": "lesson_uses",
    "delivery.user_id": "messages",
    "membership.user_id": "memberships",
    "membership_request.user_id": "membership_requests",
    "one_time_link.user_id": "nothing: links that were sent are among the messages, and end within days",
    "held_session.noted_by_id": "training_sessions_noted",
    "pack.owner_id": "training_packs",
    "pack_editor.user_id": "training_packs_edited",
    "pack_invitation.invited_by_id": "training_packs",
    "pack_publication.asked_by_id": "training_packs",
    "pack_publication.decided_by_id": "training_packs_decided_about",
    "pack_version.saved_by_id": "versions_of_training_packs",
    "problem_report.closed_by_id": "reports_dealt_with",
    "recovery_code.user_id": "recovery_codes",
    "review_mark.marked_by_id": "points_of_review",
    "revision.claimed_by_id": "revisions",
    "revision.content_signed_by_id": "revisions",
    "revision.created_by_id": "revisions",
    "revision.identity_signed_by_id": "revisions",
    "revision.lead_asked_by_id": "revisions",
    "revision.submitted_by_id": "revisions",
    "revision_author.user_id": "revisions",
    "revision_comment.resolved_by_id": "comments_on_lessons",
    "revision_comment.written_by_id": "comments_on_lessons",
    "revision_step.taken_by_id": "steps_with_lessons",
    "saved_text.saved_by_id": "texts_saved_in_drafts",
    "sight.user_id": "lessons_seen_at_the_desk",
    "site_role.user_id": "account",
    "source_suggestion.handled_by_id": "suggested_sources_dealt_with",
    "source_suggestion.suggested_by_id": "suggested_sources",
    "submission.submitted_by_id": "steps_with_lessons",
    "user_session.user_id": "sessions",
}
"""Every column that names a user, and under which name of the copy it is found; or why it is not."""


def test_every_column_that_names_a_user_is_in_the_copy_or_has_a_reason(user: Person) -> None:
    named = {
        f"{key.parent.table.name}.{key.parent.name}"
        for table in db.Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "user_account"
    }
    copied = own_data.of_user(user.user)

    assert named == set(KEPT)
    assert {name for name in KEPT.values() if not name.startswith("nothing: ")} <= set(copied)


def test_the_copy_has_ones_part_in_lessons_as_numbers(contributor: Person, editor: Person) -> None:
    lesson = factories.lesson(
        "Secret title", state="draft", themes=(),
        created_by_id=contributor.user.id, content_signed_by_id=editor.user.id,
    )  # fmt: skip
    revision = lesson.revisions[0]
    revision.lesson.holder_id = contributor.user.id
    db.session.add_all(
        [
            RevisionAuthor(revision_id=revision.id, user_id=contributor.user.id),
            LessonUse(lesson_id=revision.lesson.id, user_id=contributor.user.id, kind="read"),
        ]
    )
    db.session.commit()

    mine, theirs = own_data.of_user(contributor.user), own_data.of_user(editor.user)

    assert [each["lesson"] for each in mine["lessons_in_hand"]] == [revision.lesson.id]
    assert [each["you"] for each in mine["revisions"]] == [["wrote", "began"]]
    assert [each["kind"] for each in mine["lesson_uses"]] == ["read"]
    assert [each["you"] for each in theirs["revisions"]] == [["signed the content"]]
    assert "Secret title" not in json.dumps([mine, theirs])


def test_the_copy_has_what_was_asked_for_and_whom_one_invited_without_addresses(lead: Person, board: Any) -> None:
    lead.get("members.invite", slug=board.slug).submit("Send", addresses="new@example.org", role="member")
    with transaction():
        enqueue("audit.export", "of lead", owner_id=lead.user.id)

    kept = own_data.of_user(lead.user)

    assert [(each["role"], each["state"]) for each in kept["invitations_sent"]] == [("member", "open")]
    assert [each["kind"] for each in kept["jobs"]] == ["audit.export"]
    assert "new@example.org" not in json.dumps(kept)


def test_the_trail_in_the_copy_has_ones_sign_ins_and_what_admins_did_without_saying_who(
    app: Any, user: Person, admin: Person
) -> None:
    sign_in(Person(app), owner().email or "")
    signing_in_user = db.session.query(User).filter_by(email="owner@example.org").one()
    users.end_sessions(Actor(admin.user.id, frozenset({"admin"}), {}, "person"), signing_in_user)

    trail_of_owner = own_data.of_user(signing_in_user)["audit_trail"]

    assert [(each["who"], each["what"]) for each in trail_of_owner] == [
        ("anonymous", "signed in"),
        ("somebody else", "signed somebody out everywhere"),
    ]
    assert str(admin.user.id) not in {str(each.get("actor_id")) for each in trail_of_owner}
    assert own_data.of_user(user.user)["audit_trail"] == []
