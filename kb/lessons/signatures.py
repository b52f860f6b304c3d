"""The two signatures under a text, each for one exact content: what it says, and that nobody can be recognised."""

from typing import Literal

from kb.access.actors import Actor
from kb.core.db import utc_now
from kb.lessons.models.lesson import Revision

Kind = Literal["content", "identity"]
KINDS: tuple[Kind, ...] = ("content", "identity")


def sign(who: Actor, revision: Revision, kind: Kind, digest: str) -> None:
    """Put a signature under the content of this digest."""
    setattr(revision, f"{kind}_signed_by_id", who.user_id)
    setattr(revision, f"{kind}_signed_at", utc_now())
    setattr(revision, f"{kind}_signed_digest", digest)


def clear(revision: Revision) -> None:
    """Take both signatures off, and nobody has the text at the desk any more."""
    revision.claimed_by_id = None
    for kind in KINDS:
        for part in ("by_id", "at", "digest"):
            setattr(revision, f"{kind}_signed_{part}", None)


def is_signed(revision: Revision, kind: Kind) -> bool:
    """Whether somebody signed it, for whatever content."""
    return getattr(revision, f"{kind}_signed_by_id") is not None


def holds(revision: Revision, kind: Kind, digest: str) -> bool:
    """Whether a signature is there, and for the content of this digest."""
    return is_signed(revision, kind) and getattr(revision, f"{kind}_signed_digest") == digest
