"""How a text of a pack that is to be public stands with the identity check, and what else stands in its way."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from kb.core.errors import Invalid
from kb.core.versions import kept
from kb.identity.check import check_text, check_texts
from kb.identity.combining import Fact, point_at_one_child
from kb.identity.findings import Level
from kb.identity.passages import Passage, passages_in
from kb.identity.site_lists import lists_for
from kb.identity.texts import OF_CITATIONS
from kb.packs.content import PackContent
from kb.packs.texts import SAY_WHO_MADE_IT, typed_texts
from kb.training.queries.sessions import sessions

WITH_NAMES = OF_CITATIONS | {"person-name"}
"""Rules that count where a text is there to name a team or an organisation."""
LONGEST_REASON = 500
"""Characters of a reason."""


@dataclass(frozen=True)
class Standing:
    """All that was found, each list in the order of the pack."""

    to_change: Sequence[Passage]
    to_answer: Sequence[Passage]
    """Each text of these once: a reason holds wherever the same sentence stands."""
    answered: Sequence[tuple[Passage, str]]
    """Passages that stay, each with the reason for it."""
    hints: Sequence[Passage]
    facts: tuple[Fact, ...]
    """Facts that may point at one child together: the moderator is told. None if they are few."""

    @property
    def asked(self) -> Sequence[Passage]:
        """Passages that are changed or stay for a reason."""
        return [*self.to_answer, *(passage for passage, _ in self.answered)]

    @property
    def has_found(self) -> bool:
        """Whether anything was found at all."""
        return bool(self.to_change or self.asked or self.hints or self.facts)


def standing_of(
    content: PackContent, credit: str, reasons: Mapping[str, str], organisation_ids: Collection[int]
) -> Standing:
    """Check every typed text. `reasons`: by the digests of passages; `organisation_ids`: whose lists are asked."""
    texts = typed_texts(content, credit)
    checked = check_texts(texts, lists_for(organisation_ids))
    found = [each for each in passages_in(texts, checked) if _counts(each)]
    asked = {each.digest: each for each in reversed(found) if each.finding.level is Level.ASK}
    in_order = [each for each in found if asked.get(each.digest) is each]
    facts = tuple(fact for fact in checked.facts if fact.where not in SAY_WHO_MADE_IT)
    return Standing(
        to_change=[each for each in found if each.finding.level is Level.STOP],
        to_answer=[each for each in in_order if not reasons.get(each.digest, "").strip()],
        answered=[(each, reasons[each.digest]) for each in in_order if reasons.get(each.digest, "").strip()],
        hints=[each for each in found if each.finding.level is Level.INFORM],
        facts=facts if point_at_one_child(facts) else (),
    )


def unfit(content: PackContent) -> list[str]:
    """Why a pack is not fit to be public, whatever it says; what is only warned of is in `kb.packs.lacking`."""
    if not content.blocks:
        return ["There is no part of the session yet: add the first one"]
    without = [block.title or f"Part {number}" for number, block in enumerate(content.blocks, 1) if not block.minutes]
    return [f"Say how long “{title}” takes" for title in without]


def shortened(words: str) -> str:
    """Words found, as a question names them: without quotation marks of their own."""
    plain = " ".join(words.split()).strip("\"'“”‘’ ")
    return plain if len(plain) <= 60 else f"{plain[:60]}…"


def reason_kept(typed: str, organisation_ids: Collection[int]) -> str:
    """A reason as it is kept, on one line; empty where there is none.

    Raises Invalid(reason=...) where it is too long, or says itself what must be said nowhere.
    """
    text = " ".join(typed.split())
    if len(text) > LONGEST_REASON:
        raise Invalid(reason=f"The reason must have {LONGEST_REASON} characters or fewer")
    findings = check_text(text, lists_for(organisation_ids)) if text else []
    wrong = [each.text for each in findings if each.level is Level.STOP and each.rule != "news-link"]
    if wrong:
        named = ", ".join(dict.fromkeys(f"“{words}”" for words in wrong))
        raise Invalid(reason=f"Say it without {named}: the reason itself leads to somebody")
    return text


def _counts(passage: Passage) -> bool:
    """Whether a finding is one here. Sentences of the site's own sessions, which drafts begin with, are public."""
    if passage.where in SAY_WHO_MADE_IT and passage.finding.rule not in WITH_NAMES:
        return False
    return passage.finding.level is Level.STOP or _on_one_line(passage.sentence) not in _said_by_site()


@kept
def _said_by_site() -> str:
    """All that the session templates say."""
    return "\n".join(_on_one_line(text) for text in _texts_in(sessions()))


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts_in(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts_in(getattr(value, field.name))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
