"""How a revision stands with the identity check: what was found, what was answered, what is left to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kb.core.errors import Invalid
from kb.identity.attached import FilePassage, facts_of_files, passages_of_files, words_about
from kb.identity.check import check_text, check_texts
from kb.identity.combining import Fact, point_at_one_child
from kb.identity.findings import Level
from kb.identity.lists import Lists
from kb.identity.models import IdentityDecision
from kb.identity.passages import Passage, Piece, digest_of_facts, passages_in, pieces
from kb.identity.queries.decisions import decisions_about
from kb.identity.site_lists import lists_for
from kb.identity.texts import CITATIONS, OF_CITATIONS, of_file, texts_of
from kb.lessons.models.attachment import Attachment
from kb.lessons.models.lesson import Revision
from kb.lessons.queries.attachments import attachments_of


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
    to_open: Sequence[FilePassage]
    """Places in files that rules cannot read: the identity reviewer opens the file. No writer need do anything."""
    files: Sequence[Attachment]

    @property
    def passages(self) -> Sequence[Passage]:
        """Every finding."""
        answered = (each.passage for each in self.answered)
        return [*self.to_change, *self.to_answer, *answered, *self.hints, *self.to_open]

    @property
    def being_checked(self) -> Sequence[Attachment]:
        """Files that were not read to their end yet."""
        return [each for each in self.files if each.state == "waiting"]

    @property
    def refused(self) -> Sequence[Attachment]:
        """Files that cannot stay."""
        return [each for each in self.files if each.state == "refused"]

    @property
    def not_opened(self) -> Sequence[Attachment]:
        """Files that the identity reviewer has still to open."""
        unread = {passage.where for passage in self.to_open}
        return [each for each in self.files if of_file(each.id) in unread and each.opened_at is None]

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

    def of_file(self, attachment: Attachment) -> "Standing":
        """What of it is in one of the files, or in what is written about it."""
        names = {of_file(attachment.id), of_file(attachment.id, words=True)}
        return replace(
            self,
            texts={name: text for name, text in self.texts.items() if name in names},
            to_change=[each for each in self.to_change if each.where in names],
            to_answer=[each for each in self.to_answer if each.where in names],
            answered=[each for each in self.answered if each.passage.where in names],
            hints=[each for each in self.hints if each.where in names],
            combination=None,
            to_open=[each for each in self.to_open if each.where in names],
            files=[attachment],
        )

    @property
    def lets_submit(self) -> bool:
        """Whether its writers have done their part: nothing is left that must be changed or answered for."""
        return not (self.to_change or self.to_answer or self.being_checked or self.refused)

    @property
    def lets_publish(self) -> bool:
        """Whether, beside that, the identity reviewer opened what has to be, and let every combination stand."""
        if not self.lets_submit or self.not_opened:
            return False
        decided = self.combination.decision if self.combination else None
        return self.combination is None or (decided is not None and decided.outcome == "may_stand")


def standing_of(revision: Revision) -> Standing:
    """Check the texts of a revision as they are now, and find what was decided about the same passages before.

    Its files were checked when they were sent (`kb.identity.attached`).
    """
    files = attachments_of(revision)
    texts = {**texts_of(revision), **words_about(files)}
    checked = check_texts(texts, lists_of(revision))
    in_texts = [each for each in passages_in(texts, checked) if _counts(each)]
    in_files = list(passages_of_files(files))
    facts, together = _together(texts, checked.facts, files)
    decided = decisions_about(revision, {each.digest for each in (*in_texts, *in_files)} | {together})
    by_level: dict[Level, list[Passage]] = {level: [] for level in Level}
    for each in (*in_texts, *in_files):
        by_level[each.finding.level].append(each)
    asked = by_level[Level.ASK]
    return Standing(
        texts=texts,
        to_change=by_level[Level.STOP],
        to_answer=[each for each in asked if each.digest not in decided],
        answered=[Answered(each, decided[each.digest]) for each in asked if each.digest in decided],
        hints=by_level[Level.INFORM],
        combination=Combination(facts, together, _by_another(revision, decided.get(together))) if facts else None,
        to_open=[each for each in in_files if each.finding.level is Level.OPEN],
        files=files,
    )


def left_to_do(
    texts: Mapping[str, str], lists: Lists, revision: Revision | None = None
) -> tuple[Sequence[Passage], Sequence[Passage]]:
    """What must be changed in texts that nobody has saved yet, and what has to be answered for.

    `revision`: the one that they are meant for, if there is one: what was answered there is left out.
    """
    found = [each for each in passages_in(texts, check_texts(texts, lists)) if _counts(each)]
    asked = [each for each in found if each.finding.level is Level.ASK]
    decided = decisions_about(revision, {each.digest for each in asked}) if revision is not None and asked else {}
    to_change = [each for each in found if each.finding.level is Level.STOP]
    return to_change, [each for each in asked if each.digest not in decided]


def _together(
    texts: Mapping[str, str], found: Sequence[Fact], files: Sequence[Attachment]
) -> tuple[tuple[Fact, ...], str]:
    """The facts that may point at one child together, in texts and files, and their digest; none if they are few."""
    in_files, more = facts_of_files(files)
    facts = (*(fact for fact in found if not fact.where.startswith(CITATIONS)), *more)
    facts = facts if point_at_one_child(facts) else ()
    return facts, digest_of_facts({**texts, **in_files}, facts)


def _by_another(revision: Revision, decision: IdentityDecision | None) -> IdentityDecision | None:
    """A decision, unless it was made by somebody who wrote this text: a reviewer may decide before writing."""
    return decision if decision and decision.decided_by_id not in revision.author_ids else None


def _counts(passage: Passage) -> bool:
    return passage.finding.rule in OF_CITATIONS or not passage.where.startswith(CITATIONS)


def says_nothing_of_anybody(revision: Revision, reason: str) -> None:
    """A reason is read by others, too. Raises Invalid(reason=...) where it says what must be said nowhere.

    That something was in the news may be the very reason.
    """
    findings = check_text(reason, lists_of(revision))
    wrong = [finding for finding in findings if finding.level is Level.STOP and finding.rule != "news-link"]
    if wrong:
        named = ", ".join(dict.fromkeys(f"“{finding.text}”" for finding in wrong))
        raise Invalid(reason=f"Say it without {named}: the reason itself leads to somebody")


def lists_of(revision: Revision) -> Lists:
    """The lists with which the texts and files of a revision are checked."""
    pseudonym = revision.review.pseudonym if revision.review else None
    organisations = [revision.organisation_id] if revision.organisation_id is not None else []
    return lists_for(organisations, filter(None, [pseudonym]))
