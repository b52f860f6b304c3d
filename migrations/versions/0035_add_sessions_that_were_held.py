"""Sessions that were held with a training pack: who came by agency, and answers to evaluation forms as counts."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "held_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("changes_reported", sa.JSON(), nullable=False),
        sa.Column("pack_version", sa.Integer(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.Column("noted_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reminded_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("format IN ('room', 'online', 'hybrid')", name=op.f("ck_held_session_format")),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["user_account.id"], name=op.f("fk_held_session_noted_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_held_session_pack_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_session")),
        info={"on_no_page": True},
    )
    with op.batch_alter_table("held_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_held_session_held_on"), ["held_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_held_session_noted_by_id"), ["noted_by_id"], unique=False)
        batch_op.create_index("ix_held_session_pack_id", ["pack_id", "held_on"], unique=False)

    op.create_table(
        "held_answer",
        sa.Column("held_session_id", sa.Integer(), nullable=False),
        sa.Column("point", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("of_manager", sa.Boolean(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("second", sa.Integer(), nullable=False),
        sa.Column("third", sa.Integer(), nullable=False),
        sa.Column("fourth", sa.Integer(), nullable=False),
        sa.Column("fifth", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind = 'scale-1-5' OR (fourth = 0 AND fifth = 0)", name=op.f("ck_held_answer_steps")),
        sa.CheckConstraint("kind IN ('scale-1-5', 'yes-partly-no')", name=op.f("ck_held_answer_kind")),
        sa.CheckConstraint("point IN ('before', 'end', 'follow-up')", name=op.f("ck_held_answer_point")),
        sa.CheckConstraint(
            "first >= 0 AND second >= 0 AND third >= 0 AND fourth >= 0 AND fifth >= 0",
            name=op.f("ck_held_answer_counts"),
        ),
        sa.ForeignKeyConstraint(
            ["held_session_id"], ["held_session.id"], name=op.f("fk_held_answer_held_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("held_session_id", "point", "position", name=op.f("pk_held_answer")),
        sa.UniqueConstraint(
            "held_session_id", "point", "question", name=op.f("uq_held_answer_held_session_id_point_question")
        ),
        info={"on_no_page": True},
    )
    op.create_table(
        "held_attendance",
        sa.Column("held_session_id", sa.Integer(), nullable=False),
        sa.Column("agency_key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("agency_key LIKE 'agencies/%'", name=op.f("ck_held_attendance_agency_list")),
        sa.CheckConstraint("number > 0", name=op.f("ck_held_attendance_number")),
        sa.ForeignKeyConstraint(["agency_key"], ["closed_value.key"], name=op.f("fk_held_attendance_agency_key")),
        sa.ForeignKeyConstraint(
            ["held_session_id"],
            ["held_session.id"],
            name=op.f("fk_held_attendance_held_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("held_session_id", "agency_key", name=op.f("pk_held_attendance")),
        info={"on_no_page": True},
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("held_attendance")
    op.drop_table("held_answer")
    with op.batch_alter_table("held_session", schema=None) as batch_op:
        batch_op.drop_index("ix_held_session_pack_id")
        batch_op.drop_index(batch_op.f("ix_held_session_noted_by_id"))
        batch_op.drop_index(batch_op.f("ix_held_session_held_on"))

    op.drop_table("held_session")
