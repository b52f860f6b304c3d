"""What admins need to find and judge messages and jobs."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BEFORE = ("waiting", "sent", "failed", "bounced", "cancelled")
AFTER = (*BEFORE, "lapsed")


def _moment(name: str) -> sa.Column[sa.DateTime]:
    return sa.Column(name, kb.core.db.UtcDateTime(timezone=True), nullable=True)


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(_moment("good_until"))
        batch_op.add_column(_moment("seen_at"))
        batch_op.drop_constraint(batch_op.f("ck_delivery_state"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_delivery_state"), f"state IN {AFTER}")
        batch_op.create_index("ix_delivery_to", ["to"], unique=False)
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.add_column(_moment("begun_at"))
        batch_op.add_column(_moment("seen_at"))
        batch_op.create_index("ix_job_kind_key", ["kind", "key"], unique=False)
    # nothing does this kind any more: "operations.prune" has taken its place
    op.execute("DELETE FROM job WHERE kind = 'core.prune-jobs' AND state = 'waiting'")


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_kind_key")
        batch_op.drop_column("seen_at")
        batch_op.drop_column("begun_at")
    op.execute("UPDATE delivery SET state = 'cancelled' WHERE state = 'lapsed'")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index("ix_delivery_to")
        batch_op.drop_constraint(batch_op.f("ck_delivery_state"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_delivery_state"), f"state IN {BEFORE}")
        batch_op.drop_column("seen_at")
        batch_op.drop_column("good_until")
