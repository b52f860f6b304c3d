"""Files that boards share with a lesson, their content in pieces, and what the check of them found."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KINDS = "('pdf', 'docx', 'xlsx', 'pptx', 'odt', 'csv', 'jpeg', 'png')"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("stored_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"kind IN {KINDS}", name=op.f("ck_stored_file_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_file_digest"), ["digest"], unique=False)

    op.create_table(
        "stored_piece",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_stored_piece_file_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("file_id", "position", name=op.f("pk_stored_piece")),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("licence_key", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("virus", sa.String(), nullable=False),
        sa.Column("checked_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'checked', 'refused')", name=op.f("ck_attachment_state")),
        sa.CheckConstraint("virus IN ('waiting', 'clean', 'found', 'not_scanned')", name=op.f("ck_attachment_virus")),
        sa.CheckConstraint("licence_key LIKE 'licences/%'", name=op.f("ck_attachment_licence_list")),
        sa.CheckConstraint(
            "file_id IS NOT NULL OR state = 'refused'", name=op.f("ck_attachment_has_content_unless_refused")
        ),
        sa.CheckConstraint(
            "state <> 'checked' OR virus IN ('clean', 'not_scanned')", name=op.f("ck_attachment_scanned_before_checked")
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["user_account.id"], name=op.f("fk_attachment_added_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_attachment_file_id")),
        sa.ForeignKeyConstraint(["licence_key"], ["closed_value.key"], name=op.f("fk_attachment_licence_key")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["user_account.id"], name=op.f("fk_attachment_opened_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_attachment_revision_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("revision_id", "position", name=op.f("uq_attachment_revision_id_position")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_opened_by_id"), ["opened_by_id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_opened_by_id"))
        batch_op.drop_index(batch_op.f("ix_attachment_file_id"))
        batch_op.drop_index(batch_op.f("ix_attachment_added_by_id"))

    op.drop_table("attachment")
    op.drop_table("stored_piece")
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_file_digest"))

    op.drop_table("stored_file")
