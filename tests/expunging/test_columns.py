"""Every column that could hold what somebody typed is swept, or there is a reason why not."""

from sqlalchemy import JSON, LargeBinary, String, Table

from kb.core.db import Base
from kb.expunging.columns import LEFT, SWEPT
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
