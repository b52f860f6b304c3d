"""Every page about accounts, members, sign-on, admin and jobs, in each of its states."""

from itertools import starmap

from tests.journeys.accounts import held_states
from tests.journeys.accounts.page_state import State, plain, refused
from tests.journeys.accounts.site import PASSWORD

SHORT = "too short"
STATES: list[State] = [
    *refused("nobody", "/sign-in", email="nobody@", password="x"),
    *refused("nobody", "/register", email="no address"),
    *refused("nobody", "/reset-password"),
    *refused("nobody", "/register/{registering}", name="", password=SHORT),
    *refused("nobody", "/reset-password/{resetting}", password="password1234"),
    *refused("nobody", "/reset-password/{resetting_with_code}", password=SHORT, code="12"),
    *refused("nobody", "/invitations/inviting", name="", password=SHORT),
    *plain("nobody", "/sign-in?late=1", "/register/{registering_late}", "/register/not-a-link"),
    *plain("nobody", "/invitations/inviting_late", "/invitations/inviting_not", "/invitations/not-a-link"),
    *plain("nobody", "/account/address/{changing}", "/account/address/not-a-link", "/sign-on/back?state=foreign"),
    *plain("nobody", "/sign-on/link/{linking}", "/sign-on/link/not-a-link"),
]
STATES += starmap(
    State,
    [
        ("nobody", "/sign-in", ({"email": "{careful_email}", "password": PASSWORD},)),
        ("nobody", "/sign-in", ({"email": "{careful_email}", "password": PASSWORD}, {"code": "12"}), True),
    ],
)
STATES += [
    *plain("user", "/account", "/account/address/sent", "/account/data", "/account/second-step"),
    *plain("user", "/account/work-account", "/invitations/inviting_user", "/invitations/inviting"),
    *refused("user", "/account/name", name=""),
    *refused("user", "/account/address", email="no address", password="x"),
    *refused("user", "/account/password", password=PASSWORD, new_password="password1234"),
    *refused("user", "/account/second-step/app", code="000000", password="x"),
    *refused("user", "/account/delete"),
    *refused("user", "/account/new-address/{correcting}"),
    State("waiting", "/admin"),
    *plain("careful", "/account", "/account/second-step", "/account/second-step/off", "/account/sessions"),
    *plain("careful", "/account/work-account/{identity}/unlink"),
    *refused("careful", "/account/second-step/codes"),
    State("careful", "/account/second-step/codes", ({"password": PASSWORD},)),
    State("fleeting", "/account/name", ({"name": "Bo Lindqvist-Oduya " * 4},), signed_out=True),
]
STATES += [
    *plain("lead", "/account", "/account/delete", "/organisations/{board}/leave", "/organisations/{board}/members"),
    *plain("lead", "/organisations/{board}/members/invitations"),
    *refused("lead", "/organisations/{board}/members/invite", addresses="no address\nruth@"),
    *plain("lead", "/organisations/{board}/members/{member_contributor}/role"),
    *plain("lead", "/organisations/{board}/members/{member_contributor}/remove"),
    *plain("lead", "/organisations/{board}/members/{member_lead}/role"),
    *plain("lead", "/organisations/{board}/members?q=zzzz", "/organisations/{board}/members/invitations?q=zzzz"),
    *plain("lead", "/organisations/{board}/members/invitations/send-expired"),
    *refused("lead", "/organisations/{board}/members/{member_lead}/hand-over"),
    *refused("lead", "/organisations/{board}/members/requests/{request}"),
    *plain("lead", "/organisations/{board}/members/invitations/{number_of_inviting}/send-again"),
    *plain("lead", "/organisations/{board}/members/invitations/{number_of_inviting}/withdraw"),
    *plain("contributor", "/organisations/{board}/leave"),
    *plain("lead", "/invitations/inviting_joined"),
]
BOARD, PERSON = "/admin/organisations/{board}", "/admin/users/{careful}"
STATES += [
    *plain("admin", "/organisations/{board}/members/{member_lead}/remove", "/organisations/{empty}/members"),
    *plain("admin", "/organisations/{board}/members?via=admin", "/organisations/{board}/members/{member_lead}/role"),
    *plain("admin", "/admin", "/admin/users", "/admin/users?q=zzzz", PERSON, "/admin/users/{contributor}"),
    *plain("admin", f"{PERSON}/close", f"{PERSON}/send-reset-link", f"{PERSON}/site-roles/admin/give"),
    *plain("admin", "/admin/users/{admin}", "/admin/users/{admin}/site-roles/admin/take"),
    *refused("admin", f"{PERSON}/reset-second-step"),
    *refused("admin", f"{PERSON}/organisations/add"),
    *plain("admin", "/admin/users?seen=12&sort=seen"),
    *refused("admin", f"{PERSON}/address", email="no address"),
    *plain("admin", "/admin/organisations", "/admin/organisations?q=zzzz", BOARD, "/admin/organisations/{empty}"),
    *refused("admin", "/admin/add-organisation"),
    *refused("admin", f"{BOARD}/name", name=""),
    *plain("admin", "/admin/organisations?invitations=open"),
    *plain("admin", f"{BOARD}/kind-and-place"),
    *refused("admin", f"{BOARD}/dates", valid_from="2020-01-01", valid_to="2019-01-01"),
    *plain("admin", f"{BOARD}/merge", f"{BOARD}/merge?into={{empty}}"),
    State("admin", f"{BOARD}/merge?into=", (), True),
    *refused("admin", f"{BOARD}/successor"),
    *refused("admin", f"{BOARD}/sign-on", value="not a domain"),
    *plain("admin", f"{BOARD}/sign-on/{{domain}}/remove", "/admin/organisations/{ended}/successor/remove?by={board}"),
    *refused("admin", "/admin/options", invitation_days="x"),
    *plain("admin", "/admin/audit", "/admin/audit?who=999999", "/admin/audit?who=x&since=2"),
    *plain("admin", "/admin/audit?who=e&kind=job&number=1"),
    *plain("admin", *(f"/admin/jobs?state={s}" for s in ("waiting", "running", "overdue", "failed", "done"))),
    *plain("admin", "/jobs/all/retry", "/jobs/all/seen", "/admin/jobs?state=failed&kind=audit.export&seen=no"),
    *plain("admin", *(f"/admin/mail?state={s}" for s in ("all", "waiting", "sent", "failed", "bounced", "cancelled"))),
    *plain("admin", "/admin/mail?state=lapsed", "/admin/mail?q=zzzz", "/admin/mail?person={careful}&seen=no"),
    *plain("admin", "/admin/organisations/{empty}/remove", "/admin/organisations/{board}-before/name"),
    *plain("admin", "/admin/mail/files", "/admin/mail/files/{message}", "/admin/mail/{mail_failed}/give-up"),
    *plain("admin", *(f"/admin/mail/{{mail_{s}}}" for s in ("waiting", "failed", "bounced", "lapsed"))),
    *plain("admin", "/admin/mail/all/send?state=failed", "/admin/mail/all/seen?q=example"),
    *plain("admin", *(f"/jobs/{{job_{s}}}" for s in ("waiting", "running", "begun", "done", "failed", "cancelled"))),
]
LESSON = "/identity-check/lessons/{draft}"
FOUND = "Mr Example rang 01632 960123 on 4 March 2014. A 31-month-old was seen at St Example's School."
STATES += [
    *plain("user", "/identity-check/lessons", "/identity-check/file/copy"),
    *refused("user", "/identity-check", text=""),
    State("user", "/identity-check", ({"text": FOUND},)),
    State("user", "/identity-check", ({"text": "They met every week."},)),
    *refused("user", "/identity-check/file"),
    *plain("contributor", "/identity-check/lessons", LESSON, "/identity-check/lessons/{in_review}"),
    *plain("contributor", f"{LESSON}/passages/{{draft_stop}}/change"),
    *refused("contributor", f"{LESSON}/passages/{{draft_ask}}/reason", reason="Why?"),
    *plain("reviewer", "/identity-check/lessons", "/identity-check/lessons/{in_review}"),
    *refused("reviewer", "/identity-check/lessons/{in_review}/combination", reason=""),
    *plain("admin", "/admin/identity-terms", "/admin/identity-terms?q=zzzz", "/admin/identity-terms/{term}/remove"),
    *refused("admin", "/admin/identity-terms/add", term="x"),
]
DRAFT = "/workspace/lessons/{draft}"
STATES += [
    *plain("user", "/submit", "/suggest-a-source/sent"),
    *refused("user", "/suggest-a-source", title="", url="a report"),
    *plain("contributor", "/submit", f"{DRAFT}/earlier", f"{DRAFT}/earlier/{{draft_text}}/forget"),
    *refused("contributor", f"{DRAFT}/sources/{{draft_source}}", title=""),
    *plain("contributor", f"{DRAFT}/sources/{{draft_source}}/remove"),
    *plain("editor", "/suggested-sources", "/suggest-a-source"),
    *refused("contributor", "/workspace/{board}/begin", title="a" * 121),
    *refused("contributor", f"{DRAFT}/sources", url="no address", year="x"),
]
OF_LESSON = "/workspace/lessons"
STATES += [
    *plain("user", "/workspace"),
    *plain("contributor", "/workspace/{board}", "/workspace/{board}?q=zzzz", DRAFT, f"{OF_LESSON}/{{in_review}}"),
    *plain("reviewer", f"{OF_LESSON}/{{in_review}}"),
    *plain(
        "asking", "/workspace/{agreeing_board}", *(f"{OF_LESSON}/{{{word}}}" for word in ("came_back", "asked", "late"))
    ),
    *refused("asking", f"{OF_LESSON}/{{came_back}}/hand-over"),
    *refused("asking", f"{OF_LESSON}/{{to_ask}}/ask-lead", note="a" * 1001),
    *plain("agreeing", "/workspace/{agreeing_board}", f"{OF_LESSON}/{{asked}}", "/workspace/{agreeing_board}/options"),
    *refused("agreeing", f"{OF_LESSON}/{{asked}}/send-back"),
]
STATES += [
    *plain("contributor", *(f"{DRAFT}/{step}" for step in ("done", "help", "check", "preview", "discard"))),
    *plain("contributor", f"{DRAFT}/found?left=y"),
    *refused("contributor", f"{DRAFT}/prompted", year="20014"),
    *refused("contributor", f"{DRAFT}/effect", evidence_on="the 40th of May"),
    *refused("contributor", f"{DRAFT}/found", found="word " * 5_000),
    *plain("agreeing", f"{OF_LESSON}/{{asked}}/check"),
    *refused("agreeing", f"{OF_LESSON}/{{asked}}/submit"),
    *plain("asking", f"{OF_LESSON}/{{late}}/submitted", f"{OF_LESSON}/{{late}}/withdraw"),
]
FILE = f"{DRAFT}/files/{{draft_file}}"
STATES += [
    *plain("contributor", f"{DRAFT}/files", FILE, f"{FILE}/remove", f"{DRAFT}/files/{{refused_file}}"),
    *refused("contributor", f"{DRAFT}/files/add", title=""),
    *refused("contributor", f"{FILE}/replace"),
]
STATES += [
    *plain("nobody", "/lessons/the-live-one/history", "/lessons/the-archived-one", "/lessons/lb-9876"),
    *plain("contributor", "/lessons/the-live-one", f"{OF_LESSON}/{{live}}", f"{OF_LESSON}/{{change}}/changes"),
    *plain("contributor", f"{OF_LESSON}/{{archived}}"),
    *plain("editor", "/lessons/the-live-one", f"{OF_LESSON}/{{hidden}}"),
    *refused("editor", "/desk/lessons/{live}/hide"),
    *refused("editor", "/desk/lessons/{hidden}/unhide"),
    *refused("editor", "/desk/lessons/{live}/archive", replacement="LB-99999"),
    *refused("editor", "/desk/lessons/{archived}/restore"),
]
DESK, MINE = "/desk/lessons", "/desk/lessons/{desk_mine}"
STATES += [
    *plain("editor", "/desk", "/desk?q=zzzz", MINE, f"{DESK}/{{desk_twice}}", f"{DESK}/{{desk_scheduled}}"),
    *plain("editor", f"{DESK}/{{desk_twice}}/changes", f"{DESK}/{{desk_replaces}}/changes", f"{DESK}/{{desk_signed}}"),
    *refused("editor", f"{MINE}/comment?field=found", text=""),
    *refused("editor", f"{MINE}/comments/{{desk_comment}}/answer", text=""),
    State("editor", f"{MINE}/return"),
    *refused("editor", f"{DESK}/{{desk_quiet}}/return", whole=""),
    State("editor", f"{MINE}/return", ({"whole": "Ring 01632 960123."},), refused=True),
    *refused("editor", f"{MINE}/sign-content"),
    *refused("editor", f"{DESK}/{{desk_replaces}}/publish", change_note=""),
    *plain("reviewer", "/desk", MINE, f"{DESK}/{{in_review}}", f"{DESK}/{{in_review}}/sign-identity"),
    *refused("reviewer", f"{MINE}/sign-identity"),
    *refused("reviewer", f"{MINE}/cannot-sign", text=""),
]
CURATED, THEME = "/desk/reviews/{review}", "/desk/themes/neglect"
STATES += [
    *plain("editor", "/desk/themes", "/desk/themes/forms-of-harm", f"{THEME}/merge", f"{THEME}/merge?into=recording"),
    *plain("editor", f"{THEME}/merge?into=forms-of-harm"),
    State("editor", f"{THEME}/merge?into=", (), True),
    *refused("editor", "/desk/themes/add"),
    *refused("editor", THEME, label="Domestic abuse", scope_note="Ring 01632 960123.", introduction="Too short."),
    *plain("editor", "/themes/neglect", "/reviews/{review}"),
    *plain("editor", "/desk/reviews", "/desk/reviews?q=zzzz", CURATED, "/desk/reviews/{spare_review}"),
    *plain("editor", f"{CURATED}/merge", f"{CURATED}/merge?into={{spare_review}}", f"{CURATED}/remove"),
    *plain("editor", "/desk/reviews/{spare_review}/remove", f"{CURATED}/evaluations/1/remove"),
    State("editor", f"{CURATED}/merge?into={{review}}"),
    *refused("editor", "/desk/reviews/add", year="x"),
    *refused("editor", f"{CURATED}/edit", summary="Harm to children who were 31 months old."),
    *refused("editor", f"{CURATED}/sources/add", url="no address"),
    *refused("editor", f"{CURATED}/sources/{{review_source}}", withdrawn_on="tomorrow"),
    *plain("editor", f"{CURATED}/sources/{{review_source}}/remove"),
    *refused("editor", f"{CURATED}/evaluations/add", day="x"),
    *refused("editor", f"{CURATED}/evaluations/1", evaluator=""),
]
IMPORT = "/workspace/{board}/import"
STATES += [
    *refused("contributor", IMPORT),
    *plain("contributor", f"{IMPORT}/fields", f"{IMPORT}/{{import_sent}}/columns", f"{IMPORT}/{{import_sent}}/remove"),
    *plain("contributor", *(f"{IMPORT}/{{import_{s}}}?outcome=refused" for s in ("checked", "submitted"))),
    *plain("contributor", *(f"{IMPORT}/{{import_{s}}}" for s in ("checked", "refused", "at_work", "waiting"))),
    *plain("contributor", *(f"{IMPORT}/{{import_{s}}}" for s in ("stopped", "written", "old", "undone"))),
    *refused("contributor", f"{IMPORT}/{{import_written}}/undo"),
    *plain("contributor", f"{IMPORT}/{{import_submitted}}", f"{IMPORT}/{{import_submitted}}/undo"),
]
STATES += [
    *refused("asking", f"{OF_LESSON}/{{came_back}}/comments/{{comment_back}}/answer", text=""),
    *plain("editor", "/desk/returned"),
    *plain("editor", "/desk/taken-down"),
    *refused("editor", f"{MINE}/points", note_title="Shorter, please."),
    *plain("editor", "/desk/reports", "/desk/reports?closed=yes", "/desk/reports/{report_done}"),
    *refused("editor", "/desk/reports/{report}", outcome=""),
    *plain("editor", "/desk/reports/{report}/delete"),
    *plain("reviewer", "/expunge", "/expunge/{expunge}", "/expunge/{expunged}"),
    *plain("reviewer", "/expunge/lessons/{live}", "/expunge/{expunge_lesson}", "/expunge/{expunged_lesson}"),
    *plain("admin", "/expunge/{expunge}", "/expunge/files?of=LB-0001"),
    *refused("reviewer", "/expunge/ask", words=""),
]
STATES += [
    *refused("user", "/packs/new"),
    *refused("user", "/packs/new?theme=none&minutes=90", title="Our session"),
    *plain("user", "/packs/new?theme=neglect", "/packs/mine", "/packs/{pack}/why", "/packs/{pack}/take"),
    *plain("contributor", "/packs/{shared_pack}/why", "/packs/{shared_pack}/take"),
    *plain("user", "/packs/{pack}", "/packs/{full_pack}", "/packs/{full_pack}/session", "/packs/{full_pack}/lessons"),
    *plain("user", "/packs/{full_pack}/sheets", "/packs/{full_pack}/forms", "/packs/{full_pack}/local"),
    *plain("user", "/packs/{full_pack}/versions", "/packs/{full_pack}/versions/1", "/packs/{full_pack}/versions/2"),
    *plain("user", "/packs/{full_pack}/remove", "/packs/{full_pack}/logo/remove", "/packs/{full_pack}/parts/hear"),
    *plain("user", "/packs/{full_pack}/handouts/add", "/packs/{full_pack}/questions/asked"),
    *refused("user", "/packs/{full_pack}/safety", content_notice=""),
    *plain("contributor", "/packs/{shared_pack}"),
    *plain("lead", "/packs/{shared_pack}", "/packs/{shared_pack}/lessons", "/packs/{shared_pack}/sheets"),
    *refused("user", "/packs/{full_pack}/about", title=""),
    *refused("user", "/packs/{full_pack}/brand", logo_alternative="A bridge " * 20),
    *refused("user", "/packs/{full_pack}/parts/ask", title="", minutes="400"),
    *refused("user", "/packs/{full_pack}/parts/add"),
    *refused("user", "/packs/{full_pack}/handouts/sheet", title="", body=""),
    *refused("user", "/packs/{full_pack}/questions/add"),
    *refused("lead", "/packs/{shared_pack}/lessons", lesson="LB-9999"),
]
OF_TEXT = "/desk/packs/{pack_waiting}"
STATES += [
    *plain("user", "/packs/{full_pack}/publish", "/packs/{stopped_pack}/publish", "/packs/{returned_pack}/publish"),
    *plain("user", "/packs/{public_pack}/publish", "/packs/{public_pack}/private"),
    *refused("user", "/packs/{asking_pack}/publish"),
    *plain("user", "/packs/{changed_pack}", "/packs/{changed_pack}/changes", "/packs/{full_pack}/changes"),
    *plain("nobody", "/packs/{public_pack}", "/packs/{public_pack}/take"),
    *plain("editor", "/desk/packs", OF_TEXT, "/desk/packs/{pack_published}", "/packs/{public_pack}/session"),
    *plain("nobody", "/packs"),
    *plain("user", "/packs/add?lesson=LB-0001", "/packs/{returned_pack}/sharing", "/packs/{public_pack}/copy"),
    *refused("user", "/packs/{returned_pack}/editors/add", email="no address"),
    *plain("user", "/packs/{returned_pack}/hand-over"),
    *plain("lead", "/packs/{returned_pack}/leave"),
    *plain("guest", "/packs/{returned_pack}/join", "/packs/{pack}/join"),
    *refused("editor", f"{OF_TEXT}/send-back", reason=""),
    *refused("editor", "/desk/packs/{pack_published}/take-down", reason=""),
]
STATES += plain("user", *held_states.PLAIN)
for path, typed in held_states.REFUSED:
    STATES += refused("user", path, **typed)
NOT_LOOKED_AT = {
    "packs.moderate_logo": "a picture",
    "expunging.ask_for_file": "a question with one button, as others that are looked at",
    "importing.template": "a file",
    "packs.logo": "a picture",
    **dict.fromkeys(held_states.FILES, "a file"),
    "importing.problems": "a file",
    "editorial.pdf": "a file",
    "editorial.file_content": "a file",
    "accounts.first_admin": "on a site of its own, in `test_pages`",
    "accounts.sign_in_code": "comes after the password, as the state of /sign-in that was sent",
    "operations.job_file": "a file",
    "packs.file": "a file",
    "operations.live": "for machines",
    "sign_on.begin": "leads to the provider; without it, on a site of its own in `test_pages`",
    "sign_on.begin_by_mail": "leads to the provider",
    "sign_on.begin_link": "leads to the provider",
}
"""Endpoints that show no page, or one that no address leads to, and why they are no state."""
