"""Trainers' material: vignettes, quiz, session templates, evaluation forms, safety."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "vignette",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("age_band_key", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.CheckConstraint("age_band_key LIKE 'child-age-bands/%'", name=op.f("ck_vignette_age_band_list")),
        sa.ForeignKeyConstraint(["age_band_key"], ["closed_value.key"], name=op.f("fk_vignette_age_band_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vignette")),
        sa.UniqueConstraint("slug", name=op.f("uq_vignette_slug")),
    )
    op.create_table(
        "vignette_lesson",
        sa.Column("vignette_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lesson.id"], name=op.f("fk_vignette_lesson_lesson_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vignette_id"], ["vignette.id"], name=op.f("fk_vignette_lesson_vignette_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vignette_id", "lesson_id", name=op.f("pk_vignette_lesson")),
    )
    with op.batch_alter_table("vignette_lesson", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vignette_lesson_lesson_id"), ["lesson_id"], unique=False)

    op.create_table(
        "vignette_theme",
        sa.Column("vignette_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_vignette_theme_theme_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vignette_id"], ["vignette.id"], name=op.f("fk_vignette_theme_vignette_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vignette_id", "theme_id", name=op.f("pk_vignette_theme")),
    )
    with op.batch_alter_table("vignette_theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vignette_theme_theme_id"), ["theme_id"], unique=False)

    op.create_table(
        "quiz_item",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stem", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.CheckConstraint("answer >= 1", name=op.f("ck_quiz_item_answer")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_quiz_item_lesson_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_quiz_item")),
    )
    with op.batch_alter_table("quiz_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quiz_item_lesson_id"), ["lesson_id"], unique=False)

    op.create_table(
        "session_template",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("format_key", sa.String(), nullable=False),
        sa.Column("vignette_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.CheckConstraint("format_key LIKE 'session-formats/%'", name=op.f("ck_session_template_format_list")),
        sa.ForeignKeyConstraint(["format_key"], ["closed_value.key"], name=op.f("fk_session_template_format_key")),
        sa.ForeignKeyConstraint(
            ["vignette_id"], ["vignette.id"], name=op.f("fk_session_template_vignette_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_session_template")),
    )
    with op.batch_alter_table("session_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_template_vignette_id"), ["vignette_id"], unique=False)

    op.create_table(
        "evaluation_form",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_evaluation_form")),
    )
    op.create_table(
        "training_safety",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_training_safety")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("training_safety")
    op.drop_table("evaluation_form")
    with op.batch_alter_table("session_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_template_vignette_id"))
    op.drop_table("session_template")
    with op.batch_alter_table("quiz_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quiz_item_lesson_id"))
    op.drop_table("quiz_item")
    with op.batch_alter_table("vignette_theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vignette_theme_theme_id"))
    op.drop_table("vignette_theme")
    with op.batch_alter_table("vignette_lesson", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vignette_lesson_lesson_id"))
    op.drop_table("vignette_lesson")
    op.drop_table("vignette")
