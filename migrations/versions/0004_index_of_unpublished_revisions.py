"""An index of the revisions that are not published.

Nearly every row of `revision` is published, and SQLite, which takes any index for a good one, read all of them by an
index of every state. Lists of drafts and of what is to be reviewed ask for the few others.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OTHERS = sa.text("state <> 'published'")


def upgrade() -> None:
    """Make the change."""
    op.create_index(
        "ix_revision_unpublished_state", "revision", ["state"], sqlite_where=OTHERS, postgresql_where=OTHERS
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_revision_unpublished_state", "revision")
