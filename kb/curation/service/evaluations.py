"""How one review was judged: evaluations that editors enter, correct and take away."""

from collections.abc import Iterable

from kb.access.actors import Actor, Permission
from kb.access.use_case import use_case
from kb.core.db import session
from kb.core.errors import Conflict, Invalid
from kb.curation.queries.reviews import EvaluationFacts, evaluation_facts, evaluation_of, grades
from kb.curation.service.reviews import hold, next_position
from kb.lessons.models.review import Evaluation, Review


@use_case(Permission.EVALUATION_EDIT)
def add(_who: Actor, review: Review, *, facts: EvaluationFacts) -> Evaluation:
    """Enter an evaluation. Raises Invalid where it is there already, and for a grade that no scheme has."""
    hold(review)
    _refuse_twice(facts, review.evaluations)
    made = Evaluation(review_id=review.id, position=next_position(review.evaluations))
    _write(made, facts)
    session.add(made)
    review.changed_on_site = True
    session.flush()
    return made


@use_case(Permission.EVALUATION_EDIT)
def change(_who: Actor, review: Review, *, number: int, facts: EvaluationFacts, before: EvaluationFacts) -> None:
    """Correct an evaluation. Raises NotFound where it is gone, Conflict where another says something else.

    Raises Invalid(grade=...) where that makes it one that is there already, and for a grade that no scheme has.
    """
    hold(review)
    found = evaluation_of(review, number)
    if evaluation_facts(found) != before:
        raise Conflict
    _refuse_twice(facts, [each for each in review.evaluations if each is not found])
    _write(found, facts)
    review.changed_on_site = True


@use_case(Permission.EVALUATION_EDIT)
def remove(_who: Actor, review: Review, *, number: int) -> None:
    """Take an evaluation away. Raises NotFound where it is gone."""
    hold(review)
    session.delete(evaluation_of(review, number))
    review.changed_on_site = True


def _refuse_twice(facts: EvaluationFacts, others: Iterable[Evaluation]) -> None:
    if any(evaluation_facts(each) == facts for each in others):
        raise Invalid(grade="This evaluation is there already")


def _write(evaluation: Evaluation, facts: EvaluationFacts) -> None:
    if facts.grade not in grades():
        raise Invalid(grade="Choose a grade of the list")
    scheme, _, grade = facts.grade.partition("/")
    evaluation.evaluator, evaluation.scheme_key, evaluation.grade = (
        facts.evaluator,
        f"evaluation-schemes/{scheme}",
        grade,
    )
    evaluation.day = facts.day
    evaluation.year = facts.day.year if facts.day else int(facts.year) if facts.year else None
    evaluation.url, evaluation.note = facts.url or None, facts.note or None
