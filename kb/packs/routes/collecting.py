"""Pages on which lessons that somebody has found are put into a pack."""

from collections.abc import Sequence
from dataclasses import replace

from flask import render_template, request
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.text import joined
from kb.lessons.cards import Card
from kb.lessons.queries.lessons import lessons_by_reference
from kb.packs.content import LENGTHS, PackContent
from kb.packs.drafting import draft_with, only
from kb.packs.forms.collecting import AddForm
from kb.packs.queries.packs import edited_last
from kb.packs.routes.blueprint import blueprint, to_pack
from kb.packs.service import lessons, making
from kb.web.templates import count

NOTHING = "There is no lesson to add: it may have been taken down. Search for another one."


@blueprint.route("/add", methods=["GET", "POST"])
@needs(Permission.PACK_MAKE)
def add() -> str | Response:
    """Put the lessons that the address names into a pack of one's own, or into a new one."""
    cards = lessons_by_reference(request.args.getlist("lesson")[: lessons.MOST])
    packs = edited_last(actor())
    form = AddForm(packs)
    if form.validate_on_submit() and cards:
        with form.catching():
            if form.is_new:
                pack = making.begin(actor(), None, content=_content(form, cards), what="begin")
                return to_pack(pack, f"Your pack is there, with {count(len(cards), 'lesson')}. Nobody else sees it.")
            pack = form.chosen(packs)
            number = lessons.add_lessons(actor(), pack, lesson_ids=[card.id for card in cards])
            return to_pack(pack, _said(cards, number, pack.title), undo=bool(number))
    return render_template("packs/add.html", form=form, cards=cards, packs=packs, nothing=NOTHING)


def _content(form: AddForm, cards: Sequence[Card]) -> PackContent:
    """What a new pack says: a whole session around the lessons, or only them."""
    numbers = [card.id for card in cards]
    made = draft_with(numbers, form.minutes.data) if form.minutes.data in LENGTHS else only(numbers)
    return replace(made, title=(form.title.data or "").strip() or made.title)


def _said(cards: list[Card], number: int, title: str) -> str:
    if not number:
        return f"Nothing was added: {'it is' if len(cards) == 1 else 'all are'} in this pack already."
    named = joined(card.reference for card in cards[:5]) if number == len(cards) <= 5 else f"{number} lessons"
    return f"Added to “{title}”: {named}."
