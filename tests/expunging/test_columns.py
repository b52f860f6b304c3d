"""Every column that could hold what somebody typed is swept, or there is a reason why not."""

from sqlalchemy import JSON, LargeBinary, String, Table

from kb.core.db import Base
from kb.expunging.columns import EMPTIED, LEFT, SWEPT, WHOLE
from kb.expunging.hanging import hanging
from kb.expunging.words import PLACES

CODES = {
    "attachment": {"state", "virus", "licence_key"},
    "delivery": {"message_id", "template", "to", "state"},
    "evaluation": {"scheme_key", "grade"},
    "identity_decision": {"kind", "digest", "rule", "field", "outcome"},
    "import_row": {"outcome", "state"},
    "imported_lesson": {"reference"},
    "lesson_import": {"state", "kind", "counts", "hidden", "separator"},
    "job": {"kind", "key", "state", "lease_holder"},
    "organisation": {
        "slug", "name", "name_folded", "kind_key", "nation_key", "region_key", "areas", "gss_code", "dfe_code",
        "name_status", "url",
    },
    "held_session": {"format"},
    "pack": {"slug"},
    "pack_publication": {"state"},
    "pack_version": {"what"},
    "problem_report": {"subject"},
    "quiz_item": {"slug", "section"},
    "review": {"slug", "kind_key", "nation_key", "region_key"},
    "review_mark": {"point_key", "mark_key"},
    "revision": {
        "state", "declared", "content_signed_digest", "identity_signed_digest", "trigger_key", "kind_key",
        "done_status_key", "evidence_stage_key", "result_key", "cost_band_key", "nation_key", "region_key",
    },
    "revision_comment": {"field"},
    "revision_rendering": {"made_from"},
    "revision_step": {"step", "before", "after", "taken_by_kind"},
    "saved_text": {"field", "page"},
    "source": {"kind_key"},
    "submission": {"digest"},
    "theme": {"slug", "label", "seen_in"},  # a label is how lessons are found: editors rename it
    "vignette": {"slug", "age_band_key"},
}  # fmt: skip
"""Columns of swept tables that hold words of the code, keys, digests, addresses of records, or who somebody is."""


def texts(table: Table) -> set[str]:
    return {column.name for column in table.columns if isinstance(column.type, String | JSON | LargeBinary)}


def test_every_table_with_texts_is_swept_or_left_for_a_reason() -> None:
    with_texts = {name for name, table in Base.metadata.tables.items() if texts(table)}

    assert with_texts == SWEPT.keys() | LEFT.keys()
    assert not SWEPT.keys() & LEFT.keys()


def test_every_column_of_a_swept_table_is_swept_or_known_to_hold_nothing_that_was_typed() -> None:
    for name, columns in SWEPT.items():
        assert texts(Base.metadata.tables[name]) == {*columns, *CODES.get(name, ())}, name


def test_every_place_has_words_for_people() -> None:
    assert PLACES.keys() >= SWEPT.keys()


STAYS = {
    "attachment": {
        "id", "revision_id", "position", "file_id", "licence_key", "added_by_id", "added_at", "state", "virus",
        "checked_at", "opened_by_id", "opened_at",
    },
    "former_slug": {"slug", "lesson_id"},  # a digest of the address alone
    "identity_decision": {
        "id", "kind", "digest", "rule", "field", "outcome", "revision_id", "organisation_id", "decided_by_id",
        "decided_at", "taken_back_at", "taken_back_by_id",
    },
    "import_row": {
        "import_id", "position", "number", "outcome", "state", "lesson_id", "revision_id", "version", "written_at",
    },
    "lesson": {
        "id", "slug", "reference", "organisation_id", "organisation_named", "live_revision_id", "open_revision_id",
        "first_published_on", "review_by", "created_at", "holder_id", "replaced_by_id",
    },
    "lesson_use": {"id", "lesson_id", "user_id", "kind", "used_at"},
    "review_mark": {
        "revision_id", "point_key", "mark_key", "marked_by_id", "marked_at", "told_at", "submission_id",
    },
    "revision": {
        "id", "lesson_id", "number", "state", "version", "created_at", "state_since", "created_by_id",
        "lead_asked_by_id", "lead_asked_at", "submitted_by_id", "submitted_at", "claimed_by_id",
        "content_signed_by_id", "identity_signed_by_id", "content_signed_at", "content_signed_digest",
        "identity_signed_at", "identity_signed_digest", "scheduled_for", "published_at",
    },
    "revision_author": {"revision_id", "user_id"},
    "revision_comment": {
        "id", "revision_id", "field", "written_by_id", "written_at", "parent_id", "for_team", "told_at",
        "submission_id", "resolved_at", "resolved_by_id",
    },
    "revision_step": {
        "id", "revision_id", "step", "before", "after", "taken_at", "taken_by_id", "taken_by_kind",
    },
    "sight": {"user_id", "submission_id", "seen_at"},
    "submission": {
        "id", "revision_id", "number", "submitted_at", "submitted_by_id", "digest", "answered", "to_open",
        "points_at_one_child",
    },
}  # fmt: skip
"""What is left of rows that hang on a lesson of which all is removed: who, when, and words of the code."""


def test_of_each_table_that_hangs_on_a_lesson_it_is_known_what_stays_of_all_of_it() -> None:
    left = {
        table.name: {column.name for column in table.columns}
        - {*SWEPT.get(table.name, ()), *EMPTIED.get(table.name, ())}
        for table in hanging()
        if table.name not in WHOLE
    }

    assert left == STAYS


def test_rows_go_as_a_whole_only_where_they_hang_on_a_lesson() -> None:
    assert {table.name for table in hanging()} > WHOLE
