"""When writers could read the points of review, and of which submission they were said."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

TOLD = """
    UPDATE review_mark SET told_at = (
        SELECT max(taken_at) FROM revision_step
        WHERE step = 'return' AND taken_at >= marked_at AND revision_step.revision_id = review_mark.revision_id
    )
"""
ABOUT = """
    UPDATE review_mark SET submission_id = (
        SELECT max(id) FROM submission
        WHERE submitted_at <= marked_at AND submission.revision_id = review_mark.revision_id
    )
"""


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("review_mark", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told_at", kb.core.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("submission_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_review_mark_submission_id"), ["submission_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_review_mark_submission_id"), "submission", ["submission_id"], ["id"], ondelete="SET NULL"
        )
    op.execute(TOLD)
    op.execute(ABOUT)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("review_mark", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_review_mark_submission_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_review_mark_submission_id"))
        batch_op.drop_column("submission_id")
        batch_op.drop_column("told_at")
