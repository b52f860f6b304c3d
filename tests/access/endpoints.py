"""Every page with who may open it: written by hand from the product's tables, and compared with the code."""

from dataclasses import dataclass, field

from tests.people import KINDS

EVERYBODY = frozenset(KINDS)
PEOPLE = EVERYBODY - {"anonymous"}
MEMBERS = frozenset({"member", "contributor", "lead"})
WRITERS = frozenset({"contributor", "lead"})
LEADS = frozenset({"lead", "admin"})
HOLDERS = frozenset({"editor", "identity_reviewer", "admin"})
ADMINS = frozenset({"admin"})


@dataclass(frozen=True)
class Page:
    """Who may open a page of the walk's world, what it answers to those, and to others who are signed in."""

    declared: str
    who: frozenset[str]
    answer: int = 200
    refusal: int = 404
    anonymous: int | None = None
    """What it answers to somebody who is not signed in, where that is something else."""
    address: dict[str, object] = field(default_factory=dict)
    knowing: frozenset[str] = frozenset()
    """Who may read the thing, and so is refused with 403."""
    answers: dict[str, int] = field(default_factory=dict)
    """What it answers to some of those who may open it, where that is something else."""


def public(answer: int = 200, **address: object) -> Page:
    return Page("public", EVERYBODY, answer, address=address)


def mine(permission: str, answer: int = 200, **address: object) -> Page:
    return Page(permission, PEOPLE, answer, address=address)


def of_leads(permission: str, answer: int = 200, **address: object) -> Page:
    return Page(permission, LEADS, answer, address={"slug": "northbridge", **address})


def of_admins(permission: str, answer: int = 200, **address: object) -> Page:
    return Page(permission, ADMINS, answer, address=address)


def of_import(permission: str, answer: int = 200) -> Page:
    return Page(permission, WRITERS, answer, address={"slug": "northbridge", "number": "@lesson_import"})


GONE = "0" * 64
"""A token that opens nothing; such pages say so, to everybody alike."""

AT = "@"
"""Begins the name of a row of the walk's world, whose number stands in the address."""

PAGES = {
    "static": public(path="app.css"),
    "go_on": public(303),  # with nothing to go on with, to the front page
    # reading
    "site.home": public(),
    "site.page": public(slug="help"),
    "site.report": public(),
    "site.report_sent": public(),
    "site.sitemap_xml": public(),
    "site.robots": public(),
    "operations.live": public(),
    "lessons.index": public(302),
    "lessons.show": Page("LESSON_READ", EVERYBODY, address={"slug": "published-one"}),
    "lessons.cite": Page("LESSON_READ", EVERYBODY, address={"slug": "published-one"}),
    # The walk's lessons have no file.
    "lessons.file": Page("LESSON_READ", EVERYBODY, 404, address={"slug": "published-one", "number": 1}),
    "lessons.glossary": public(),
    "lessons.organisation": public(slug="northbridge"),
    "lessons.organisations": public(),
    "lessons.review": public(slug="the-review"),
    "lessons.reviews": public(),
    "lessons.theme": public(slug="neglect"),
    "lessons.themes": public(),
    "search.results": public(),
    "search.suggestions": public(),
    "search.values": public(parameter="theme"),
    "shortlist.add": public(303),
    "shortlist.empty": public(302),
    "shortlist.empty_now": public(303),
    "shortlist.remove": public(303),
    "shortlist.show": public(),
    "shortlist.table": public(),
    "training.index": public(),
    "training.quiz": public(),
    "training.safety": public(404),  # the walk's world has no training material
    "training.form": public(404, slug="none"),
    "training.session": public(404, slug="none"),
    "training.vignette": public(404, slug="none"),
    # coming in
    "accounts.sign_in": Page("public", EVERYBODY, 303, anonymous=200),
    "accounts.sign_in_code": public(303),
    "accounts.sign_out": public(303),
    "accounts.signed_out": public(),
    "accounts.register": public(),
    "accounts.register_sent": public(),
    "accounts.register_confirm": public(404, token=GONE),
    "accounts.reset": public(),
    "accounts.reset_sent": public(),
    "accounts.reset_confirm": public(404, token=GONE),
    "accounts.first_admin": public(404, token=GONE),
    "accounts.deleted": public(),
    "accounts.change_address_confirm": public(404, token=GONE),
    "members.accept": Page("INVITATION_ACCEPT", EVERYBODY, 404, address={"token": GONE}),
    "sign_on.begin": public(503),  # the walk's provider does not answer
    "sign_on.back": public(400),
    "sign_on.link_by_mail": public(404, token=GONE),
    "sign_on.begin_by_mail": public(404, token=GONE),
    # one's own account
    "accounts.account": mine("ACCOUNT_READ"),
    "accounts.change_name": mine("ACCOUNT_CHANGE"),
    "accounts.change_password": mine("ACCOUNT_CHANGE"),
    "accounts.change_address": mine("ACCOUNT_CHANGE"),
    "accounts.change_address_sent": mine("ACCOUNT_READ"),
    "accounts.second_step": mine("ACCOUNT_CHANGE"),
    "accounts.set_up": mine("ACCOUNT_CHANGE"),
    # Only holders of site roles have an app in the walk, and they may not do without.
    "accounts.recovery_codes": Page("ACCOUNT_CHANGE", HOLDERS, refusal=409),
    "accounts.switch_off": mine("ACCOUNT_CHANGE", 409),
    "accounts.correct_address": mine("ACCOUNT_CHANGE", 404, token=GONE),
    "accounts.take_back_address": mine("ACCOUNT_CHANGE", 303),
    "accounts.sessions": mine("ACCOUNT_READ"),
    "accounts.end_session": Page("SESSION_END", frozenset({"lead"}), 303, address={"number": "@session"}),
    "accounts.sign_out_everywhere": mine("SESSION_END", 303),
    "accounts.own_data": mine("ACCOUNT_EXPORT"),
    "accounts.delete": mine("ACCOUNT_DELETE"),
    "sign_on.begin_link": mine("ACCOUNT_CHANGE", 503),
    "sign_on.link": mine("ACCOUNT_CHANGE"),
    "sign_on.unlink": mine("ACCOUNT_CHANGE", 404, number=1),
    "operations.job": Page("JOB_READ", LEADS, address={"number": "@job"}),
    "operations.job_cancel": Page("JOB_CANCEL", LEADS, 303, address={"number": "@job"}),
    "operations.job_seen": of_admins("WORK_CHANGE", 303, number="@failed_job"),
    "operations.job_retry": of_admins("WORK_CHANGE", 303, number="@failed_job"),
    "operations.jobs_at_once": of_admins("WORK_CHANGE", 303, act="retry"),
    "operations.job_file": Page("JOB_READ", LEADS, 404, address={"number": "@job"}),  # it has made none yet
    # the people of an organisation
    "members.show": of_leads("MEMBERS_READ"),
    "members.invitations": of_leads("MEMBERS_READ"),
    "members.invite": of_leads("MEMBER_INVITE"),
    "members.send_again": of_leads("MEMBER_INVITE", number="@invitation"),
    "members.send_expired": of_leads("MEMBER_INVITE"),
    "members.withdraw": of_leads("MEMBER_INVITE", number="@invitation"),
    "members.change_role": of_leads("MEMBER_CHANGE", number="@membership"),
    "members.hand_over": of_leads("MEMBER_CHANGE", 303, number="@membership"),  # of somebody who leads nothing
    "members.remove": of_leads("MEMBER_REMOVE", number="@membership"),
    "members.decide": of_leads("MEMBER_CONFIRM", number="@membership_request"),
    "members.leave": Page("MEMBER_LEAVE", MEMBERS, address={"slug": "northbridge"}),
    # the identity check
    "identity.text": mine("TEXT_CHECK"),
    "identity.file": mine("TEXT_CHECK"),
    "identity.file_copy": mine("TEXT_CHECK"),
    "identity.lessons": mine("TEXT_CHECK"),
    "identity.lesson": Page("REVISION_READ", WRITERS, address={"number": "@draft"}),
    "identity.change": Page("REVISION_EDIT", WRITERS, address={"number": "@draft", "passage": "@passage"}),
    "identity.reason": Page("REVISION_EDIT", WRITERS, address={"number": "@draft", "passage": "@passage"}),
    "identity.take_back": Page("REVISION_EDIT", WRITERS, 404, address={"number": "@draft", "decision": 1}),
    "identity.put_back": Page("REVISION_EDIT", WRITERS, 303, address={"number": "@draft"}),
    "identity.replace": Page("REVISION_EDIT", WRITERS, 303, address={"number": "@draft", "passage": "@passage"}),
    "identity.combination": Page(
        "COMBINATION_DECIDE",
        frozenset({"identity_reviewer"}),
        303,  # there is nothing to decide
        address={"number": "@in_review"},
        knowing=WRITERS | {"editor"},
    ),
    # writing lessons
    "editorial.step": Page("SAVED_TEXT_READ", WRITERS, address={"number": "@draft", "step": "found"}),
    "editorial.autosave": Page("SAVED_TEXT_KEEP", WRITERS, 409, address={"number": "@draft", "step": "found"}),
    "editorial.both": Page("SAVED_TEXT_KEEP", WRITERS, 303, address={"number": "@draft", "step": "found"}),
    "editorial.settle": Page("REVISION_EDIT", WRITERS, 404, address={"number": "@draft", "comment": 987_654}),
    "editorial.check": Page("REVISION_READ", WRITERS, address={"number": "@draft"}),
    "editorial.preview": Page("REVISION_READ", WRITERS, address={"number": "@draft"}),
    "editorial.pdf": Page("REVISION_READ", WRITERS, address={"number": "@draft"}),
    "editorial.rendered": mine("TEXT_CHECK"),
    "editorial.submit_lesson": Page("WORKSPACE_READ", WRITERS, 303, address={"number": "@draft"}),  # it lacks much
    "editorial.submitted": Page("WORKSPACE_READ", WRITERS, 303, address={"number": "@draft"}),
    "editorial.withdraw": Page("WORKSPACE_READ", WRITERS, 303, address={"number": "@draft"}),
    "editorial.discard": Page("WORKSPACE_READ", WRITERS, address={"number": "@draft"}),
    "editorial.recover": Page("WORKSPACE_READ", WRITERS, 303, address={"number": "@draft"}),
    "editorial.submit": public(),
    "editorial.begin": Page("LESSON_BEGIN", WRITERS, address={"slug": "northbridge"}),
    "editorial.sources": Page("SAVED_TEXT_READ", WRITERS, address={"number": "@draft"}),
    "editorial.source": Page("REVISION_EDIT", WRITERS, 404, address={"number": "@draft", "source": 987_654}),
    "editorial.source_remove": Page("REVISION_EDIT", WRITERS, 404, address={"number": "@draft", "source": 987_654}),
    "editorial.earlier": Page("SAVED_TEXT_READ", WRITERS, address={"number": "@draft"}),
    "editorial.put_back": Page("REVISION_EDIT", WRITERS, 303, address={"number": "@draft", "text": 987_654}),
    "editorial.earlier_forget": Page("REVISION_EDIT", WRITERS, 404, address={"number": "@draft", "text": 987_654}),
    "editorial.suggest_source": mine("SOURCE_SUGGEST"),
    "editorial.source_suggested": mine("SOURCE_SUGGEST"),
    "editorial.suggested_sources": Page("MODERATE", frozenset({"editor"}), refusal=403),
    "editorial.handle_source": Page("MODERATE", frozenset({"editor"}), 404, 403, address={"number": 987_654}),
    "editorial.reopen_source": Page("MODERATE", frozenset({"editor"}), 404, 403, address={"number": 987_654}),
    "editorial.workspace": Page(
        "ACCOUNT_READ", PEOPLE, answers=dict.fromkeys(("contributor", "lead", "other_contributor"), 303)
    ),  # who writes for one organisation comes to its lessons
    "editorial.organisation": Page("WORKSPACE_READ", WRITERS, address={"slug": "northbridge"}),
    "editorial.workspace_options": Page(
        "WORKSPACE_CHANGE", LEADS, address={"slug": "northbridge"}, knowing=frozenset({"contributor"})
    ),
    "editorial.lesson": Page("REVISION_READ", WRITERS, address={"number": "@draft"}),
    "editorial.hand_over": Page("REVISION_HAND_OVER", WRITERS, address={"number": "@draft"}),
    "editorial.take": Page("REVISION_HAND_OVER", WRITERS, 303, address={"number": "@draft"}),
    # The lead of this board does not agree first.
    "editorial.ask_lead": Page("REVISION_ASK_LEAD", frozenset(), address={"number": "@draft"}, knowing=WRITERS),
    "editorial.send_back": Page("REVISION_SEND_BACK", frozenset(), address={"number": "@draft"}, knowing=WRITERS),
    "editorial.files": Page("REVISION_READ", WRITERS, address={"number": "@draft"}),
    "editorial.attach": Page("REVISION_EDIT", WRITERS, address={"number": "@draft"}),
    "editorial.file": Page("REVISION_READ", WRITERS, 404, address={"number": "@draft", "file": 1}),
    "editorial.file_replace": Page("REVISION_EDIT", WRITERS, 404, address={"number": "@draft", "file": 1}),
    "editorial.file_remove": Page("REVISION_EDIT", WRITERS, 404, address={"number": "@draft", "file": 1}),
    "editorial.file_check": Page("REVISION_EDIT", WRITERS, 404, address={"number": "@draft", "file": 1}),
    "editorial.file_clean": Page("REVISION_EDIT", WRITERS, 404, address={"number": "@draft", "file": 1}),
    "editorial.file_content": Page("REVISION_READ", WRITERS, 404, address={"number": "@draft", "file": 1}),
    # importing lessons
    "importing.start": Page("LESSON_BEGIN", WRITERS, address={"slug": "northbridge"}),
    "importing.template": Page("LESSON_BEGIN", WRITERS, address={"slug": "northbridge"}),
    "importing.fields": Page("LESSON_BEGIN", WRITERS, address={"slug": "northbridge"}),
    "importing.columns": of_import("LESSON_BEGIN"),
    "importing.remove": of_import("LESSON_BEGIN"),
    "importing.show": of_import("WORKSPACE_READ", 303),  # to its columns, which are not matched yet
    "importing.problems": of_import("WORKSPACE_READ"),
    "importing.write": of_import("LESSON_BEGIN", 303),  # it was not looked through
    "importing.go_on": of_import("LESSON_BEGIN", 303),
    "importing.undo": of_import("LESSON_BEGIN", 303),
    # admins
    "admin.identity_terms": of_admins("SETTING_CHANGE"),
    "admin.add_identity_term": of_admins("SETTING_CHANGE"),
    "admin.remove_identity_term": of_admins("SETTING_CHANGE", number="@term"),
    "admin.index": of_admins("ADMIN_READ"),
    "admin.users": of_admins("USER_READ"),
    "admin.users_export": of_admins("USER_EXPORT", 303),
    "admin.user": of_admins("USER_READ", number="@user"),
    "admin.user_step": of_admins("USER_CHANGE", number="@user", step="close"),
    "admin.site_role": of_admins("SITE_ROLE_CHANGE", number="@user", role="editor", act="give"),
    "admin.add_membership": of_admins("USER_CHANGE", number="@user"),
    "admin.correct_address": of_admins("USER_CHANGE", number="@user"),
    "admin.take_back_address": of_admins("USER_CHANGE", 409, number="@user"),  # nothing waits
    "admin.organisations": of_admins("ADMIN_READ"),
    "admin.organisation": of_admins("ADMIN_READ", slug="northbridge"),
    "admin.add_organisation": of_admins("ORGANISATION_CHANGE"),
    "admin.rename": of_admins("ORGANISATION_CHANGE", slug="northbridge"),
    "admin.change_dates": of_admins("ORGANISATION_CHANGE", slug="northbridge"),
    "admin.change_place": of_admins("ORGANISATION_CHANGE", slug="northbridge"),
    "admin.remove_organisation": of_admins("ORGANISATION_CHANGE", slug="northbridge"),
    "admin.merge": of_admins("ORGANISATION_CHANGE", slug="northbridge"),
    "admin.succeed": of_admins("ORGANISATION_CHANGE", slug="northbridge"),
    "admin.separate": of_admins("ORGANISATION_CHANGE", slug="northbridge", by="southbridge"),
    "admin.add_sign_on": of_admins("ORGANISATION_CHANGE", slug="northbridge"),
    "admin.remove_sign_on": of_admins("ORGANISATION_CHANGE", slug="northbridge", number="@organisation_sign_on"),
    "admin.options": of_admins("SETTING_CHANGE"),
    "admin.audit": of_admins("AUDIT_READ"),
    "admin.audit_export": of_admins("AUDIT_EXPORT", 303),
    "admin.jobs": of_admins("WORK_READ"),
    "admin.mail": of_admins("WORK_READ"),
    "admin.mail_seen": of_admins("WORK_CHANGE", 303, number="@delivery"),
    "admin.mail_send_again": of_admins("WORK_CHANGE", 303, number="@delivery"),
    "admin.mail_give_up": of_admins("WORK_CHANGE", number="@delivery"),
    "admin.mail_message": of_admins("WORK_READ", number="@delivery"),
    "admin.mail_at_once": of_admins("WORK_CHANGE", 303, act="send"),
    "admin.mail_files": of_admins("WORK_READ"),
    "admin.mail_file": of_admins("USER_READ", 404, name="none"),
}
