"""Organisations that an admin has changed, which loading content leaves as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.add_column("organisation", sa.Column("changed_on_site", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.alter_column("changed_on_site", server_default=None)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("changed_on_site")
