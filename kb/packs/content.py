"""What a pack says, as one tree: it is saved, compared, copied, published and handed out as a whole.

Words of lessons and of the site's own material are not in it: it names them, and what they say is read when a page or
a file is made. So nothing that is no longer public can live on in a pack.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cattrs import Converter

LENGTHS = (7, 30, 60, 90, 180, 360)
"""Minutes of the sessions of which the site can make a draft; others may be of any length (`limits.SESSION`)."""
FORMATS = ("room", "online", "hybrid")
FILLS = ("", "safety", "lessons", "vignette", "quiz", "self-check", "before-form", "end-form", "plan-form")
"""What the site puts into a block."""
SLOTS: Mapping[str, str] = {
    "contact": "Whom to contact with a worry about a child",
    "threshold_document": "Threshold document",
    "escalation_route": "How to escalate",
    "information_sharing": "Whom to ask about sharing information",
    "support": "Support for staff and for anybody who is affected",
}
"""What only the trainer's own area knows: fields of `LocalSlots`, and what pages call them."""


@dataclass(frozen=True)
class Origin:
    """Where a block was taken from: a session template and the number of the block in it, from 1."""

    template: str
    block: int


@dataclass(frozen=True)
class LessonUse:
    """A lesson in a block: which of its sections are told, and the trainer's own words for the slide, if any."""

    lesson_id: int
    sections: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Block:
    """A timed part of a session. `key` is its name within the pack, which nobody sees."""

    key: str
    minutes: int | None = None
    title: str = ""
    purpose: str = ""
    method: str = ""
    """Slug of the closed list `session-methods`."""
    content: str = ""
    """Markdown, like the next three."""
    screen: str = ""
    """What people see on the slide meanwhile, in few words; empty for the title alone."""
    trainer_notes: str = ""
    say_this: str = ""
    watch_for: str = ""
    resources: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    """Keys of outcomes of the pack."""
    fill: str = ""
    """One of `FILLS`."""
    lessons: tuple[LessonUse, ...] = ()
    vignette: str = ""
    """Slug of a vignette."""
    stages: int = 0
    """How many of its stages are worked on, the first ones; 0 for all."""
    questions: tuple[str, ...] = ()
    """Slugs of quiz questions of the site, and keys of the pack's own."""
    theme_id: int | None = None
    """The theme whose self-check is asked."""
    origin: Origin | None = None


@dataclass(frozen=True)
class PackLesson:
    """A lesson of the pack, in the text that it had when it was taken in or last brought up to date."""

    lesson_id: int
    revision_id: int
    why: tuple[str, ...] = ()
    """Why it is in it, as words of `kb.packs.choosing`, such as `stage:3` or `new-kind:audit`; empty if by hand."""


@dataclass(frozen=True)
class Outcome:
    """What people will be able to do: the words after "be able to"."""

    key: str
    text: str


@dataclass(frozen=True)
class Handout:
    """A sheet of the trainer's own; the body is Markdown."""

    key: str
    title: str
    purpose: str = ""
    body: str = ""


@dataclass(frozen=True)
class OwnQuestion:
    """A quiz question of the trainer's own, with the place in a lesson that shows why, if there is one."""

    key: str
    stem: str
    options: tuple[str, ...]
    answer: int
    explanation: str
    lesson_id: int | None = None
    section: str = ""


@dataclass(frozen=True)
class Safety:
    """The trainer's own words on safety, in place of the site's."""

    content_notice: str
    ground_rules: tuple[str, ...]
    opt_out: str
    debrief: str
    facilitators: str


@dataclass(frozen=True)
class LocalSlots:
    """What only the trainer's own area knows; empty prints as "to fill in"."""

    contact: str = ""
    threshold_document: str = ""
    escalation_route: str = ""
    information_sharing: str = ""
    support: str = ""


@dataclass(frozen=True)
class PackContent:
    """The whole of a pack."""

    title: str
    summary: str = ""
    minutes: int = 60
    format: str = "room"
    audience: str = ""
    agencies: tuple[str, ...] = ()
    """Slugs of the closed list `agencies`: whom the session is for."""
    group_size: str = ""
    nation: str = ""
    """Slug of the closed list `nations`, for the numbers of people to talk to; empty for all of them."""
    when_where: str = ""
    """Day, time and place, in one line for whoever comes; local, as `slots` are."""
    theme_ids: tuple[int, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    prepare: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    lessons: tuple[PackLesson, ...] = ()
    handouts: tuple[Handout, ...] = ()
    questions: tuple[OwnQuestion, ...] = ()
    safety: Safety | None = None
    """None for the site's own text."""
    slots: LocalSlots = field(default_factory=LocalSlots)
    forms: tuple[str, ...] = ()
    """Slugs of evaluation forms."""
    made_by: str = ""
    """Name of the trainer's team or organisation, as it is to stand on every sheet."""
    logo_alternative: str = ""
    """What the logo shows, in words; there may be none without."""

    @property
    def planned(self) -> int:
        """Minutes of all blocks together; one without a time counts for none."""
        return sum(block.minutes or 0 for block in self.blocks)

    @property
    def starts(self) -> tuple[int, ...]:
        """After how many minutes each block begins."""
        found, at = [], 0
        for block in self.blocks:
            found.append(at)
            at += block.minutes or 0
        return tuple(found)

    def block(self, key: str) -> Block | None:
        """The block of this key; None where there is none."""
        return next((block for block in self.blocks if block.key == key), None)


def public_part(content: PackContent) -> PackContent:
    """What others get of a pack that is public or copied: all but what is local."""
    return replace(content, slots=LocalSlots(), when_where="")


_converter = Converter(omit_if_default=True)


def kept(content: PackContent) -> dict[str, Any]:
    """The content as JSON; what is as it is by default is left out."""
    made: dict[str, Any] = _converter.unstructure(content)
    return made


def content_of(found: Mapping[str, Any]) -> PackContent:
    """The content that was kept as JSON; what another version of the site knew in addition is passed over."""
    return _converter.structure(found, PackContent)
