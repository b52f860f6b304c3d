"""Pages on which a text is signed, its files are opened, and it is published."""

from collections.abc import Sequence
from contextlib import suppress

from flask import render_template, request
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.core.clock import long_moment
from kb.core.errors import Conflict, Denied
from kb.desk.forms.deciding import CannotSignForm, PublishForm, SignForm
from kb.desk.readiness import Hindrance, hindrances, of_identity, still_open
from kb.desk.routes.blueprint import OF_LESSON, blueprint, keep_typed, not_now, to_item
from kb.desk.seeing import has_seen, seen_before
from kb.desk.service import publishing, signing
from kb.desk.service.publishing import NotReady
from kb.desk.words import CHANGED, SIGNED, UNREAD, WHY_NOT
from kb.editorial.queries.drafts import draft_at, read_whole
from kb.lessons.frozen import frozen
from kb.lessons.models.lesson import Revision
from kb.lessons.signatures import is_signed
from kb.web.addresses import NUMBER

STATEMENTS = {
    "content": "I have read all of it. It says what was found and what was done, it can be understood elsewhere, and "
    "it may be published.",
    "identity": "I have read all of it, with its sources and files. As far as I can see, nobody can be recognised in "
    "it, not even by people who knew the family.",
}
_VERBS = {"content": signing.sign_content, "identity": signing.sign_identity}


@blueprint.route(f"{OF_LESSON}/sign-content", methods=["GET", "POST"])
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def sign_content(revision: Revision) -> str | Response:
    """Sign that what a text says may be published."""
    return _signed(revision, "content", may(Permission.REVISION_SIGN_CONTENT, revision))


@blueprint.route(f"{OF_LESSON}/sign-identity", methods=["GET", "POST"])
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def sign_identity(revision: Revision) -> str | Response:
    """Sign that nobody can be recognised in a text."""
    return _signed(revision, "identity", may(Permission.REVISION_SIGN_IDENTITY, revision))


def _signed(revision: Revision, kind: str, allowed: bool) -> str | Response:
    if not allowed:
        return to_item(revision, WHY_NOT[f"sign_{kind}"])  # nothing is typed there
    if not has_seen(actor(), revision):
        return to_item(revision, CHANGED if seen_before(actor(), revision) else UNREAD)
    read_whole(revision)
    form = SignForm(STATEMENTS[kind], frozen(revision).digest)
    if form.validate_on_submit():
        with form.catching():
            try:
                _VERBS[kind](actor(), revision, digest=form.digest.data or "")
            except signing.Changed:
                return to_item(revision, CHANGED)
            except (Conflict, Denied):
                return to_item(revision, SIGNED)
            return to_item(revision, f"You have signed it. {_what_next(revision)}")
    left = of_identity(revision) if kind == "identity" else ()
    open_still = still_open(revision) if kind == "content" else ()
    return render_template("desk/sign.html", form=form, revision=revision, kind=kind, left=left, open_still=open_still)


@blueprint.route(f"{OF_LESSON}/cannot-sign", methods=["GET", "POST"])
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def cannot_sign(revision: Revision) -> str | Response:
    """Say why one does not sign that nobody can be recognised."""
    if not may(Permission.REVISION_SIGN_IDENTITY, revision):
        return not_now(revision, "sign_identity")
    form = CannotSignForm()
    if form.validate_on_submit():
        with form.catching():
            try:
                signing.cannot_sign(actor(), revision, text=form.text.data or "")
            except (Conflict, Denied):
                keep_typed(SIGNED)
                return to_item(revision, SIGNED)
            return to_item(revision, "Your reason stands with the lesson. The editor who has claimed it was told.")
    return render_template("desk/cannot_sign.html", form=form, revision=revision)


def _what_next(revision: Revision) -> str:
    """After a signature."""
    if not is_signed(revision, "identity"):
        return "Now an identity reviewer has to sign that nobody can be recognised."
    if not is_signed(revision, "content"):
        return "Now an editor has to sign what it says."
    return "Both signatures are there: an editor can publish it."


@blueprint.post(f"{OF_LESSON}/files/{NUMBER.replace('number', 'file')}/opened")
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def opened(revision: Revision) -> Response:
    """Note that one has opened a file that rules cannot read."""
    if not may(Permission.REVISION_SIGN_IDENTITY, revision):
        return not_now(revision, "sign_identity")
    try:
        signing.opened(actor(), revision, file=int((request.view_args or {})["file"]))
    except Conflict:
        return to_item(revision, "Somebody noted that already.", "identity")
    return to_item(revision, "Noted: you have opened the file and found nobody who could be recognised.", "identity")


@blueprint.route(f"{OF_LESSON}/publish", methods=["GET", "POST"])
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def publish(revision: Revision) -> str | Response:
    """Publish a text now or at a time."""
    if not may(Permission.REVISION_PUBLISH, revision):
        return not_now(revision, "publish")
    form = PublishForm(replaces=revision.lesson.live_revision_id is not None)
    found: Sequence[Hindrance] = ()
    if form.validate_on_submit():
        with form.catching():
            try:
                return _published(revision, form)
            except NotReady as problem:
                found = problem.hindrances
                with suppress(Conflict, Denied):  # somebody else may have taken it back by now
                    publishing.check_files_again(actor(), revision)
            except (Conflict, Denied):
                return not_now(revision, "publish")
    read_whole(revision)
    return render_template(
        "desk/publish.html",
        form=form,
        revision=revision,
        hindrances=found or hindrances(revision),
        tried=bool(found),
        open_still=still_open(revision),
    )


def _published(revision: Revision, form: PublishForm) -> Response:
    note = (form.change_note.data or "") if "change_note" in form else ""
    if form.at is None:
        publishing.publish_now(actor(), revision, change_note=note)
        return to_item(revision, f"It is public now. Its reference is {revision.lesson.reference}.")
    publishing.schedule(actor(), revision, at=form.at, change_note=note)
    return to_item(revision, f"It will be public on {long_moment(form.at)}.")


@blueprint.post(f"{OF_LESSON}/cancel")
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def cancel(revision: Revision) -> Response:
    """Have a text back on the desk before its time."""
    if not may(Permission.REVISION_CANCEL, revision):
        return not_now(revision, "cancel")
    try:
        publishing.cancel(actor(), revision)
    except (Conflict, Denied):
        return not_now(revision, "cancel")
    return to_item(revision, "It will not be published at that time. It is on the desk again, with both signatures.")
