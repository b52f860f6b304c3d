"""Published figures: reviews evaluated in a period, reviews and notifications counted."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "evaluation_period",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("evaluated", sa.Integer(), nullable=True),
        sa.Column("outstanding", sa.Integer(), nullable=True),
        sa.Column("good", sa.Integer(), nullable=True),
        sa.Column("adequate", sa.Integer(), nullable=True),
        sa.Column("inadequate", sa.Integer(), nullable=True),
        sa.Column("outstanding_pct", sa.Integer(), nullable=True),
        sa.Column("good_pct", sa.Integer(), nullable=True),
        sa.Column("adequate_pct", sa.Integer(), nullable=True),
        sa.Column("inadequate_pct", sa.Integer(), nullable=True),
        sa.Column("boards_submitting", sa.Integer(), nullable=True),
        sa.Column("figures_status", sa.String(), nullable=False),
        sa.Column("overlaps", sa.JSON(), nullable=False),
        sa.Column("source_title", sa.String(), nullable=False),
        sa.Column("source_publisher", sa.String(), nullable=False),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.CheckConstraint(
            "period_end IS NULL OR period_start <= period_end", name=op.f("ck_evaluation_period_period")
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_evaluation_period")),
    )
    op.create_table(
        "review_count",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("nation_key", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("period_label", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("child_deaths", sa.Integer(), nullable=True),
        sa.Column("serious_harm", sa.Integer(), nullable=True),
        sa.Column("other", sa.Integer(), nullable=True),
        sa.Column("children", sa.Integer(), nullable=True),
        sa.Column("figures_status", sa.String(), nullable=False),
        sa.Column("source_title", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.CheckConstraint("nation_key LIKE 'nations/%'", name=op.f("ck_review_count_nation_list")),
        sa.CheckConstraint("period_start <= period_end", name=op.f("ck_review_count_period")),
        sa.ForeignKeyConstraint(["nation_key"], ["closed_value.key"], name=op.f("fk_review_count_nation_key")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_review_count")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("review_count")
    op.drop_table("evaluation_period")
