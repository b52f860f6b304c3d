"""Which permissions are asked for rows of which table, with the columns that rules ask for; and those for no row."""

import ast
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kb.access.actors import Permission
from kb.accounts.models.credentials import OneTimeLink, UserSession
from kb.accounts.models.organisation import Organisation
from kb.accounts.models.user import Membership, User
from kb.core.audit import AuditEvent
from kb.core.jobs import Job
from kb.editorial.models import SourceSuggestion
from kb.expunging.models import Expunge
from kb.held_sessions.models import HeldSession
from kb.identity.models import IdentityTerm
from kb.importing.models import LessonImport
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Lesson, Revision
from kb.lessons.models.review import Evaluation, Review
from kb.lessons.models.vocabulary import Theme
from kb.mail.models import Delivery
from kb.members.models import Invitation, MembershipRequest
from kb.packs.models import Pack, PackInvitation, PackPublication
from kb.packs.queries.packs import PackColumns
from kb.packs.queries.publications import PublicationColumns
from kb.sign_on.models import ExternalIdentity, OrganisationSignOn
from kb.site.models import ProblemReport

KB = Path(__file__).resolve().parents[2] / "kb"
P = Permission
OF_REVISIONS = [
    *(p for p in Permission if p.startswith("REVISION_")),
    P.COMBINATION_DECIDE, P.SAVED_TEXT_READ, P.SAVED_TEXT_KEEP, P.WORKSPACE_READ,
]  # fmt: skip
OF_LESSONS = [
    P.DESK_READ,
    P.LESSON_READ,
    P.LESSON_HIDE,
    P.LESSON_UNHIDE,
    P.LESSON_ARCHIVE,
    P.LESSON_RESTORE,
    P.LESSON_BEGIN,
    P.LESSON_CONFIRM,
    P.EXPUNGE_ASK,
    P.UPKEEP,
]


@dataclass(frozen=True)
class Rows:
    """A table, what may be done with its rows, and where the columns are that rules ask for."""

    model: Any
    permissions: list[Permission]
    columns: Any = None


OTHERS = [
    Rows(
        Organisation,
        [
            P.MEMBERS_READ, P.MEMBER_INVITE, P.MEMBER_CHANGE, P.MEMBER_REMOVE, P.MEMBER_CONFIRM, P.WORKSPACE_READ,
            P.WORKSPACE_CHANGE, P.LESSON_BEGIN, P.PUBLICITY_AGREE, P.ADOPTION_EDIT, P.PLAN_READ, P.PLAN_EDIT,
            P.QUESTION_ANSWER, P.ADMIN_READ, P.ORGANISATION_CHANGE, P.UPKEEP,
        ],
        SimpleNamespace(organisation_id=Organisation.id),
    ),
    Rows(
        Membership,
        [P.MEMBER_CHANGE, P.MEMBER_REMOVE, P.MEMBER_LEAVE],
        SimpleNamespace(organisation_id=Membership.organisation_id, owner_id=Membership.user_id),
    ),
    Rows(Invitation, [P.MEMBER_INVITE, P.INVITATION_ACCEPT], Invitation),
    Rows(MembershipRequest, [P.MEMBER_CONFIRM], MembershipRequest),
    Rows(OrganisationSignOn, [P.ORGANISATION_CHANGE]),
    Rows(
        User,
        [
            P.ACCOUNT_READ, P.ACCOUNT_CHANGE, P.ACCOUNT_EXPORT, P.ACCOUNT_DELETE, P.SESSION_BEGIN, P.SESSION_END,
            P.USER_READ, P.USER_CHANGE, P.SITE_ROLE_CHANGE, P.UPKEEP, P.LINK_ASK,
        ],
        SimpleNamespace(owner_id=User.id),
    ),
    Rows(UserSession, [P.SESSION_END], SimpleNamespace(owner_id=UserSession.user_id)),
    Rows(ExternalIdentity, [P.ACCOUNT_CHANGE], SimpleNamespace(owner_id=ExternalIdentity.user_id)),
    Rows(
        OneTimeLink,
        [P.ACCOUNT_REGISTER, P.ACCOUNT_CHANGE, P.LINK_USE],
        SimpleNamespace(owner_id=OneTimeLink.user_id),
    ),
    Rows(LessonImport, [P.WORKSPACE_READ, P.LESSON_BEGIN], LessonImport),
    Rows(Job, [P.JOB_READ, P.JOB_CANCEL, P.WORK_READ, P.WORK_CHANGE], Job),
    Rows(Delivery, [P.WORK_READ, P.WORK_CHANGE]),
    Rows(AuditEvent, [P.AUDIT_READ, P.AUDIT_EXPORT]),
    Rows(IdentityTerm, [P.SETTING_CHANGE]),
    Rows(ProblemReport, [P.REPORT_SEND, P.REPORT_HANDLE]),
    Rows(SourceSuggestion, [P.SOURCE_SUGGEST, P.MODERATE]),
    Rows(
        Expunge,
        [P.EXPUNGE_READ, P.EXPUNGE_ASK, P.EXPUNGE_AGREE, P.UPKEEP],
        SimpleNamespace(asked_as=Expunge.asked_as, asked_by_id=Expunge.asked_by_id),
    ),
    Rows(Attachment, [P.EXPUNGE_ASK]),
    Rows(PackInvitation, [P.PACK_MAKE]),
    Rows(Pack, [P.PACK_READ, P.PACK_WORK_READ, P.PACK_EDIT, P.PACK_MANAGE, P.PACK_COPY], PackColumns),
    Rows(PackPublication, [P.PACK_PUBLISH], PublicationColumns),
    Rows(HeldSession, [P.UPKEEP]),
    Rows(Theme, [P.THEME_EDIT]),
    Rows(Review, [P.REVIEW_EDIT, P.EVALUATION_EDIT]),
    Rows(Evaluation, [P.EVALUATION_EDIT]),
]  # fmt: skip

OF_NO_ROW = {
    P.USER_EXPORT: "a file of all users",
    P.TEXT_CHECK: "a text that is not kept",
    P.SEARCH_SAVE: "makes a new one of one's own",
    P.QUESTION_ASK: "makes a new one of one's own",
    P.USE_TELL: "makes a new one of one's own",
}
"""Permissions for nothing that stands in a table, and what they are for instead."""
NO_TABLE_YET: dict[Permission, str] = {}
"""Permissions for rows of a table that is still to come, and the word that its name begins with."""


def tested() -> set[tuple[Permission, str]]:
    """Each permission with the name of the class of rows with which it is tested."""
    rows = [Rows(Revision, OF_REVISIONS), Rows(Lesson, OF_LESSONS), *OTHERS]
    return {(permission, each.model.__name__) for each in rows for permission in each.permissions}


def asked() -> set[tuple[Permission, str]]:
    """Each permission that a use case or a page asks for, with the kind of thing that it is asked for."""
    found = set()
    for file in KB.rglob("*.py"):
        found |= asked_in(file.read_text(encoding="utf-8"))
    return found


def asked_in(source: str) -> set[tuple[Permission, str]]:
    """The same for one module: the second argument of its use cases, the first of its pages."""
    found = set()
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in function.decorator_list:
            if not isinstance(call, ast.Call) or (name := ast.unparse(call.func)) not in {"use_case", "needs"}:
                continue
            things = function.args.args[1:] if name == "use_case" else function.args.args
            for thing in things[:1]:
                kind = ast.unparse(thing.annotation) if thing.annotation else ""
                found.add((Permission[ast.unparse(call.args[0]).split(".")[-1]], kind.removesuffix(" | None")))
    return found
