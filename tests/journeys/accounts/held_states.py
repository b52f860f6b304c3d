"""The pages of sessions that were held with a pack, in each of their states, for `states`."""

SESSIONS = "/packs/{full_pack}/sessions"
HELD = f"{SESSIONS}/{{held}}"
PLAIN = (
    "/packs/{pack}/sessions", SESSIONS, HELD, f"{SESSIONS}/{{held_not_answered}}", f"{HELD}/remove",
    f"{HELD}/answers/end/remove", f"{SESSIONS}/compare",
)  # fmt: skip
"""Without a form, or with a button that would do something."""
REFUSED: tuple[tuple[str, dict[str, str]], ...] = (
    (f"{SESSIONS}/add", {"held_on": "yesterday", "more_number": "3"}),
    (f"{HELD}/change", {"note": "Ring 01632 960123."}),
    (f"{HELD}/answers/before", {"q1-2": "-1"}),
    (f"{HELD}/answers/end/file", {}),
)
"""With a form, and what is typed into it so that it comes back."""
FILES = tuple(f"held_sessions.{view}" for view in ("results", "results_of_one", "sessions_sheet", "sheet", "summary"))
