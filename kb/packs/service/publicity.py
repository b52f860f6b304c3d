"""Makes packs public: their owner asks, an editor who had no part in it decides, and both can take it back."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from kb.access.actors import Actor, Permission
from kb.access.policy import require
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.packs import letters
from kb.packs.content import PackContent, kept, public_part
from kb.packs.holding import hold
from kb.packs.made_files import forget_lost
from kb.packs.models import Pack, PackPublication, PublishedLogo
from kb.packs.queries.publications import logo_now, logo_of, organisations_around, waiting_of
from kb.packs.standing import Standing, reason_kept, shortened, standing_of, unfit


class NotFit(Invalid):
    """Something in the pack has to be changed first: the page says what, each in its place."""


@use_case(Permission.PACK_MANAGE)
def ask(
    who: Actor, pack: Pack, *, version: int, reasons: Mapping[str, str], cleared: bool
) -> PackPublication:  # fmt: skip
    """Freeze what a pack says and ask that it be public. `reasons`: by the digests of passages that stay.

    `version` is that of the text which the owner has looked at, and `cleared` that all of it may be shared. Raises
    Conflict where it says something else by now or waits already, NotFit where something must be changed first, and
    Invalid(cleared=..., reason_<digest>=...).
    """
    content = public_part(hold(who, Permission.PACK_MANAGE, pack))
    if pack.version != version or waiting_of(pack) is not None:
        raise Conflict
    around = organisations_around(pack)
    given, wrong = _reasons(reasons, around)
    standing = standing_of(content, pack.credit, given, around)
    _require_change(pack, content, standing)
    for each in standing.to_answer:
        words = f"Say why “{shortened(each.finding.text)}” can stay, or change it"
        wrong.setdefault(f"reason_{each.digest}", words)
    if not cleared:
        wrong["cleared"] = "Say that everything in it may be shared"
    if wrong:
        raise Invalid(**wrong)
    made = PackPublication(
        pack_id=pack.id,
        number=pack.version,
        content=kept(content),
        reasons={passage.digest: reason for passage, reason in standing.answered},
        asked_by_id=who.user_id,
    )
    session.add(made)
    session.flush()
    _freeze_logo(pack, made)
    return made


@use_case(Permission.PACK_MANAGE)
def withdraw(who: Actor, pack: Pack) -> None:
    """Take back that a pack is to be public. Raises Conflict where nothing waits (any more)."""
    hold(who, Permission.PACK_MANAGE, pack)
    waiting = waiting_of(pack)
    if waiting is None:
        raise Conflict
    _decide(who, waiting, "withdrawn")


@use_case(Permission.PACK_MANAGE)
def make_private(who: Actor, pack: Pack) -> None:
    """Have nobody see any more what was published of a pack, at once; a text that waits is taken back, too.

    Raises Conflict where it is not public.
    """
    hold(who, Permission.PACK_MANAGE, pack)
    shown, waiting = pack.published, waiting_of(pack)
    if shown is None:
        raise Conflict
    for each in filter(None, (shown, waiting)):
        _decide(who, each, "withdrawn")


@use_case(Permission.PACK_PUBLISH)
def publish(who: Actor, publication: PackPublication) -> PackPublication:
    """Make a text public, in the place of the one that was. The identity check is repeated.

    Raises Conflict where somebody has decided meanwhile, NotFit where something in it must be changed by now.
    """
    pack = _hold(who, publication, "asked")
    standing = standing_of(publication.said, pack.credit, publication.reasons, organisations_around(pack))
    if standing.to_change:
        raise NotFit(found="The identity check finds something by now that must be changed. Send the pack back")
    before = pack.published
    if before is not None:
        before.state = "superseded"
        session.flush()  # of one pack there is never more than one text that is public
    _decide(who, publication, "published")
    publication.published_on = publication.decided_at
    letters.published(publication)
    return publication


@use_case(Permission.PACK_PUBLISH)
def send_back(who: Actor, publication: PackPublication, *, reason: str) -> PackPublication:
    """Do not make a text public, and say why. Raises Conflict as publishing does, Invalid(reason=...)."""
    pack = _hold(who, publication, "asked")
    _decide(who, publication, "returned", _said(reason, pack))
    letters.sent_back(publication)
    return publication


@use_case(Permission.PACK_PUBLISH)
def take_down(who: Actor, publication: PackPublication, *, reason: str) -> PackPublication:
    """Have nobody see a public text any more, at once. Raises Conflict where it is not public, Invalid(reason=...)."""
    pack = _hold(who, publication, "published")
    _decide(who, publication, "withdrawn", _said(reason, pack))
    letters.taken_down(publication)
    return publication


def _hold(who: Actor, publication: PackPublication, state: str) -> Pack:
    """Have others who decide about this pack wait. Raises Conflict where its text is in another state by now."""
    session.execute(select(Pack.id).where(Pack.id == publication.pack_id).with_for_update())
    session.expire(publication)
    pack = publication.pack
    session.expire(pack)
    require(who, Permission.PACK_PUBLISH, publication)
    if publication.state != state:
        raise Conflict
    return pack


def _decide(who: Actor, publication: PackPublication, state: str, reason: str = "") -> None:
    publication.state, publication.reason = state, reason
    publication.decided_by_id, publication.decided_at = who.user_id, utc_now()
    session.flush()
    session.expire(publication.pack, ["published"])
    forget_lost(publication.pack)


def _said(reason: str, pack: Pack) -> str:
    """A reason that an editor has to give."""
    text = reason_kept(reason, organisations_around(pack))
    if not text:
        raise Invalid(reason="Give a reason: its owner reads it")
    return text


def _reasons(typed: Mapping[str, str], around: Collection[int]) -> tuple[dict[str, str], dict[str, Any]]:
    """The reasons as they are kept, and what is wrong with some, by field."""
    given, wrong = dict[str, str](), dict[str, Any]()
    for digest, text in typed.items():
        try:
            given[digest] = reason_kept(text, around)
        except Invalid as refused:
            wrong[f"reason_{digest}"] = refused.problems["reason"]
    return given, wrong


def is_public_already(pack: Pack, content: PackContent) -> bool:
    """Whether everybody sees just this text, and the picture as it is now."""
    shown = pack.published
    if shown is None or shown.said != content:
        return False
    now, frozen = logo_now(pack), logo_of(shown)
    return (now.content if now else None) == (frozen.content if frozen else None)


def _require_change(pack: Pack, content: PackContent, standing: Standing) -> None:
    if unfit(content) or standing.to_change:
        raise NotFit(found="Something in the pack has to be changed first")
    if is_public_already(pack, content):
        raise NotFit(found="This text is public already. Change something first")


def _freeze_logo(pack: Pack, publication: PackPublication) -> None:
    now = logo_now(pack)
    if now is not None:
        session.add(PublishedLogo(publication_id=publication.id, kind=now.kind, content=now.content))
        session.flush()
