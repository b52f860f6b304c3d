"""The migrations make exactly the tables that the models describe, on both kinds of database, and can be undone."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from apiflask import APIFlask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from kb import create_app
from kb.core import db
from kb.core.settings import settings
from kb.operations import tables
from tests.conftest import settings_in

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[APIFlask]:
    """An application whose database has no tables; inside its context."""
    url = None if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    app = create_app(settings_in(tmp_path, url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine().dispose()


def checks(engine: Engine) -> dict[str, set[tuple[str, str]]]:
    """Every CHECK constraint of the database by table; Alembic does not compare them."""
    found = inspect(engine)
    return {
        name: {(str(check["name"]), str(check["sqltext"])) for check in found.get_check_constraints(name)}
        for name in found.get_table_names()
        if name != "alembic_version"
    }


def differences() -> list[Any]:
    with db.engine().connect() as connection:
        return list(
            compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), db.Base.metadata)
        )


def test_migrations_make_the_tables_that_the_models_describe(empty: APIFlask) -> None:
    tables.upgrade()
    assert differences() == []


def test_migrations_make_the_constraints_that_the_models_describe(empty: APIFlask) -> None:
    tables.upgrade()
    migrated = checks(db.engine())
    downgrade(revision="base")
    db.Base.metadata.create_all(db.engine())
    assert migrated == checks(db.engine())
    db.Base.metadata.drop_all(db.engine())


def test_tables_that_never_give_a_number_twice_are_made_so(tmp_path: Path) -> None:
    with create_app(settings_in(tmp_path, None)).app_context():
        tables.upgrade()
        listed = text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
        with db.engine().connect() as connection:
            made = set(connection.execute(listed).scalars())
        db.session.remove()
        db.engine().dispose()
    options = {name: table.dialect_options["sqlite"] for name, table in db.Base.metadata.tables.items()}
    assert made == {name for name, each in options.items() if each["autoincrement"]}


def test_a_column_that_no_migration_makes_is_noticed(empty: APIFlask) -> None:
    tables.upgrade()
    with db.engine().begin() as connection:
        connection.execute(text("ALTER TABLE tag ADD COLUMN colour VARCHAR"))
    assert [change[0] for change in differences()] == ["remove_column"]


def test_migrations_can_be_undone_and_done_again(empty: APIFlask) -> None:
    tables.upgrade()
    downgrade(revision="base")
    assert inspect(db.engine()).get_table_names() == ["alembic_version"]
    tables.upgrade()
    assert differences() == []


def test_migrations_form_one_line_of_numbered_files() -> None:
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    assert len(scripts.get_heads()) == 1
    revisions = [script.revision for script in scripts.walk_revisions()][::-1]
    assert revisions == [f"{number:04d}" for number in range(1, len(revisions) + 1)]
    files = sorted(file.name for file in (ROOT / "migrations/versions").glob("*.py"))
    assert [name.split("_")[0] for name in files] == revisions


def test_names_that_are_there_already_are_folded(empty: APIFlask) -> None:
    tables.upgrade()
    downgrade(revision="0017")
    with db.engine().begin() as connection:
        for number, name in enumerate(("Siân Price", "Łukasz", "Éloise"), 1):
            row = {"id": number, "name": name, "email": f"{number}@example.org"}
            connection.execute(
                text(
                    "INSERT INTO user_account (id, name, email, demo, created_at)"
                    " VALUES (:id, :name, :email, false, '2026-01-01 00:00:00')"
                ),
                row,
            )

    tables.upgrade()

    with db.engine().connect() as connection:
        folded = connection.execute(text("SELECT name_folded FROM user_account ORDER BY id")).scalars().all()
    assert folded == ["sian price", "lukasz", "eloise"]


def test_a_migration_that_changes_a_table_leaves_the_rows_that_point_to_it(empty: APIFlask, tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_later.py").write_text(
        LATER.replace("HEAD", ScriptDirectory(folder).get_current_head())
    )
    tables.upgrade()
    with db.engine().begin() as connection:
        connection.execute(
            text(
                "INSERT INTO user_account (id, name, name_folded, email, demo, created_at)"
                " VALUES (1, 'n', 'n', 'e', false, '2026-01-01 00:00:00')"
            )
        )
        connection.execute(text("INSERT INTO site_role (user_id, role) VALUES (1, 'editor')"))

    upgrade(directory=str(folder))

    with db.engine().connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM site_role")).scalar() == 1


def test_the_next_migration_is_written_from_the_models(empty: APIFlask, tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    head = ScriptDirectory(str(folder)).get_current_head()
    tables.upgrade()
    with db.engine().begin() as connection:
        connection.execute(text("ALTER TABLE tag ADD COLUMN colour VARCHAR"))

    with create_app(settings()).app_context():  # another process, later
        tables.draft("Take away colours", folder)
        db.engine().dispose()

    (written,) = (folder / "versions").glob(f"{int(head or 0) + 1:04}_*.py")
    assert written.name.endswith("_take_away_colours.py")
    assert f"down_revision = '{head}'" in written.read_text()
    assert "drop_column('colour')" in written.read_text()


LATER = '''"""Later."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "HEAD", None, None
def upgrade():
    with op.batch_alter_table("user_account") as batch:
        batch.alter_column("name", existing_type=sa.String(), nullable=True)
def downgrade():
    pass
'''


@pytest.mark.parametrize("revision", ["0015", "head"])
def test_entries_of_the_audit_trail_stay_and_cannot_be_changed_before_and_after_they_had_verbs(
    empty: APIFlask, revision: str
) -> None:
    tables.upgrade()
    downgrade(revision="0015")
    insert = "INSERT INTO audit_event (at, actor_kind, act, permission) VALUES ('2026-01-01', 'site', 'did', 'UPKEEP')"
    with db.engine().begin() as connection:
        connection.execute(text(insert))
    tables.upgrade()
    if revision != "head":
        downgrade(revision=revision)

    for change in ("UPDATE audit_event SET act = 'read'", "DELETE FROM audit_event"):
        with pytest.raises(DatabaseError), db.engine().begin() as connection:
            connection.execute(text(change))
    with db.engine().connect() as connection:
        assert connection.execute(text("SELECT act FROM audit_event")).scalars().all() == ["did"]
