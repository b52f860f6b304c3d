"""Who dealt with a report, and what was done."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("problem_report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("outcome", sa.String(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_problem_report_closed_by_id"), ["closed_by_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_problem_report_closed_by_id"), "user_account", ["closed_by_id"], ["id"], ondelete="SET NULL"
        )

    with op.batch_alter_table("problem_report", schema=None) as batch_op:
        batch_op.alter_column("outcome", existing_type=sa.String(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("problem_report", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_problem_report_closed_by_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_problem_report_closed_by_id"))
        batch_op.drop_column("outcome")
        batch_op.drop_column("closed_by_id")
