"""Themes have introductions and self-checks."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change. Themes that are there get empty ones, which the next load of the content fills in."""
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.add_column(sa.Column("introduction", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("self_check", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.alter_column("introduction", server_default=None)
        batch_op.alter_column("self_check", server_default=None)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_column("self_check")
        batch_op.drop_column("introduction")
