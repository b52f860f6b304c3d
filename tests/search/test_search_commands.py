"""What `kb search` prints, and how good the ranking is for what people look for in the starter content."""

from pathlib import Path

import pytest
from apiflask import APIFlask

from kb.core.settings import settings
from kb.lessons.queries.lessons import published_ids, titles
from kb.search import commands, evaluation, judged, local_index
from kb.search.evaluation import Judged

OWN = Path(__file__).with_name("judged.yaml")
GOOD_ENOUGH = 0.85
"""nDCG@10 by the grades. It is a guard: a change of the ranking that costs more than it gives falls below it."""


@pytest.mark.usefixtures("starter")
class TestStarterContent:
    """The site with all starter content, for reading."""

    def test_the_ranking_is_good_for_what_people_look_for(self) -> None:
        queries = judged.queries_of(OWN)
        ids = published_ids({name for query in queries for name in query.gains})
        index = local_index.at(settings().index_folder)
        known = [Judged(query.text, {str(ids[name]): gain for name, gain in query.gains.items()}) for query in queries]

        found = evaluation.evaluate(known, lambda text: list(map(str, evaluation.ranking(index.search, text))))

        worst = sorted((round(query.ndcg, 2), query.text) for query in found.queries)[:8]
        assert len(found.queries) == len(queries) >= 25
        assert found.ndcg >= GOOD_ENOUGH, worst

    def test_a_file_of_judged_searches_is_measured(self, lines: list[str]) -> None:
        assert commands.search_evaluate(OWN, lines.append) == 0
        assert lines[0].startswith("judged.yaml, 90 lessons; ")
        assert [line.split()[0] for line in lines[1:5]] == ["nDCG@10", "nDCG@10", "MAP", "MRR"]
        assert sum(line.startswith("weakest: ") for line in lines) == 5

    def test_lessons_may_be_named_by_their_slug(self, lines: list[str], tmp_path: Path) -> None:
        number = published_ids({"LB-0006"})["LB-0006"]
        file = tmp_path / "own.yaml"
        file.write_text(f"- query: bruising protocol in Leeds\n  lessons: [{titles([number])[number].slug}]\n")

        assert commands.search_evaluate(file, lines.append) == 0
        assert lines[-1] == "MRR      1.000"

    def test_lessons_that_are_not_public_are_named(self, lines: list[str], tmp_path: Path) -> None:
        file = tmp_path / "own.yaml"
        file.write_text("- {query: x, lessons: {LB-0001: 1, LB-9999: 1, no-such-lesson: 2}}\n")

        assert commands.search_evaluate(file, lines.append) == 1
        assert lines == ["No lesson that is public has this reference or slug: LB-9999, no-such-lesson."]

    def test_a_file_that_cannot_be_read_is_named(self, lines: list[str], tmp_path: Path) -> None:
        assert commands.search_evaluate(tmp_path / "missing.yaml", lines.append) == 1
        assert lines == [f"{tmp_path / 'missing.yaml'} cannot be read: No such file or directory."]

    def test_a_search_is_explained_with_numbers_that_add_up(self, lines: list[str]) -> None:
        assert commands.search_explain("bruising the baby", lines.append) == 0
        text = "\n".join(lines)
        assert lines[0] == "Looked for: bruising baby"
        assert "Words that nearly every lesson has were left out: “the”." in lines
        assert "\n1. " in text
        assert "idf " in text

    def test_another_name_for_what_was_typed_is_said(self, lines: list[str]) -> None:
        commands.search_explain("DV audit", lines.append)
        assert any(line.startswith("Also, for DV: ") and "omestic" in line for line in lines)

    def test_a_search_without_words_is_explained_too(self, lines: list[str]) -> None:
        assert commands.search_explain("the", lines.append) == 0
        assert lines[0] == "Looked for: nothing, so newest first"


def test_without_an_index_nothing_can_be_explained(app: APIFlask, lines: list[str]) -> None:
    assert commands.search_explain("bruising", lines.append) == 1
    assert lines == ["There is no index yet. 'kb index rebuild' makes one."]


def test_a_test_collection_is_measured_in_a_folder_of_its_own(lines: list[str], tmp_path: Path) -> None:
    (tmp_path / "x.all").write_text(".I 1\n.T\nwings\n.W\nwings of birds\n.I 2\n.T\nfins\n.W\nfins of fish\n")
    (tmp_path / "x.qry").write_text(".I 1\n.W\nwhich fish have fins\n.I 2\n.W\nbirds\n")
    (tmp_path / "xqrel").write_text("1 2 1\n2 1 1\n")

    assert commands.search_evaluate_collection(tmp_path, lines.append) == 0
    assert lines == [
        f"{tmp_path.name}, 2 documents; 2 of 2 queries have an answer that was judged.",
        "nDCG@10  1.000  (every answer worth the same)",
        "MAP      1.000",
        "MRR      1.000",
    ]


def test_a_folder_without_a_collection_is_named(lines: list[str], tmp_path: Path) -> None:
    assert commands.search_evaluate_collection(tmp_path, lines.append) == 1
    assert "no collection is there" in lines[0]
