"""The desk: steps and submissions of texts, who saw them, signatures for one content, threads of comments."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

STATES = (
    "('draft', 'submitted', 'returned', 'in_review', 'scheduled', 'published', 'hidden', 'archived', 'superseded',"
    " 'discarded')"
)


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "revision_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("taken_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_by_kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(f"after IN {STATES}", name=op.f("ck_revision_step_after")),
        sa.CheckConstraint(f"before IN {STATES}", name=op.f("ck_revision_step_before")),
        sa.CheckConstraint(
            "taken_by_kind IN ('person', 'operator', 'site')", name=op.f("ck_revision_step_taken_by_kind")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_revision_step_revision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["user_account.id"], name=op.f("fk_revision_step_taken_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_step")),
    )
    with op.batch_alter_table("revision_step", schema=None) as batch_op:
        batch_op.create_index("ix_revision_step_revision_id", ["revision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revision_step_taken_by_id"), ["taken_by_id"], unique=False)

    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("submitted_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("to_open", sa.Integer(), nullable=False),
        sa.Column("points_at_one_child", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_submission_revision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["user_account.id"], name=op.f("fk_submission_submitted_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("revision_id", "number", name=op.f("uq_submission_revision_id_number")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_submitted_by_id"), ["submitted_by_id"], unique=False)

    op.create_table(
        "sight",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_sight_submission_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_sight_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "submission_id", name=op.f("pk_sight")),
    )
    with op.batch_alter_table("sight", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sight_submission_id"), ["submission_id"], unique=False)

    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.add_column(sa.Column("replaced_by_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_lesson_replaced_by_id"), ["replaced_by_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_lesson_replaced_by_id"), "lesson", ["replaced_by_id"], ["id"])
        batch_op.create_check_constraint(batch_op.f("ck_lesson_replaced_by_another"), "replaced_by_id <> id")

    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("content_signed_at", kb.core.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("content_signed_digest", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("identity_signed_at", kb.core.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("identity_signed_digest", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("scheduled_for", kb.core.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("published_at", kb.core.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("change_note", sa.String(), nullable=False, server_default=""))

    _fill_in()
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.alter_column("change_note", server_default=None)
        for kind in ("content", "identity"):
            batch_op.create_check_constraint(
                batch_op.f(f"ck_revision_{kind}_signed"),
                f"({kind}_signed_by_id IS NULL) = ({kind}_signed_digest IS NULL)",
            )
        batch_op.create_check_constraint(
            batch_op.f("ck_revision_scheduled_has_time"), "state <> 'scheduled' OR scheduled_for IS NOT NULL"
        )

    with op.batch_alter_table("revision_comment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("for_team", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("told_at", kb.core.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("submission_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("resolved_by_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_revision_comment_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revision_comment_resolved_by_id"), ["resolved_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revision_comment_submission_id"), ["submission_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_revision_comment_resolved_by_id"),
            "user_account",
            ["resolved_by_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_revision_comment_submission_id"),
            "submission",
            ["submission_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_revision_comment_parent_id"), "revision_comment", ["parent_id"], ["id"], ondelete="CASCADE"
        )

    op.execute("UPDATE revision_comment SET told_at = written_at")
    with op.batch_alter_table("revision_comment", schema=None) as batch_op:
        batch_op.alter_column("for_team", server_default=None)
        batch_op.create_check_constraint(
            batch_op.f("ck_revision_comment_team_alone"), "NOT (for_team AND told_at IS NOT NULL)"
        )


def _fill_in() -> None:
    """What was public has been so since it was made. A signature without what was signed is none."""
    op.execute(
        "UPDATE revision SET published_at = created_at WHERE state IN ('published', 'hidden', 'archived', 'superseded')"
    )
    op.execute("UPDATE revision SET content_signed_by_id = NULL, identity_signed_by_id = NULL")
    op.execute("UPDATE revision SET scheduled_for = state_since WHERE state = 'scheduled'")


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("revision_comment", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_revision_comment_team_alone"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_revision_comment_parent_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_revision_comment_submission_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_revision_comment_resolved_by_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_revision_comment_submission_id"))
        batch_op.drop_index(batch_op.f("ix_revision_comment_resolved_by_id"))
        batch_op.drop_index(batch_op.f("ix_revision_comment_parent_id"))
        batch_op.drop_column("resolved_by_id")
        batch_op.drop_column("submission_id")
        batch_op.drop_column("told_at")
        batch_op.drop_column("for_team")
        batch_op.drop_column("parent_id")

    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_revision_scheduled_has_time"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_revision_identity_signed"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_revision_content_signed"), type_="check")
        batch_op.drop_column("change_note")
        batch_op.drop_column("published_at")
        batch_op.drop_column("scheduled_for")
        batch_op.drop_column("identity_signed_digest")
        batch_op.drop_column("identity_signed_at")
        batch_op.drop_column("content_signed_digest")
        batch_op.drop_column("content_signed_at")

    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_lesson_replaced_by_another"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_lesson_replaced_by_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_lesson_replaced_by_id"))
        batch_op.drop_column("replaced_by_id")

    with op.batch_alter_table("sight", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sight_submission_id"))

    op.drop_table("sight")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_submitted_by_id"))

    op.drop_table("submission")
    with op.batch_alter_table("revision_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_step_taken_by_id"))
        batch_op.drop_index("ix_revision_step_revision_id")

    op.drop_table("revision_step")
