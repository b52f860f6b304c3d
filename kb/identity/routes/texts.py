"""Pages on which a text or a file is checked that belongs to no lesson; nothing of it is kept."""

from dataclasses import replace
from io import BytesIO

from flask import render_template, request, send_file
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.extraction.parts import MIB, Refused
from kb.extraction.service import cleaned
from kb.identity.check import Checked, check_texts
from kb.identity.files import CHECKED, check_file
from kb.identity.forms import FileForm, TextForm
from kb.identity.passages import Passage, passages_in, passages_of
from kb.identity.routes.blueprint import blueprint
from kb.identity.site_lists import lists_for

REMOVABLE = ("file-author", "file-comment", "tracked-change", "photo-location")
"""What a copy can be made without."""
ON_A_PAGE = replace(CHECKED, text=MIB)
"""As much text as is read while somebody waits: about 170,000 words."""
MOST_SHOWN = 100
"""Findings of one file: with more, it is better mended first."""


@blueprint.route("/identity-check", methods=["GET", "POST"])
@needs(Permission.TEXT_CHECK)
def text() -> str:
    """Check a text, and put suggested words in place one by one."""
    form = TextForm()
    checked, passages, replaced = None, list[Passage](), ""
    if form.validate_on_submit():
        checked, passages = _checked(form.text.data or "")
        asked = request.form.get("replace", "")
        chosen = next((each for each in passages if each.digest == asked and each.can_be_replaced), None)
        if chosen is not None:
            replaced, form.text.data = chosen.finding.text, chosen.replaced()
            checked, passages = _checked(form.text.data)
    return render_template("identity/text.html", form=form, checked=checked, passages=passages, replaced=replaced)


def _checked(text: str) -> tuple[Checked, list[Passage]]:
    checked = check_texts({"text": text}, lists_for(actor().memberships))
    return checked, list(passages_in({"text": text}, checked))


@blueprint.route("/identity-check/file", methods=["GET", "POST"])
@needs(Permission.TEXT_CHECK)
def file() -> str:
    """Check a file: its name, its texts, and what people do not see in it."""
    form = FileForm()
    checked, passages = None, list[Passage]()
    if form.validate_on_submit():
        sent: FileStorage = form.file.data
        checked = check_file(sent.stream.read(), sent.filename or "", lists_for(actor().memberships), ON_A_PAGE)
        passages = [each for part in checked.parts for each in passages_of(part.where, part.text, part.findings)]
    return render_template(
        "identity/file.html",
        form=form,
        checked=checked,
        passages=passages[:MOST_SHOWN],
        more=len(passages) - MOST_SHOWN,
        removable=any(each.finding.rule in REMOVABLE for each in passages),
    )


@blueprint.route("/identity-check/file/copy", methods=["GET", "POST"])
@needs(Permission.TEXT_CHECK)
def file_copy() -> str | Response:
    """A copy of a file without what people do not see."""
    form = FileForm()
    if form.validate_on_submit():
        sent: FileStorage = form.file.data
        try:
            copy = cleaned(sent.stream.read(), name=sent.filename or "")
        except Refused as refused:
            form.file.errors = [refused.says]
        else:
            if copy is not None:
                return send_file(
                    BytesIO(copy.data), as_attachment=True, download_name=sent.filename, mimetype=sent.mimetype
                )
            form.file.errors = ["Of this kind of file no copy can be made. Save it anew without what you do not want"]
    return render_template("identity/file_copy.html", form=form)
