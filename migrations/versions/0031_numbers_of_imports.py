"""Numbers of imports are never given twice, and what stands between the cells of a file is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    options = {"sqlite_autoincrement": True}
    with op.batch_alter_table("lesson_import", recreate=_recreate(), table_kwargs=options) as batch_op:
        batch_op.add_column(sa.Column("separator", sa.String(), nullable=False, server_default=","))
    with op.batch_alter_table("lesson_import", table_kwargs=options) as batch_op:
        batch_op.alter_column("separator", server_default=None)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("lesson_import", recreate=_recreate()) as batch_op:
        batch_op.drop_column("separator")


def _recreate() -> str:
    """On SQLite a table counts its numbers on only if it was made so."""
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"
