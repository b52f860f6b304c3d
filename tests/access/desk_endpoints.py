"""The pages of the editorial team, likewise."""

from tests.access.page_rows import TEAM, Page, at_desk, of_editors, of_expungers

PAGES_OF_TEAM = {
    "expunging.index": of_expungers(),
    "expunging.ask": of_expungers(),
    "expunging.files": of_expungers(),
    "expunging.ask_for_file": of_expungers(404, number="@in_review", file=987_654),
    "expunging.ask_for_lesson": of_expungers(number="@live"),
    "expunging.show": of_expungers(number="@expunge"),
    "expunging.agree": of_expungers(303, number="@expunge"),
    "expunging.drop": of_expungers(303, number="@expunge"),
    "site.reports": of_editors("REPORT_HANDLE"),
    "site.show_report": of_editors("REPORT_HANDLE", number="@report"),
    "site.delete_report": of_editors("REPORT_HANDLE", number="@report"),
    "desk.queue": Page("DESK_READ", TEAM),
    "desk.claim_next": Page("DESK_READ", TEAM, 303),
    "desk.item": at_desk(),
    "desk.changes": at_desk(303),  # there is no earlier text
    "desk.claim": at_desk(303),
    "desk.comment": at_desk(303, editor=200),
    "desk.answer_comment": at_desk(303, editor=404, comment=987_654),
    "desk.resolve": at_desk(303, editor=404, comment=987_654),
    "desk.reopen": at_desk(303, editor=404, comment=987_654),
    "desk.take_back": at_desk(303, editor=404, comment=987_654),
    "desk.send_back": at_desk(303),  # nobody has claimed it
    "desk.points": at_desk(303, editor=200),
    "desk.sign_content": at_desk(303, editor=200),
    "desk.cannot_sign": at_desk(303, reviewer=200),
    "desk.sign_identity": at_desk(303, reviewer=200),
    "desk.opened": at_desk(303, reviewer=404, file=987_654),
    "desk.publish": at_desk(303),  # nobody has signed it
    "desk.cancel": at_desk(303),
    "desk.returned": Page("DESK_READ", TEAM),
    "desk.taken_down": Page("DESK_READ", TEAM),
    "desk.hide": Page("DESK_READ", TEAM, address={"number": "@live"}),
    "desk.unhide": Page("DESK_READ", TEAM, 303, address={"number": "@live"}),  # it is not hidden
    "desk.archive": Page("DESK_READ", TEAM, address={"number": "@live"}, answers={"identity_reviewer": 403}),
    "desk.restore": Page("DESK_READ", TEAM, 303, address={"number": "@live"}, answers={"identity_reviewer": 403}),
    # themes, reviews and evaluations
    "curation.themes": of_editors("THEME_EDIT"),
    "curation.add_theme": of_editors("THEME_EDIT"),
    "curation.theme": of_editors("THEME_EDIT", slug="neglect"),
    "curation.merge_theme": of_editors("THEME_EDIT", slug="neglect"),
    "curation.reviews": of_editors("REVIEW_EDIT"),
    "curation.add_review": of_editors("REVIEW_EDIT"),
    "curation.review": of_editors("REVIEW_EDIT", slug="the-review"),
    "curation.edit_review": of_editors("REVIEW_EDIT", slug="the-review"),
    "curation.merge_review": of_editors("REVIEW_EDIT", slug="the-review"),
    "curation.remove_review": of_editors("REVIEW_EDIT", slug="the-review"),
    "curation.add_source": of_editors("REVIEW_EDIT", slug="the-review"),
    "curation.source": of_editors("REVIEW_EDIT", 404, slug="the-review", number=987_654),
    "curation.remove_source": of_editors("REVIEW_EDIT", 404, slug="the-review", number=987_654),
    "curation.add_evaluation": of_editors("EVALUATION_EDIT", slug="the-review"),
    "curation.evaluation": of_editors("EVALUATION_EDIT", 404, slug="the-review", number=987_654),
    "curation.remove_evaluation": of_editors("EVALUATION_EDIT", 404, slug="the-review", number=987_654),
}
