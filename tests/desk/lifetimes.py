"""The life of a lesson as the product's table tells it, written by hand: who may take which step, and what it does."""

from dataclasses import dataclass, field
from typing import Literal

DRAFTS = {"draft", "returned"}
AT_THE_DESK = {"submitted", "in_review", "scheduled"}
Outcome = Literal["done", "refused"]


@dataclass(frozen=True)
class Somebody:
    """A person as the table tells people apart."""

    name: str
    number: int | None
    writes: bool = False
    """Contributor or lead of the lesson's organisation."""
    leads: bool = False
    edits: bool = False
    reviews: bool = False
    """Identity reviewer."""
    is_worker: bool = False


Signature = tuple[int | None, int] | None
"""Who signed, and which content."""


@dataclass
class Text:
    """What is known of one text."""

    state: str = "draft"
    content: int = 0
    """Counts how often it was changed."""
    authors: set[int | None] = field(default_factory=set)
    claimed_by: int | None = None
    content_signed: tuple[int | None, int] | None = None
    identity_signed: tuple[int | None, int] | None = None
    """Who signed, and which content."""
    taken: list[tuple[str, str, str, int | None]] = field(default_factory=list)
    """Steps: name, state before and after, and by whom."""

    def signers(self) -> set[int | None]:
        """Who has signed it."""
        return {each[0] for each in (self.content_signed, self.identity_signed) if each}

    def may_sign(self, who: Somebody, same: Signature, other: Signature) -> bool:
        """Whether somebody may give a signature: where none holds for what it says now, and not beside their own."""
        holds = same is not None and same[1] == self.content
        return not holds and (other is None or other[0] != who.number)

    def is_ready(self) -> bool:
        """Whether two different people who wrote nothing of it have signed exactly what it says now."""
        one, other = self.content_signed, self.identity_signed
        if one is None or other is None or one[0] == other[0]:
            return False
        return one[1] == other[1] == self.content and not self.signers() & self.authors

    def move(self, step: str, to: str, who: Somebody) -> None:
        """Take a step."""
        self.taken.append((step, self.state, to, who.number))
        self.state = to

    def unsign(self) -> None:
        """No signature counts any more, and nobody has it."""
        self.claimed_by = self.content_signed = self.identity_signed = None


@dataclass
class Life:
    """A lesson: its texts, of which one at most is public and one at most is being worked on."""

    lead_agrees_first: bool = False
    texts: dict[int, Text] = field(default_factory=dict)
    live: int | None = None
    opened: int | None = None

    def is_taken_down(self) -> bool:
        """Whether readers had it, and do not see it now."""
        return self.live is not None and self.texts[self.live].state != "published"

    def may(self, step: str, who: Somebody, number: int) -> bool:
        """Whether the table lets somebody take a step with a text."""
        text, wrote_it = self.texts[number], who.number in self.texts[number].authors
        edits, state = who.edits, text.state
        table = {
            "change": who.writes and state in DRAFTS,
            "submit": state in DRAFTS and (who.leads or (who.writes and not self.lead_agrees_first)),
            "withdraw": who.writes and state in {"submitted", "in_review"},
            "claim": edits and state == "submitted" and not wrote_it,
            "release": edits and state == "in_review" and not wrote_it,
            "comment": edits and state in AT_THE_DESK,
            "return": edits and state == "in_review" and text.claimed_by == who.number,
            "sign_content": edits and state == "in_review" and not wrote_it
            and text.may_sign(who, text.content_signed, text.identity_signed),
            "sign_identity": who.reviews and state == "in_review" and not wrote_it
            and text.may_sign(who, text.identity_signed, text.content_signed),
            "publish": edits and state == "in_review" and text.is_ready(),
            "schedule": edits and state == "in_review" and text.is_ready() and not self.is_taken_down(),
            "cancel": edits and state == "scheduled",
            "come_due": who.is_worker and state == "scheduled",
            "hide": (edits or who.reviews) and number == self.live and state == "published",
            "unhide": (edits or who.reviews) and number == self.live and state == "hidden",
            "archive": edits and number == self.live and state == "published",
            "restore": edits and number == self.live and state == "archived",
            "discard": who.writes and state in DRAFTS,
            "recover": who.writes and state == "discarded",
        }  # fmt: skip
        return table[step]

    def take(self, step: str, who: Somebody, number: int) -> None:
        """What a step that is allowed does."""
        text = self.texts[number]
        match step:
            case "change":
                text.content += 1
                text.authors.add(who.number)
            case "submit":
                text.authors.add(who.number)
                text.move("submit", "submitted", who)
            case "withdraw" | "return":
                text.unsign()
                text.move(step, "draft" if step == "withdraw" else "returned", who)
            case "claim" | "release":
                text.claimed_by = who.number if step == "claim" else None
                text.move(step, "in_review" if step == "claim" else "submitted", who)
            case "sign_content":
                text.content_signed = (who.number, text.content)
                text.move(step, "in_review", who)
            case "sign_identity":
                text.identity_signed = (who.number, text.content)
                text.move(step, "in_review", who)
            case "schedule" | "cancel":
                text.move(step, "scheduled" if step == "schedule" else "in_review", who)
            case "hide" | "unhide" | "archive" | "restore":
                text.move(step, {"hide": "hidden", "archive": "archived"}.get(step, "published"), who)
            case "discard" | "recover":
                text.move(step, "discarded" if step == "discard" else "draft", who)
            case "publish":
                self._publish("publish", who, number)
            case "come_due" if text.is_ready() and not self.is_taken_down():
                self._publish("publish_on_time", who, number)
            case "come_due":
                text.move("put_back", "in_review", who)

    def _publish(self, step: str, who: Somebody, number: int) -> None:
        if self.live is not None:
            self.texts[self.live].move("supersede", "superseded", who)
        self.texts[number].move(step, "published", who)
        self.texts[number].claimed_by = None
        self.live, self.opened = number, None
