"""What was decided about findings of the identity check, and words that admins added to its lists."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "identity_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["user_account.id"], name=op.f("fk_identity_term_added_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_identity_term_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_term")),
        sa.UniqueConstraint("key", "organisation_id", name=op.f("uq_identity_term_key_organisation_id")),
    )
    with op.batch_alter_table("identity_term", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_identity_term_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_identity_term_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(
            "uq_identity_term_of_site",
            ["key"],
            unique=True,
            sqlite_where=sa.text("organisation_id IS NULL"),
            postgresql_where=sa.text("organisation_id IS NULL"),
        )

    op.create_table(
        "identity_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'combination') = (outcome IS NOT NULL)", name=op.f("ck_identity_decision_outcome_of_combinations")
        ),
        sa.CheckConstraint("kind IN ('reason', 'combination')", name=op.f("ck_identity_decision_kind")),
        sa.CheckConstraint("outcome IN ('may_stand', 'must_change')", name=op.f("ck_identity_decision_outcome")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user_account.id"], name=op.f("fk_identity_decision_decided_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_identity_decision_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_identity_decision_revision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"],
            ["user_account.id"],
            name=op.f("fk_identity_decision_taken_back_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_decision")),
    )
    with op.batch_alter_table("identity_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_identity_decision_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index("ix_identity_decision_digest", ["digest", "organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_identity_decision_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_identity_decision_revision_id"), ["revision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_identity_decision_taken_back_by_id"), ["taken_back_by_id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("identity_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identity_decision_taken_back_by_id"))
        batch_op.drop_index(batch_op.f("ix_identity_decision_revision_id"))
        batch_op.drop_index(batch_op.f("ix_identity_decision_organisation_id"))
        batch_op.drop_index("ix_identity_decision_digest")
        batch_op.drop_index(batch_op.f("ix_identity_decision_decided_by_id"))

    op.drop_table("identity_decision")
    with op.batch_alter_table("identity_term", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_identity_term_of_site",
            sqlite_where=sa.text("organisation_id IS NULL"),
            postgresql_where=sa.text("organisation_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_identity_term_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_identity_term_added_by_id"))

    op.drop_table("identity_term")
