"""Pages for the sources of a draft."""

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.core.errors import Conflict, NotFound
from kb.editorial.forms.sources import SourceForm
from kb.editorial.queries.drafts import draft_at
from kb.editorial.routes.blueprint import OF_LESSON, blueprint, to_lesson
from kb.editorial.service import citing
from kb.editorial.service.citing import MOST_SOURCES, Citation, citation_of, source_of
from kb.identity.passages import Passage
from kb.identity.standing import standing_of
from kb.identity.texts import CITATIONS
from kb.lessons.models.lesson import Revision
from kb.lessons.models.source import Source
from kb.lessons.queries.revisions import revision_at
from kb.web.addresses import NUMBER
from kb.web.forms import UNCHANGED, Form

OF_SOURCE = f"{OF_LESSON}/sources/{NUMBER.replace('number', 'source')}"
REMOVED = "Somebody has removed this source meanwhile. Add it again if it is needed: what you typed is here."
REMOVED_ALREADY = "That source has been removed already."
CHANGED = "Somebody else has changed this source meanwhile. Save again to have it as you have typed it."


def _number() -> int:
    return int((request.view_args or {})["source"])


@blueprint.route(f"{OF_LESSON}/sources", methods=["GET", "POST"])
@needs(Permission.SAVED_TEXT_READ, revision=revision_at)
def sources(revision: Revision) -> str | Response:
    """The sources of a lesson, what was found in them, and a form for another one."""
    if request.method == "GET" and not may(Permission.REVISION_EDIT, revision):
        return to_lesson(revision, "Its sources cannot be changed now.")
    form = SourceForm()
    if form.validate_on_submit():
        with form.catching():
            citation = form.citation
            try:
                citing.add(actor(), revision, citation=citation)
            except Conflict:
                if not _has(revision, citation):  # it is the lesson that can be changed no more
                    raise
                return _to_sources(revision, f"“{citation.title}” is in the list already.")
            return _to_sources(revision, f"“{citation.title}” was added.")
    return _listed(revision, form)


@blueprint.route(OF_SOURCE, methods=["GET", "POST"])
@needs(Permission.REVISION_EDIT, revision=draft_at)
def source(revision: Revision) -> str | Response | tuple[str, int]:
    """Change what is said of a source."""
    found = _found(revision)
    if found is None:
        return _removed(revision)
    form = SourceForm(citation_of(found))
    if form.validate_on_submit():
        citation = form.citation
        if citation == citation_of(found):
            return _to_sources(revision, UNCHANGED)
        try:
            citing.change(actor(), revision, source=_number(), citation=citation, opened_with=form.opened.data or "")
        except NotFound:
            return _removed(revision)
        except Conflict:
            return _changed_meanwhile(revision, form)
        return _to_sources(revision, f"“{citation.title}” was changed.")
    return render_template("editorial/source.html", form=form, revision=revision, source=found, now=None)


@blueprint.route(f"{OF_SOURCE}/remove", methods=["GET", "POST"])
@needs(Permission.REVISION_EDIT, revision=draft_at)
def source_remove(revision: Revision) -> str | Response:
    """Ask first, then take a source away."""
    found = _found(revision)
    if found is None:
        return _to_sources(revision, REMOVED_ALREADY)
    form = Form()
    if form.validate_on_submit():
        title = found.title
        try:
            citing.remove(actor(), revision, source=_number())
        except NotFound:
            return _to_sources(revision, REMOVED_ALREADY)
        return _to_sources(revision, f"“{title}” was removed.")
    return render_template("editorial/source_remove.html", form=form, revision=revision, source=found)


def _listed(revision: Revision, form: SourceForm, told: str = "") -> str:
    return render_template(
        "editorial/sources.html",
        form=form,
        revision=revision,
        found=_findings(revision),
        most=MOST_SOURCES,
        told=told,
    )


def _findings(revision: Revision) -> Mapping[int, Sequence[Passage]]:
    """What the identity check found in each source, by its number."""
    passages = standing_of(revision).passages if revision.sources else []
    return {
        each.id: [passage for passage in passages if passage.where == f"{CITATIONS}{place}"]
        for place, each in enumerate(revision.sources, 1)
    }


def _found(revision: Revision) -> Source | None:
    """The source that the address names; None where somebody who sends a form comes too late for it."""
    try:
        return source_of(revision, _number())
    except NotFound:
        if request.method == "GET":
            raise
        return None


def _has(revision: Revision, citation: Citation) -> bool:
    return any(citation_of(each) == citation for each in revision.sources)


def _removed(revision: Revision) -> tuple[str, int]:
    """The source is gone, and what was typed stands in the form that adds one."""
    form = SourceForm()
    form.validate()
    return _listed(revision, form, REMOVED), 409


def _changed_meanwhile(revision: Revision, form: SourceForm) -> tuple[str, int]:
    """What somebody else made of the source, beside what was typed."""
    found = source_of(revision, _number())
    form.follow(citation_of(found))
    form.title.errors = [*form.title.errors, CHANGED]
    return render_template("editorial/source.html", form=form, revision=revision, source=found, now=found), 409


def _to_sources(revision: Revision, done: str) -> Response:
    flash(done)
    return redirect(url_for("editorial.sources", number=revision.id), 303)
