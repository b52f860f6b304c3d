"""An editor renames a theme, merges it into another, and enters how a review was judged; with and without scripts."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from kb.core import db
from kb.lessons.models.vocabulary import Theme
from tests import factories
from tests.journeys.accounts.conftest import Windows
from tests.journeys.accounts.site import Site, a_word
from tests.journeys.accounts.steps import fill, follow, heading, press, refused, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def word(site: Site) -> str:
    """Stands in the names of two themes, of a lesson and of a review that only this test has."""
    made = a_word()
    with site.rows():
        group = db.session.scalars(select(Theme).where(Theme.slug == "forms-of-harm")).one()
        for number in (1, 2):
            theme = Theme(slug=f"{made}-{number}", label=f"{made} {number}", scope_note="-", position=500 + number)
            theme.broader = group
            db.session.add(theme)
        db.session.flush()
        review = factories.review(f"Review {made}", slug=f"review-{made}", sources=[factories.source()])
        factories.lesson(f"What {made} taught", slug=made, themes=[f"{made}-1"], review_id=review.id)
    return made


@pytest.mark.parametrize("scripts", [False, True], indirect=True)
def test_a_theme_is_renamed_and_merged_and_a_review_judged(
    scripts: bool, site: Site, word: str, window: Windows
) -> None:
    page = window()
    sign_in(page, site.holder("editor"), "/desk/themes")
    follow(page, f"{word} 1")
    fill(page, label=f"Renamed {word}", slug=f"renamed-{word}", alternative=f"{word} 2")
    press(page, "Save the changes")
    refused(page, f"is the label of the theme “{word} 2”")
    fill(page, alternative=f"also {word}")
    press(page, "Save the changes")
    expect(page.locator(".kb-notice--good")).to_contain_text("The theme was changed.")
    page.goto(f"/themes/{word}-1")
    expect(page).to_have_url(re.compile(f"/themes/renamed-{word}$"))
    expect(page.get_by_role("main")).to_contain_text(f"What {word} taught")

    page.goto(f"/desk/themes/renamed-{word}/merge?into={word}-2")
    expect(page.get_by_role("main")).to_contain_text("1 published lesson")
    press(page, "Merge for good")
    expect(page.locator(".kb-notice--good")).to_contain_text(f"“Renamed {word}” is part of “{word} 2” now.")
    page.goto(f"/themes/{word}-1")
    expect(heading(page)).to_have_text(f"{word} 2")
    expect(page.get_by_role("main")).to_contain_text(f"What {word} taught")

    page.goto(f"/desk/reviews?q={word}")
    follow(page, f"Review {word}")
    follow(page, "Add an evaluation")
    fill(page, evaluator="Ofsted", day="14 March 2010")
    page.locator("main select[name=grade]").select_option("ofsted-4/good")
    press(page, "Add the evaluation")
    follow(page, "See its public page")
    expect(page.get_by_role("main")).to_contain_text("Ofsted, 14 March 2010")
