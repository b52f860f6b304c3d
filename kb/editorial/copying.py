"""Gives a new text everything that another one says."""

from collections.abc import Iterable

from sqlalchemy import select

from kb.accounts.models.user import User
from kb.core.db import session
from kb.editorial.checking_files import begin as check_file
from kb.lessons.files import copy_attachments
from kb.lessons.models.lesson import Revision
from kb.lessons.models.parts import LadderStep, RevisionAuthor, RevisionTheme, RevisionValue
from kb.lessons.models.source import Source
from kb.lessons.queries.attachments import attachments_of
from kb.lessons.tagging import copy_tags

COPIED = (
    "title", "summary", "found", "why", "done", "effect", "how", "in_place_first", "people", "time", "risks",
    "trigger_key", "kind_key", "done_status_key", "evidence_stage_key", "evidence_reason", "evidence_measure",
    "evidence_on", "result_key", "cost_band_key", "nation_key", "region_key", "year", "review_id",
)  # fmt: skip
"""What of a text goes into its copy, beside its lists. Who wrote, submitted or signed it does not."""
OF_SOURCE = ("title", "publisher", "year", "url", "kind_key", "pages", "accessed", "withdrawn_on", "note")


def copy_text(before: Revision, made: Revision) -> None:
    """Have a text, which is in the database and empty, say all that another one says, with its files.

    Whoever wrote that one is an author of the copy, too, and signs neither.
    """
    for name in COPIED:
        setattr(made, name, getattr(before, name))
    made.sources = copies_of(before.sources)
    made.theme_links = [RevisionTheme(theme_id=each.theme_id, position=each.position) for each in before.theme_links]
    made.value_links = [RevisionValue(value_key=each.value_key, position=each.position) for each in before.value_links]
    made.ladder = [LadderStep(step_key=each.step_key, reached_on=each.reached_on) for each in before.ladder]
    _same_authors(before, made)
    copy_tags(before, made)
    copy_attachments(before, made)
    for each in attachments_of(made):
        if each.state == "waiting":
            check_file(each)


def copies_of(sources: Iterable[Source]) -> list[Source]:
    """The same sources, for another text."""
    return [
        Source(position=position, **{name: getattr(each, name) for name in OF_SOURCE})
        for position, each in enumerate(sources)
    ]


def _same_authors(before: Revision, made: Revision) -> None:
    """Everybody who has part in a text has part in its copy; only those who are there still can have."""
    theirs = User.id.in_(sorted(before.author_ids - made.author_ids))
    there = select(User.id).where(theirs).order_by(User.id).with_for_update(read=True, key_share=True)
    made.authors += [RevisionAuthor(user_id=number) for number in session.scalars(there)]
