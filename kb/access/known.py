"""What one must be able to read to be told that a thing exists, and which reading is entered in the trail."""

from collections.abc import Mapping

from kb.access.actors import Permission

READING = frozenset(
    {
        Permission.LESSON_READ,
        Permission.PACK_READ,
        Permission.PACK_WORK_READ,
        Permission.PLAN_READ,
        Permission.JOB_READ,
        Permission.MEMBERS_READ,
        Permission.WORKSPACE_READ,
        Permission.REVISION_READ,
        Permission.REVISION_REVIEW,
        Permission.SAVED_TEXT_READ,
        Permission.DESK_READ,
        Permission.EXPUNGE_READ,
        Permission.ADMIN_READ,
        Permission.USER_READ,
        Permission.AUDIT_READ,
        Permission.WORK_READ,
    }
)
"""Permissions whose refusal must look as if the thing did not exist."""

LOGGED_READING = frozenset(
    {
        Permission.PLAN_READ,
        Permission.WORKSPACE_READ,
        Permission.REVISION_READ,
        Permission.REVISION_REVIEW,
        Permission.SAVED_TEXT_READ,
        Permission.DESK_READ,
        Permission.EXPUNGE_READ,
        Permission.USER_READ,
        Permission.AUDIT_READ,
        Permission.WORK_READ,
    }
)
"""Reading that leaves an audit entry: of texts that are not published, and of what is known about other people."""

_AS_A_LESSON = (Permission.LESSON_READ, Permission.REVISION_READ)
"""A lesson is known to whoever may read it as the public does, or may read the text that is hidden or archived."""

LOGGED_FROM_OUTSIDE = frozenset({Permission.MEMBERS_READ})
"""Reading that leaves one where it is by somebody who is not of the organisation."""

FOUND_BY: Mapping[Permission, tuple[Permission, ...]] = {
    **{
        permission: (Permission.REVISION_READ,)
        for permission in Permission
        if (permission.startswith("REVISION_") and permission is not Permission.REVISION_REVIEW)
        or permission is Permission.COMBINATION_DECIDE
    },
    **{
        permission: (Permission.MEMBERS_READ,)
        for permission in Permission
        if permission.startswith("MEMBER_") and permission is not Permission.MEMBER_LEAVE
    },
    Permission.JOB_CANCEL: (Permission.JOB_READ,),
    Permission.PACK_EDIT: (Permission.PACK_READ,),
    Permission.PACK_MANAGE: (Permission.PACK_READ,),
    Permission.PACK_COPY: (Permission.PACK_READ,),
    Permission.PACK_PUBLISH: (Permission.DESK_READ,),
    Permission.PLAN_EDIT: (Permission.PLAN_READ,),
    Permission.SAVED_TEXT_KEEP: (Permission.SAVED_TEXT_READ,),
    Permission.LESSON_BEGIN: (Permission.WORKSPACE_READ,),
    Permission.WORKSPACE_CHANGE: (Permission.WORKSPACE_READ,),
    Permission.USER_CHANGE: (Permission.USER_READ,),
    Permission.USER_EXPORT: (Permission.USER_READ,),
    Permission.SITE_ROLE_CHANGE: (Permission.USER_READ,),
    Permission.ORGANISATION_CHANGE: (Permission.ADMIN_READ,),
    Permission.SETTING_CHANGE: (Permission.ADMIN_READ,),
    Permission.AUDIT_EXPORT: (Permission.AUDIT_READ,),
    Permission.WORK_CHANGE: (Permission.WORK_READ,),
    Permission.EXPUNGE_AGREE: (Permission.EXPUNGE_READ,),
    Permission.THEME_EDIT: (Permission.DESK_READ,),
    Permission.REVIEW_EDIT: (Permission.DESK_READ,),
    Permission.EVALUATION_EDIT: (Permission.DESK_READ,),
    Permission.MODERATE: (Permission.DESK_READ,),
    Permission.REPORT_HANDLE: (Permission.DESK_READ,),
    Permission.LESSON_HIDE: _AS_A_LESSON,
    Permission.LESSON_UNHIDE: _AS_A_LESSON,
    Permission.LESSON_ARCHIVE: _AS_A_LESSON,
    Permission.LESSON_RESTORE: _AS_A_LESSON,
    Permission.LESSON_CONFIRM: _AS_A_LESSON,
}
"""For a permission to change something, those to read it: who has none of them hears that it does not exist."""
