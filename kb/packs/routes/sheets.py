"""Pages for the sheets of a pack: handouts, and quiz questions of the trainer's own."""

from collections.abc import Sequence
from typing import TypeVar

from flask import render_template, request, url_for

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import NotFound
from kb.packs.content import Handout, OwnQuestion
from kb.packs.forms.sheets import OPTION_FIELDS, HandoutForm, QuestionForm
from kb.packs.models import Pack
from kb.packs.queries.packs import pack_by_slug
from kb.packs.queries.shown import shown
from kb.packs.routes.blueprint import NOTICE, OF_PACK, Answer, blueprint, disputed, named, onward, pack_at
from kb.packs.service import parts
from kb.packs.service.parts import Sheet
from kb.web.forms import UNCHANGED

AnySheet = TypeVar("AnySheet", Handout, OwnQuestion)
NEW_HANDOUT, NEW_QUESTION = Handout("", ""), OwnQuestion("", "", (), 0, "")
GONE = "It was taken out meanwhile. What you typed is here: save it to add it again."
GONE_ALREADY = "That has been taken out already."


@blueprint.get(f"{OF_PACK}/sheets")
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def sheets(pack: Pack) -> str:
    """The handouts and the quiz questions of one's own."""
    return render_template("packs/sheets.html", pack=pack, shown=shown(pack.now))


@blueprint.route(f"{OF_PACK}/handouts/add", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def add_handout(pack: Pack) -> Answer:
    """Add a handout."""
    return _adding(pack, HandoutForm(NEW_HANDOUT, pack.version))


@blueprint.route(f"{OF_PACK}/handouts/<key>", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_at)
def handout(pack: Pack) -> Answer:
    """Change a handout."""
    present = _sheet(pack.now.handouts)
    return _changing(pack, HandoutForm(present or NEW_HANDOUT, pack.version), present)


@blueprint.route(f"{OF_PACK}/questions/add", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def add_question(pack: Pack) -> Answer:
    """Add a quiz question of one's own."""
    return _adding(pack, QuestionForm(NEW_QUESTION, shown(pack.now), pack.version))


@blueprint.route(f"{OF_PACK}/questions/<key>", methods=["GET", "POST"])
@needs(Permission.PACK_EDIT, pack=pack_at)
def question(pack: Pack) -> Answer:
    """Change a quiz question of one's own."""
    present = _sheet(pack.now.questions)
    return _changing(pack, QuestionForm(present or NEW_QUESTION, shown(pack.now), pack.version), present)


@blueprint.post(f"{OF_PACK}/handouts/<key>/remove")
@needs(Permission.PACK_EDIT, pack=pack_at)
def remove_handout(pack: Pack) -> Answer:
    """Take a handout out, which can be taken back."""
    return _removed(pack, _sheet(pack.now.handouts))


@blueprint.post(f"{OF_PACK}/questions/<key>/remove")
@needs(Permission.PACK_EDIT, pack=pack_at)
def remove_question(pack: Pack) -> Answer:
    """Take a question out, of the parts of the session too; it can be taken back."""
    return _removed(pack, _sheet(pack.now.questions))


def _sheet(among: Sequence[AnySheet]) -> AnySheet | None:
    return next((each for each in among if each.key == named("key")), None)


def _adding(pack: Pack, form: HandoutForm | QuestionForm) -> Answer:
    if form.validate_on_submit():
        with form.catching():
            parts.add_sheet(actor(), pack, sheet=form.sheet(""))
            return onward("packs.sheets", pack, f"The {_kind(form)} was added.", anchor=f"{_kind(form)}s")
    return _page(pack, form, is_new=True)


def _changing(pack: Pack, form: HandoutForm | QuestionForm, present: Sheet | None) -> Answer:
    if present is None:
        return _taken_out(pack, form)
    if not form.validate_on_submit():
        return _page(pack, form)
    try:
        saved = parts.save_sheet(actor(), pack, sheet=form.sheet(present.key), opened=form.since)
    except NotFound:
        return _taken_out(pack, form)
    if saved.contested:
        return _page(pack, form, found=disputed(pack, form, saved, _fresh(pack, form))), 409
    done = f"The {_kind(form)} was saved." if saved else UNCHANGED
    return onward("packs.sheets", pack, done, anchor=f"{_kind(form)}s")


def _fresh(pack: Pack, form: HandoutForm | QuestionForm) -> HandoutForm | QuestionForm:
    """The same form as it shows what is kept now."""
    if isinstance(form, HandoutForm):
        return HandoutForm(_sheet(pack.now.handouts) or NEW_HANDOUT, pack.version, formdata=None)
    return QuestionForm(_sheet(pack.now.questions) or NEW_QUESTION, shown(pack.now), pack.version, formdata=None)


def _taken_out(pack: Pack, form: HandoutForm | QuestionForm) -> Answer:
    """It is there no more: what was typed stands in the form that adds one."""
    if request.method == "GET":
        raise NotFound
    form.validate()
    return _page(pack, form, is_new=True, told=GONE), 409


def _page(
    pack: Pack, form: HandoutForm | QuestionForm, *, is_new: bool = False, told: str = "", found: object = None
) -> str:  # fmt: skip
    kind = _kind(form)
    action = url_for(f"packs.add_{kind}", slug=pack.slug) if is_new else request.path
    given = {"pack": pack, "form": form, "is_new": is_new, "told": told, "disputed": found, "action": action}
    if isinstance(form, HandoutForm):
        return render_template("packs/handout.html", **given)
    return render_template("packs/question.html", option_fields=OPTION_FIELDS, **given)


def _kind(form: HandoutForm | QuestionForm) -> str:
    return "handout" if isinstance(form, HandoutForm) else "question"


def _removed(pack: Pack, sheet: Sheet | None) -> Answer:
    if sheet is None:
        return onward("packs.sheets", pack, GONE_ALREADY, anchor=NOTICE)
    before = pack.now
    parts.remove_sheet(actor(), pack, sheet=sheet)
    name = sheet.title if isinstance(sheet, Handout) else sheet.stem
    used = isinstance(sheet, OwnQuestion) and any(sheet.key in block.questions for block in before.blocks)
    told = f"“{name}” was taken out{', of the parts of the session too' if used else ''}."
    return onward("packs.sheets", pack, told, anchor=NOTICE, undo=True)
