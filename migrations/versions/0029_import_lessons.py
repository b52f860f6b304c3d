"""Files of lessons that are imported, their rows, what columns mean, and which lesson came from which row."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "import_column",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("used_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_import_column_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "heading", name=op.f("pk_import_column")),
    )
    op.create_table(
        "lesson_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_since", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("with_edited", sa.Boolean(), nullable=False),
        sa.Column("has_rows", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('sent', 'checking', 'checked', 'writing', 'written', 'undoing', 'undone')",
            name=op.f("ck_lesson_import_state"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name=op.f("fk_lesson_import_created_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_lesson_import_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_import")),
    )
    with op.batch_alter_table("lesson_import") as batch_op:
        batch_op.create_index(batch_op.f("ix_lesson_import_created_by_id"), ["created_by_id"], unique=False)
        batch_op.create_index("ix_lesson_import_organisation_id", ["organisation_id", "created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_lesson_import_state_since"), ["state_since"], unique=False)

    op.create_table(
        "imported_lesson",
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lesson.id"], name=op.f("fk_imported_lesson_lesson_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_imported_lesson_organisation_id")
        ),
        sa.PrimaryKeyConstraint("lesson_id", name=op.f("pk_imported_lesson")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_imported_lesson_organisation_id_reference")),
    )
    op.create_table(
        "import_row",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("written_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint("outcome IN ('new', 'changed', 'unchanged', 'refused')", name=op.f("ck_import_row_outcome")),
        sa.CheckConstraint("state IN ('waiting', 'done', 'kept', 'undone')", name=op.f("ck_import_row_state")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["lesson_import.id"], name=op.f("fk_import_row_import_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lesson.id"], name=op.f("fk_import_row_lesson_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_import_row_revision_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("import_id", "position", name=op.f("pk_import_row")),
    )
    with op.batch_alter_table("import_row") as batch_op:
        batch_op.create_index(batch_op.f("ix_import_row_lesson_id"), ["lesson_id"], unique=False)
        batch_op.create_index("ix_import_row_outcome", ["import_id", "outcome", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_row_revision_id"), ["revision_id"], unique=False)
        batch_op.create_index("ix_import_row_state", ["import_id", "state", "position"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("import_row") as batch_op:
        batch_op.drop_index("ix_import_row_state")
        batch_op.drop_index(batch_op.f("ix_import_row_revision_id"))
        batch_op.drop_index("ix_import_row_outcome")
        batch_op.drop_index(batch_op.f("ix_import_row_lesson_id"))

    op.drop_table("import_row")
    op.drop_table("imported_lesson")
    with op.batch_alter_table("lesson_import") as batch_op:
        batch_op.drop_index(batch_op.f("ix_lesson_import_state_since"))
        batch_op.drop_index("ix_lesson_import_organisation_id")
        batch_op.drop_index(batch_op.f("ix_lesson_import_created_by_id"))

    op.drop_table("lesson_import")
    op.drop_table("import_column")
