"""Invitations, memberships that a provider proposes, identities at a provider."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("made_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('member', 'contributor', 'lead')", name=op.f("ck_invitation_role")),
        sa.CheckConstraint(
            "accepted_at IS NULL OR withdrawn_at IS NULL", name=op.f("ck_invitation_accepted_or_withdrawn")
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["user_account.id"], name=op.f("fk_invitation_invited_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_invitation_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_invitation_token_digest")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_email"), ["email"], unique=False)
        batch_op.create_index("ix_invitation_organisation_id", ["organisation_id"], unique=False)
    op.create_table(
        "membership_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.CheckConstraint("reason IN ('tenant', 'domain')", name=op.f("ck_membership_request_reason")),
        sa.CheckConstraint("(decided_at IS NULL) = (accepted IS NULL)", name=op.f("ck_membership_request_decided")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_membership_request_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_membership_request_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership_request")),
    )
    with op.batch_alter_table("membership_request", schema=None) as batch_op:
        batch_op.create_index("ix_membership_request_organisation_id", ["organisation_id"], unique=False)
        batch_op.create_index(
            "uq_membership_request_open",
            ["user_id", "organisation_id"],
            unique=True,
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )
    op.create_table(
        "organisation_sign_on",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("verified_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('tenant', 'domain')", name=op.f("ck_organisation_sign_on_kind")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_sign_on_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_sign_on")),
        sa.UniqueConstraint("kind", "value", name=op.f("uq_organisation_sign_on_kind_value")),
    )
    with op.batch_alter_table("organisation_sign_on", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_sign_on_organisation_id"), ["organisation_id"], unique=False)
    op.create_table(
        "external_identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("linked_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_external_identity_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_identity")),
        sa.UniqueConstraint("tenant", "subject", name=op.f("uq_external_identity_tenant_subject")),
    )
    with op.batch_alter_table("external_identity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_external_identity_user_id"), ["user_id"], unique=False)
    op.create_table(
        "former_organisation_slug",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_former_organisation_slug_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_former_organisation_slug")),
    )
    with op.batch_alter_table("former_organisation_slug", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_former_organisation_slug_organisation_id"), ["organisation_id"], unique=False
        )


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("former_organisation_slug", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_former_organisation_slug_organisation_id"))
    op.drop_table("former_organisation_slug")
    with op.batch_alter_table("external_identity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_external_identity_user_id"))
    op.drop_table("external_identity")
    with op.batch_alter_table("organisation_sign_on", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_sign_on_organisation_id"))
    op.drop_table("organisation_sign_on")
    with op.batch_alter_table("membership_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_membership_request_open",
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        )
        batch_op.drop_index("ix_membership_request_organisation_id")
    op.drop_table("membership_request")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index("ix_invitation_organisation_id")
        batch_op.drop_index(batch_op.f("ix_invitation_email"))
    op.drop_table("invitation")
