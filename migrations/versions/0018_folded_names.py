"""Names as they are searched and ordered; links by which an admin corrects the address of an account."""

import sqlalchemy as sa
from alembic import op

from kb.core.folding import folded_name

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLES = ("user_account", "organisation")
BATCH = 1000
KINDS = ("register", "reset", "change-old", "change-new", "first-admin")
NEW_KIND = "change-by-admin"


def upgrade() -> None:
    """Make the change."""
    for table in TABLES:
        op.add_column(table, sa.Column("name_folded", sa.String(), nullable=False, server_default=""))
        _fill(table)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("name_folded", server_default=None)
            batch_op.create_index(batch_op.f(f"ix_{table}_name_folded"), ["name_folded"], unique=False)
    _allow((*KINDS, NEW_KIND))


def downgrade() -> None:
    """Take the change back; links of the new kind are good for three days, and go."""
    op.execute(f"DELETE FROM one_time_link WHERE kind = '{NEW_KIND}'")  # noqa: S608 - a word of ours
    _allow(KINDS)
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f"ix_{table}_name_folded"))
            batch_op.drop_column("name_folded")


def _fill(name: str) -> None:
    """Fold the names that are there, some at a time."""
    columns = (sa.Column("id", sa.Integer), sa.Column("name", sa.String), sa.Column("name_folded", sa.String))
    table = sa.Table(name, sa.MetaData(), *columns)
    connection, last = op.get_bind(), 0
    change = table.update().where(table.c.id == sa.bindparam("row")).values(name_folded=sa.bindparam("folded"))
    while True:
        found = sa.select(table.c.id, table.c.name).where(table.c.id > last).order_by(table.c.id).limit(BATCH)
        rows = connection.execute(found).all()
        if not rows:
            return
        connection.execute(change, [{"row": number, "folded": folded_name(words)} for number, words in rows])
        last = rows[-1][0]


def _allow(kinds: tuple[str, ...]) -> None:
    name = "ck_one_time_link_kind"
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(name), type_="check")
        batch_op.create_check_constraint(batch_op.f(name), f"kind IN {kinds}")
