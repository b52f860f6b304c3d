"""The material that is shipped: every page of it is there, and every link leads to something."""

import re

import pytest
from apiflask import APIFlask

from kb.training.queries import forms, quiz, sessions, vignettes
from tests.pages import Page, Person


@pytest.fixture
def pages(site: APIFlask, anonymous: Person) -> list[Page]:
    """Every page of the material."""
    with site.app_context():
        addresses = [
            "/training",
            "/training/safety",
            *(f"/training/quiz?page={number}" for number in range(1, -(-len(quiz.questions()) // quiz.SIZE) + 1)),
            *(f"/training/sessions/{template.slug}" for template in sessions.sessions()),
            *(f"/training/vignettes/{vignette.slug}" for vignette in vignettes.vignettes()),
            *(f"/training/forms/{form.slug}" for form in forms.forms()),
        ]
    return [anonymous.open(address) for address in addresses]


def test_every_page_is_there(pages: list[Page]) -> None:
    assert [page.response.request.path for page in pages if page.status != 200] == []
    assert len(pages) > 20


def test_every_link_leads_to_a_page_and_to_a_place_in_it(pages: list[Page], anonymous: Person) -> None:
    links = {str(link["href"]) for page in pages for link in page.soup.select("main a[href^='/']")}
    known: dict[str, Page] = {}
    for link in sorted(links):
        address, _, anchor = link.partition("#")
        page = known.setdefault(address, anonymous.open(address))
        assert page.status == 200, link
        assert not anchor or page.soup.find(id=anchor), link


def test_no_word_of_the_files_is_shown_as_it_stands_there(pages: list[Page]) -> None:
    inner = r"\b(?:before-form|end-form|plan-form|threshold-document|scale-1-5|yes-partly-no|free-text|participant)\b"
    assert [found for page in pages for found in re.findall(inner, page.text)] == []
