"""What a text says is kept whole: every field makes a difference to what is kept and to its digest."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from kb.accounts.models.organisation import Organisation
from kb.core import db
from kb.lessons.field_values import LADDER, ONE_OF, SEVERAL_OF, TEXTS
from kb.lessons.files import Received, store
from kb.lessons.frozen import FIELDS, FILES, SOURCES, Frozen, digest_of, frozen
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Revision
from kb.lessons.models.parts import LadderStep, RevisionTheme, RevisionValue
from kb.lessons.models.vocabulary import ClosedValue, Theme
from kb.lessons.tagging import put_tags
from tests import factories
from tests.editorial.drafting import draft
from tests.editorial.kinds import ON_SQLITE

pytestmark = ON_SQLITE


def first_of(list_slug: str, *but: str | None) -> str:
    """A value of a closed list, another one than these."""
    values = select(ClosedValue.key).where(
        ClosedValue.list_slug == list_slug, ClosedValue.key.not_in([each or "" for each in but])
    )
    return db.session.scalars(values.order_by(ClosedValue.position).limit(1)).one()


def now(revision: Revision) -> Frozen:
    db.session.commit()
    db.session.expire_all()
    return frozen(db.session.get_one(Revision, revision.id))


def put(revision: Revision, field: str) -> None:
    """Give a field another value."""
    if field in TEXTS:
        setattr(revision, field, "Something else.")
    elif field in ONE_OF:
        key = f"{field}_key"
        setattr(revision, key, first_of(ONE_OF[field], getattr(revision, key)))
    elif field in SEVERAL_OF:
        key = first_of(SEVERAL_OF[field], *(each.value_key for each in revision.value_links))
        revision.value_links.append(RevisionValue(value_key=key, position=9))
    elif field in LADDER:
        revision.ladder.append(LadderStep(step_key=LADDER[field], reached_on=date(2026, 1, 31)))
    else:
        OTHERS[field](revision)


def _theme(revision: Revision) -> None:
    theme = db.session.scalars(select(Theme).where(Theme.slug == "neglect")).one()
    revision.theme_links.append(RevisionTheme(theme_id=theme.id, position=9))


OTHERS: dict[str, Callable[[Revision], None]] = {
    "review": lambda revision: setattr(revision, "review", factories.review()),
    "year": lambda revision: setattr(revision, "year", 1999),
    "unnamed": lambda revision: setattr(revision.lesson, "organisation_named", False),
    "themes": _theme,
    "tags": lambda revision: put_tags(revision, "another word"),
    "evidence_on": lambda revision: setattr(revision, "evidence_on", date(2026, 1, 31)),
}


@pytest.mark.parametrize("field", FIELDS)
def test_another_value_of_any_field_is_another_text(board: Organisation, field: str) -> None:
    revision = draft(board)
    before = now(revision)

    put(revision, field)
    after = now(revision)

    assert [each for each in before.said if before.said[each] != after.said[each]] == [field]
    assert after.digest != before.digest


def attach(revision: Revision, content: bytes = b"step,what\n1,read\n") -> Attachment:
    kept = store(revision, Received(content, "csv", "steps.csv"))
    made = Attachment(
        revision_id=revision.id, position=1, file_id=kept.id, file_name="steps.csv", title="The steps",
        purpose="For the first day", licence_key="licences/cc-by", state="checked", virus="clean",
        checked_at=db.utc_now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


@pytest.mark.parametrize("column", ["title", "publisher", "year", "url", "pages", "note", "accessed", "withdrawn_on"])
def test_so_is_another_source(board: Organisation, column: str) -> None:
    revision = draft(board)
    before = now(revision)

    given = {"year": 1999, "accessed": date(2026, 1, 31), "withdrawn_on": date(2026, 1, 31)}
    setattr(revision.sources[0], column, given.get(column, "https://www.example.org/other"))
    after = now(revision)

    assert before.said[SOURCES] != after.said[SOURCES]
    assert after.digest != before.digest


@pytest.mark.parametrize("column", ["title", "purpose", "licence_key", "file_name"])
def test_so_is_another_file_or_the_same_called_otherwise(board: Organisation, column: str) -> None:
    revision = draft(board)
    made = attach(revision)
    before = now(revision)

    setattr(made, column, "licences/ogl" if column == "licence_key" else "Other.csv")

    assert before.said[FILES] != now(revision).said[FILES]


def test_so_is_another_content_under_the_same_name(board: Organisation) -> None:
    one, other = draft(board), draft(board)
    attach(one, b"step,what\n1,read\n")
    attach(other, b"step,what\n1,write\n")

    assert now(one).said[FILES] != now(other).said[FILES]


def test_a_file_whose_content_was_taken_away_is_not_what_was_signed(board: Organisation) -> None:
    revision = draft(board)
    made = attach(revision)
    before = now(revision)

    made.state, made.reason, made.virus, made.file_id = "refused", "A virus was found in it.", "found", None

    assert now(revision).digest != before.digest


def test_that_a_file_is_checked_anew_changes_nothing_of_what_was_signed(board: Organisation) -> None:
    revision = draft(board)
    made = attach(revision)
    before = now(revision)

    made.state, made.virus, made.checked_at = "waiting", "waiting", None

    assert now(revision).digest == before.digest


def test_what_was_kept_in_the_database_has_the_digest_of_the_text(board: Organisation) -> None:
    revision = draft(board, found="Sie sagte: “Größe” – 👩‍👧.", tags=("one", "two"), year=None)
    attach(revision)
    said = now(revision)

    assert digest_of(json.loads(json.dumps(said.said))) == said.digest


def test_who_has_part_in_it_and_in_which_state_it_is_makes_no_difference(board: Organisation) -> None:
    revision = draft(board)
    before = now(revision)

    revision.state, revision.version, revision.change_note = "submitted", 9, "More is said."

    assert now(revision).digest == before.digest
