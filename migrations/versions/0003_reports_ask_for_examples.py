"""Reports ask for examples."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BEFORE = ("identity", "fact", "page", "other")
NAME = "ck_problem_report_subject"


def upgrade() -> None:
    """Make the change."""
    _allow((*BEFORE[:3], "example", *BEFORE[3:]))


def downgrade() -> None:
    """Take the change back."""
    op.execute("UPDATE problem_report SET subject = 'other' WHERE subject = 'example'")
    _allow(BEFORE)


def _allow(subjects: tuple[str, ...]) -> None:
    with op.batch_alter_table("problem_report", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(NAME), type_="check")
        batch_op.create_check_constraint(batch_op.f(NAME), f"subject IN {subjects}")
