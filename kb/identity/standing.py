"""How a revision stands with the identity check: what was found, what was answered, what is left to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.core.errors import Invalid
from kb.identity.check import check_text, check_texts
from kb.identity.combining import Fact, point_at_one_child
from kb.identity.findings import Level
from kb.identity.lists import Lists
from kb.identity.models import IdentityDecision
from kb.identity.passages import Passage, Piece, digest_of_facts, passages_in, pieces
from kb.identity.queries.decisions import decisions_about
from kb.identity.site_lists import lists_for
from kb.identity.texts import CITATIONS, OF_CITATIONS, texts_of
from kb.lessons.models.lesson import Revision


@dataclass(frozen=True)
class Answered:
    """A passage that stays, and the reason that somebody gave for it."""

    passage: Passage
    decision: IdentityDecision


@dataclass(frozen=True)
class Combination:
    """Facts that may point at one child together, and what the identity reviewer decided about them, if anything."""

    facts: tuple[Fact, ...]
    digest: str
    decision: IdentityDecision | None


@dataclass(frozen=True)
class Standing:
    """All of it, each list in the order of the lesson's page."""

    texts: Mapping[str, str]
    to_change: Sequence[Passage]
    to_answer: Sequence[Passage]
    answered: Sequence[Answered]
    hints: Sequence[Passage]
    combination: Combination | None

    @property
    def passages(self) -> Sequence[Passage]:
        """Every finding."""
        return [*self.to_change, *self.to_answer, *(each.passage for each in self.answered), *self.hints]

    def whole(self) -> Mapping[str, Sequence[Piece]]:
        """Every text, cut at its findings, by name."""
        return {
            where: list(pieces(text, (each for each in self.passages if each.where == where)))
            for where, text in self.texts.items()
        }

    def passage(self, digest: str) -> Passage | None:
        """The first passage of this digest; None where the text has no such passage now."""
        return next((each for each in self.passages if each.digest == digest), None)

    def is_first(self, passage: Passage) -> bool:
        """Whether it is the first of its digest: the one that addresses mean."""
        return self.passage(passage.digest) is passage

    @property
    def lets_submit(self) -> bool:
        """Whether its writers have done their part: nothing is left that must be changed or answered for."""
        return not self.to_change and not self.to_answer

    @property
    def lets_publish(self) -> bool:
        """Whether, beside that, the identity reviewer let every combination stand."""
        decided = self.combination.decision if self.combination else None
        return self.lets_submit and (
            self.combination is None or (decided is not None and decided.outcome == "may_stand")
        )


def standing_of(revision: Revision) -> Standing:
    """Check the texts of a revision as they are now, and find what was decided about the same passages before."""
    texts = texts_of(revision)
    checked = check_texts(texts, _lists(revision))
    passages = [each for each in passages_in(texts, checked) if _counts(each)]
    facts = tuple(fact for fact in checked.facts if not fact.where.startswith(CITATIONS))
    facts = facts if point_at_one_child(facts) else ()
    digest = digest_of_facts(texts, facts)
    decided = decisions_about(revision, {each.digest for each in passages} | {digest})
    asked = [each for each in passages if each.finding.level is Level.ASK]
    return Standing(
        texts=texts,
        to_change=[each for each in passages if each.finding.level is Level.STOP],
        to_answer=[each for each in asked if each.digest not in decided],
        answered=[Answered(each, decided[each.digest]) for each in asked if each.digest in decided],
        hints=[each for each in passages if each.finding.level is Level.INFORM],
        combination=Combination(facts, digest, _by_another(revision, decided.get(digest))) if facts else None,
    )


def _by_another(revision: Revision, decision: IdentityDecision | None) -> IdentityDecision | None:
    """A decision, unless it was made by somebody who wrote this text: a reviewer may decide before writing."""
    return decision if decision and decision.decided_by_id not in revision.author_ids else None


def _counts(passage: Passage) -> bool:
    return passage.finding.rule in OF_CITATIONS or not passage.where.startswith(CITATIONS)


def says_nothing_of_anybody(revision: Revision, reason: str) -> None:
    """A reason is read by others, too. Raises Invalid(reason=...) where it says what must be said nowhere.

    That something was in the news may be the very reason.
    """
    findings = check_text(reason, _lists(revision))
    wrong = [finding for finding in findings if finding.level is Level.STOP and finding.rule != "news-link"]
    if wrong:
        named = ", ".join(dict.fromkeys(f"“{finding.text}”" for finding in wrong))
        raise Invalid(reason=f"Say it without {named}: the reason itself leads to somebody")


def _lists(revision: Revision) -> Lists:
    pseudonym = revision.review.pseudonym if revision.review else None
    organisations = [revision.organisation_id] if revision.organisation_id is not None else []
    return lists_for(organisations, filter(None, [pseudonym]))
