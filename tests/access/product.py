"""Both tables of the product once more: each step and each right in its words, and the kinds of people who have it.

This is written from the product's own pages and not from the code, which is compared with it (`test_policy`).
"""

from dataclasses import dataclass

from kb.access.actors import Permission
from kb.lessons.models.lesson import STATES

STEPS = """
| step | permissions | from | contributor | lead | editor | identity reviewer | admin | worker | condition |
| submit, where the lead agrees first | REVISION_SUBMIT | draft, returned | - | yes | - | - | - | - | |
| ask the lead | REVISION_ASK_LEAD | draft, returned | yes | yes | - | - | - | - | the lead agrees first |
| send back | REVISION_SEND_BACK | draft, returned | - | yes | - | - | - | - | the lead agrees first |
| withdraw | REVISION_WITHDRAW | submitted, in_review | yes | yes | - | - | - | - | |
| claim | REVISION_CLAIM | submitted | - | - | yes | - | - | - | not its author |
| release | REVISION_RELEASE | in_review | - | - | yes | - | - | - | not its author |
| return | REVISION_RETURN | in_review | - | - | yes | - | - | - | the claiming editor |
| sign content | REVISION_SIGN_CONTENT | in_review | - | - | yes | - | - | - | not its author, nor other signer |
| sign identity | REVISION_SIGN_IDENTITY | in_review | - | - | - | yes | - | - | not its author, nor other signer |
| publish, schedule | REVISION_PUBLISH | in_review | - | - | yes | - | - | - | both signatures |
| cancel | REVISION_CANCEL | scheduled | - | - | yes | - | - | - | |
| publish at its time | REVISION_PUBLISH_ON_TIME | scheduled | - | - | - | - | - | yes | both signatures |
| hide | LESSON_HIDE | published | - | - | yes | yes | - | - | |
| unhide | LESSON_UNHIDE | hidden | - | - | yes | yes | - | - | |
| archive | LESSON_ARCHIVE | published | - | - | yes | - | - | - | |
| restore | LESSON_RESTORE | archived | - | - | yes | - | - | - | |
| confirm that it is still current | LESSON_CONFIRM | published | yes | yes | yes | - | - | - | |
| discard | REVISION_DISCARD | draft, returned | yes | yes | - | - | - | - | |
| discard: undo | REVISION_RECOVER | discarded | yes | yes | - | - | - | - | |
| expunge: see what is asked for | EXPUNGE_READ | any | - | - | - | yes | yes | - | |
| expunge: ask for it | EXPUNGE_ASK | any | - | - | - | yes | yes | - | |
| expunge, asked for by an admin | EXPUNGE_AGREE | any | - | - | - | yes | - | - | with the other one |
"""
"""The life of a lesson of an organisation whose lead agrees first. `publish` and `schedule` are one decision; of a
reviewer and an admin one asks to expunge."""

RIGHTS = """
| may | permissions | of | anonymous | user | member | contributor | lead | editor | identity reviewer | admin |
| read, search, export what is published | LESSON_READ | any | yes | yes | yes | yes | yes | yes | yes | yes |
| suggest a source | SOURCE_SUGGEST | any | - | yes | yes | yes | yes | yes | yes | yes |
| check a text | TEXT_CHECK | any | - | yes | yes | yes | yes | yes | yes | yes |
| saved searches, packs | SEARCH_SAVE PACK_MAKE | any | - | yes | yes | yes | yes | yes | yes | yes |
| ask, "I used this" | QUESTION_ASK USE_TELL | any | - | yes | yes | yes | yes | yes | yes | yes |
| adoption, plans of own organisation | ADOPTION_EDIT PLAN_READ PLAN_EDIT | any | - | - | yes | yes | yes | - | - | - |
| drafts of own organisation: list | WORKSPACE_READ | any | - | - | - | yes | yes | - | - | - |
| drafts of own organisation: read | REVISION_READ | there | - | - | - | yes | yes | - | - | - |
| drafts: write | LESSON_BEGIN | any | - | - | - | yes | yes | - | - | - |
| drafts: write | REVISION_EDIT | draft, returned | - | - | - | yes | yes | - | - | - |
| answer questions to it | QUESTION_ANSWER | any | - | - | - | yes | yes | - | - | - |
| people of own organisation | MEMBERS_READ | any | - | - | - | - | yes | - | - | yes |
| people of own organisation: invite | MEMBER_INVITE MEMBER_CONFIRM | any | - | - | - | - | yes | - | - | yes |
| people of own organisation: change, remove | MEMBER_CHANGE MEMBER_REMOVE | any | - | - | - | - | yes | - | - | yes |
| drafts: hand over | REVISION_HAND_OVER | there | - | - | - | yes | yes | - | - | - |
| drafts: earlier texts | SAVED_TEXT_READ SAVED_TEXT_KEEP | there | - | - | - | yes | yes | - | - | - |
| whether the lead agrees first | WORKSPACE_CHANGE | any | - | - | - | - | yes | - | - | yes |
| agree that an adoption or plan response is public | PUBLICITY_AGREE | any | - | - | - | - | yes | - | - | yes |
| read what was submitted | REVISION_READ | given | - | - | - | - | - | yes | yes | - |
| read what was submitted: where it waits | DESK_READ | any | - | - | - | - | - | yes | yes | - |
| read what was submitted, to decide about it | REVISION_REVIEW | given | - | - | - | - | - | yes | yes | - |
| comment | REVISION_COMMENT | at the desk | - | - | - | - | - | yes | - | - |
| themes, reviews, evaluations | THEME_EDIT REVIEW_EDIT EVALUATION_EDIT | any | - | - | - | - | - | yes | - | - |
| packs: see what is public of one | PACK_READ | any | yes | yes | yes | yes | yes | yes | yes | yes |
| packs: copy what one sees | PACK_COPY | any | - | yes | yes | yes | yes | yes | yes | yes |
| moderate: packs that are to be public | PACK_PUBLISH | any | - | - | - | - | - | yes | - | - |
| moderate | MODERATE REPORT_HANDLE | any | - | - | - | - | - | yes | - | - |
| decide combinations | COMBINATION_DECIDE | in_review | - | - | - | - | - | - | yes | - |
| organisations | ORGANISATION_CHANGE | any | - | - | - | - | - | - | - | yes |
| users, site roles | USER_READ USER_CHANGE USER_EXPORT SITE_ROLE_CHANGE | any | - | - | - | - | - | - | - | yes |
| settings, audit log | SETTING_CHANGE AUDIT_READ AUDIT_EXPORT | any | - | - | - | - | - | - | - | yes |
| jobs and mail, the front page of all that | ADMIN_READ WORK_READ WORK_CHANGE | any | - | - | - | - | - | - | - | yes |
"""
"""Who may do what, as far as it is no step of a lesson. That a shortlist is anybody's takes no permission."""

OWN = """
| may | permissions | of | anonymous | user | owner | member | admin | operator | worker |
| register, sign in | ACCOUNT_REGISTER SESSION_BEGIN | any | yes | yes | yes | yes | yes | yes | yes |
| ask for a link, use one | LINK_ASK LINK_USE INVITATION_ACCEPT | any | yes | yes | yes | yes | yes | yes | yes |
| report a problem | REPORT_SEND | any | yes | yes | yes | yes | yes | yes | yes |
| see an account: one's own | ACCOUNT_READ | any | - | yes | yes | yes | yes | - | - |
| own account | ACCOUNT_CHANGE ACCOUNT_EXPORT ACCOUNT_DELETE | any | - | - | yes | - | - | - | - |
| end own sessions, leave | SESSION_END MEMBER_LEAVE | any | - | - | yes | - | - | - | - |
| own jobs | JOB_READ JOB_CANCEL | any | - | - | yes | - | yes | yes | - |
| packs: change | PACK_EDIT | any | - | - | yes | - | - | - | - |
| packs: share, ask that it be public, remove | PACK_MANAGE | any | - | - | yes | - | - | - | - |
| packs: shared within own organisation | PACK_WORK_READ | any | - | - | yes | yes | - | - | - |
| look after the site | UPKEEP | any | - | - | - | - | - | yes | yes |
"""
"""What the product says in words about what is one's own. `operator` is whoever types a `kb` command."""

GROUPS = {
    "any": frozenset(STATES),
    "there": frozenset(STATES) - {"expunged"},
    "given": frozenset(STATES) - {"draft", "returned", "discarded", "expunged"},
    "at the desk": frozenset({"submitted", "in_review", "scheduled"}),
}
"""Words for several states of a text."""
LIKE = {
    "owner": "user", "member": "user", "contributor": "member", "lead": "contributor", "other_contributor": "user",
    "identity_reviewer": "user", "editor": "user", "admin": "user", "user": "anonymous",
}  # fmt: skip
"""A kind of person without a column has what this one has: a role adds rights, one in another organisation none."""
BY_PEOPLE_ALONE = {
    "REVISION_CLAIM", "REVISION_RELEASE", "REVISION_SIGN_CONTENT", "REVISION_SIGN_IDENTITY", "COMBINATION_DECIDE",
    "EXPUNGE_ASK", "EXPUNGE_AGREE", "REVISION_RETURN", "SEARCH_SAVE", "PACK_MAKE", "PACK_COPY", "PACK_PUBLISH",
    "QUESTION_ASK", "USE_TELL", "TEXT_CHECK", "SOURCE_SUGGEST",
}  # fmt: skip
"""What a command never does, though it may do else what holders of site roles may."""


@dataclass(frozen=True)
class Row:
    """A line of a table."""

    words: str
    permissions: tuple[Permission, ...]
    states: frozenset[str]
    cells: dict[str, bool]
    condition: str

    def may(self, kind: str) -> bool:
        """Whether this kind of person has the right, the condition fulfilled and the text in one of the states."""
        if kind in self.cells:
            return self.cells[kind]
        if kind == "operator":
            holders = any(self.may(each) for each in ("editor", "identity_reviewer", "admin"))
            return holders and not BY_PEOPLE_ALONE.intersection(self.permissions)
        if kind == "worker":
            return self.may("anonymous")
        return kind in LIKE and self.may(LIKE[kind])


def read(table: str) -> list[Row]:
    """The rows of a table."""
    head, *lines = ([cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines())
    found = []
    for line in lines:
        cells = dict(zip(head, line, strict=True))
        words, permissions, states = line[:3]
        found.append(
            Row(
                words,
                tuple(Permission(name) for name in permissions.split()),
                GROUPS.get(states) or frozenset(states.split(", ")),
                {name.replace(" ", "_"): cell == "yes" for name, cell in cells.items() if cell in {"yes", "-"}},
                cells.get("condition", ""),
            )
        )
    return found


ROWS = [*read(STEPS), *read(RIGHTS), *read(OWN)]
