"""Accounts: passwords, second factor, sessions, one-time links, counts of failures."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("password_hash", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("totp_secret", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("totp_since", kb.core.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("totp_last_step", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("demo", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("last_seen_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reminded_at", kb.core.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closed_at", kb.core.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("deleted_at", kb.core.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.alter_column("email", existing_type=sa.VARCHAR(), nullable=True)
    op.execute("UPDATE user_account SET closed_at = created_at WHERE NOT active")
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.alter_column("demo", server_default=None)
        batch_op.drop_constraint(batch_op.f("uq_user_account_sign_in_id"), type_="unique")
        batch_op.drop_column("sign_in_id")
        batch_op.drop_column("active")
        batch_op.create_check_constraint(
            batch_op.f("ck_user_account_address_unless_deleted"), "(email IS NULL) = (deleted_at IS NOT NULL)"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_user_account_deleted_is_blank"),
            "deleted_at IS NULL OR (name = '' AND password_hash IS NULL)",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_user_account_deleted_is_closed"), "deleted_at IS NULL OR closed_at IS NOT NULL"
        )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("since", kb.core.db.UtcDateTime(timezone=True), nullable=False, server_default=sa.func.now())
        )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.alter_column("since", server_default=None)
    op.create_table(
        "user_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("began_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("second_factor_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("browser", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_user_session_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_user_session_token_digest")),
    )
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_session_user_id"), ["user_id"], unique=False)
    op.create_table(
        "one_time_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("made_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('register', 'reset', 'change-old', 'change-new', 'first-admin')",
            name=op.f("ck_one_time_link_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_one_time_link_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_one_time_link_token_digest")),
    )
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.create_index("ix_one_time_link_user_id", ["user_id"], unique=False)
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.Column("used_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_recovery_code_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("user_id", "code_digest", name=op.f("uq_recovery_code_user_id_code_digest")),
    )
    op.create_table(
        "slow_down",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_slow_down")),
    )
    with op.batch_alter_table("slow_down", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slow_down_last_at"), ["last_at"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("slow_down", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slow_down_last_at"))
    op.drop_table("slow_down")
    op.drop_table("recovery_code")
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.drop_index("ix_one_time_link_user_id")
    op.drop_table("one_time_link")
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_session_user_id"))
    op.drop_table("user_session")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_column("since")
    op.execute("DELETE FROM user_account WHERE email IS NULL")
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_user_account_address_unless_deleted"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_user_account_deleted_is_blank"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_user_account_deleted_is_closed"), type_="check")
        batch_op.add_column(sa.Column("active", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("sign_in_id", sa.String(), nullable=False, server_default=""))
        batch_op.alter_column("email", existing_type=sa.String(), nullable=False)
    op.execute("UPDATE user_account SET sign_in_id = CAST(id AS VARCHAR), active = (closed_at IS NULL)")
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.alter_column("active", server_default=None)
        batch_op.alter_column("sign_in_id", server_default=None)
        batch_op.create_unique_constraint(batch_op.f("uq_user_account_sign_in_id"), ["sign_in_id"])
        batch_op.drop_column("deleted_at")
        batch_op.drop_column("closed_at")
        batch_op.drop_column("reminded_at")
        batch_op.drop_column("last_seen_on")
        batch_op.drop_column("demo")
        batch_op.drop_column("totp_last_step")
        batch_op.drop_column("totp_since")
        batch_op.drop_column("totp_secret")
        batch_op.drop_column("password_hash")
