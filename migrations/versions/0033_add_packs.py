"""Training packs: what they say, each saved text, their lessons, who edits them, what is public."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("copied_from_id", sa.Integer(), nullable=True),
        sa.Column("credit", sa.String(), nullable=False),
        sa.Column("told_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["copied_from_id"], ["pack.id"], name=op.f("fk_pack_copied_from_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_pack_organisation_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name=op.f("fk_pack_owner_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
        sa.UniqueConstraint("slug", name=op.f("uq_pack_slug")),
        info={"on_no_page": True},
    )
    with op.batch_alter_table("pack", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pack_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_pack_copied_from_id"), ["copied_from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pack_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pack_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "pack_editor",
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("since", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_pack_editor_pack_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_pack_editor_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pack_id", "user_id", name=op.f("pk_pack_editor")),
        info={"on_no_page": True},
    )
    with op.batch_alter_table("pack_editor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pack_editor_user_id"), ["user_id"], unique=False)

    op.create_table(
        "pack_invitation",
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.Column("invited_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["user_account.id"], name=op.f("fk_pack_invitation_invited_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_pack_invitation_pack_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pack_id", "email", name=op.f("pk_pack_invitation")),
        info={"on_no_page": True},
    )
    with op.batch_alter_table("pack_invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pack_invitation_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_pack_invitation_invited_by_id"), ["invited_by_id"], unique=False)

    op.create_table(
        "pack_logo",
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("kind IN ('image/png', 'image/jpeg')", name=op.f("ck_pack_logo_kind")),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_pack_logo_pack_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pack_id", name=op.f("pk_pack_logo")),
        info={"on_no_page": True},
    )
    op.create_table(
        "pack_publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("published_on", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'returned', 'published', 'superseded', 'withdrawn')",
            name=op.f("ck_pack_publication_state"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["user_account.id"], name=op.f("fk_pack_publication_asked_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user_account.id"], name=op.f("fk_pack_publication_decided_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_pack_publication_pack_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_publication")),
    )
    with op.batch_alter_table("pack_publication", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pack_publication_asked_by_id"), ["asked_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pack_publication_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index("ix_pack_publication_pack_id", ["pack_id", "asked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_pack_publication_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_pack_publication_published",
            ["pack_id"],
            unique=True,
            sqlite_where=sa.text("state = 'published'"),
            postgresql_where=sa.text("state = 'published'"),
        )

    op.create_table(
        "pack_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=True),
        sa.Column("saved_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_pack_version_pack_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["user_account.id"], name=op.f("fk_pack_version_saved_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_version")),
        sa.UniqueConstraint("pack_id", "number", name=op.f("uq_pack_version_pack_id_number")),
        info={"on_no_page": True},
    )
    with op.batch_alter_table("pack_version", schema=None) as batch_op:
        batch_op.create_index("ix_pack_version_saved_at", ["saved_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_pack_version_saved_by_id"), ["saved_by_id"], unique=False)

    op.create_table(
        "pack_item",
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_pack_item_lesson_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["pack_id"], ["pack.id"], name=op.f("fk_pack_item_pack_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_pack_item_revision_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pack_id", "lesson_id", name=op.f("pk_pack_item")),
        info={"on_no_page": True},
    )
    with op.batch_alter_table("pack_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pack_item_lesson_id"), ["lesson_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pack_item_revision_id"), ["revision_id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("pack_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pack_item_revision_id"))
        batch_op.drop_index(batch_op.f("ix_pack_item_lesson_id"))

    op.drop_table("pack_item")
    with op.batch_alter_table("pack_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pack_version_saved_by_id"))
        batch_op.drop_index("ix_pack_version_saved_at")

    op.drop_table("pack_version")
    with op.batch_alter_table("pack_publication", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pack_publication_published",
            sqlite_where=sa.text("state = 'published'"),
            postgresql_where=sa.text("state = 'published'"),
        )
        batch_op.drop_index(batch_op.f("ix_pack_publication_state"))
        batch_op.drop_index("ix_pack_publication_pack_id")
        batch_op.drop_index(batch_op.f("ix_pack_publication_decided_by_id"))
        batch_op.drop_index(batch_op.f("ix_pack_publication_asked_by_id"))

    op.drop_table("pack_publication")
    op.drop_table("pack_logo")
    with op.batch_alter_table("pack_invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pack_invitation_invited_by_id"))
        batch_op.drop_index(batch_op.f("ix_pack_invitation_email"))

    op.drop_table("pack_invitation")
    with op.batch_alter_table("pack_editor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pack_editor_user_id"))

    op.drop_table("pack_editor")
    with op.batch_alter_table("pack", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pack_owner_id"))
        batch_op.drop_index(batch_op.f("ix_pack_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_pack_copied_from_id"))
        batch_op.drop_index(batch_op.f("ix_pack_changed_at"))

    op.drop_table("pack")
