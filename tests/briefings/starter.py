"""The briefings of all starter lessons and themes."""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from kb.briefings import drafting
from kb.briefings.briefing import Briefing
from kb.lessons.queries.lessons import newest
from kb.lessons.queries.published import PublishedLesson, lesson_by_slug
from kb.lessons.queries.themes import ThemeShown, theme_by_slug, theme_groups

Lessons = list[tuple[PublishedLesson, Briefing]]
Themes = list[tuple[ThemeShown, Briefing]]


@pytest.fixture(scope="module")
def in_site(site: APIFlask) -> Iterator[None]:
    """Within the site with all starter content."""
    with site.app_context():
        yield


@pytest.fixture(scope="module")
def lessons(in_site: None) -> Lessons:
    """Every starter lesson with its briefing."""
    found = [lesson_by_slug(card.slug) for card in newest(1000)]
    assert len(found) > 80
    return [(lesson, drafting.of_lesson(lesson)) for lesson in found]


@pytest.fixture(scope="module")
def themes(in_site: None) -> Themes:
    """Every theme and every group with its briefing."""
    found = [theme_by_slug(each.slug) for group in theme_groups() for each in (group, *group.themes)]
    assert len(found) > 60
    return [(theme, drafting.of_theme(theme)) for theme in found]


@pytest.fixture(scope="module")
def briefings(lessons: Lessons, themes: Themes) -> list[Briefing]:
    """All of them."""
    return [briefing for _, briefing in (*lessons, *themes)]
