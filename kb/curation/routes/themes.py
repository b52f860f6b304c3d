"""Pages about themes: the list, one of them, a new one, and two that become one."""

from collections.abc import Iterable

from flask import render_template, request
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, needs
from kb.core.text import slugify
from kb.curation.forms.themes import GroupForm, MergeForm, ThemeForm
from kb.curation.queries import themes as queries
from kb.curation.routes.blueprint import back, blueprint, theme_at
from kb.curation.routes.correcting import corrected
from kb.curation.routes.merging import choice_of, merged, stays
from kb.curation.service import merging_themes
from kb.curation.service import themes as service
from kb.lessons.models.vocabulary import Theme
from kb.lessons.queries.themes import theme_groups


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
        form.slug.data = form.slug.data or slugify(form.label.data or "")[: service.LONGEST_SLUG].strip("-")
        with form.catching():
            form.look(None)
            made = service.add(actor(), None, words=form.facts)
            return back(made, "The theme was added.")
    elif not form.is_submitted():
        form.group.data = request.args.get("group", "")
    return render_template("curation/add_theme.html", form=form)


@blueprint.route("/desk/themes/<slug>", methods=["GET", "POST"])
@needs(Permission.THEME_EDIT, theme=theme_at)
def theme(theme: Theme) -> str | Response:
    """What is said of a theme, and what can be done with it."""
    slug, form = theme.slug, ThemeForm(theme) if theme.broader_id else GroupForm()
    said = corrected(
        form,
        lambda: queries.words_of(theme_at(slug)),
        lambda before: service.change(actor(), theme, words=form.facts, before=before),
        f"The {'theme' if theme.broader_id else 'group'} was changed.",
    )
    if said:
        return back(theme, said)
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
    into = stays(theme, queries.theme_at)
    if isinstance(into, str):
        form = choice_of(_others(theme), into)
        return render_template("curation/merge_theme_choice.html", form=form, theme=theme)
    form = MergeForm()
    return merged(form, merging_themes.merge, theme, into) or render_template(
        "curation/merge_theme.html",
        form=form,
        theme=theme,
        into=into,
        concerned=queries.concerned(queries.has_theme(theme)),
        obstacle=merging_themes.obstacle(theme, into),
    )


def _others(theme: Theme) -> Iterable[tuple[str, str]]:
    for each in queries.all_themes():
        if not merging_themes.obstacle(theme, each):
            yield each.slug, f"{each.label} ({each.broader.label})" if each.broader else each.label
