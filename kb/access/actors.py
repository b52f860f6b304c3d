"""Who asks, and what may be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Permission(StrEnum):
    """Something that may be done; the name is what an audit entry carries."""

    # What everybody may
    LESSON_READ = "LESSON_READ"
    REPORT_SEND = "REPORT_SEND"
    # One's own account
    ACCOUNT_REGISTER = "ACCOUNT_REGISTER"
    ACCOUNT_READ = "ACCOUNT_READ"
    ACCOUNT_CHANGE = "ACCOUNT_CHANGE"
    ACCOUNT_EXPORT = "ACCOUNT_EXPORT"
    ACCOUNT_DELETE = "ACCOUNT_DELETE"
    SESSION_BEGIN = "SESSION_BEGIN"
    SESSION_END = "SESSION_END"
    LINK_ASK = "LINK_ASK"
    LINK_USE = "LINK_USE"
    INVITATION_ACCEPT = "INVITATION_ACCEPT"
    JOB_READ = "JOB_READ"
    JOB_CANCEL = "JOB_CANCEL"
    # Whoever is signed in
    TEXT_CHECK = "TEXT_CHECK"
    SOURCE_SUGGEST = "SOURCE_SUGGEST"
    SEARCH_SAVE = "SEARCH_SAVE"
    PACK_MAKE = "PACK_MAKE"
    PACK_READ = "PACK_READ"
    PACK_WORK_READ = "PACK_WORK_READ"
    PACK_EDIT = "PACK_EDIT"
    PACK_MANAGE = "PACK_MANAGE"
    PACK_COPY = "PACK_COPY"
    PACK_PUBLISH = "PACK_PUBLISH"
    QUESTION_ASK = "QUESTION_ASK"
    USE_TELL = "USE_TELL"
    # Members of an organisation
    ADOPTION_EDIT = "ADOPTION_EDIT"
    PLAN_READ = "PLAN_READ"
    PLAN_EDIT = "PLAN_EDIT"
    QUESTION_ANSWER = "QUESTION_ANSWER"
    PUBLICITY_AGREE = "PUBLICITY_AGREE"
    MEMBERS_READ = "MEMBERS_READ"
    MEMBER_INVITE = "MEMBER_INVITE"
    MEMBER_CHANGE = "MEMBER_CHANGE"
    MEMBER_REMOVE = "MEMBER_REMOVE"
    MEMBER_CONFIRM = "MEMBER_CONFIRM"
    MEMBER_LEAVE = "MEMBER_LEAVE"
    # The life of a lesson
    WORKSPACE_READ = "WORKSPACE_READ"
    WORKSPACE_CHANGE = "WORKSPACE_CHANGE"
    LESSON_BEGIN = "LESSON_BEGIN"
    REVISION_READ = "REVISION_READ"
    REVISION_EDIT = "REVISION_EDIT"
    REVISION_HAND_OVER = "REVISION_HAND_OVER"
    SAVED_TEXT_READ = "SAVED_TEXT_READ"
    SAVED_TEXT_KEEP = "SAVED_TEXT_KEEP"
    REVISION_ASK_LEAD = "REVISION_ASK_LEAD"
    REVISION_SEND_BACK = "REVISION_SEND_BACK"
    REVISION_SUBMIT = "REVISION_SUBMIT"
    REVISION_WITHDRAW = "REVISION_WITHDRAW"
    REVISION_DISCARD = "REVISION_DISCARD"
    REVISION_RECOVER = "REVISION_RECOVER"
    DESK_READ = "DESK_READ"
    REVISION_REVIEW = "REVISION_REVIEW"
    REVISION_COMMENT = "REVISION_COMMENT"
    REVISION_CLAIM = "REVISION_CLAIM"
    REVISION_RELEASE = "REVISION_RELEASE"
    REVISION_RETURN = "REVISION_RETURN"
    REVISION_SIGN_CONTENT = "REVISION_SIGN_CONTENT"
    REVISION_SIGN_IDENTITY = "REVISION_SIGN_IDENTITY"
    COMBINATION_DECIDE = "COMBINATION_DECIDE"
    REVISION_PUBLISH = "REVISION_PUBLISH"
    REVISION_CANCEL = "REVISION_CANCEL"
    REVISION_PUBLISH_ON_TIME = "REVISION_PUBLISH_ON_TIME"
    LESSON_HIDE = "LESSON_HIDE"
    LESSON_UNHIDE = "LESSON_UNHIDE"
    LESSON_ARCHIVE = "LESSON_ARCHIVE"
    LESSON_RESTORE = "LESSON_RESTORE"
    EXPUNGE_READ = "EXPUNGE_READ"
    LESSON_CONFIRM = "LESSON_CONFIRM"
    EXPUNGE_ASK = "EXPUNGE_ASK"
    EXPUNGE_AGREE = "EXPUNGE_AGREE"
    # The editorial team
    THEME_EDIT = "THEME_EDIT"
    REVIEW_EDIT = "REVIEW_EDIT"
    EVALUATION_EDIT = "EVALUATION_EDIT"
    MODERATE = "MODERATE"
    REPORT_HANDLE = "REPORT_HANDLE"
    # Admins
    ADMIN_READ = "ADMIN_READ"
    USER_READ = "USER_READ"
    USER_CHANGE = "USER_CHANGE"
    USER_EXPORT = "USER_EXPORT"
    SITE_ROLE_CHANGE = "SITE_ROLE_CHANGE"
    ORGANISATION_CHANGE = "ORGANISATION_CHANGE"
    SETTING_CHANGE = "SETTING_CHANGE"
    AUDIT_READ = "AUDIT_READ"
    AUDIT_EXPORT = "AUDIT_EXPORT"
    WORK_READ = "WORK_READ"
    WORK_CHANGE = "WORK_CHANGE"
    # The site itself, in a job
    UPKEEP = "UPKEEP"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: nobody in particular, or a person with site roles and with roles in organisations."""

    user_id: int | None = None
    site_roles: frozenset[str] = frozenset()
    memberships: Mapping[int, str] = field(default_factory=dict)
    """Role in each organisation, by the organisation's number."""
    kind: str = "anonymous"
    """person, anonymous, operator (who types a `kb` command) or site (a job)."""
    waiting_roles: frozenset[str] = frozenset()
    """Site roles that the person holds and that do not count, because this session has no second step."""

    def organisations(self, *roles: str) -> frozenset[int]:
        """Numbers of the organisations in which the actor has one of these roles."""
        return frozenset(number for number, role in self.memberships.items() if role in roles)


ANONYMOUS = Actor()
OPERATOR = Actor(site_roles=frozenset({"editor", "identity_reviewer", "admin"}), kind="operator")
"""Whoever types a `kb` command: who has the machine has the data anyway."""
SITE = Actor(kind="site")
"""The site itself, when it does at its time what was decided before."""
