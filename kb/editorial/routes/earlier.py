"""Texts that were typed into a draft: putting one back, and removing one for good."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.clock import long_moment
from kb.core.errors import Invalid, NotFound
from kb.editorial.queries.drafts import draft_at
from kb.editorial.queries.saved_texts import EarlierText, earlier_texts, saved_text_at
from kb.editorial.routes.blueprint import OF_LESSON, blueprint
from kb.editorial.service import saving
from kb.editorial.steps import LABELS
from kb.editorial.upkeep import KEPT_DAYS
from kb.lessons.field_values import value_of
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.revisions import revision_at
from kb.web.addresses import NUMBER
from kb.web.forms import Form
from kb.web.paging import requested_page

OF_TEXT = f"{OF_LESSON}/earlier/{NUMBER.replace('number', 'text')}"
GONE = "That text is not kept any more."


@dataclass(frozen=True, slots=True)
class Save:
    """Texts that somebody saved within the same minute."""

    at: datetime
    by: str
    texts: Sequence[EarlierText]


def _number() -> int:
    return int((request.view_args or {})["text"])


@blueprint.get(f"{OF_LESSON}/earlier")
@needs(Permission.SAVED_TEXT_READ, revision=revision_at)
def earlier(revision: Revision) -> str:
    """Texts that were typed into a draft, the newest first."""
    page = earlier_texts(revision, requested_page())
    return render_template(
        "editorial/earlier.html",
        revision=revision,
        page=page,
        saves=list(_saves(page.items)),
        labels=LABELS,
        days=KEPT_DAYS,
    )


@blueprint.post(f"{OF_TEXT}/put-back")
@needs(Permission.REVISION_EDIT, revision=draft_at)
def put_back(revision: Revision) -> Response:
    """Put a text back in its field."""
    try:
        field = saving.put_earlier(actor(), revision, number=_number())
    except NotFound:
        return _to_earlier(revision, GONE)
    except Invalid as refusal:  # tags that were too long already
        return _to_earlier(revision, ". ".join(refusal.problems.values()))
    return _to_earlier(revision, f"“{LABELS[field]}” is again as it was. What stood there is among these texts.")


@blueprint.route(f"{OF_TEXT}/forget", methods=["GET", "POST"])
@needs(Permission.REVISION_EDIT, revision=draft_at)
def earlier_forget(revision: Revision) -> str | Response:
    """Ask first, then remove a text for good."""
    form = Form()
    if form.validate_on_submit():
        try:
            saving.forget(actor(), revision, number=_number())
        except NotFound:
            return _to_earlier(revision, GONE)
        return _to_earlier(revision, "The text was removed for good.")
    found = saved_text_at(revision, _number())
    stands = found.text == value_of(revision, found.field)
    return render_template(
        "editorial/earlier_forget.html", form=form, revision=revision, text=found, stands=stands, labels=LABELS
    )


def _saves(texts: Iterable[EarlierText]) -> Iterable[Save]:
    for (_, by), within in groupby(texts, key=lambda each: (long_moment(each.at), each.by)):
        together = list(within)
        yield Save(together[0].at, by, together)


def _to_earlier(revision: Revision, done: str) -> Response:
    flash(done)
    return redirect(url_for("editorial.earlier", number=revision.id), 303)
