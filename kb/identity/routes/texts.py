"""Pages on which a text or a file is checked that belongs to no lesson; nothing of it is kept."""

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO

from flask import render_template, request, send_file
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.extraction.parts import MIB, Refused
from kb.extraction.service import cleaned
from kb.identity.attached import IN_A_COPY
from kb.identity.check import Checked, check_texts
from kb.identity.file_names import check_name
from kb.identity.files import CHECKED, check_file
from kb.identity.findings import Level
from kb.identity.forms import CopyForm, FileForm, TextForm
from kb.identity.passages import Passage, passages_in, passages_of, pieces, with_all_replaced
from kb.identity.routes.blueprint import blueprint
from kb.identity.site_lists import lists_for

ON_A_PAGE = replace(CHECKED, text=MIB // 2)
"""As much text as is read while somebody waits: about 85,000 words."""
PLACE_NAMES = {
    "creator": "author",
    "lastModifiedBy": "last changed by",
    "Author": "author",
    "title": "title",
}
"""Properties of files, as people call them."""
MOST_SHOWN = 100
"""Findings on one page: with more, these are better mended first."""
ORDER = (Level.STOP, Level.OPEN, Level.ASK, Level.INFORM)
ALL = "all"
"""In place of a passage: everywhere that words are suggested."""


@blueprint.route("/identity-check", methods=["GET", "POST"])
@needs(Permission.TEXT_CHECK)
def text() -> str | Response:
    """Check a text, and put suggested words in place, one by one or all of them."""
    form = TextForm()
    checked, passages, replaced = None, list[Passage](), 0
    if form.validate_on_submit():
        asked = request.form.get("act", "")
        if asked == "download":
            return _sent((form.text.data or "").encode(), "text.txt", "text/plain")
        checked, passages = _checked(form.text.data or "")
        chosen = [each for each in passages if each.can_be_replaced and asked in (ALL, each.digest)]
        if chosen:
            form.text.data, replaced = with_all_replaced(chosen if asked == ALL else chosen[:1])
            checked, passages = _checked(form.text.data)
    return render_template(
        "identity/text.html",
        form=form,
        checked=checked,
        pieces=list(pieces(form.text.data or "", passages[:MOST_SHOWN])),
        passages=passages[:MOST_SHOWN],
        total=len(passages),
        replaced=replaced,
    )


def _checked(text: str) -> tuple[Checked, list[Passage]]:
    checked = check_texts({"text": text}, lists_for(actor().memberships))
    return checked, _weightiest_first(passages_in({"text": text}, checked))


def _weightiest_first(passages: Iterable[Passage]) -> list[Passage]:
    """What must be changed before what asks for a reason, and hints last, so that no long list hides it."""
    return sorted(passages, key=lambda each: ORDER.index(each.finding.level))


@blueprint.route("/identity-check/file", methods=["GET", "POST"])
@needs(Permission.TEXT_CHECK)
def file() -> str:
    """Check a file: its name, its texts, and what people do not see in it."""
    form = FileForm()
    checked, passages = None, list[Passage]()
    if form.validate_on_submit():
        sent: FileStorage = form.file.data
        checked = check_file(sent.stream.read(), sent.filename or "", lists_for(actor().memberships), ON_A_PAGE)
        passages = _weightiest_first(
            each for part in checked.parts for each in passages_of(part.where, part.text, part.findings)
        )
    return render_template(
        "identity/file.html",
        form=form,
        checked=checked,
        passages=passages[:MOST_SHOWN],
        total=len(passages),
        removable=sum(each.finding.rule in IN_A_COPY for each in passages),
        place_names=PLACE_NAMES,
    )


@blueprint.route("/identity-check/file/copy", methods=["GET", "POST"])
@needs(Permission.TEXT_CHECK)
def file_copy() -> str | Response:
    """A copy of a file without what people do not see."""
    form = CopyForm()
    if form.validate_on_submit():
        sent: FileStorage = form.file.data
        try:
            copy = cleaned(sent.stream.read(), name=sent.filename or "")
        except Refused as refused:
            form.file.errors = [refused.says]
        else:
            if copy is not None:
                name = _name_of_copy(sent.filename or "")
                return _sent(copy.data, name, sent.mimetype)
            form.file.errors = ["This kind of file holds nothing hidden, so there is nothing to take out"]
    return render_template("identity/file_copy.html", form=form)


def _sent(data: bytes, name: str, kind: str | None) -> Response:
    """A file to be saved, which no browser and no proxy keeps."""
    answer = send_file(
        BytesIO(data), as_attachment=True, download_name=name, mimetype=kind or "application/octet-stream"
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _name_of_copy(name: str) -> str:
    """The name with which a copy goes back: not that of the file it was made from, and nobody is named in it."""
    stem, dot, ending = name.rpartition(".")
    named = any(each.level is Level.STOP for each in check_name(name, lists_for(actor().memberships)))
    return f"{'file' if named else stem or ending} - copy{dot}{ending if dot else ''}"
