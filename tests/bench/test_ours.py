"""The yardsticks measure the search as it is: made-up lessons are found, updated and suggested by its own parts."""

from itertools import islice
from pathlib import Path

import pytest

from bench import lessons
from bench.engines.ours import Ours
from bench.engines.page import keep
from bench.queries import queries
from kb.search import snippets, suggesting


def test_a_page_an_update_and_suggestions_are_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((snippets, "plain_texts"), (suggesting, "titles"), (suggesting, "names")):
        monkeypatch.setattr(module, name, getattr(module, name))  # which the bench changes: put back afterwards
    made = list(islice(lessons.lessons(40, short=True), 40))
    keep(tmp_path, made)
    Ours.build(tmp_path, made)
    Ours.prepare(tmp_path, made)
    ours = Ours(tmp_path)

    pages = [ours.page(query) for _, query in queries(made)]
    assert any(page.total and page.extracts and page.counts for page in pages)
    ours.update(lessons.lesson(made[0].id, seed=2, short=True))
    ours.tidy()
    assert ours.suggest(max(made[1].title.split(), key=len))
