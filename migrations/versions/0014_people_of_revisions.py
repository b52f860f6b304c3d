"""Who has a lesson in hand, wrote a revision, has it on the desk, signed it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.add_column(sa.Column("holder_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_lesson_holder_id"), ["holder_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_lesson_holder_id"), "user_account", ["holder_id"], ["id"], ondelete="SET NULL"
        )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("submitted_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("claimed_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("content_signed_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("identity_signed_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_revision_submitted_by_id"), "user_account", ["submitted_by_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_revision_identity_signed_by_id"), "user_account", ["identity_signed_by_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_revision_content_signed_by_id"), "user_account", ["content_signed_by_id"], ["id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_revision_signed_by_two"), "content_signed_by_id <> identity_signed_by_id"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_revision_claimed_by_id"), "user_account", ["claimed_by_id"], ["id"], ondelete="SET NULL"
        )
    op.create_table(
        "revision_author",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_revision_author_revision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_revision_author_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "user_id", name=op.f("pk_revision_author")),
    )
    with op.batch_alter_table("revision_author", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_author_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("revision_author", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_author_user_id"))
    op.drop_table("revision_author")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_revision_claimed_by_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_revision_content_signed_by_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("ck_revision_signed_by_two"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_revision_identity_signed_by_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_revision_submitted_by_id"), type_="foreignkey")
        batch_op.drop_column("identity_signed_by_id")
        batch_op.drop_column("content_signed_by_id")
        batch_op.drop_column("claimed_by_id")
        batch_op.drop_column("submitted_by_id")
    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_lesson_holder_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_lesson_holder_id"))
        batch_op.drop_column("holder_id")
