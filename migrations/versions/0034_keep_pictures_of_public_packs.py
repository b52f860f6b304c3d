"""Keep the picture with a text of a pack that is to be public."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "pack_publication_logo",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("kind IN ('image/png', 'image/jpeg')", name=op.f("ck_pack_publication_logo_kind")),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["pack_publication.id"],
            name=op.f("fk_pack_publication_logo_publication_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("publication_id", name=op.f("pk_pack_publication_logo")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("pack_publication_logo")
