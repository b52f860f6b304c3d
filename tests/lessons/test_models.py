"""What the database itself refuses, whoever writes to it; every constraint has a name to be found by."""

from collections.abc import Callable

import pytest
from apiflask import APIFlask
from sqlalchemy.exc import IntegrityError

from kb.accounts.models.organisation import OrganisationSuccession
from kb.accounts.models.user import Membership
from kb.core import db
from kb.lessons.models.lesson import Lesson
from kb.lessons.models.parts import RevisionValue
from kb.lessons.models.review import Evaluation
from kb.lessons.models.vocabulary import ThemeRelation
from tests import factories


def lesson_with(**fields: object) -> Callable[[], None]:
    def make() -> None:
        factories.lesson(tell=False, **fields)  # type: ignore[arg-type]

    return make


def address_without_reference() -> None:
    db.session.add(Lesson(slug="an-address"))
    db.session.flush()


def live_without_address() -> None:
    lesson = factories.lesson(state="draft")
    lesson.live_revision = lesson.open_revision
    lesson.open_revision = None
    db.session.flush()


def live_and_open_at_once() -> None:
    lesson = factories.lesson(tell=False)
    lesson.open_revision = lesson.live_revision
    db.session.flush()


def second_revision_with_the_same_number() -> None:
    lesson = factories.lesson(tell=False)
    factories.revision(lesson, "The same number again", state="draft", number=1)


def value_of_a_list_that_lessons_do_not_have() -> None:
    lesson = factories.lesson(tell=False)
    assert lesson.live_revision is not None
    lesson.live_revision.value_links.append(RevisionValue(value_key="nations/wales", position=0))
    db.session.flush()


def source_of_nothing() -> None:
    db.session.add(factories.source())
    db.session.flush()


def source_of_two_things() -> None:
    lesson, review = factories.lesson(tell=False), factories.review()
    assert lesson.live_revision is not None
    db.session.add(factories.source(revision_id=lesson.live_revision.id, review_id=review.id))
    db.session.flush()


def grade_of_a_scheme_that_is_none() -> None:
    review = factories.review()
    review.evaluations.append(Evaluation(position=0, evaluator="Ofsted", scheme_key="regions/london", grade="good"))
    db.session.flush()


def theme_related_to_itself() -> None:
    db.session.add(ThemeRelation(theme_id=1, related_id=1, position=0))
    db.session.flush()


def organisation_after_itself() -> None:
    board = factories.organisation()
    db.session.add(OrganisationSuccession(predecessor_id=board.id, successor_id=board.id))
    db.session.flush()


def role_that_is_none() -> None:
    db.session.add(Membership(user=factories.user(), organisation=factories.organisation(), role="visitor"))
    db.session.flush()


@pytest.mark.parametrize(
    ("constraint", "make"),
    [
        ("ck_revision_state", lesson_with(state="approved")),
        ("ck_revision_complete_once_submitted", lesson_with(state="submitted", found="")),
        ("ck_revision_year", lesson_with(year=1899)),
        ("ck_revision_region_list", lesson_with(region_key="nations/wales")),
        ("ck_revision_evidence_stage_list", lesson_with(evidence_stage_key="results/helped")),
        ("ck_lesson_named_once_published", address_without_reference),
        ("ck_lesson_live_has_address", live_without_address),
        ("ck_lesson_live_is_not_open", live_and_open_at_once),
        ("ck_revision_value_value_list", value_of_a_list_that_lessons_do_not_have),
        ("ck_source_one_owner", source_of_nothing),
        ("ck_source_one_owner", source_of_two_things),
        ("ck_evaluation_scheme_list", grade_of_a_scheme_that_is_none),
        ("ck_theme_relation_not_itself", theme_related_to_itself),
        ("ck_organisation_succession_not_itself", organisation_after_itself),
        ("ck_membership_role", role_that_is_none),
    ],
)
def test_the_database_refuses(app: APIFlask, constraint: str, make: Callable[[], None]) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        make()
    db.session.rollback()


def test_two_revisions_of_a_lesson_never_have_the_same_number(app: APIFlask) -> None:
    with pytest.raises(IntegrityError, match=r"revision\.lesson_id|uq_revision_lesson_id_number"):
        second_revision_with_the_same_number()
    db.session.rollback()


def test_a_value_that_content_does_not_have_is_refused(app: APIFlask) -> None:
    with pytest.raises(IntegrityError, match=r"FOREIGN KEY|fk_revision_region_key"):
        factories.lesson(region_key="regions/atlantis", tell=False)
    db.session.rollback()
