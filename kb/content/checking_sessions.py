"""Checks the session templates as a whole: minutes that add up, outcomes worked on, the frames for any theme."""

from collections.abc import Iterable, Iterator

from kb.content.checking_fields import Record
from kb.content.checking_words import no_repeats
from kb.content.faults import shown, use
from kb.content.fields_training import ALWAYS_THERE, MAY_BE_MISSING
from kb.core.statements import words

LENGTHS = (7, 30, 60, 90, 180, 360)
"""Minutes that a session can have, from the briefing in a team meeting to the full day."""
MOST_ON_SCREEN = 40
"""Words that people at the back of a room can take in while they work."""
OF_ONE_THEME = ("themes", "vignette", "lessons")
"""What a frame for any theme does not name."""


def check_sessions(sessions: Iterable[Record]) -> None:
    """Each session template by itself, and the frames for any theme together: one for a length."""
    frames: dict[int, Record] = {}
    for session in sessions:
        _check_minutes(session)
        _check_outcomes(session)
        _check_blocks(session)
        if "any_theme" in session.values:
            _check_frame(session, frames)


def _check_minutes(session: Record) -> None:
    minutes, blocks = session.values.get("minutes"), session.parts.get("blocks", [])
    if minutes is not None and minutes not in LENGTHS:
        session.fault("minutes", f"minutes {minutes} is no length of a session; {use('', list(map(str, LENGTHS)), '')}")
    total = sum(block.values.get("minutes", 0) for block in blocks)
    if minutes is not None and blocks and total != minutes:
        session.fault("blocks", f"the blocks have {total} minutes together; the session has {minutes}")


def _check_outcomes(session: Record) -> None:
    """Each outcome is served, whichever of two blocks takes its place in the session."""
    outcomes = session.parts.get("outcomes", [])
    no_repeats(outcomes, "slug")
    slugs = [outcome.values.get("slug", "") for outcome in outcomes]
    served: set[str] = set()
    served_by_some: set[str] = set()
    for block in session.parts.get("blocks", []):
        by_each = [set(told.values.get("outcomes", [])) for told in (block, *_instead_of(block))]
        served |= set.intersection(*by_each)
        served_by_some |= set.union(*by_each)
        for told in (block, *_instead_of(block)):
            for at, slug in enumerate(told.values.get("outcomes", [])):
                if slug not in slugs:
                    right = use(slug, slugs, "it")
                    told.fault("outcomes", f"outcomes {shown(slug)} is not one of this session; {right}", at)
    for outcome in outcomes:
        slug = outcome.values.get("slug", "")
        if slug not in served_by_some:
            outcome.fault("slug", f"outcome {shown(slug)} is served by no block; name it in one")
        elif slug not in served:
            right = "name it in both, or in one more block"
            outcome.fault("slug", f"outcome {shown(slug)} is served by one of a block and its 'otherwise'; {right}")


def _check_blocks(session: Record) -> None:
    """What a block says fits what goes in; a block takes the place of one whose fill may be missing."""
    any_theme = session.values.get("any_theme")
    for block in session.parts.get("blocks", []):
        fill, instead = block.values.get("fill"), [*_instead_of(block)]
        for told in (block, *instead):
            _check_told(told)
        if instead and not any_theme:
            block.fault("otherwise", "'otherwise' belongs to a session for any theme; take it out")
        elif instead and fill not in MAY_BE_MISSING:
            right = f"it belongs to a fill of {' or '.join(MAY_BE_MISSING)}"
            block.fault("otherwise", f"'otherwise' takes the place of something that is always there; {right}")
        elif any_theme and fill in MAY_BE_MISSING and "otherwise" not in block.values:
            block.fault("fill", f"fill {shown(fill)} is something that a theme may have none of; add an 'otherwise'")
        for told in instead:
            own = told.values.get("fill")
            if own and own not in ALWAYS_THERE:
                right = use(own, ALWAYS_THERE, "it")
                told.fault("fill", f"fill {shown(own)} may be missing or is not taken from a theme; {right}, or none")
            if told.parts.get("otherwise") and "sections" not in told.values:
                right = "name its 'sections', or take out what takes its place"
                told.fault(
                    "otherwise", f"'otherwise' takes the place of a block that asks for parts of lessons; {right}"
                )


def _instead_of(block: Record) -> Iterator[Record]:
    """What takes the place of a block, and what takes the place of that."""
    for told in block.parts.get("otherwise", []):
        yield told
        yield from _instead_of(told)


def _check_told(told: Record) -> None:
    """Parts are those of lessons, stages those of a case, and what is on the slide can be read from the back."""
    fill, stages = told.values.get("fill"), told.values.get("stages")
    if "sections" in told.values and fill != "lessons":
        told.fault("sections", "'sections' are parts of lessons; write 'fill: lessons' or take them out")
    if stages is not None and fill != "vignette":
        told.fault("stages", "'stages' are those of a case; write 'fill: vignette' or take it out")
    elif stages is not None and stages < 1:
        told.fault("stages", f"stages {stages} leaves nothing of the case; write 1 or more, or take it out for all")
    if (length := len(words(told.values.get("screen", "")))) > MOST_ON_SCREEN:
        told.fault("screen", f"'screen' has {length} words; a slide holds {MOST_ON_SCREEN}")


def _check_frame(session: Record, frames: dict[int, Record]) -> None:
    """A frame names nothing that belongs to one theme, and is the only one of its length."""
    if not session.values["any_theme"]:
        session.fault("any_theme", "any_theme is false; leave the key out")
        return
    for key in OF_ONE_THEME:
        if key in session.values:
            session.fault(key, f"a session for any theme names no {key}; take '{key}' or 'any_theme' out")
    minutes = session.values.get("minutes")
    if minutes is None:
        return
    first = frames.setdefault(minutes, session)
    if first is not session:
        session.fault("any_theme", f"a session for any theme of {minutes} minutes is already {first.file.path}")
