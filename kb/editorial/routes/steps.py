"""The five steps of writing a lesson: every page saves what can be saved, and says what is left to do."""

import secrets
from collections.abc import Mapping

from flask import flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.core.clock import in_uk
from kb.core.db import utc_now
from kb.core.errors import Conflict
from kb.core.settings import settings
from kb.core.text import joined
from kb.editorial import helping, progress
from kb.editorial.draft_values import TYPED
from kb.editorial.example import worked_example
from kb.editorial.forms.both import BothForm
from kb.editorial.forms.steps import FORMS, StepForm
from kb.editorial.lacking import asks_further
from kb.editorial.queries.choices import descriptions
from kb.editorial.queries.drafts import draft_at, read_whole
from kb.editorial.queries.workspace import comments_on
from kb.editorial.routes.blueprint import OF_LESSON, blueprint, to_lesson
from kb.editorial.service import saving
from kb.editorial.service.saving import Page, Saved
from kb.editorial.steps import BY_KEY, FILES, LABELS, SOURCES, STEPS, Step, following
from kb.lessons.field_values import ONE_OF, SEVERAL_OF
from kb.lessons.models.comment import RevisionComment
from kb.lessons.models.lesson import Revision

SUGGESTED_IN = ("found", "done")
"""Steps in which something is chosen that the site can suggest."""
OF_STEP = f"{OF_LESSON}/<any({', '.join(BY_KEY)}):step>"


@blueprint.route(OF_STEP, methods=["GET", "POST"])
@needs(Permission.SAVED_TEXT_READ, revision=draft_at)
def step(revision: Revision) -> str | Response | tuple[str, int]:
    """Write one step of a lesson."""
    at = _step()
    if not may(Permission.REVISION_EDIT, revision):
        return _too_late(revision, at, None)
    read_whole(revision)
    form = FORMS[at.key](revision, at, secrets.token_hex(10))
    if request.method == "GET":
        return _shown(revision, at, form)
    form.validate()
    saved = _saved(revision, form)
    if saved is None:
        return _too_late(revision, at, form.sent, form.refused)
    if saved.contested:
        _keep_aside(revision, form.refused)
        both = BothForm(saved.contested, secrets.token_hex(10))
        return _both(revision, at, both, saved)
    if form.errors:
        read_whole(revision)
        form.follow(revision, secrets.token_hex(10))
        return _shown(revision, at, form)
    if saved.replaced:
        names = joined(f"“{LABELS[field]}”" for field in saved.replaced)
        flash(f"In another window you had written something else in {names}. It is among the earlier texts.")
    return _onward(revision, at)


@blueprint.post(f"{OF_STEP}/autosave")
@needs(Permission.SAVED_TEXT_KEEP, revision=draft_at)
def autosave(revision: Revision) -> Response | tuple[Response, int]:
    """Save a step that is still being written, for a script that asks every few seconds."""
    at = _step()
    form = FORMS[at.key](revision, at, "")
    form.validate()
    saved = _saved(revision, form) if may(Permission.REVISION_EDIT, revision) else None
    if saved is None:
        kept = _keep_aside(revision, form.sent)
        said = "Meanwhile this lesson was submitted or taken away, so it cannot be changed."
        return jsonify(message=f"{said} What you typed is among its earlier texts." if kept else said, kept=kept), 409
    if saved.contested:
        names = joined(f"“{LABELS[each.field]}”" for each in saved.contested)
        kept = all(each.field in TYPED for each in saved.contested)
        return jsonify(message=f"Somebody else has changed {names} meanwhile. Save to see both.", kept=kept), 409
    form.follow(revision, form.page.data or "")
    notes = {**{name: errors[0] for name, errors in form.errors.items() if name}, **saved.problems}
    return jsonify(
        saved=f"{in_uk(utc_now()):%H:%M}",
        fields={"opened": form.opened.data},
        notes=notes,
        suggested=helping.suggested(revision) if at.key in SUGGESTED_IN else None,
        found=_found(revision, at),
    )


@blueprint.post(f"{OF_STEP}/both")
@needs(Permission.SAVED_TEXT_KEEP, revision=draft_at)
def both(revision: Revision) -> str | Response | tuple[str, int]:
    """Choose between two texts that were written at the same time, field by field."""
    at = _step()
    form = BothForm.sent_back(revision)
    if not may(Permission.REVISION_EDIT, revision):
        return _too_late(revision, at, form.sent)
    if not form.validate():
        form.follow()
        return _both(revision, at, form, None)
    saved = _saved(revision, form)
    if saved is None:
        return _too_late(revision, at, form.sent)
    if saved.problems:
        form.follow()
        return _both(revision, at, form, saved)
    if saved.contested:
        again = BothForm(saved.contested, secrets.token_hex(10))
        return _both(revision, at, again, saved)
    flash("The texts that you chose were saved. The others are among the earlier texts.")
    return redirect(url_for("editorial.step", number=revision.id, step=at.key), 303)


def _found(revision: Revision, at: Step) -> list[dict[str, str]]:
    """What the identity check finds in a step, for the script that shows it beside the field."""
    left = progress.left_in(revision, at)
    return [
        {
            "field": each.where,
            "says": f"“{each.finding.text}”: {each.rule.title}. {each.rule.instead}",
            "must": "yes" if each in left.to_change else "",
        }
        for each in (*left.to_change, *left.to_answer)
    ]


def _step() -> Step:
    return BY_KEY[str((request.view_args or {})["step"])]


def _saved(revision: Revision, form: StepForm | BothForm) -> Saved | None:
    """Save what can be saved; None where the text can no longer be changed."""
    try:
        saved = saving.save(actor(), revision, page=form.sent)
    except Conflict:
        return None
    for field, message in saved.problems.items():
        shown = form.choice(field) if isinstance(form, BothForm) else form[field]
        shown.errors = [*shown.errors, message]
    return saved


def _onward(revision: Revision, at: Step) -> Response:
    """To where the button leads; once to the same step where something in it is left to do."""
    asked = request.form.get("act", "")
    here = url_for("editorial.step", number=revision.id, step=at.key)
    if asked == "leave":
        return to_lesson(revision, "Everything is saved. You can go on whenever you like.")
    if asked == "stay":
        flash("Saved.")
        return redirect(here, 303)
    if asked in (SOURCES, FILES):
        return redirect(url_for(f"editorial.{asked}", number=revision.id), 303)
    after = None if request.args.get("back") else following(at)
    if after is None:
        return redirect(url_for("editorial.check", number=revision.id), 303)
    if not request.args.get("left") and progress.left_in(revision, at):
        return redirect(url_for("editorial.step", number=revision.id, step=at.key, left="y", _anchor="left"), 303)
    return redirect(url_for("editorial.step", number=revision.id, step=after.key), 303)


def _shown(revision: Revision, at: Step, form: StepForm) -> str:
    told = progress.of(revision)
    return render_template(
        "editorial/step.html",
        form=form,
        revision=revision,
        step=at,
        number=STEPS.index(at) + 1,
        progress=told,
        left=told.left_in(at) if request.args.get("left") or form.errors else None,
        example=worked_example(settings().content_folder),
        meanings={field: descriptions(of_list) for field, of_list in {**ONE_OF, **SEVERAL_OF}.items()},
        after=following(at),
        back=request.args.get("back", "") and "check",
        asks_further=asks_further(revision),
        comments=_comments(revision, at),
        suggested=helping.suggested(revision) if at.key in SUGGESTED_IN else None,
        similar=helping.seen_before(revision) if at.key == "found" else None,
    )


def _comments(revision: Revision, at: Step) -> Mapping[str, list[RevisionComment]]:
    """What the editors said about the fields of a step and is not dealt with yet, by field."""
    found: dict[str, list[RevisionComment]] = {}
    for each in comments_on(revision):
        if each.field in at.fields and each.resolved_at is None:
            found.setdefault(each.field, []).append(each)
    return found


def _both(revision: Revision, at: Step, form: BothForm, saved: Saved | None) -> tuple[str, int]:
    return (
        render_template(
            "editorial/both.html", form=form, revision=revision, step=at, labels=LABELS, typed=TYPED, saved=saved
        ),
        409,
    )


def _too_late(revision: Revision, at: Step, *sent: Page | None) -> Response | tuple[str, int]:
    """What somebody is told whose text was submitted, or otherwise closed, while they were writing."""
    if request.method == "GET":
        return to_lesson(revision, "It cannot be changed now.")
    if sent == (None,):
        form = FORMS[at.key](revision, at, "")
        form.validate()
        sent = form.sent, form.refused
    kept = [_keep_aside(revision, page) for page in sent if page is not None]
    return render_template("editorial/too_late.html", revision=revision, kept=any(kept)), 409


def _keep_aside(revision: Revision, page: Page) -> bool:
    """Keep what was typed and cannot be put in place; returns whether there was anything."""
    return bool(page.values) and bool(saving.keep_aside(actor(), revision, page=page))
