"""How two themes, or two reviews, become one on pages: choose the one that stays, then see what moves and be asked."""

from collections.abc import Callable, Iterable

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from kb.access.guard import actor
from kb.core.errors import Conflict, Moved, NotFound
from kb.curation.forms.fields import options
from kb.curation.forms.themes import MergeChoiceForm, MergeForm
from kb.curation.routes.blueprint import Thing, back, called

NOW_INTO = "“{into}” was merged into “{goes}” meanwhile. Merging it back would go in a circle, so nothing was changed"


def stays(goes: Thing, find: Callable[[str], Thing]) -> Thing | str:
    """The one that was chosen to stay, or why there is none; nothing is said before anybody has chosen."""
    noun, name = called(goes)
    slug = request.args.get("into")
    if not slug:
        return "" if slug is None else f"Choose which {noun} stays"
    try:
        return find(slug)
    except Moved as moved:
        if moved.heir is not None and moved.heir.id == goes.id:
            return NOW_INTO.format(into=slug, goes=name)
        now = called(moved.heir)[1] if moved.heir else moved.slug
        return f"“{slug}” is part of “{now}” by now. Choose again which one stays"
    except NotFound:
        return f"This {noun} is not there any more. Choose another one"


def choice_of(others: Iterable[tuple[str, str]], problem: str) -> MergeChoiceForm:
    """The form to choose among slugs with names; `problem` is what is wrong with what was chosen."""
    form = MergeChoiceForm(formdata=None)
    form.into.choices = options(others, "Choose one")
    if problem:
        form.into.errors = [problem]
    return form


def merged(form: MergeForm, merge: Callable[..., object], goes: Thing, into: Thing) -> Response | None:
    """Merge by a use case, if the form is sent; None where the form is to be shown."""
    (noun, name), slug = called(goes), goes.slug
    if form.validate_on_submit():
        with form.catching():
            try:
                merge(actor(), goes, into=into)
            except Conflict:  # the page says how it is now
                return redirect(url_for(f"curation.merge_{noun}", slug=slug, into=request.args["into"]), 303)
            return back(into, f"“{name}” is part of “{called(into)[1]}” now.")
    return None
