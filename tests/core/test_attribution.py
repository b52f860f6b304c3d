"""The words that licences ask for are the same wherever they stand."""

import re

import pytest

from config import HERE
from kb.core.attribution import ATTRIBUTION
from tests.pages import Person


@pytest.mark.parametrize("path", ["content/README.md", "content/pages/terms.md"])
def test_the_files_that_say_it_say_the_same(path: str) -> None:
    text = (HERE / path).read_text(encoding="utf-8")
    assert ATTRIBUTION in " ".join(re.sub(r"^> ", "", text, flags=re.MULTILINE).split())


def test_it_stands_on_every_page(reader: Person) -> None:
    for endpoint in ("site.home", "search.results", "lessons.themes", "lessons.organisations"):
        assert ATTRIBUTION in reader.get(endpoint).response.get_data(as_text=True)
