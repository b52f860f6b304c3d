"""Themes and reviews that editors change: their former addresses, and more about an evaluation."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "former_theme_slug",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("merged", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_former_theme_slug_theme_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_former_theme_slug")),
    )
    with op.batch_alter_table("former_theme_slug", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_theme_slug_theme_id"), ["theme_id"], unique=False)

    op.create_table(
        "former_review_slug",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("merged", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_former_review_slug_review_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_former_review_slug")),
    )
    with op.batch_alter_table("former_review_slug", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_review_slug_review_id"), ["review_id"], unique=False)

    op.add_column("evaluation", sa.Column("day", sa.Date(), nullable=True))
    op.add_column("evaluation", sa.Column("url", sa.String(), nullable=True))
    for table in ("review", "theme"):
        op.add_column(table, sa.Column("changed_on_site", sa.Boolean(), nullable=False, server_default=sa.false()))
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(
                "changed_on_site", existing_type=sa.Boolean(), existing_nullable=False, server_default=None
            )


def downgrade() -> None:
    """Take the change back."""
    for table in ("theme", "review"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("changed_on_site")

    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.drop_column("url")
        batch_op.drop_column("day")

    for table, of in (("former_review_slug", "review_id"), ("former_theme_slug", "theme_id")):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f"ix_{table}_{of}"))

        op.drop_table(table)
