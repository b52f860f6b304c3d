"""The steps in the life of a text in words."""

from collections.abc import Mapping

from kb.core.clock import long_date
from kb.desk.queries.history import TakenStep

WORDS: Mapping[str, str] = {
    "begin": "began a new version",
    "submit": "submitted it",
    "withdraw": "took it back from the editors",
    "claim": "claimed it",
    "release": "gave it back to the queue",
    "return": "returned it to its writers",
    "sign_content": "signed what it says",
    "sign_identity": "signed that nobody can be recognised",
    "publish": "published it",
    "schedule": "set a time for its publication",
    "cancel": "cancelled its publication",
    "publish_on_time": "published it at the time that was set",
    "put_back": "could not publish it at its time and put it back on the desk",
    "supersede": "put a newer version in its place",
    "hide": "hid it from readers",
    "unhide": "showed it to readers again",
    "archive": "archived it",
    "restore": "restored it",
    "discard": "discarded it",
    "recover": "got it back",
    "expunge": "removed it for good",
    "ask_if_current": "asked whether it is still current",
    "still_current": "confirmed that it is still current",
}
"""What somebody did, by the name of the step (`kb.editorial.workflow`)."""


def in_words(step: TakenStep) -> str:
    """A step as a sentence without its stop: "Ann Editor hid it from readers on 3 May 2026"."""
    return f"{step.who} {WORDS[step.step]} on {long_date(step.at)}"
