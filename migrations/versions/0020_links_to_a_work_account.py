"""Links by which a work account is linked to an account that has only a password; codes that came too early."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

KINDS = ("register", "reset", "change-old", "change-new", "first-admin", "change-by-admin")
NAME = "ck_one_time_link_kind"


def upgrade() -> None:
    """Make the change."""
    _allow((*KINDS, "work-account"))
    op.add_column("user_account", sa.Column("totp_told_step", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take the change back; links of the new kind are good for an hour, and go."""
    op.execute("DELETE FROM one_time_link WHERE kind = 'work-account'")
    _allow(KINDS)
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.drop_column("totp_told_step")


def _allow(kinds: tuple[str, ...]) -> None:
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(NAME), type_="check")
        batch_op.create_check_constraint(batch_op.f(NAME), f"kind IN {kinds}")
