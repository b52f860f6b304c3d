"""Everything that can belong to an organisation, and what points to one."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Column, Table, func, select

from kb.accounts.models.organisation import FormerOrganisationSlug, Organisation
from kb.accounts.models.user import ROLES, Membership
from kb.core import db
from kb.core.db import Base, utc_now
from kb.identity.models import IdentityDecision, IdentityTerm
from kb.importing.models import ImportColumn, ImportedLesson, LessonImport
from kb.members.models import Invitation, MembershipRequest
from kb.packs.models import Pack
from kb.sign_on.models import OrganisationSignOn
from tests import factories

Trail = Callable[[], list[tuple[str, str | None, int | None]]]


def pointing() -> Iterator[tuple[Table, Column[Any]]]:
    """Every column of every table that points to an organisation."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == "organisation":
                yield table, key.parent


def held_by(number: int) -> dict[str, int]:
    """How many rows point to an organisation, by table and column."""
    return {
        f"{table.name}.{column.name}": db.session.scalar(select(func.count()).where(column == number)) or 0
        for table, column in pointing()
    }


def fill(organisation: Organisation, dice: random.Random) -> None:
    """Give an organisation some of everything that can belong to one."""
    now = utc_now()
    for number in range(dice.randint(1, 3)):
        lesson = factories.lesson(organisation=organisation, state=dice.choice(["published", "draft", "archived"]))
        factories.review(organisation=organisation)
        user = factories.user()
        db.session.add_all(
            [
                Membership(user_id=user.id, organisation=organisation, role=dice.choice(ROLES)),
                Invitation(
                    organisation=organisation, email=f"{number}@example.org", role=dice.choice(ROLES),
                    token_digest=str(dice.random()), expires_at=now + timedelta(days=dice.randint(-2, 2)),
                ),
                MembershipRequest(user=factories.user(), organisation=organisation, reason="domain"),
                OrganisationSignOn(organisation=organisation, kind="domain", value=f"{dice.random()}.example"),
                IdentityDecision(
                    kind="reason", digest="0", rule="place", field="found", reason="It is large.",
                    revision_id=lesson.revisions[0].id, organisation_id=organisation.id,
                ),
                IdentityTerm(
                    term="Hall", key=f"hall {number}", rule=dice.choice(["place", "allowed"]), organisation=organisation
                ),
                LessonImport(organisation=organisation, file_name="a.csv", kind="csv", headings=["Title"], rows=0),
                ImportedLesson(lesson_id=lesson.id, organisation_id=organisation.id, reference=f"A-{number}"),
                Pack(
                    slug=f"p-{dice.random()}", title="A pack", minutes=30, content={}, organisation_id=organisation.id
                ),
                ImportColumn(organisation_id=organisation.id, heading=f"column {number}", field="title"),
                FormerOrganisationSlug(slug=f"once-{dice.random()}", organisation_id=organisation.id),
            ]
        )  # fmt: skip
    db.session.flush()
