"""Which columns hold what somebody typed, and so may hold what is to be expunged; a test sees that none is missing."""

from collections.abc import Mapping

SWEPT: Mapping[str, tuple[str, ...]] = {
    "attachment": ("title", "purpose", "file_name", "reason", "findings", "facts"),
    "delivery": ("subject", "text", "html", "error"),
    "evaluation": ("evaluator", "note", "url"),
    "held_session": ("note", "changes_reported"),
    "identity_decision": ("reason",),
    "import_row": ("name", "cells", "faults", "title", "problems", "notes", "before"),
    "imported_lesson": ("written",),
    "job": ("payload", "error"),
    "lesson_import": ("file_name", "notes", "headings", "columns"),
    "organisation": ("note",),
    "pack": ("title", "content", "credit"),
    "pack_publication": ("content", "reasons", "reason"),
    "pack_version": ("content",),
    "problem_report": ("page", "text", "answer_to", "outcome"),
    "quiz_item": ("stem", "options", "explanation"),
    "review": ("title", "pseudonym", "summary"),
    "review_mark": ("note",),
    "revision": (
        "lead_note", "change_note", "title", "summary", "found", "why", "done", "effect", "how", "in_place_first",
        "people", "time", "risks", "evidence_reason", "evidence_measure",
    ),
    "revision_comment": ("text",),
    "revision_rendering": ("html", "plain"),
    "revision_step": ("reason",),
    "saved_text": ("text",),
    "source": ("title", "publisher", "url", "pages", "note"),
    "source_suggestion": ("title", "url", "reason"),
    "submission": ("said",),
    "theme": ("scope_note", "introduction", "self_check"),
    "vignette": ("title", "summary", "changed", "details"),
}  # fmt: skip
"""Columns in which words are replaced. `kb.expunging.places` sees to addresses, free words, files and their like."""

WHOLE = frozenset({
    "imported_lesson", "ladder_step", "pack_item", "quiz_item", "revision_rendering", "revision_tag", "revision_theme",
    "revision_value", "saved_text", "source", "vignette_lesson",
})  # fmt: skip
"""Tables whose rows go with all of a lesson: they say nothing of who did something to it, and when."""
EMPTIED: Mapping[str, tuple[str, ...]] = {
    "revision": (
        "declared", "trigger_key", "kind_key", "done_status_key", "evidence_stage_key", "evidence_on", "result_key",
        "cost_band_key", "nation_key", "region_key", "year", "review_id",
    ),
}  # fmt: skip
"""Columns that hold what was chosen, in rows of a lesson that stay because they say who and when."""

LEFT: Mapping[str, str] = {
    "audit_event": "it holds numbers, names of verbs and digests, and nothing that was typed",
    "closed_list": "words of the site itself, changed in its content",
    "closed_value": "words of the site itself, changed in its content",
    "evaluation_form": "words of the site itself, changed in its content",
    "evaluation_period": "published figures, changed in the content",
    "expunge": "the words in it go when it is done",
    "external_identity": "who somebody is at the sign-on provider; goes with the account",
    "former_organisation_slug": "addresses of organisations",
    "former_review_slug": "addresses of reviews, which editors change",
    "former_theme_slug": "addresses of themes, which editors change",
    "former_slug": "addresses of lessons (`kb.expunging.places`)",
    "glossary_term": "words of the site itself, changed in its content",
    "held_answer": "counts, and questions of the site itself",
    "held_attendance": "keys of a closed list, and numbers",
    "identity_term": "words that the check looks for, so that they do not come back",
    "import_column": "headings of tables (`kb.expunging.places`)",
    "index_change": "numbers and a kind",
    "index_follower": "names of machines; every index is built anew",
    "invitation": "an address and a role; goes by itself within weeks",
    "job_output": "made anew on demand: all are removed (`kb.expunging.places`)",
    "ladder_step": "keys of closed lists",
    "lesson": "addresses and references (`kb.expunging.places`)",
    "lesson_use": "a kind",
    "membership": "a role",
    "membership_request": "a word of a closed list",
    "one_time_link": "an address and a digest; goes within days",
    "organisation_sign_on": "domains of addresses",
    "pack_invitation": "an address; goes when it is answered",
    "pack_publication_logo": "a picture at the head of sheets: an editor takes the public pack down",
    "pack_logo": "a picture at the head of sheets: its trainer takes it out, or an admin removes the pack",
    "recovery_code": "digests",
    "review_count": "published figures, changed in the content",
    "revision_value": "keys of closed lists",
    "scheme": "words of the site itself, changed in its content",
    "session_template": "words of the site itself, changed in its content",
    "site_option": "options of the site",
    "site_role": "a role",
    "slow_down": "digests of addresses",
    "stored_file": "a digest and a kind (`kb.expunging.places`)",
    "stored_piece": "content of files, which go whole (`kb.expunging.places`)",
    "tag": "free words (`kb.expunging.places`)",
    "theme_label": "names of themes, by which lessons are found: editors rename them",
    "training_safety": "words of the site itself, changed in its content",
    "user_account": "somebody's own name and address, removed with the account",
    "user_session": "a browser's name; goes when it is signed out",
}
"""Tables that are left, and why."""
