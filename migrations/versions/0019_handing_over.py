"""Who has left an organisation is not proposed as its member again."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NAME = "ck_membership_request_reason"


def upgrade() -> None:
    """Make the change."""
    _allow("'tenant', 'domain', 'left'")


def downgrade() -> None:
    """Take the change back; who has left is proposed again."""
    op.execute(sa.text("DELETE FROM membership_request WHERE reason = 'left'"))
    _allow("'tenant', 'domain'")


def _allow(reasons: str) -> None:
    with op.batch_alter_table("membership_request", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(NAME), type_="check")
        batch_op.create_check_constraint(batch_op.f(NAME), f"reason IN ({reasons})")
