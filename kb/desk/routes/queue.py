"""The queue of the desk: what waits, for how long and for what; claiming and giving back."""

from collections.abc import Mapping, Sequence

from flask import render_template, request
from werkzeug.wrappers import Response

from kb.access.actors import Permission
from kb.access.guard import actor, may, needs
from kb.access.policy import AT_THE_DESK
from kb.core.errors import Conflict, Denied, NotFound
from kb.desk.queries import queue as queries
from kb.desk.queries import returned as returned_queries
from kb.desk.queries.queue import MINE, NEEDS, NOBODY, ORDERS, QueueFilter
from kb.desk.routes.blueprint import OF_LESSON, blueprint, not_now, to_item, to_queue
from kb.desk.service import claiming
from kb.desk.words import STATE_NAMES
from kb.editorial.names import name_of
from kb.editorial.queries.drafts import draft_at
from kb.lessons.models.lesson import Revision
from kb.web.addresses import number_asked, words_asked
from kb.web.paging import requested_page


@blueprint.get("/desk")
@needs(Permission.DESK_READ)
def queue() -> str:
    """What was submitted and is not public yet."""
    chosen, counted = _chosen(), queries.counts(actor())
    return render_template(
        "desk/queue.html",
        page=queries.queue_rows(actor(), chosen, requested_page()),
        counts=counted,
        chosen=chosen,
        claimed=request.args.get("claimed", ""),
        states=_states(counted.by_state),
        claimants=[(MINE, "You"), *_others(), (NOBODY, "Nobody")],
        needed=list(NEEDS.items()),
        claims=queries.next_in_line(actor()) is not None,
        orders=[(name, words) for name, (words, _) in ORDERS.items()],
    )


def _chosen() -> QueueFilter:
    """The filter in the address; what is none of its choices is read as no filter."""
    given = request.args
    claimed, number = given.get("claimed", ""), number_asked("claimed")
    if claimed == MINE:
        claimed = str(actor().user_id)
    elif claimed != NOBODY:
        claimed = str(number) if number is not None else ""
    state, needed, order = given.get("state", ""), given.get("needs", ""), given.get("sort", "")
    return QueueFilter(
        words=words_asked("q"),
        state=state if state in AT_THE_DESK else "",
        claimed=claimed,
        needs=needed if needed in NEEDS else "",
        late=given.get("late", "") == "yes",
        order=order if order in ORDERS else "oldest",
    )


def _states(numbers: Mapping[str, int]) -> Sequence[tuple[str, str]]:
    return [(state, f"{STATE_NAMES[state]} ({numbers.get(state, 0)})") for state in AT_THE_DESK]


def _others() -> Sequence[tuple[str, str]]:
    return [(str(number), name) for number, name in queries.claimants() if number != actor().user_id]


@blueprint.get("/desk/returned")
@needs(Permission.DESK_READ)
def returned() -> str:
    """Lessons that are back with their writers."""
    return render_template("desk/returned.html", page=returned_queries.returned(requested_page()))


@blueprint.post("/desk/next")
@needs(Permission.DESK_READ)
def claim_next() -> Response:
    """Claim what waits longest."""
    try:
        found = claiming.claim_next(actor(), None)
    except (Conflict, NotFound):
        return to_queue("That one went in the same moment: claimed, or taken back. Try again for the next.")
    if found is None:
        return to_queue("Nothing waits that you could claim.")
    return to_item(found, "You have claimed it. It waited longest.")


@blueprint.post(f"{OF_LESSON}/claim")
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def claim(revision: Revision) -> Response:
    """Claim a text."""
    try:
        claiming.claim(actor(), revision)
    except (Conflict, Denied):
        return not_now(revision, "claim")
    return to_item(revision, "You have claimed it.")


@blueprint.post(f"{OF_LESSON}/release")
@needs(Permission.REVISION_REVIEW, revision=draft_at)
def release(revision: Revision) -> Response:
    """Give a text back to the queue."""
    if not may(Permission.REVISION_RELEASE, revision):
        return not_now(revision, "release")
    try:
        claiming.release(actor(), revision)
    except (Conflict, Denied):
        return not_now(revision, "release")
    return to_queue(f"“{name_of(revision)}” is back in the queue.")
