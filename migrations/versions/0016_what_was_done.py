"""Audit entries say what was done: the verb, the word of a closed list that was chosen, and with whom.

Only columns and indexes are added, so that the triggers of 0010 stay as they are; entries from before have none of it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COLUMNS = {"verb": sa.String, "choice": sa.String, "value": sa.Integer, "person_id": sa.Integer}
LONGER = {
    "ix_audit_event_actor_id": ["actor_id"],
    "ix_audit_event_organisation_id": ["organisation_id"],
    "ix_audit_event_permission": ["permission"],
    "ix_audit_event_thing": ["thing_kind", "thing_id"],
}
"""Indexes that are to end with the moment, too."""
NEW = {
    "ix_audit_event_person_id": ["person_id", "at"],
    "ix_audit_event_result": ["result_kind", "result_id", "at"],
    "ix_audit_event_verb": ["verb", "at"],
}


def upgrade() -> None:
    """Make the change."""
    for name, kind in COLUMNS.items():
        op.add_column("audit_event", sa.Column(name, kind(), nullable=True))
    for name, columns in LONGER.items():
        op.drop_index(name, "audit_event")
        op.create_index(name, "audit_event", [*columns, "at"])
    for name, columns in NEW.items():
        op.create_index(name, "audit_event", columns)


def downgrade() -> None:
    """Take the change back."""
    for name in NEW:
        op.drop_index(name, "audit_event")
    for name, columns in LONGER.items():
        op.drop_index(name, "audit_event")
        op.create_index(name, "audit_event", columns)
    for name in COLUMNS:  # not in batch mode, which would make the table anew and lose its triggers
        op.drop_column("audit_event", name)
