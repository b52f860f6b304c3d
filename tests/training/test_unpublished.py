"""A lesson that is not published leaves no trace in the material; a case that rests on such lessons is not there."""

from collections.abc import Sequence

import pytest
from apiflask import APIFlask
from sqlalchemy import delete, select

from kb.core import db
from kb.core.db import transaction
from kb.lessons.models.lesson import STATES, Lesson
from kb.training.models import QuizItem, SessionTemplate, Vignette, VignetteLesson
from tests import factories
from tests.pages import Person, statements
from tests.training import material

WORD = "Zanzibarian"
SLUG = "the-unpublished-one"
NOT_PUBLIC = [state for state in STATES if state != "published"]
PAGES = [
    "/training", "/training/quiz", "/training/quiz?theme=online-harm", "/training/quiz?theme=neglect&answers=open",
    "/training/sessions/with-both", "/training/sessions/with-a-hidden-case",
    "/training/safety", "/training/forms/before", "/lessons/the-published-one", "/themes/neglect",
    "/themes/online-harm", "/sitemap.xml",
]  # fmt: skip


def made(state: str) -> None:
    """Material on a published lesson, on one in this state, and on both."""
    shown = factories.lesson("A lesson that everybody may read", slug="the-published-one", themes=["neglect"])
    hidden = factories.lesson(
        f"{WORD} lesson", state=state, slug=SLUG, themes=["neglect", "online-harm"], tell=False
    )  # fmt: skip
    hidden.reference = "LB-9999"
    both = [material.question(material.point(shown), material.point(hidden, f"A {WORD} point."))]
    both += [
        material.question(material.point(hidden, f"Another {WORD} point."), text="A question of the case", stage=2)
    ]
    material.vignette(shown, hidden, slug="on-both", questions=both)
    alone = material.vignette(hidden, slug="on-it-alone", title=f"A {WORD} case", themes=["online-harm"])
    for lesson in (hidden, shown, hidden, shown):
        material.quiz_item(lesson, f"A {WORD} stem" if lesson is hidden else "A stem for everybody")
    blocks = [material.block(fill="vignette"), material.block(fill="lessons")]
    material.session(*blocks, lessons=[SLUG, "the-published-one"]).slug = "with-both"
    material.session(*blocks, about=alone, lessons=[SLUG], title="Another").slug = "with-a-hidden-case"
    material.safety()
    material.form()


def look(app: APIFlask, pages: Sequence[str] = PAGES) -> dict[str, tuple[int, str]]:
    person = Person(app)
    return {address: (page.status, page.html) for address in pages for page in [person.open(address)]}


def without_all_that_names_it() -> None:
    """The material as it would be if it had never named the lesson."""
    hidden = db.session.scalars(select(Lesson).where(Lesson.slug == SLUG)).one()
    db.session.execute(delete(QuizItem).where(QuizItem.lesson_id == hidden.id))
    db.session.execute(delete(VignetteLesson).where(VignetteLesson.lesson_id == hidden.id))
    db.session.execute(delete(Vignette))
    for template in db.session.scalars(select(SessionTemplate)):
        named = [slug for slug in template.details["lessons"] if slug != SLUG]
        template.details = {**template.details, "lessons": named}
        template.vignette_id = None


@pytest.mark.parametrize("state", NOT_PUBLIC)
def test_no_page_count_filter_or_list_knows_of_it(app: APIFlask, state: str) -> None:
    with transaction():
        made(state)

    seen = look(app)

    for address, (status, html) in seen.items():
        assert status == 200, address
        assert SLUG not in html, address
        assert WORD not in html, address
        assert "on-it-alone" not in html, address
    with transaction():
        without_all_that_names_it()
    assert look(app) == seen, "with all that names it taken away, every page is the same to the letter"


@pytest.mark.parametrize("state", NOT_PUBLIC)
@pytest.mark.parametrize(
    ("address", "unknown"),
    [
        ("/training/vignettes/on-it-alone", "/training/vignettes/nothing-there"),
        ("/training/vignettes/on-both", "/training/vignettes/nothing-there"),
        (f"/training/quiz?lesson={SLUG}", "/training/quiz?lesson=nothing-has-this-slug"),
    ],
)
def test_its_address_is_answered_like_one_that_never_was(
    app: APIFlask, reader: Person, state: str, address: str, unknown: str
) -> None:
    with transaction():
        made(state)
    # For one with cookies each page is made; whether a kept one still holds is asked of search too, at its own times.
    reader.client.set_cookie("shortlist", "1")
    reader.open("/training/quiz")  # what is kept between requests is filled
    reader.open(unknown)

    with statements() as asked_for_it:
        answer = reader.open(address)
    with statements() as asked_for_nothing:
        other = reader.open(unknown.replace("nothing", "never"))

    assert answer.status == other.status
    assert answer.text == other.text
    assert asked_for_it == asked_for_nothing


def test_what_was_there_is_gone_once_its_lesson_is_hidden_and_back_with_it(app: APIFlask, reader: Person) -> None:
    with transaction():
        made("published")
    pages = [*PAGES, "/training/vignettes/on-it-alone"]
    before = look(app, pages)
    assert WORD in before["/training"][1]
    assert WORD in before["/training/vignettes/on-it-alone"][1]
    assert "4 questions" in before["/training"][1]

    with transaction():
        db.session.scalars(select(Lesson).where(Lesson.slug == SLUG)).one().live_revision.state = "hidden"
    after = look(app, pages)
    assert [address for address, (_, html) in after.items() if WORD in html] == []
    assert after["/training/vignettes/on-it-alone"][0] == 404
    assert "2 questions" in after["/training"][1]

    with transaction():
        db.session.scalars(select(Lesson).where(Lesson.slug == SLUG)).one().live_revision.state = "published"
    assert look(app, pages) == before
