"""Pages for the files that are shared with a lesson, as long as it is not published."""

from dataclasses import asdict

from flask import flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.core.errors import Conflict, Invalid, NotFound
from kb.editorial.checking_files import checks_given_up
from kb.editorial.forms.files import AttachForm, SaidForm, SentFileForm
from kb.editorial.queries.drafts import draft_at
from kb.editorial.routes.blueprint import OF_LESSON, blueprint
from kb.editorial.service import attaching
from kb.editorial.service.attaching import words_of
from kb.extraction.parts import Refused
from kb.extraction.service import cleaned
from kb.identity.attached import goes_with_a_copy, place_in_file
from kb.identity.files import CHECKED
from kb.identity.standing import standing_of
from kb.lessons.files import LARGEST, MOST_FILES, TYPES, content, pieces, received
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.attachments import attachment_at, attachments_of
from kb.lessons.queries.revisions import revision_at
from kb.web.addresses import NUMBER
from kb.web.downloads import download
from kb.web.forms import UNCHANGED, Form

OF_FILE = f"{OF_LESSON}/files/{NUMBER.replace('number', 'file')}"
REFRESH_EVERY = 3
"""Seconds after which a page is asked for again that shows a file being checked."""
GONE = "Somebody has removed that file, or put another one in its place."
NO_LONGER = "The lesson has just been submitted or discarded, so its files cannot be changed now. Nothing was changed."
CHANGED = "Somebody else has changed what is said of this file meanwhile. Save again to have it as you have typed it."
EDIT = Permission.REVISION_EDIT
Answer = str | Response | tuple[Response | str, int]


def _attachment(revision: Revision) -> Attachment:
    """The file that the address names. Raises NotFound where the lesson has no such file."""
    return attachment_at(revision, int((request.view_args or {})["file"]))


@blueprint.get(f"{OF_LESSON}/files")
@needs(Permission.REVISION_READ, revision=revision_at)
def files(revision: Revision) -> str:
    """The files of a lesson, how far the check of each is, and what is left to do."""
    standing = standing_of(revision)
    return render_template(
        "editorial/files.html",
        revision=revision,
        standing=standing,
        given_up=checks_given_up(standing.files),
        most=MOST_FILES,
        refresh_every=REFRESH_EVERY,
    )


@blueprint.route(f"{OF_LESSON}/files/add", methods=["GET", "POST"])
@needs(Permission.REVISION_EDIT, revision=revision_at)
def attach(revision: Revision) -> Answer:
    """Add a file."""
    if request.method == "GET" and len(attachments_of(revision)) >= MOST_FILES:
        return _to_files(revision, attaching.FULL + ".")
    form = AttachForm()
    if form.validate_on_submit():
        with form.catching():
            made = attaching.attach(actor(), revision, sent=form.sent, **asdict(form.words))
            return _taken(revision, f"“{made.title}” was added, and is being checked.")
    return _refused(form) or render_template("editorial/file_add.html", form=form, revision=revision, largest=LARGEST)


@blueprint.route(OF_FILE, methods=["GET", "POST"])
@needs(Permission.REVISION_READ, revision=draft_at)
def file(revision: Revision) -> Answer:
    """One file: what was found in it, and what is said of it, which its writers can change."""
    attachment = _attachment(revision)
    form = SaidForm(attachment)
    if form.validate_on_submit():
        words, opened = form.words, form.opened.data or ""
        if words == words_of(attachment):
            return _to_files(revision, UNCHANGED)
        try:
            attaching.describe(actor(), revision, attachment=attachment.id, words=words, opened_with=opened)
        except Conflict:
            return _described_meanwhile(revision, form)
        return _to_files(revision, f"What is said of “{words.title}” was changed.")
    return _shown(revision, attachment, form)


def _described_meanwhile(revision: Revision, form: SaidForm) -> Answer:
    """What somebody else says of the file, beside what was typed; or that it is gone."""
    if not may(EDIT, revision):
        raise Conflict
    try:
        attachment = _attachment(revision)
    except NotFound:
        return _to_files(revision, GONE)
    form.follow(words_of(attachment))
    form.title.errors = [*form.title.errors, CHANGED]
    return _shown(revision, attachment, form, changed=True), 409


def _shown(revision: Revision, attachment: Attachment, form: SaidForm, *, changed: bool = False) -> str:
    standing = standing_of(revision).of_file(attachment)
    return render_template(
        "editorial/file.html",
        form=form,
        revision=revision,
        attachment=attachment,
        changed=changed,
        standing=standing,
        can_be_cleaned=any(goes_with_a_copy(each) for each in standing.passages),
        given_up=checks_given_up([attachment]),
        place_in_file=place_in_file,
    )


@blueprint.route(f"{OF_FILE}/replace", methods=["GET", "POST"])
@needs(Permission.REVISION_EDIT, revision=draft_at)
def file_replace(revision: Revision) -> Answer:
    """Put another file in place of one."""
    attachment = _attachment(revision)
    form = SentFileForm()
    if form.validate_on_submit():
        with form.catching():
            try:
                attaching.replace(actor(), revision, attachment=attachment.id, sent=form.sent)
            except Conflict:
                return _taken(revision, _too_late(revision))
            return _taken(revision, f"“{attachment.title}” was replaced, and is being checked.")
    shown = {"revision": revision, "attachment": attachment, "largest": LARGEST}
    return _refused(form) or render_template("editorial/file_replace.html", form=form, **shown)


@blueprint.route(f"{OF_FILE}/remove", methods=["GET", "POST"])
@needs(Permission.REVISION_EDIT, revision=draft_at)
def file_remove(revision: Revision) -> str | Response:
    """Ask first, then take a file away."""
    attachment = _attachment(revision)
    form = Form()
    if form.validate_on_submit():
        title = attachment.title
        try:
            attaching.remove(actor(), revision, attachment=attachment.id)
        except Conflict:
            return _to_files(revision, _too_late(revision))
        return _to_files(revision, f"“{title}” was removed.")
    return render_template("editorial/file_remove.html", form=form, revision=revision, attachment=attachment)


@blueprint.post(f"{OF_FILE}/check")
@needs(Permission.REVISION_EDIT, revision=draft_at)
def file_check(revision: Revision) -> Response:
    """Have a file checked again."""
    attachment = _attachment(revision)
    try:
        attaching.check_again(actor(), revision, attachment=attachment.id)
    except Conflict:
        return _to_files(revision, _too_late(revision))
    return _to_files(revision, f"“{attachment.title}” is being checked again.")


@blueprint.post(f"{OF_FILE}/clean")
@needs(Permission.REVISION_EDIT, revision=draft_at)
def file_clean(revision: Revision) -> Response:
    """Put a copy without what people do not see in place of a file."""
    attachment = _attachment(revision)
    copy_of, name = attachment.file_id, attachment.file_name
    if copy_of is None or not attachment.can_be_downloaded:
        return _to_files(revision, GONE)
    try:
        copy = cleaned(content(copy_of), name=name)
        sent = received(copy.data, name, CHECKED) if copy else None
    except Refused as refused:
        return _to_files(revision, refused.says)
    if copy is None or sent is None:
        return _to_files(revision, "No copy can be made of this file. Take out what is hidden in it, and replace it.")
    try:
        attaching.use_cleaned_copy(actor(), revision, attachment=attachment.id, copy_of=copy_of, sent=sent)
    except Conflict:
        return _to_files(revision, _too_late(revision))
    except Invalid as refused:
        return _to_files(revision, refused.problems["file"])
    without = " and ".join(copy.removed) or "anything hidden"
    return _to_files(revision, f"“{attachment.title}” is a copy without {without} now, and is being checked.")


@blueprint.get(f"{OF_FILE}/content")
@needs(Permission.REVISION_READ, revision=draft_at)
def file_content(revision: Revision) -> Response:
    """The file itself, to be saved."""
    found = _attachment(revision)
    if found.file is None or not found.can_be_downloaded:
        raise NotFound
    return download(
        pieces(found.file.id), name=found.file_name, size=found.file.size, kind=TYPES[found.file.kind], kept=False
    )


def _too_late(revision: Revision) -> str:
    """Why a file could not be changed, once that was refused."""
    return GONE if may(EDIT, revision) else NO_LONGER


def _to_files(revision: Revision, done: str) -> Response:
    flash(done)
    return redirect(url_for("editorial.files", number=revision.id), 303)


def _by_script() -> bool:
    """Whether a script sends the form, which shows how far the upload is and reads the answer."""
    return request.accept_mimetypes.best == "application/json"


def _taken(revision: Revision, done: str) -> Response:
    """After a file was sent: to the list, or to say so to the script."""
    onward = _to_files(revision, done)
    return jsonify(next=onward.location) if _by_script() else onward


def _refused(form: SentFileForm) -> tuple[Response, int] | None:
    """What is the matter with a file, for the script; None where a page says it."""
    if not form.is_submitted():
        return None
    if _by_script():
        return jsonify(errors={name: str(errors[0]) for name, errors in form.errors.items() if name and errors}), 422
    form.ask_again()
    return None
