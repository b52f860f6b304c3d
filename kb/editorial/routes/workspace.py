"""The workspace: the organisations that somebody writes for, the lessons of one of them, and the page of a lesson."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.access.policy import DRAFTS, ON_THEIR_WAY
from kb.accounts.models.organisation import Organisation
from kb.core.errors import Conflict
from kb.editorial import progress, turns
from kb.editorial.forms.commenting import AnswerForm
from kb.editorial.forms.handing import AgreementForm
from kb.editorial.names import STATE_NAMES
from kb.editorial.progress import Progress
from kb.editorial.queries import workspace as queries
from kb.editorial.queries.comments import thread_at, threads_for_writers
from kb.editorial.queries.drafts import draft_at
from kb.editorial.queries.looking_again import is_due, to_look_at
from kb.editorial.queries.workspace import NOBODY, ORDERS, SHOWN, WorkspaceFilter
from kb.editorial.routes.blueprint import OF_LESSON, OF_ORGANISATION, address_of, blueprint, to_lesson
from kb.editorial.service import commenting
from kb.editorial.service import workspace_options as service
from kb.editorial.steps import LABELS
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.attachments import attachments_of
from kb.lessons.queries.revisions import revision_at
from kb.members.queries.finding import organisation_by_slug
from kb.web.addresses import NUMBER, number_asked, words_asked
from kb.web.forms import UNCHANGED
from kb.web.paging import requested_page

OF_COMMENT = f"{OF_LESSON}/comments/{NUMBER.replace('number', 'comment')}"
MINE = "mine"
"""Stands in an address for the reader as the holder of lessons."""


@blueprint.get("/workspace")
@needs(Permission.ACCOUNT_READ)
def workspace() -> str | Response:
    """The organisations that somebody writes for; where there is one, straight to its lessons."""
    found = queries.workspaces_of(actor())
    if len(found) == 1:
        return redirect(url_for("editorial.organisation", slug=found[0].slug), 303)
    return render_template("editorial/workspace.html", workspaces=found)


@blueprint.get(OF_ORGANISATION)
@needs(Permission.WORKSPACE_READ, organisation=organisation_by_slug)
def organisation(organisation: Organisation) -> str:
    """The lessons of an organisation: what waits for its writers, and where each stands."""
    chosen, page = _chosen(), requested_page()
    leads = may(Permission.WORKSPACE_CHANGE, organisation)
    return render_template(
        "editorial/organisation.html",
        organisation=organisation,
        waiting=queries.waiting_for_us(organisation, leads=leads),
        again=to_look_at(organisation),
        page=queries.workspace_rows(organisation, chosen, page),
        chosen=chosen,
        states=_states(queries.numbers_by_state(organisation, chosen), chosen),
        holders=[(MINE, "You"), *_others(organisation), (NOBODY, "Nobody")],
        orders=[(name, words) for name, (words, _) in ORDERS.items()],
        holder=request.args.get("holder", ""),
        what_waits=lambda row: turns.what_waits(row, leads=leads, agrees=organisation.lead_agrees_first),
        asked=lambda row: row.lead_asked and organisation.lead_agrees_first and row.state in DRAFTS,
        leads=leads,
        age=turns.age,
        drafts=DRAFTS,
        open_states=ON_THEIR_WAY,
        me=actor().user_id,
    )


def _chosen() -> WorkspaceFilter:
    """The filter in the address; what is none of its choices is read as no filter."""
    given = request.args
    holder, number = given.get("holder", ""), number_asked("holder")
    if holder == MINE:
        holder = str(actor().user_id)
    elif holder != NOBODY:
        holder = str(number) if number is not None else ""
    state, order = given.get("state", ""), given.get("sort", "")
    return WorkspaceFilter(
        words_asked("q"), state if state in SHOWN else "", holder, order if order in ORDERS else "changed"
    )


def _states(numbers: Mapping[str, int], chosen: WorkspaceFilter) -> Sequence[tuple[str, str]]:
    """The states that there are lessons in, each with how many."""
    offered = [state for state in SHOWN if numbers.get(state) or state == chosen.state]
    return [(state, f"{STATE_NAMES[state]} ({numbers.get(state, 0)})") for state in offered]


def _others(organisation: Organisation) -> Sequence[tuple[str, str]]:
    found = queries.holders_in(organisation)
    return [(str(number), name) for number, name in found if number != actor().user_id]


@blueprint.get(OF_LESSON)
@needs(Permission.REVISION_READ, revision=revision_at)
def lesson(revision: Revision) -> str:
    """Where a lesson stands, what the editors said about it, and what can be done with it."""
    asked = revision.lead_agrees_first and revision.lead_asked_at is not None and revision.state in DRAFTS
    writers = queries.writers_of(revision.organisation_id) if asked else ()
    told = progress.of(revision) if may(Permission.REVISION_EDIT, revision) else None
    return render_template(
        "editorial/lesson.html",
        revision=revision,
        progress=told,
        onward=_onward(revision, told) if told else "",
        asked=asked,
        changed_since_asked=asked and queries.changed_since(revision, revision.lead_asked_at),
        stands=turns.where_it_stands(
            revision,
            queries.person_named(revision.lead_asked_by_id) if asked else "",
            [each for each in writers if each.role == "lead"],
        ),
        age=turns.age_of(revision),
        said=threads_for_writers(revision, list(LABELS)),
        labels=LABELS,
        files=attachments_of(revision) if told else (),
        look_again=revision.lesson.live_revision_id == revision.id and is_due(revision.lesson),
        submitted_by=queries.person_named(revision.submitted_by_id) if revision.submitted_by_id else "",
        me=actor().user_id,
        open_states=ON_THEIR_WAY,
    )


def _onward(revision: Revision, told: Progress) -> str:
    """Where there is something left to do first."""
    step = next((each.step for each in told.steps if each.left), None)
    if step is not None:
        return url_for("editorial.step", number=revision.id, step=step.key)
    passages = [*told.elsewhere.to_change, *told.elsewhere.to_answer]
    if passages:
        return address_of(revision, passages[0].where)
    return url_for("editorial.check", number=revision.id)


@blueprint.post(f"{OF_COMMENT}/dealt-with")
@needs(Permission.REVISION_EDIT, revision=draft_at)
def settle(revision: Revision) -> Response:
    """Note that a comment of the editors is dealt with."""
    with suppress(Conflict):  # it was noted already
        commenting.settle(actor(), revision, comment=int((request.view_args or {})["comment"]))
    return to_lesson(revision, "Noted as dealt with.")


@blueprint.route(f"{OF_COMMENT}/answer", methods=["GET", "POST"])
@needs(Permission.REVISION_EDIT, revision=draft_at)
def answer_comment(revision: Revision) -> str | Response:
    """Answer a comment of the editors."""
    thread = thread_at(revision, int((request.view_args or {})["comment"]))
    form = AnswerForm()
    if form.validate_on_submit():
        with form.catching():
            commenting.answer_editors(actor(), revision, comment=thread.first.id, text=form.text.data or "")
            return to_lesson(revision, "Your answer was saved. The editors read it with the lesson.")
    return render_template("editorial/answer_comment.html", form=form, revision=revision, thread=thread, labels=LABELS)


@blueprint.route(f"{OF_ORGANISATION}/options", methods=["GET", "POST"])
@needs(Permission.WORKSPACE_CHANGE, organisation=organisation_by_slug)
def workspace_options(organisation: Organisation) -> str | Response:
    """What an organisation chooses for its lessons."""
    form = AgreementForm(organisation)
    if form.validate_on_submit():
        with form.catching():
            agrees = bool(form.lead_agrees_first.data)
            changed = service.change_agreement(actor(), organisation, lead_agrees_first=agrees)
            chosen = (
                "From now on the lead agrees to each lesson." if agrees else "Contributors submit without asking now."
            )
            flash(chosen if changed else UNCHANGED)
            return redirect(url_for("editorial.workspace_options", slug=organisation.slug), 303)
    return render_template("editorial/workspace_options.html", form=form, organisation=organisation)
