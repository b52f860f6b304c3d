"""Asks to expunge, agrees to it, and drops it."""

import secrets

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session, utc_now
from kb.core.errors import Conflict, Invalid
from kb.core.jobs import enqueue
from kb.expunging.carrying_out import CARRY_OUT, LOOK
from kb.expunging.fingerprints import REMOVED, fingerprint_of, number_of_words
from kb.expunging.lessons import known_by
from kb.expunging.models import Expunge
from kb.expunging.queries import told
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import EXPUNGED, Lesson, Revision

MOST_SAID, FEWEST_LETTERS = 500, 5
"""Characters of the words, and how many a single word must have at least: a short one stands in too many texts."""
SHORT = "Give more words, such as the whole sentence: that one stands in too many texts"


@use_case(Permission.EXPUNGE_ASK)
def ask(who: Actor, _nothing: None, *, words: str) -> Expunge:
    """Ask for words to be removed wherever they stand, whatever their case and the signs between them.

    Raises Invalid(words=...) where these are none, too many or too few.
    """
    said, number = " ".join(words.split()), number_of_words(words)
    if not number:
        raise Invalid(words="Enter the words that are to be removed")
    if len(said) > MOST_SAID:
        raise Invalid(words=f"Enter {MOST_SAID} characters or fewer, and ask for the rest separately")
    if number == 1 and sum(sign.isalnum() for sign in said) < FEWEST_LETTERS:
        raise Invalid(words=SHORT)
    if number_of_words(REMOVED) == number and fingerprint_of(REMOVED).spans(said):
        raise Invalid(words="That stands where something was removed, and cannot be removed itself")
    return _asked(who, "words", said, fingerprint_of(said).as_mapping())


@use_case(Permission.EXPUNGE_ASK)
def ask_for_file(who: Actor, attachment: Attachment) -> Expunge:
    """Ask for a file to be removed from every text that has it, whatever its state.

    Raises Conflict where its content is gone already.
    """
    if attachment.file is None:
        raise Conflict
    return _asked(who, "file", told(who, attachment), {"digest": attachment.file.digest})


@use_case(Permission.EXPUNGE_ASK)
def ask_for_lesson(who: Actor, lesson: Lesson, *, revision: Revision) -> Expunge:
    """Ask for all that was ever written in a lesson to be removed. `revision`: the text from which somebody asks.

    Raises Conflict where all of it is gone already.
    """
    if revision.state == EXPUNGED:
        raise Conflict
    named = filter(None, (lesson.reference, revision.title.strip()))
    return _asked(who, "lesson", ", ".join(named) or f"Text {revision.id}", known_by(lesson))


def _asked(who: Actor, kind: str, words: str, fingerprint: object) -> Expunge:
    asked_as = "identity_reviewer" if "identity_reviewer" in who.site_roles else "admin"
    made = Expunge(
        token=secrets.token_hex(16),
        kind=kind,
        words=words,
        fingerprint=fingerprint,
        asked_by_id=who.user_id,
        asked_as=asked_as,
    )
    session.add(made)
    session.flush()
    enqueue(LOOK, str(made.id))
    return made


@use_case(Permission.EXPUNGE_AGREE)
def agree(who: Actor, expunge: Expunge) -> None:
    """Agree: from now on it is being removed, and nothing brings it back. Raises Conflict where it is not open."""
    session.refresh(expunge, with_for_update=True)
    if not expunge.is_open:
        raise Conflict
    expunge.agreed_by_id, expunge.agreed_at = who.user_id, utc_now()
    session.flush()
    enqueue(CARRY_OUT, str(expunge.id))


@use_case(Permission.EXPUNGE_ASK)
def drop(_who: Actor, expunge: Expunge) -> None:
    """Say that it is not to be done; the words of the request go. Raises Conflict where it is not open."""
    session.refresh(expunge, with_for_update=True)
    if not expunge.is_open:
        raise Conflict
    expunge.dropped_at, expunge.words, expunge.places = utc_now(), None, {}
    session.flush()
