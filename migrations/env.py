"""Runs migrations on the database of the current application."""

from alembic import context

import kb.wiring  # noqa: F401 - every table is known once everything is plugged in
from kb.core import db

context.config.set_main_option("file_template", "%%(rev)s_%%(slug)s")


def run() -> None:
    """Each migration in a transaction of its own, so that a failure leaves the one before it in place."""
    with db.engine().connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.Base.metadata,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
