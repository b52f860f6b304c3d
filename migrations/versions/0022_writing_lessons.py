"""What writing a lesson needs: who asked the lead, what was declared, comments, saved texts, suggested sources."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "source_suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("suggested_by_id", sa.Integer(), nullable=True),
        sa.Column("suggested_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("handled_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("handled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["handled_by_id"], ["user_account.id"], name=op.f("fk_source_suggestion_handled_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["suggested_by_id"],
            ["user_account.id"],
            name=op.f("fk_source_suggestion_suggested_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_suggestion")),
    )
    with op.batch_alter_table("source_suggestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_suggestion_handled_by_id"), ["handled_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_suggestion_suggested_by_id"), ["suggested_by_id"], unique=False)

    op.create_table(
        "ladder_step",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("step_key", sa.String(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.CheckConstraint("step_key LIKE 'ladder/%'", name=op.f("ck_ladder_step_step_list")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_ladder_step_revision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["step_key"], ["closed_value.key"], name=op.f("fk_ladder_step_step_key")),
        sa.PrimaryKeyConstraint("revision_id", "step_key", name=op.f("pk_ladder_step")),
    )
    op.create_table(
        "revision_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_revision_comment_revision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["user_account.id"], name=op.f("fk_revision_comment_written_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_comment")),
    )
    with op.batch_alter_table("revision_comment", schema=None) as batch_op:
        batch_op.create_index("ix_revision_comment_revision_id", ["revision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revision_comment_written_by_id"), ["written_by_id"], unique=False)

    op.create_table(
        "saved_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("by_itself", sa.Boolean(), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=True),
        sa.Column("saved_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_saved_text_revision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["user_account.id"], name=op.f("fk_saved_text_saved_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_text")),
    )
    with op.batch_alter_table("saved_text", schema=None) as batch_op:
        batch_op.create_index("ix_saved_text_revision_id", ["revision_id", "field"], unique=False)
        batch_op.create_index(batch_op.f("ix_saved_text_saved_at"), ["saved_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_saved_text_saved_by_id"), ["saved_by_id"], unique=False)

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lead_agrees_first", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.alter_column(
            "lead_agrees_first", existing_type=sa.Boolean(), existing_nullable=False, server_default=None
        )

    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("state_since", kb.core.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("lead_asked_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("lead_asked_at", kb.core.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("lead_note", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("submitted_at", kb.core.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("declared", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("trigger_key", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("evidence_measure", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("evidence_on", sa.Date(), nullable=True))

    # What is known of texts that are there already: they have been as they are since they were made.
    op.execute("UPDATE revision SET state_since = created_at")
    op.execute("UPDATE revision SET submitted_at = created_at WHERE submitted_by_id IS NOT NULL")

    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.alter_column("lead_note", existing_type=sa.String(), existing_nullable=False, server_default=None)
        batch_op.alter_column("state_since", existing_type=kb.core.db.UtcDateTime(timezone=True), nullable=False)
        batch_op.alter_column("declared", existing_type=sa.JSON(), existing_nullable=False, server_default=None)
        batch_op.alter_column(
            "evidence_measure", existing_type=sa.String(), existing_nullable=False, server_default=None
        )
        batch_op.create_foreign_key(batch_op.f("fk_revision_trigger_key"), "closed_value", ["trigger_key"], ["key"])
        batch_op.create_foreign_key(
            batch_op.f("fk_revision_lead_asked_by_id"),
            "user_account",
            ["lead_asked_by_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_check_constraint(batch_op.f("ck_revision_trigger_list"), "trigger_key LIKE 'triggers/%'")


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_revision_trigger_list"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_revision_lead_asked_by_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_revision_trigger_key"), type_="foreignkey")
        batch_op.drop_column("evidence_on")
        batch_op.drop_column("evidence_measure")
        batch_op.drop_column("trigger_key")
        batch_op.drop_column("declared")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("lead_note")
        batch_op.drop_column("lead_asked_at")
        batch_op.drop_column("lead_asked_by_id")
        batch_op.drop_column("state_since")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("lead_agrees_first")

    with op.batch_alter_table("saved_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_text_saved_by_id"))
        batch_op.drop_index(batch_op.f("ix_saved_text_saved_at"))
        batch_op.drop_index("ix_saved_text_revision_id")

    op.drop_table("saved_text")
    with op.batch_alter_table("revision_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_comment_written_by_id"))
        batch_op.drop_index("ix_revision_comment_revision_id")

    op.drop_table("revision_comment")
    op.drop_table("ladder_step")
    with op.batch_alter_table("source_suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_suggestion_suggested_by_id"))
        batch_op.drop_index(batch_op.f("ix_source_suggestion_handled_by_id"))

    op.drop_table("source_suggestion")
