"""Pages about themes: the list, one of them, a new one, and two that become one."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its type stubs

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.errors import Conflict, Moved, NotFound
from kb.core.text import slugify
from kb.curation.forms.themes import GroupForm, MergeChoiceForm, MergeForm, ThemeForm
from kb.curation.queries import themes as queries
from kb.curation.routes.blueprint import blueprint, theme_at
from kb.curation.service import merging_themes
from kb.curation.service import themes as service
from kb.lessons.models.vocabulary import Theme
from kb.lessons.queries.themes import theme_groups
from kb.web.forms import UNCHANGED


@blueprint.get("/desk/themes")
@needs(Permission.THEME_EDIT)
def themes() -> str:
    """All themes by group."""
    return render_template("curation/themes.html", groups=theme_groups())


@blueprint.route("/desk/themes/add", methods=["GET", "POST"])
@needs(Permission.THEME_EDIT)
def add_theme() -> str | Response:
    """Add a theme."""
    form = ThemeForm()
    if form.validate_on_submit():
        form.slug.data = form.slug.data or slugify(form.label.data or "")
        with form.catching():
            form.look(None)
            made = service.add(actor(), None, words=form.facts)
            return _back(made.slug, "The theme was added.")
    elif not form.is_submitted():
        form.group.data = request.args.get("group", "")
    return render_template("curation/add_theme.html", form=form)


@blueprint.route("/desk/themes/<slug>", methods=["GET", "POST"])
@needs(Permission.THEME_EDIT, theme=theme_at)
def theme(theme: Theme) -> str | Response:
    """What is said of a theme, and what can be done with it."""
    form = ThemeForm(theme) if theme.broader_id else GroupForm()
    slug, before = theme.slug, queries.words_of(theme)
    if not form.is_submitted():
        form.open_with(before)
    elif form.validate() and form.reconcile(before):
        if form.facts == before:
            return _back(theme.slug, UNCHANGED)
        with form.catching():
            form.look(before)
            try:
                service.change(actor(), theme, words=form.facts, before=before)
                return _back(theme.slug, "The theme was changed.")
            except Conflict:
                theme = theme_at(slug)
                form.reconcile(queries.words_of(theme))
    return render_template(
        "curation/theme.html",
        form=form,
        theme=theme,
        concerned=queries.concerned(queries.has_theme(theme)),
        former=queries.former_slugs(theme),
    )


@blueprint.route("/desk/themes/<slug>/merge", methods=["GET", "POST"])
@needs(Permission.THEME_EDIT, theme=theme_at)
def merge_theme(theme: Theme) -> str | Response:
    """Choose the theme that stays; then show what moves, ask, and merge."""
    slug, asked = theme.slug, request.args.get("into", "")
    into = _stays(theme, asked) if asked else None
    if into is None or isinstance(into, str):
        return _choice(theme, into or ("Choose which theme stays" if "into" in request.args else ""))
    form = MergeForm()
    if form.validate_on_submit():
        with form.catching():
            label = theme.label
            try:
                merging_themes.merge(actor(), theme, into=into)
            except Conflict:  # the page says how it is now
                return redirect(url_for("curation.merge_theme", slug=slug, into=asked), 303)
            return _back(into.slug, f"“{label}” is part of “{into.label}” now.")
    return render_template(
        "curation/merge_theme.html",
        form=form,
        theme=theme,
        into=into,
        concerned=queries.concerned(queries.has_theme(theme)),
        obstacle=merging_themes.obstacle(theme, into),
    )


def _stays(theme: Theme, slug: str) -> Theme | str:
    """The theme at an address, or why there is none to merge into."""
    try:
        return queries.theme_at(slug)
    except Moved as moved:
        if moved.heir is not None and moved.heir.id == theme.id:
            return merging_themes.NOW_INTO.format(into=slug, theme=theme.label)
        now = moved.heir.label if moved.heir else moved.slug
        return f"“{slug}” is part of “{now}” by now. Choose again which one stays"
    except NotFound:
        return "This theme is not there any more. Choose another one"


def _choice(theme: Theme, problem: str) -> str:
    """The page to choose from those into which it can be merged; `problem` is what is wrong with what was chosen."""
    form = MergeChoiceForm(formdata=None)
    fit = [each for each in queries.all_themes() if not merging_themes.obstacle(theme, each)]
    pairs = [(each.slug, f"{each.label} ({each.broader.label})" if each.broader else each.label) for each in fit]
    form.into.choices = [SelectChoice("", "Choose one"), *(SelectChoice(*pair) for pair in pairs)]
    if problem:
        form.into.errors = [problem]
    return render_template("curation/merge_theme_choice.html", form=form, theme=theme)


def _back(slug: str, done: str) -> Response:
    flash(done)
    return redirect(url_for("curation.theme", slug=slug), 303)
