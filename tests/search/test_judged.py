"""Judged queries are read from the layouts of test collections and from a file over the site's own lessons."""

import json
from pathlib import Path

import pytest

from kb.search import judged
from kb.search.judged import Unreadable

WINGS = """.I 1
.T
experimental wing in a
slipstream .
.A
brenckman,m.
.B
j. ae. scs.
.W
an experimental study of a wing .
.I 2
.T
simple shear flow
.A
.B
.W
shear flow past a plate .
"""
QUESTIONS = """.I 001
.W
what is a
wing .
.I 004
.W
what is shear flow .
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_dot_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


# --- collections


def test_cranfield_numbers_its_queries_by_their_place(tmp_path: Path) -> None:
    write(tmp_path, cran_dot_all_dot_1400=WINGS, cran_dot_qry=QUESTIONS, cranqrel="1 1 1\n1 2 4\n2 2 2 \n2 1 -1\n")
    write(tmp_path, cranqrel_dot_readme="Here you will find two files.")

    found = judged.collection(tmp_path)

    assert found.documents["1"].title == "experimental wing in a slipstream ."
    assert found.documents["2"].text == "shear flow past a plate ."
    assert [query.text for query in found.queries] == ["what is a wing .", "what is shear flow ."]
    assert [query.gains for query in found.queries] == [{"1": 4, "2": 1}, {"2": 3, "1": 0}]


def test_queries_are_taken_by_their_number_where_all_numbers_exist(tmp_path: Path) -> None:
    write(tmp_path, cran_dot_all=WINGS, cran_dot_qry=QUESTIONS, cranqrel="4 2 1\n")

    assert [query.text for query in judged.collection(tmp_path).queries] == ["what is shear flow ."]


def test_relations_of_cisi_list_what_answers(tmp_path: Path) -> None:
    write(tmp_path, CISI_dot_ALL=WINGS, CISI_dot_QRY=QUESTIONS, CISI_dot_REL="     1     2\t0\t0.000000\n")

    assert [query.gains for query in judged.collection(tmp_path).queries] == [{"2": 1}]


def test_numbers_of_cacm_may_begin_with_zeros(tmp_path: Path) -> None:
    write(tmp_path, cacm_dot_all=WINGS, query_dot_text=QUESTIONS, qrels_dot_text="01 0002  0 0\n04 1  0 0\n")

    assert [query.gains for query in judged.collection(tmp_path).queries] == [{"2": 1}, {"1": 1}]


def test_numbers_of_med_are_those_of_trec(tmp_path: Path) -> None:
    write(tmp_path, MED_dot_ALL=WINGS, MED_dot_QRY=QUESTIONS, MED_dot_REL="1 0 2 1\n4 0 1 1\n")

    assert [query.gains for query in judged.collection(tmp_path).queries] == [{"2": 1}, {"1": 1}]


def test_beir_is_read_from_its_three_files(tmp_path: Path) -> None:
    documents = [{"_id": "MED-1", "title": "Bruises", "text": "In babies"}, {"_id": "MED-2", "title": "", "text": "x"}]
    questions = [{"_id": "PLAIN-3", "text": "bruises in babies"}, {"_id": "PLAIN-4", "text": "never judged"}]
    write(
        tmp_path,
        corpus_dot_jsonl="\n".join(map(json.dumps, documents)),
        queries_dot_jsonl="\n".join(map(json.dumps, questions)),
        qrels__test_dot_tsv="query-id\tcorpus-id\tscore\nPLAIN-3\tMED-1\t2\nPLAIN-3\tMED-2\t0\n",
        qrels__dev_dot_tsv="query-id\tcorpus-id\tscore\nPLAIN-4\tMED-1\t1\n",
    )

    found = judged.collection(tmp_path)

    assert (found.documents["MED-1"].title, found.documents["MED-1"].text) == ("Bruises", "In babies")
    assert [(query.text, query.gains) for query in found.queries] == [("bruises in babies", {"MED-1": 2, "MED-2": 0})]


@pytest.mark.parametrize(
    ("documents", "topics"),
    [
        (
            "<DOC>\n<DOCNO> A-1 </DOCNO>\n<TITLE>Bruises</TITLE>\n<TEXT>\nIn babies\n</TEXT>\n</DOC>\n",
            "<top>\n<num> Number: 301\n<title> bruises in babies\n<desc> Description:\nWhich?\n</top>\n",
        ),
        ("A-1\tBruises\tIn babies\n", "301\tbruises in babies\n"),
    ],
    ids=["records", "lines"],
)
def test_trec_is_read_as_records_or_as_lines(tmp_path: Path, documents: str, topics: str) -> None:
    write(tmp_path, docs_dot_txt=documents, topics_dot_txt=topics, qrels_dot_txt="301 0 A-1 1\n301 0 A-9 0\n")

    found = judged.collection(tmp_path)

    assert (found.documents["A-1"].title, found.documents["A-1"].text) == ("Bruises", "In babies")
    assert [(query.text, query.gains) for query in found.queries] == [("bruises in babies", {"A-1": 1, "A-9": 0})]


def test_a_folder_without_a_collection_says_what_it_takes(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"no collection is there. It takes .*corpus\.jsonl"):
        judged.collection(tmp_path)


@pytest.mark.parametrize(
    ("qrel", "message"),
    [
        ("9 1 1\n", "names one of the 2 queries"),
        ("4 77 1\n", "names one of the 2 documents"),
        ("1 2 good\n4 2 bad\n", "“4 2 bad” has no grade"),
        ("1 1 1\n4\n", "line 2: has to name a query and a document"),
    ],
)
def test_judgements_that_say_nothing_are_named(tmp_path: Path, qrel: str, message: str) -> None:
    write(tmp_path, a_dot_all=WINGS, a_dot_qry=QUESTIONS, aqrel=qrel)

    with pytest.raises(Unreadable, match=message):
        judged.collection(tmp_path)


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    write(tmp_path, corpus_dot_jsonl='{"_id": "1"}\nnonsense', queries_dot_jsonl="{}", qrels__test_dot_tsv="1\t1\t1")

    with pytest.raises(Unreadable, match=r"corpus\.jsonl, line 2: is not valid JSON"):
        judged.collection(tmp_path)


# --- the site's own


def own(folder: Path, text: str) -> Path:
    file = folder / "judged.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_queries_name_lessons_with_grades(tmp_path: Path) -> None:
    found = judged.queries_of(own(tmp_path, "- query: thresholds\n  lessons: {LB-0001: 2, some-slug: 1}\n"))

    assert [(query.text, query.gains) for query in found] == [("thresholds", {"LB-0001": 2, "some-slug": 1})]


def test_queries_may_be_json_and_lessons_a_list(tmp_path: Path) -> None:
    found = judged.queries_of(own(tmp_path, '[{"query": "thresholds", "lessons": ["LB-0001"]}]'))

    assert [query.gains for query in found] == [{"LB-0001": 1}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has to be a list of queries"),
        ("query: x", "has to be a list of queries"),
        ("- [", "is not valid YAML"),
        ("- query: x", "query 1: has to have `query`, `lessons`"),
        ("- {query: x, lessons: {a: 1}}\n- {query: '', lessons: {a: 1}}", "query 2: has to have"),
        ("- {query: x, lessons: {a: good}}", "with a grade each"),
        ("- {query: x, lessons: {a: -1}}", "with a grade each"),
        ("- {query: x, lessons: a}", "with a grade each"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        judged.queries_of(own(tmp_path, text))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"missing\.yaml cannot be read: No such file"):
        judged.queries_of(tmp_path / "missing.yaml")
