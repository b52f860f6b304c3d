"""Messages: to find one, and what can be done with those that did not arrive."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kb.access.actors import Actor, Permission
from kb.access.guard import actor, needs
from kb.admin.queries import mail as queries
from kb.admin.queries.mail import MailFilter
from kb.admin.queries.people import names_of
from kb.admin.routes.blueprint import blueprint
from kb.core.errors import NotFound
from kb.core.options import option
from kb.core.settings import settings
from kb.mail import folder, service
from kb.mail.models import STATES, Delivery
from kb.mail.queries import counts, delivery_by_number
from kb.web.addresses import NUMBER, number_asked, words_asked
from kb.web.paging import requested_page

LISTS = ("all", *STATES)


@dataclass(frozen=True, slots=True)
class AtOnce:
    """Something that is done with all messages of a filter, as far as it can be."""

    find: Callable[[MailFilter, int], tuple[int, list[int]]]
    act: Callable[[Actor, Sequence[int]], int]
    done: str
    """What the list says afterwards, of so many messages."""


AT_ONCE: Mapping[str, AtOnce] = {
    "send": AtOnce(queries.sendable, service.send_all_again, "being sent"),
    "seen": AtOnce(queries.unseen, service.mark_all_seen, "marked as seen"),
}


def _chosen() -> MailFilter:
    """The filter in the address. Without a state: what waits, or all messages where something else is asked for."""
    given = request.args
    words = words_asked("q")
    kind = given.get("kind", "")
    kind = kind if kind in queries.KINDS else ""
    person = number_asked("person")
    asks = bool(words or kind or person is not None or given.get("seen"))
    state = given.get("state", "")
    state = state if state in LISTS else "all" if asks else "waiting"
    return MailFilter(words, kind, person, state, unseen=given.get("seen") == "no")


def _address_of(chosen: MailFilter) -> dict[str, Any]:
    """The filter as parameters of an address."""
    seen = "no" if chosen.unseen else ""
    given = {"q": chosen.words, "kind": chosen.kind, "person": chosen.person, "state": chosen.state, "seen": seen}
    return {name: value for name, value in given.items() if value not in {"", None}}


@blueprint.get("/admin/mail")
@needs(Permission.WORK_READ)
def mail() -> str:
    """Messages of a filter; on a machine without a mail server also the files that they became."""
    chosen = _chosen()
    page = queries.messages(chosen, requested_page())
    by_state = counts(*chosen.conditions())
    return render_template(
        "admin/mail.html",
        page=page,
        chosen=chosen,
        states=LISTS,
        counts={**by_state, "all": sum(by_state.values())},
        kinds=queries.KINDS,
        kind_in_words=queries.kind_in_words,
        person=names_of([chosen.person]).get(chosen.person or 0),
        ways=queries.fresh_ways(page),
        sendable=queries.sendable(chosen, 0)[0],
        unseen=queries.unseen(chosen, 0)[0],
        address=_address_of(chosen),
        quiet=(option("quiet_from"), option("quiet_until")),
        has_files=_shows_files(),
    )


@blueprint.get(f"/admin/mail/{NUMBER}")
@needs(Permission.WORK_READ, delivery=delivery_by_number)
def mail_message(delivery: Delivery) -> str:
    """One message, without its text."""
    return render_template(
        "admin/mail_message.html",
        delivery=delivery,
        kind=queries.kind_in_words(delivery.template),
        ways=queries.fresh_ways([delivery]),
        job=queries.job_of(delivery),
        address={},
    )


@blueprint.post(f"/admin/mail/{NUMBER}/send-again")
@needs(Permission.WORK_CHANGE, delivery=delivery_by_number)
def mail_send_again(delivery: Delivery) -> Response:
    """Send a message again that was given up."""
    service.send_again(actor(), delivery)
    flash("The message is being sent.")
    return _back(delivery)


@blueprint.post(f"/admin/mail/{NUMBER}/seen")
@needs(Permission.WORK_CHANGE, delivery=delivery_by_number)
def mail_seen(delivery: Delivery) -> Response:
    """Note that a message did not arrive."""
    service.mark_seen(actor(), delivery)
    flash("The message is marked as seen.")
    return _back(delivery)


@blueprint.route(f"/admin/mail/{NUMBER}/give-up", methods=["GET", "POST"])
@needs(Permission.WORK_CHANGE, delivery=delivery_by_number)
def mail_give_up(delivery: Delivery) -> str | Response:
    """Do not send a message any more; asks first, because its text is not kept."""
    if request.method == "GET":
        return render_template("admin/mail_give_up.html", delivery=delivery)
    service.give_up(actor(), delivery)
    flash("The message will not be sent.")
    return redirect(url_for("admin.mail_message", number=delivery.id), 303)


@blueprint.route(f"/admin/mail/all/<any({', '.join(AT_ONCE)}):act>", methods=["GET", "POST"])
@needs(Permission.WORK_CHANGE)
def mail_at_once(act: str) -> str | Response:
    """Ask first, then do one thing with all messages of a filter."""
    chosen, each = _chosen(), AT_ONCE[act]
    address = _address_of(chosen)
    total, numbers = each.find(chosen, service.MOST_AT_ONCE)
    if not numbers:  # somebody was faster
        return redirect(url_for("admin.mail", **address), 303)
    if request.method == "GET":
        return render_template(
            "admin/mail_at_once.html",
            act=act,
            total=total,
            number=len(numbers),
            chosen=chosen,
            kind=queries.kind_in_words(chosen.kind),
            person=names_of([chosen.person]).get(chosen.person or 0),
            address=address,
        )
    done = each.act(actor(), numbers)
    left = f" {total - done:,} are left: do it again for the next ones." if total > done else ""
    flash(f"{done:,} {'message is' if done == 1 else 'messages are'} {each.done}.{left}")
    return redirect(url_for("admin.mail", **address), 303)


def _back(delivery: Delivery) -> Response:
    """To the list from which a button was pressed, on the same page of it, or else to the message."""
    if "state" not in request.args:
        return redirect(url_for("admin.mail_message", number=delivery.id), 303)
    return redirect(url_for("admin.mail", **_address_of(_chosen()), page=requested_page()), 303)


def _shows_files() -> bool:
    """Messages hold links that open accounts, so they are read on this page only where a site is tried out."""
    return settings().mail.folder is not None and settings().environment != "production"


@blueprint.get("/admin/mail/files")
@needs(Permission.WORK_READ)
def mail_files() -> str:
    """Messages that became files, because there is no mail server."""
    if not _shows_files():
        raise NotFound
    return render_template("admin/mail_files.html", page=folder.message_files(requested_page()))


def _as_it_is(name: str) -> str:
    """The name of a file, of which the audit trail keeps a digest."""
    return name


@blueprint.get("/admin/mail/files/<name>")
@needs(Permission.USER_READ, name=_as_it_is)
def mail_file(name: str) -> str:
    """One of them; that it was read is entered in the audit trail."""
    if not _shows_files():
        raise NotFound
    return render_template("admin/mail_file.html", message=folder.message_file(name))
