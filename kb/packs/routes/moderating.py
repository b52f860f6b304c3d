"""Pages at the desk on which editors decide whether a pack is made public."""

from collections.abc import Callable
from typing import Any

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.access.use_case import note_reading
from kb.core.errors import Conflict, NotFound
from kb.identity.combining import by_kind
from kb.packs.comparing import differences
from kb.packs.forms.publishing import ReasonForm
from kb.packs.models import PackPublication
from kb.packs.queries.publications import logo_of, organisations_around, publication_at, waiting_for
from kb.packs.queries.shown import shown
from kb.packs.routes.blueprint import blueprint
from kb.packs.service import publicity
from kb.packs.standing import standing_of
from kb.packs.texts import place_of
from kb.web.addresses import NUMBER
from kb.web.paging import requested_page

OF_TEXT = f"/desk/packs/{NUMBER}"
OPEN = ("asked", "published")
"""States of texts that editors have something to do with; what was taken back is its owner's again."""
BECAME = {
    "returned": "It was sent back.",
    "published": "It is public.",
    "superseded": "A newer text is public.",
    "withdrawn": "It was taken back, or taken down.",
}


@blueprint.get("/desk/packs")
@needs(Permission.MODERATE)
def waiting() -> str:
    """The packs that wait to be made public, the one that waits longest first."""
    note_reading(actor(), Permission.MODERATE, verb=request.endpoint or "")
    return render_template("packs/waiting.html", page=waiting_for(actor(), requested_page()))


@blueprint.get(OF_TEXT)
@needs(Permission.PACK_PUBLISH, publication=publication_at)
def moderate(publication: PackPublication) -> str | Response:
    """All of a text as readers would see it, what is different from the public one, and what the check finds."""
    if publication.state not in OPEN:
        return _to_list(f"Somebody has dealt with it. {BECAME[publication.state]}")
    _note(publication)
    return _page(publication)


@blueprint.post(f"{OF_TEXT}/publish")
@needs(Permission.PACK_PUBLISH, publication=publication_at)
def moderate_publish(publication: PackPublication) -> str | Response | tuple[str, int]:
    """Make a text public."""
    try:
        publicity.publish(actor(), publication)
    except publicity.NotFit as refused:
        return _page(publication, told=refused.problems["found"]), 409
    except Conflict:
        return _too_late(publication)
    return _to_list(f"“{publication.said.title}” is public now. Its owner is told.")


@blueprint.route(f"{OF_TEXT}/send-back", methods=["GET", "POST"])
@needs(Permission.PACK_PUBLISH, publication=publication_at)
def moderate_send_back(publication: PackPublication) -> str | Response:
    """Send a text back to its owner, with a reason."""
    form = ReasonForm()
    answer = _with_reason(form, publication, "asked", publicity.send_back, "It was sent back.")
    return answer or render_template("packs/moderate_send_back.html", form=form, publication=publication)


@blueprint.route(f"{OF_TEXT}/take-down", methods=["GET", "POST"])
@needs(Permission.PACK_PUBLISH, publication=publication_at)
def moderate_take_down(publication: PackPublication) -> str | Response:
    """Take a public text off the site at once, with a reason."""
    form = ReasonForm()
    answer = _with_reason(form, publication, "published", publicity.take_down, "It is not public any more.")
    return answer or render_template("packs/moderate_take_down.html", form=form, publication=publication)


@blueprint.get(f"{OF_TEXT}/logo")
@needs(Permission.PACK_PUBLISH, publication=publication_at)
def moderate_logo(publication: PackPublication) -> FlaskResponse:
    """The picture that goes with a text."""
    found = logo_of(publication) if publication.state in OPEN else None
    if found is None:
        raise NotFound
    return FlaskResponse(found.content, 200, {"Content-Type": found.kind, "Cache-Control": "private, no-store"})


def _page(publication: PackPublication, told: str = "") -> str:
    pack, content = publication.pack, publication.said
    public_text = pack.published if publication.state == "asked" else None
    changes, labels = differences(public_text.said, content) if public_text else ((), {})
    return render_template(
        "packs/moderate.html",
        publication=publication,
        pack=pack,
        shown=shown(content),
        standing=standing_of(content, pack.credit, publication.reasons, organisations_around(pack)),
        public_text=public_text,
        changes=changes,
        labels=labels,
        has_logo=logo_of(publication) is not None,
        told=told,
        place_of=place_of,
        by_kind=by_kind,
    )


def _with_reason(
    form: ReasonForm, publication: PackPublication, state: str, act: Callable[..., Any], done: str
) -> Response | None:  # fmt: skip
    """Does it once a reason was given; None where the page that asks for one is to be shown."""
    if publication.state != state:
        return _too_late(publication)
    if form.validate_on_submit():
        with form.catching():
            try:
                act(actor(), publication, reason=form.reason.data or "")
            except Conflict:
                return _too_late(publication)
            return _to_list(f"{done} Its owner is told.")
    _note(publication)
    return None


def _too_late(publication: PackPublication) -> Response:
    return _to_list(f"Nothing was done: somebody was faster. {BECAME.get(publication.state, 'It waits.')}")


def _to_list(said: str) -> Response:
    flash(said)
    return redirect(url_for("packs.waiting"), 303)


def _note(publication: PackPublication) -> None:
    """A page that shows what is not public is entered in the audit trail."""
    if publication.state == "asked":
        note_reading(actor(), Permission.PACK_PUBLISH, publication, verb=request.endpoint or "")
