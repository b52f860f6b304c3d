"""The page that starts a pack, and the page that says why its lessons are in it."""

from collections.abc import Iterator
from dataclasses import replace

from flask import render_template, request
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.core.errors import Invalid
from kb.packs.choosing import FILLED_UP, LEFT_TO_THE_CASE, ONE_DONE, RULE, THE_CASE
from kb.packs.content import PackContent
from kb.packs.drafting import draft, from_session, said_to_lack, title_of
from kb.packs.explaining import why_chosen
from kb.packs.forms.starting import EMPTY, LENGTHS_ABOUT, SESSION, STARTS, THEME, StartForm
from kb.packs.models import Pack
from kb.packs.queries.packs import pack_by_slug
from kb.packs.routes.blueprint import OF_PACK, blueprint, onward, to_pack
from kb.packs.service import lessons, making

MADE = "Your pack is there. Nobody else sees it until you share it."
UNNAMED = "New training session"
USUAL = 60
"""Minutes of a session, if nothing else is asked for."""
_WHAT = {THEME: "draft", SESSION: "template", EMPTY: "begin"}
"""What the history of a pack says of its beginning."""


@blueprint.route("/packs/new", methods=["GET", "POST"])
@needs(Permission.PACK_MAKE)
def new() -> str | Response:
    """Start a pack: everything is chosen on one page."""
    theme, session = request.args.get("theme", ""), request.args.get("session", "")
    minutes = request.args.get("minutes", USUAL, type=int)
    form = StartForm(start=SESSION if session else THEME, theme=theme, session=session, minutes=minutes)
    if form.validate_on_submit():
        with form.catching():
            pack = making.begin(actor(), None, content=_content(form), what=_WHAT[form.start.data])
            return to_pack(pack, " ".join(filter(None, [MADE, *_few_lessons(form, pack.now)])))
    return render_template("packs/new.html", form=form, starts=STARTS, lengths=LENGTHS_ABOUT)


@blueprint.get(f"{OF_PACK}/why")
@needs(Permission.PACK_WORK_READ, pack=pack_by_slug)
def why(pack: Pack) -> str:
    """Why each lesson is in a pack, by which rule, and which would come next."""
    return render_template(
        "packs/why.html",
        pack=pack,
        found=why_chosen(pack.now),
        may_add=may(Permission.PACK_EDIT, pack),
        rule=RULE,
        the_case=THE_CASE,
        afterwards=(LEFT_TO_THE_CASE, ONE_DONE, FILLED_UP),
    )


@blueprint.post(f"{OF_PACK}/why/add")
@needs(Permission.PACK_EDIT, pack=pack_by_slug)
def why_add(pack: Pack) -> Response:
    """Add a lesson that came next in line."""
    number = request.form.get("lesson", 0, type=int)
    try:
        added = lessons.add_lessons(actor(), pack, lesson_ids=[number])
    except Invalid as refused:
        return onward("packs.why", pack, refused.problems["lessons"])
    told = "The lesson was added. Choose in which part it is told." if added else "Nothing was added."
    return onward("packs.why", pack, told, undo=bool(added))


def _few_lessons(form: StartForm, content: PackContent) -> Iterator[str]:
    """What is said of a draft whose lessons lack something."""
    if not form.takes_from_theme:
        return
    if form.lessons_on_theme == 1:
        yield "There is only 1 lesson on this theme yet."
    if form.start.data == THEME:
        yield said_to_lack(content)


def _content(form: StartForm) -> PackContent:
    """What the pack says at first."""
    agencies, theme_id, minutes = form.chosen_agencies, form.theme_id, form.minutes.data
    if form.start.data == SESSION and form.template:
        made = from_session(form.template, agencies, theme_id)
    elif form.start.data == THEME and theme_id is not None:
        made = draft(theme_id, minutes, agencies)
    else:
        themes = () if theme_id is None else (theme_id,)
        title = title_of(form.theme_label, minutes) if themes else UNNAMED
        made = PackContent(title, minutes=minutes, theme_ids=themes, agencies=agencies)
    return replace(made, title=form.own_title or made.title)
