"""Pages on which lessons that somebody has found are put into a pack."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.text import joined
from kb.lessons.cards import Card
from kb.lessons.queries.lessons import lessons_by_reference
from kb.packs.content import PackContent
from kb.packs.forms.collecting import AddForm
from kb.packs.queries.packs import edited_last
from kb.packs.routes.blueprint import blueprint
from kb.packs.service import lessons, making

NOTHING = "There is no lesson to add: it may have been taken down. Search for another one."


@blueprint.route("/packs/add", methods=["GET", "POST"])
@needs(Permission.PACK_MAKE)
def add() -> str | Response:
    """Put the lessons that the address names into a pack of one's own, or into a new one."""
    cards = lessons_by_reference(request.args.getlist("lesson")[: lessons.MOST])
    packs = edited_last(actor())
    form = AddForm(packs)
    if form.validate_on_submit() and cards:
        with form.catching():
            chosen = form.chosen(packs) if not form.is_new else None
            pack = chosen or making.begin(actor(), None, content=PackContent((form.title.data or "").strip()))
            number = lessons.add_lessons(actor(), pack, lesson_ids=[card.id for card in cards])
            flash(_said(cards, number, pack.title))
            return redirect(url_for("packs.show", slug=pack.slug), 303)
    return render_template("packs/add.html", form=form, cards=cards, packs=packs, nothing=NOTHING)


def _said(cards: list[Card], number: int, title: str) -> str:
    if not number:
        return f"Nothing was added: {'it is' if len(cards) == 1 else 'all are'} in this pack already."
    named = joined(card.reference for card in cards[:5]) if number == len(cards) <= 5 else f"{number} lessons"
    return f"Added to “{title}”: {named}."
