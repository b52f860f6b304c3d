"""All of a lesson can be removed for good; its texts are in a state of their own then."""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

BEFORE = (
    "'draft', 'submitted', 'returned', 'in_review', 'scheduled', 'published', 'hidden', 'archived', 'superseded',"
    " 'discarded'"
)
AFTER = f"{BEFORE}, 'expunged'"


def upgrade() -> None:
    """Make the change."""
    _allow(AFTER, "'words', 'file', 'lesson'")


def downgrade() -> None:
    """Take the change back."""
    op.execute(
        "UPDATE revision SET state = 'archived' WHERE state = 'expunged'"
        " AND id IN (SELECT live_revision_id FROM lesson WHERE live_revision_id IS NOT NULL)"
    )
    op.execute("UPDATE revision SET state = 'superseded' WHERE state = 'expunged'")
    op.execute("DELETE FROM revision_step WHERE after = 'expunged'")
    op.execute("DELETE FROM expunge WHERE kind = 'lesson'")
    _allow(BEFORE, "'words', 'file'")


def _allow(states: str, kinds: str) -> None:
    wanted = (
        ("revision", "state", states),
        ("revision_step", "before", states),
        ("revision_step", "after", states),
        ("expunge", "kind", kinds),
    )
    for table, column, values in wanted:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"ck_{table}_{column}"), type_="check")
            batch_op.create_check_constraint(batch_op.f(f"ck_{table}_{column}"), f"{column} IN ({values})")
