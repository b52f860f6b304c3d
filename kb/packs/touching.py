"""Says in one sentence what a session touches on, so that people can choose whether to stay."""

from collections.abc import Collection, Mapping

from kb.lessons.queries.labels import labels
from kb.packs.content import PackContent
from kb.packs.queries.resolved import Resolved
from kb.packs.queries.touched import harm_types_of
from kb.packs.reasons import began_small

SHORT: Mapping[str, str] = {
    "killing-by-parent": "killing by a parent or carer",
    "sexual-abuse": "sexual abuse",
    "domestic-abuse": "domestic abuse",
    "sudden-unexpected-infant-death": "sudden death of a baby",
    "harmful-sexual-behaviour": "harmful sexual behaviour",
    "institutional-abuse": "abuse by a person in a position of trust",
    "accident": "accidents",
}
"""What is said of kinds of harm whose label is long for a sentence that is read aloud."""


def touches_on(session: Resolved | PackContent) -> str:
    """ "Today touches on: neglect; sexual abuse; suicide or self-harm."; empty where no kind of harm is known."""
    return sentence_of(harm_types_of(session) if isinstance(session, PackContent) else session.touched)


def sentence_of(harm_types: Collection[str]) -> str:
    """The sentence for these kinds of harm (slugs of `harm-types`); empty for none."""
    known = labels().values
    said = [SHORT.get(slug) or began_small(known[f"harm-types/{slug}"].label) for slug in harm_types]
    return f"Today touches on: {'; '.join(said)}." if said else ""
