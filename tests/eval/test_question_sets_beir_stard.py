"""Retrieval data sets: BEIR folders and statutes with their questions."""

import gzip
import json
import lzma
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from eval.errors import QuestionFileError
from eval.question_sets import Question
from eval.question_sets.converters import Document, LeftOut, converter_named

CORPUS = [
    {"_id": "d1", "title": "办法", "text": "由市交通局牵头。", "metadata": {}},
    {"_id": "d2", "title": "只有标题", "text": " "},
    {"_id": 3, "text": "The bureau leads."},
    {"_id": "d4", "title": "", "text": ""},
]
QUERIES = [
    {"_id": "q1", "text": "由谁牵头？", "metadata": {}},
    {"_id": 2, "text": "Who leads?"},
    {"_id": "q3", "text": "谁配合？"},
    {"_id": "q4", "text": "未评"},
]
TEST = (
    "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nq1\t3\t1\n2\t3\t1\nq3\td1\t0\nq3\td2\t-1\n"
)
TRAIN = "query-id\tcorpus-id\tscore\nq4\td1\t1\nq1\td1\t2\n"


def lines_of(rows: Iterable[Any]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def beir_folder(folder: Path, **qrels: str) -> Path:
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_bytes(lines_of(CORPUS))
    (folder / "queries.jsonl").write_bytes(lines_of(QUERIES))
    for name, text in qrels.items():
        (folder / "qrels" / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


def questions_from(name: str, source: Path) -> dict[str, Question]:
    made = converter_named(name)(source).questions
    return {own.id: own for own in made if isinstance(own, Question)}


def reasons_from(name: str, source: Path) -> list[str]:
    made = converter_named(name)(source)
    items = [*made.questions, *made.documents]
    return sorted(own.reason for own in items if isinstance(own, LeftOut))


def test_judged_queries_become_questions_with_the_grades_above_0(tmp_path: Path) -> None:
    questions = questions_from("beir", beir_folder(tmp_path / "set", test=TEST))
    assert {name: own.relevant for name, own in questions.items()} == {
        "q1": {"d1": 2, "3": 1},
        "2": {"3": 1},
    }
    assert [own.language for own in questions.values()] == ["zh", "en"]
    assert questions["q1"].question == "由谁牵头？"


def test_texts_become_documents_and_a_title_stands_for_a_blank_text(tmp_path: Path) -> None:
    made = converter_named("beir")(beir_folder(tmp_path / "set", test=TEST))
    assert [own for own in made.documents if isinstance(own, Document)] == [
        Document("d1", "由市交通局牵头。", "办法"),
        Document("d2", "只有标题", "只有标题"),
        Document("3", "The bureau leads.", None),
    ]


def test_what_is_left_out_of_a_beir_folder_is_said(tmp_path: Path) -> None:
    assert reasons_from("beir", beir_folder(tmp_path / "set", test=TEST)) == [
        "documents without a title and a text",
        "queries that were not judged",
        "queries without a relevant document",
    ]


def test_a_folder_has_all_its_judgements_and_one_file_of_them_its_own(tmp_path: Path) -> None:
    folder = beir_folder(tmp_path / "set", test=TEST, train=TRAIN)
    assert set(questions_from("beir", folder)) == {"q1", "2", "q4"}
    assert set(questions_from("beir", folder / "qrels" / "train.tsv")) == {"q1", "q4"}


def test_a_packed_corpus_is_read(tmp_path: Path) -> None:
    folder = beir_folder(tmp_path / "set", test=TEST)
    plain = list(converter_named("beir")(folder).documents)
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(lines_of(CORPUS)))
    (folder / "corpus.jsonl").unlink()
    documents = list(converter_named("beir")(folder).documents)
    assert [own for own in documents if isinstance(own, Document)] == plain[:3]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1 d1 1\n", "qrels/test.tsv line 2 is not"),
        ("qrels/test.tsv", "q1\td1\tgood\n", "qrels/test.tsv line 1 is not"),
        ("qrels/test.tsv", "q1\td1\t1\nq1\td1\t2\n", "qrels/test.tsv line 2 gives document 'd1'"),
        ("qrels/test.tsv", "q9\td1\t1\n", "queries.jsonl lacks 1 queries"),
        ("corpus.jsonl", '{"_id": "d1", "text": "x"}\n{"text": "x"}\n', "corpus.jsonl line 2"),
        ("corpus.jsonl", '{"_id": "d1", "text": "x"}\n' * 2, "corpus.jsonl line 2: the id 'd1'"),
        ("queries.jsonl", '{"_id": "q1", "text": " "}\n', "queries.jsonl line 1: `question`"),
        ("queries.jsonl", '{"_id": "q1", "text": "x"}\n' * 2, "queries.jsonl line 2: the id 'q1'"),
    ],
)
def test_a_broken_beir_file_is_refused_with_its_line(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    folder = beir_folder(tmp_path / "set", test=TEST)
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(QuestionFileError) as refused:
        made = converter_named("beir")(folder)
        list(made.questions)
        list(made.documents)
    assert said in str(refused.value)


def test_a_folder_that_is_not_of_beir_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match=r"has no qrels/\*\.tsv"):
        converter_named("beir")(tmp_path)
    (beir_folder(tmp_path / "set", test=TEST) / "queries.jsonl").unlink()
    with pytest.raises(QuestionFileError, match=r"has no queries\.jsonl"):
        converter_named("beir")(tmp_path / "set")


STATUTES = [
    {"id": 1, "name": "某法第一条", "text": "为了规范管理，制定本法。"},
    {"id": 2, "name": " ", "text": "由主管部门负责。"},
    {"id": 3, "name": "某法第三条", "text": " "},
]
ASKED = [
    {"id": 0, "query": "谁负责？", "relevant": [2, 1, 2], "answer": "您好，主管部门。"},
    {"id": 1, "query": "为什么？", "relevant": []},
]


def stard_folder(folder: Path) -> Path:
    folder.mkdir()
    (folder / "asked.jsonl").write_bytes(lines_of(ASKED))
    (folder / "statutes.jsonl.xz").write_bytes(lzma.compress(lines_of(STATUTES)))
    (folder / "policies.jsonl").write_bytes(lines_of([{"title": "x", "text": "y"}]))
    (folder / "notes.jsonl").write_text("no JSON\n", encoding="utf-8")
    (folder / "README.md").write_text("notes", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["", "asked.jsonl"])
def test_statutes_and_their_questions_are_told_by_their_fields(tmp_path: Path, name: str) -> None:
    source = stard_folder(tmp_path / "stard") / name
    (question,) = questions_from("stard", source).values()
    assert (question.id, question.question) == ("0", "谁负责？")
    assert (question.relevant, question.reference) == ({"2": 1, "1": 1}, ())
    documents = list(converter_named("stard")(source).documents)
    assert documents[:2] == [
        Document("1", "为了规范管理，制定本法。", "某法第一条"),
        Document("2", "由主管部门负责。", None),
    ]
    assert reasons_from("stard", source) == [
        "questions without a relevant statute",
        "statutes without a text",
    ]


def test_a_folder_has_all_its_questions_and_one_file_of_them_its_own(tmp_path: Path) -> None:
    folder = stard_folder(tmp_path / "stard")
    further = {"id": 7, "query": "谁来负责？", "relevant": [2]}
    (folder / "further.jsonl").write_bytes(lines_of([further]))
    assert set(questions_from("stard", folder)) == {"0", "7"}
    assert set(questions_from("stard", folder / "further.jsonl")) == {"7"}


def test_a_broken_row_of_statutes_or_questions_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = stard_folder(tmp_path / "stard")
    (folder / "asked.jsonl").write_bytes(lines_of([ASKED[0], {"id": 5, "query": "谁？"}]))
    with pytest.raises(QuestionFileError, match=r"asked\.jsonl line 2: the field `relevant`"):
        questions_from("stard", folder)
    (folder / "asked.jsonl").write_bytes(lines_of([ASKED[0], ASKED[0]]))
    with pytest.raises(QuestionFileError, match=r"asked\.jsonl line 2: the id '0' stands twice"):
        questions_from("stard", folder)


def test_a_folder_without_statutes_or_questions_is_refused(tmp_path: Path) -> None:
    folder = stard_folder(tmp_path / "stard")
    (folder / "statutes.jsonl.xz").unlink()
    with pytest.raises(QuestionFileError, match=r"no JSON Lines of \{id, name, text\}"):
        converter_named("stard")(folder)
    (folder / "asked.jsonl").unlink()
    with pytest.raises(QuestionFileError, match=r"no JSON Lines of \{id, query, relevant\}"):
        converter_named("stard")(folder)
    with pytest.raises(QuestionFileError, match="is not there"):
        converter_named("stard")(tmp_path / "missing")
