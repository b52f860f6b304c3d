"""Records."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "closed_list",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_closed_list")),
    )
    op.create_table(
        "glossary_term",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("expansion", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_glossary_term")),
        sa.UniqueConstraint("term", name=op.f("uq_glossary_term_term")),
    )
    op.create_table(
        "index_change",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("made_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('published', 'withdrawn')", name=op.f("ck_index_change_kind")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_index_change")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "index_follower",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("machine", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seen_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_follower")),
    )
    op.create_table(
        "problem_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("answer_to", sa.String(), nullable=True),
        sa.Column("sent_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("closed_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("subject IN ('identity', 'fact', 'page', 'other')", name=op.f("ck_problem_report_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_report")),
    )
    op.create_table(
        "scheme",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_scheme")),
    )
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("label", name=op.f("uq_tag_label")),
    )
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("scope_note", sa.String(), nullable=False),
        sa.Column("broader_id", sa.Integer(), nullable=True),
        sa.Column("seen_in", sa.JSON(), nullable=False),
        sa.CheckConstraint("broader_id <> id", name=op.f("ck_theme_not_its_own_group")),
        sa.ForeignKeyConstraint(["broader_id"], ["theme.id"], name=op.f("fk_theme_broader_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("label", name=op.f("uq_theme_label")),
        sa.UniqueConstraint("slug", name=op.f("uq_theme_slug")),
    )
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_broader_id"), ["broader_id"], unique=False)

    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_in_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
        sa.UniqueConstraint("sign_in_id", name=op.f("uq_user_account_sign_in_id")),
    )
    op.create_table(
        "closed_value",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("list_slug", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.CheckConstraint("key = list_slug || '/' || slug", name=op.f("ck_closed_value_key")),
        sa.ForeignKeyConstraint(["list_slug"], ["closed_list.slug"], name=op.f("fk_closed_value_list_slug")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_closed_value")),
        sa.UniqueConstraint("list_slug", "slug", name=op.f("uq_closed_value_list_slug_slug")),
    )
    op.create_table(
        "site_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.CheckConstraint(
            "role IN ('editor', 'identity_reviewer', 'admin')",
            name=op.f("ck_site_role_role"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_site_role_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "role", name=op.f("pk_site_role")),
    )
    op.create_table(
        "theme_label",
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
            name=op.f("fk_theme_label_theme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("theme_id", "position", name=op.f("pk_theme_label")),
        sa.UniqueConstraint("label", name=op.f("uq_theme_label_label")),
    )
    op.create_table(
        "theme_relation",
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("related_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("theme_id <> related_id", name=op.f("ck_theme_relation_not_itself")),
        sa.ForeignKeyConstraint(
            ["related_id"],
            ["theme.id"],
            name=op.f("fk_theme_relation_related_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
            name=op.f("fk_theme_relation_theme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("theme_id", "related_id", name=op.f("pk_theme_relation")),
    )
    with op.batch_alter_table("theme_relation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_relation_related_id"), ["related_id"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind_key", sa.String(), nullable=False),
        sa.Column("nation_key", sa.String(), nullable=False),
        sa.Column("region_key", sa.String(), nullable=True),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("gss_code", sa.String(), nullable=True),
        sa.Column("dfe_code", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("name_status", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind_key LIKE 'organisation-kinds/%'",
            name=op.f("ck_organisation_kind_list"),
        ),
        sa.CheckConstraint("nation_key LIKE 'nations/%'", name=op.f("ck_organisation_nation_list")),
        sa.CheckConstraint("region_key LIKE 'regions/%'", name=op.f("ck_organisation_region_list")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to",
            name=op.f("ck_organisation_valid_order"),
        ),
        sa.ForeignKeyConstraint(["kind_key"], ["closed_value.key"], name=op.f("fk_organisation_kind_key")),
        sa.ForeignKeyConstraint(
            ["nation_key"],
            ["closed_value.key"],
            name=op.f("fk_organisation_nation_key"),
        ),
        sa.ForeignKeyConstraint(
            ["region_key"],
            ["closed_value.key"],
            name=op.f("fk_organisation_region_key"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisation_slug")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_region_key"), ["region_key"], unique=False)

    op.create_table(
        "lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("organisation_named", sa.Boolean(), nullable=False),
        sa.Column("live_revision_id", sa.Integer(), nullable=True),
        sa.Column("open_revision_id", sa.Integer(), nullable=True),
        sa.Column("first_published_on", sa.Date(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("created_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(slug IS NULL) = (reference IS NULL)",
            name=op.f("ck_lesson_named_once_published"),
        ),
        sa.CheckConstraint(
            "live_revision_id <> open_revision_id",
            name=op.f("ck_lesson_live_is_not_open"),
        ),
        sa.CheckConstraint(
            "live_revision_id IS NULL OR slug IS NOT NULL",
            name=op.f("ck_lesson_live_has_address"),
        ),
        sa.ForeignKeyConstraint(
            ["live_revision_id"],
            ["revision.id"],
            name="fk_lesson_live_revision_id_revision",
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(
            ["open_revision_id"],
            ["revision.id"],
            name="fk_lesson_open_revision_id_revision",
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_lesson_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson")),
        sa.UniqueConstraint("live_revision_id", name=op.f("uq_lesson_live_revision_id")),
        sa.UniqueConstraint("open_revision_id", name=op.f("uq_lesson_open_revision_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_lesson_reference")),
        sa.UniqueConstraint("slug", name=op.f("uq_lesson_slug")),
    )
    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lesson_first_published_on"),
            ["first_published_on"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_lesson_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.CheckConstraint("role IN ('member', 'contributor', 'lead')", name=op.f("ck_membership_role")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_membership_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_membership_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "user_id",
            "organisation_id",
            name=op.f("uq_membership_user_id_organisation_id"),
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index("ix_membership_organisation_id", ["organisation_id"], unique=False)

    op.create_table(
        "organisation_succession",
        sa.Column("predecessor_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "predecessor_id <> successor_id",
            name=op.f("ck_organisation_succession_not_itself"),
        ),
        sa.ForeignKeyConstraint(
            ["predecessor_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_succession_predecessor_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_succession_successor_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("predecessor_id", "successor_id", name=op.f("pk_organisation_succession")),
    )
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("pseudonym", sa.String(), nullable=True),
        sa.Column("kind_key", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("nation_key", sa.String(), nullable=False),
        sa.Column("region_key", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.CheckConstraint("kind_key LIKE 'review-types/%'", name=op.f("ck_review_kind_list")),
        sa.CheckConstraint("nation_key LIKE 'nations/%'", name=op.f("ck_review_nation_list")),
        sa.CheckConstraint("region_key LIKE 'regions/%'", name=op.f("ck_review_region_list")),
        sa.CheckConstraint("year BETWEEN 1945 AND 2200", name=op.f("ck_review_year")),
        sa.ForeignKeyConstraint(["kind_key"], ["closed_value.key"], name=op.f("fk_review_kind_key")),
        sa.ForeignKeyConstraint(["nation_key"], ["closed_value.key"], name=op.f("fk_review_nation_key")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_review_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["region_key"], ["closed_value.key"], name=op.f("fk_review_region_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("slug", name=op.f("uq_review_slug")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_year"), ["year"], unique=False)

    op.create_table(
        "evaluation",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("evaluator", sa.String(), nullable=False),
        sa.Column("scheme_key", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "scheme_key LIKE 'evaluation-schemes/%'",
            name=op.f("ck_evaluation_scheme_list"),
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
            name=op.f("fk_evaluation_review_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["scheme_key"], ["closed_value.key"], name=op.f("fk_evaluation_scheme_key")),
        sa.PrimaryKeyConstraint("review_id", "position", name=op.f("pk_evaluation")),
    )
    op.create_table(
        "former_slug",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_id"],
            ["lesson.id"],
            name=op.f("fk_former_slug_lesson_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_former_slug")),
    )
    with op.batch_alter_table("former_slug", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_slug_lesson_id"), ["lesson_id"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("done", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("in_place_first", sa.String(), nullable=False),
        sa.Column("people", sa.String(), nullable=False),
        sa.Column("time", sa.String(), nullable=False),
        sa.Column("risks", sa.String(), nullable=False),
        sa.Column("kind_key", sa.String(), nullable=True),
        sa.Column("done_status_key", sa.String(), nullable=True),
        sa.Column("evidence_stage_key", sa.String(), nullable=True),
        sa.Column("evidence_reason", sa.String(), nullable=False),
        sa.Column("result_key", sa.String(), nullable=True),
        sa.Column("cost_band_key", sa.String(), nullable=True),
        sa.Column("nation_key", sa.String(), nullable=True),
        sa.Column("region_key", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("cost_band_key LIKE 'cost-bands/%'", name=op.f("ck_revision_cost_band_list")),
        sa.CheckConstraint(
            "done_status_key LIKE 'done-statuses/%'",
            name=op.f("ck_revision_done_status_list"),
        ),
        sa.CheckConstraint(
            "evidence_stage_key LIKE 'evidence-stages/%'",
            name=op.f("ck_revision_evidence_stage_list"),
        ),
        sa.CheckConstraint("kind_key LIKE 'lesson-kinds/%'", name=op.f("ck_revision_kind_list")),
        sa.CheckConstraint("nation_key LIKE 'nations/%'", name=op.f("ck_revision_nation_list")),
        sa.CheckConstraint("region_key LIKE 'regions/%'", name=op.f("ck_revision_region_list")),
        sa.CheckConstraint("result_key LIKE 'results/%'", name=op.f("ck_revision_result_list")),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'in_review', 'scheduled', 'published', 'hidden', 'archived', 'superseded', 'discarded')",
            name=op.f("ck_revision_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('submitted', 'in_review', 'scheduled', 'published') OR (title <> '' AND summary <> '' AND found <> '' AND done <> '')",
            name=op.f("ck_revision_complete_once_submitted"),
        ),
        sa.CheckConstraint("year BETWEEN 1945 AND 2200", name=op.f("ck_revision_year")),
        sa.ForeignKeyConstraint(
            ["cost_band_key"],
            ["closed_value.key"],
            name=op.f("fk_revision_cost_band_key"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["user_account.id"],
            name=op.f("fk_revision_created_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["done_status_key"],
            ["closed_value.key"],
            name=op.f("fk_revision_done_status_key"),
        ),
        sa.ForeignKeyConstraint(
            ["evidence_stage_key"],
            ["closed_value.key"],
            name=op.f("fk_revision_evidence_stage_key"),
        ),
        sa.ForeignKeyConstraint(["kind_key"], ["closed_value.key"], name=op.f("fk_revision_kind_key")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_revision_lesson_id")),
        sa.ForeignKeyConstraint(["nation_key"], ["closed_value.key"], name=op.f("fk_revision_nation_key")),
        sa.ForeignKeyConstraint(["region_key"], ["closed_value.key"], name=op.f("fk_revision_region_key")),
        sa.ForeignKeyConstraint(["result_key"], ["closed_value.key"], name=op.f("fk_revision_result_key")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_revision_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("lesson_id", "number", name=op.f("uq_revision_lesson_id_number")),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_review_id"), ["review_id"], unique=False)
        batch_op.create_index("ix_revision_state", ["state"], unique=False)

    # SQLite took these with the table; other databases need both tables first.
    if op.get_context().dialect.supports_alter:
        for column in ("live_revision_id", "open_revision_id"):
            op.create_foreign_key(f"fk_lesson_{column}_revision", "lesson", "revision", [column], ["id"])

    op.create_table(
        "revision_tag",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_revision_tag_revision_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_revision_tag_tag_id")),
        sa.PrimaryKeyConstraint("revision_id", "tag_id", name=op.f("pk_revision_tag")),
    )
    with op.batch_alter_table("revision_tag", schema=None) as batch_op:
        batch_op.create_index("ix_revision_tag_tag_id", ["tag_id"], unique=False)

    op.create_table(
        "revision_theme",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_revision_theme_revision_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_revision_theme_theme_id")),
        sa.PrimaryKeyConstraint("revision_id", "theme_id", name=op.f("pk_revision_theme")),
    )
    with op.batch_alter_table("revision_theme", schema=None) as batch_op:
        batch_op.create_index("ix_revision_theme_theme_id", ["theme_id"], unique=False)

    op.create_table(
        "revision_value",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("value_key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "value_key LIKE 'kinds-of-change/%' OR value_key LIKE 'causes/%' OR value_key LIKE 'agencies/%' OR value_key LIKE 'harm-types/%' OR value_key LIKE 'outcomes/%' OR value_key LIKE 'child-age-bands/%'",
            name=op.f("ck_revision_value_value_list"),
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_revision_value_revision_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["value_key"],
            ["closed_value.key"],
            name=op.f("fk_revision_value_value_key"),
        ),
        sa.PrimaryKeyConstraint("revision_id", "value_key", name=op.f("pk_revision_value")),
    )
    with op.batch_alter_table("revision_value", schema=None) as batch_op:
        batch_op.create_index("ix_revision_value_value_key", ["value_key"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("kind_key", sa.String(), nullable=False),
        sa.Column("pages", sa.String(), nullable=True),
        sa.Column("accessed", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("kind_key LIKE 'source-kinds/%'", name=op.f("ck_source_kind_list")),
        sa.CheckConstraint(
            "(revision_id IS NULL) <> (review_id IS NULL)",
            name=op.f("ck_source_one_owner"),
        ),
        sa.ForeignKeyConstraint(["kind_key"], ["closed_value.key"], name=op.f("fk_source_kind_key")),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
            name=op.f("fk_source_review_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_source_revision_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_review_id"), ["review_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_revision_id"), ["revision_id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    if op.get_context().dialect.supports_alter:
        for column in ("live_revision_id", "open_revision_id"):
            op.drop_constraint(f"fk_lesson_{column}_revision", "lesson", type_="foreignkey")
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_revision_id"))
        batch_op.drop_index(batch_op.f("ix_source_review_id"))

    op.drop_table("source")
    with op.batch_alter_table("revision_value", schema=None) as batch_op:
        batch_op.drop_index("ix_revision_value_value_key")

    op.drop_table("revision_value")
    with op.batch_alter_table("revision_theme", schema=None) as batch_op:
        batch_op.drop_index("ix_revision_theme_theme_id")

    op.drop_table("revision_theme")
    with op.batch_alter_table("revision_tag", schema=None) as batch_op:
        batch_op.drop_index("ix_revision_tag_tag_id")

    op.drop_table("revision_tag")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index("ix_revision_state")
        batch_op.drop_index(batch_op.f("ix_revision_review_id"))

    op.drop_table("revision")
    with op.batch_alter_table("former_slug", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_former_slug_lesson_id"))

    op.drop_table("former_slug")
    op.drop_table("evaluation")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_year"))
        batch_op.drop_index(batch_op.f("ix_review_organisation_id"))

    op.drop_table("review")
    op.drop_table("organisation_succession")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index("ix_membership_organisation_id")

    op.drop_table("membership")
    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lesson_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_lesson_first_published_on"))

    op.drop_table("lesson")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_region_key"))
        batch_op.drop_index(batch_op.f("ix_organisation_name"))

    op.drop_table("organisation")
    with op.batch_alter_table("theme_relation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_relation_related_id"))

    op.drop_table("theme_relation")
    op.drop_table("theme_label")
    op.drop_table("site_role")
    op.drop_table("closed_value")
    op.drop_table("user_account")
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_broader_id"))

    op.drop_table("theme")
    op.drop_table("tag")
    op.drop_table("scheme")
    op.drop_table("problem_report")
    op.drop_table("index_follower")
    op.drop_table("index_change")
    op.drop_table("glossary_term")
    op.drop_table("closed_list")
