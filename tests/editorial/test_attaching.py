"""Files are added to a draft, replaced, described and removed by those who write it."""

from collections.abc import Callable

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from kb.access.actors import ANONYMOUS
from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.core.audit import AuditEvent
from kb.core.db import utc_now
from kb.core.errors import Conflict, Denied, Invalid, NotFound
from kb.core.work import run_due
from kb.editorial.service import attaching
from kb.editorial.service.attaching import Words, words_of
from kb.extraction.parts import Refused
from kb.identity.files import CHECKED
from kb.lessons.files import LARGEST, MOST_FILES, Received, content, received
from kb.lessons.models.attachment import KINDS, Attachment
from kb.lessons.models.lesson import Revision
from tests.editorial.attaching import WORDS, again, attach, checked, prepared, quiet_text_of, stored, table
from tests.extraction.files import Made
from tests.identity.writing import acting
from tests.pages import Person

OF_EACH_KIND = {
    "pdf": "PDF",
    "docx": "document",
    "xlsx": "workbook",
    "pptx": "slides",
    "odt": "OpenDocument text",
    "csv": "table as CSV",
    "jpeg": "photograph with a place",
    "png": "photograph as PNG",
}


def sent(made: Made) -> Received:
    name, data = made
    return received(data, name, CHECKED)


@pytest.mark.parametrize("kind", OF_EACH_KIND)
def test_a_file_of_each_kind_is_kept_as_it_was_sent(contributor: Person, board: Organisation, kind: str) -> None:
    name, data = prepared(OF_EACH_KIND[kind])

    made = attach(contributor, quiet_text_of(board), (name, data))

    assert made.file is not None
    assert (made.file.kind, made.file.size, made.file_name) == (kind, len(data), name)
    assert content(made.file.id) == data
    assert set(OF_EACH_KIND) == set(KINDS)


def test_a_large_file_is_kept_in_pieces_that_make_it_up_again(contributor: Person, board: Organisation) -> None:
    name, data = "rows.csv", b"a,b\n" + b"They met,weekly\n" * 40_000

    made = attach(contributor, quiet_text_of(board), (name, data))

    assert made.file is not None
    assert content(made.file.id) == data


def test_whoever_adds_a_file_has_part_in_the_lesson(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board)

    made = attach(contributor, revision)

    now = db.session.get_one(Revision, revision.id)
    assert (now.version, contributor.user.id in now.author_ids) == (2, True)
    assert (made.state, made.position, made.added_by_id) == ("waiting", 1, contributor.user.id)


def test_a_lesson_has_no_more_files_than_ten(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board)
    for number in range(MOST_FILES):
        attach(contributor, revision, table(f"step {number}"))

    with pytest.raises(Invalid, match="at most 10"):
        attach(contributor, revision, table("one more"))


def test_the_same_content_is_not_added_twice(contributor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board)
    attach(contributor, revision)

    with pytest.raises(Invalid, match="has this very content"):
        attach(contributor, revision)


def test_the_same_content_is_kept_once_in_an_organisation_and_goes_with_its_last_use(
    contributor: Person, board: Organisation
) -> None:
    first, second = quiet_text_of(board), quiet_text_of(board)
    one, other = attach(contributor, first).id, attach(contributor, second).id
    assert stored() == (1, 1)

    attaching.remove(acting(contributor.user), db.session.get_one(Revision, first.id), attachment=one)
    assert stored() == (1, 1)
    attaching.remove(acting(contributor.user), db.session.get_one(Revision, second.id), attachment=other)
    assert stored() == (0, 0)


def test_organisations_share_no_content(
    contributor: Person, other_contributor: Person, board: Organisation, other_board: Organisation
) -> None:
    attach(contributor, quiet_text_of(board))
    attach(other_contributor, quiet_text_of(other_board))

    assert stored() == (2, 2)


def test_a_number_is_not_given_to_another_file_while_a_revision_has_it(
    contributor: Person, board: Organisation
) -> None:
    revision = quiet_text_of(board)
    attach(contributor, revision, table("first"))
    second = attach(contributor, revision, table("second"))

    third = attach(contributor, revision, table("third"))
    attaching.remove(acting(contributor.user), db.session.get_one(Revision, revision.id), attachment=second.id)

    assert attach(contributor, revision, table("fourth")).position == again(third).position + 1


def test_a_replacement_keeps_its_place_and_its_words_and_is_checked_anew(
    contributor: Person, board: Organisation
) -> None:
    revision = quiet_text_of(board)
    before = checked(contributor, revision, table("Ring 01632 960123."))
    assert before.findings

    attaching.replace(
        acting(contributor.user), before.revision, attachment=before.id, sent=sent(table(name="better.csv"))
    )

    now = again(before)
    assert (now.file_name, now.title, now.state, now.findings) == ("better.csv", WORDS["title"], "waiting", [])
    assert stored() == (1, 1)
    run_due()
    assert again(now).state == "checked"


def test_that_a_person_has_opened_a_file_does_not_count_for_what_takes_its_place(
    contributor: Person, editor: Person, board: Organisation
) -> None:
    made = checked(contributor, quiet_text_of(board), prepared("scan"))

    for verb in ("replace", "use_cleaned_copy"):
        made.opened_by_id, made.opened_at = editor.user.id, utc_now()
        db.session.commit()
        details = {"copy_of": made.file_id} if verb == "use_cleaned_copy" else {}
        put = getattr(attaching, verb)
        put(acting(contributor.user), made.revision, attachment=made.id, sent=sent(table(verb)), **details)

        made = again(made)
        assert (made.opened_by_id, made.opened_at) == (None, None), verb


def test_what_is_said_of_a_file_is_changed_without_a_new_check(contributor: Person, board: Organisation) -> None:
    made = checked(contributor, quiet_text_of(board))

    attaching.describe(
        acting(contributor.user),
        made.revision,
        attachment=made.id,
        words=Words("Plan of a day", "For trainers.", "licences/cc-by"),
        opened_with=words_of(made).digest,
    )

    now = again(made)
    assert (now.title, now.purpose, now.licence_key, now.state) == (
        "Plan of a day", "For trainers.", "licences/cc-by", "checked",
    )  # fmt: skip


def change(verb: str) -> Callable[[Person, Revision, int], object]:
    details = {
        "replace": {"sent": sent(table("another"))},
        "describe": {"words": Words(**WORDS), "opened_with": ""},
        "remove": {},
        "check_again": {},
        "use_cleaned_copy": {"sent": sent(table("another")), "copy_of": 1},
    }[verb]
    return lambda who, revision, number: getattr(attaching, verb)(
        acting(who.user), revision, attachment=number, **details
    )


VERBS = ("replace", "describe", "remove", "check_again", "use_cleaned_copy")


@pytest.mark.parametrize("verb", VERBS)
def test_a_file_that_is_gone_or_of_another_lesson_is_not_changed(
    contributor: Person, board: Organisation, verb: str
) -> None:
    elsewhere = attach(contributor, quiet_text_of(board)).id
    revision = quiet_text_of(board)

    for number in (elsewhere, 987_654):
        with pytest.raises(Conflict):
            change(verb)(contributor, db.session.get_one(Revision, revision.id), number)


@pytest.mark.parametrize("verb", VERBS)
def test_after_submission_nothing_is_changed(contributor: Person, board: Organisation, verb: str) -> None:
    made = checked(contributor, quiet_text_of(board))
    made.revision.state = "submitted"
    db.session.commit()

    with pytest.raises(Conflict):
        change(verb)(contributor, made.revision, made.id)


@pytest.mark.parametrize("verb", VERBS)
def test_others_change_no_file_and_hear_that_there_is_none(
    contributor: Person, member: Person, other_contributor: Person, board: Organisation, verb: str
) -> None:
    made = checked(contributor, quiet_text_of(board))

    for who in (member, other_contributor):
        with pytest.raises(NotFound):
            change(verb)(who, again(made).revision, made.id)


def test_nobody_else_adds_one(app: APIFlask, editor: Person, board: Organisation) -> None:
    revision = quiet_text_of(board, "submitted")

    with pytest.raises((Denied, Conflict)):
        attach(editor, revision)
    with pytest.raises(NotFound):
        attaching.attach(ANONYMOUS, db.session.get_one(Revision, revision.id), sent=sent(table()), **WORDS)


def test_every_change_is_in_the_audit_trail_without_a_word_of_the_file(
    contributor: Person, board: Organisation
) -> None:
    made = checked(contributor, quiet_text_of(board))
    attaching.remove(acting(contributor.user), made.revision, attachment=made.id)

    entries = db.session.scalars(select(AuditEvent).where(AuditEvent.act == "did").order_by(AuditEvent.id)).all()

    assert [entry.verb for entry in entries][-3:] == ["attaching.attach", "checking_files.note", "attaching.remove"]
    assert {entry.organisation_id for entry in entries[-3:]} == {board.id}


def test_a_file_that_is_too_large_is_refused_before_it_is_opened() -> None:
    with pytest.raises(Refused, match="larger than 20 MB"):
        received(bytes(LARGEST + 1), "rows.csv", CHECKED)


def test_names_of_files_are_shown_on_one_line_without_folders(contributor: Person, board: Organisation) -> None:
    data = table()[1]
    names = {
        "C:\\Users\\someone\\Plan: a|b.csv": "Plan a b.csv",
        "../../etc/plan.csv": "plan.csv",
        "a\r\nSet-Cookie: x.csv": "a Set-Cookie x.csv",
        "plan\u202evsc.csv": "planvsc.csv",
        f"{'long ' * 60}.csv": f"{('long ' * 60)[:96].strip()}.csv",
        ".csv": "file.csv",
    }

    assert {name: received(data, name, CHECKED).name for name in names} == names


def test_a_name_without_an_ending_gets_that_of_its_kind() -> None:
    name, data = prepared("PDF")

    assert received(data, name.removesuffix(".pdf"), CHECKED).name == "report.pdf"


def test_no_file_of_a_revision_is_left_when_it_goes(contributor: Person, board: Organisation) -> None:
    made = attach(contributor, quiet_text_of(board))
    lesson = made.revision.lesson
    lesson.open_revision = None
    db.session.flush()
    db.session.delete(made.revision)
    db.session.commit()

    assert db.session.scalars(select(Attachment)).all() == []
