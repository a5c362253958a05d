"""RAGAS data sets of its versions, as CSV and as JSON Lines."""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from eval.errors import QuestionFileError
from eval.question_sets import Question
from eval.question_sets.converters import Document, LeftOut, converter_named

ONE, TWO = "由市交通局牵头，\n“全市”推进。", "It's the bureau's task."


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def csv_file(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "set.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def json_lines(folder: Path, *rows: Any) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def questions_of(path: Path) -> list[Question]:
    return [own for own in converter_named("ragas")(path).questions if isinstance(own, Question)]


def texts_of(path: Path) -> list[str]:
    documents = converter_named("ragas")(path).documents
    return [own.text for own in documents if isinstance(own, Document)]


def quotes(question: Question) -> list[str]:
    return [span.quote for group in question.evidence for span in group]


@pytest.mark.parametrize("printed", [json.dumps, repr], ids=["json", "python"])
def test_a_test_set_in_csv_has_references_and_evidence(tmp_path: Path, printed: Any) -> None:
    path = csv_file(
        tmp_path,
        {"user_input": "由谁牵头？", "reference_contexts": printed([ONE, TWO]), "reference": "局"},
        {"user_input": "Who leads?", "reference_contexts": printed([TWO]), "reference": "[Bureau]"},
    )
    first, second = questions_of(path)
    assert (first.id, first.question, first.language) == ("set-2", "由谁牵头？", "zh")
    assert (second.id, second.language, second.reference) == ("set-3", "en", ("[Bureau]",))
    assert quotes(first) == [ONE, TWO]
    assert [len(group) for group in first.evidence] == [1, 1]  # both must be cited
    assert first.evidence[1][0].document == sha256_of(TWO)
    assert texts_of(path) == [ONE, TWO]


def test_the_columns_of_older_versions_are_known(tmp_path: Path) -> None:
    row = {"question": "由谁牵头？", "ground_truths": ["局", "市交通局"], "contexts": [ONE]}
    (question,) = questions_of(json_lines(tmp_path, row))
    assert (question.id, question.reference) == ("set-1", ("局", "市交通局"))
    assert quotes(question) == [ONE]
    other = json_lines(tmp_path, {"question": "由谁牵头？", "ground_truth": "局"})
    assert questions_of(other)[0].reference == ("局",)


@pytest.mark.parametrize(
    "row",
    [
        {
            "user_input": "由谁牵头？",
            "retrieved_contexts": [ONE],
            "response": "?",
            "reference": "局",
        },
        {"user_input": "由谁牵头？", "retrieved_contexts": [ONE], "reference": "局"},
        {"question": "由谁牵头？", "contexts": [ONE], "answer": "?", "ground_truth": "局"},
    ],
)
def test_contexts_that_a_system_retrieved_are_documents_but_no_evidence(
    tmp_path: Path, row: dict[str, Any]
) -> None:
    path = json_lines(tmp_path, row)
    assert questions_of(path)[0].evidence == ()
    assert texts_of(path) == [ONE]


def test_the_marks_of_hops_are_no_words_of_the_contexts(tmp_path: Path) -> None:
    contexts = [f"<1-hop>\n\n{ONE}", f"<12-hop>\n\n{TWO}"]
    row = {"user_input": "由谁？", "reference_contexts": contexts, "reference": "局"}
    path = json_lines(tmp_path, row)
    assert quotes(questions_of(path)[0]) == texts_of(path) == [ONE, TWO]


def test_a_row_with_neither_reference_nor_contexts_is_left_out(tmp_path: Path) -> None:
    rows = [
        {"question": "由谁？", "ground_truth": " ", "contexts": [" "]},
        {"question": "由谁？", "ground_truth": None, "contexts": None},
        {"question": "由谁？", "ground_truth": "", "contexts": [ONE]},
    ]
    items = list(converter_named("ragas")(json_lines(tmp_path, *rows)).questions)
    assert [isinstance(own, LeftOut) for own in items] == [True, True, False]


def test_a_cell_longer_than_csv_allows_by_itself_is_read(tmp_path: Path) -> None:
    long = "长" * 200_000
    path = csv_file(tmp_path, {"question": "由谁？", "contexts": json.dumps([long])})
    assert texts_of(path) == [long]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("由市交通局牵头", "contexts is no list"),
        ("['甲', ", "contexts is no list"),
        ("open('x')", "contexts is no list"),
        ("{'甲', '乙'}", "contexts is no list"),
        ("['\\ud800']", "contexts is no list"),
        ("['甲'\n '乙']", "contexts lacks commas"),  # as NumPy prints an array
        ("[1, 2]", "contexts is no text and no list of texts"),
    ],
)
def test_a_cell_that_is_no_list_is_refused_with_its_row(
    tmp_path: Path, cell: str, said: str
) -> None:
    good = {"question": "由谁？", "contexts": "['甲']", "ground_truth": "局"}
    path = csv_file(tmp_path, good, {**good, "contexts": cell})
    with pytest.raises(QuestionFileError) as refused:
        questions_of(path)
    assert f"{path} row 3: {said}" in str(refused.value)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"query": "由谁？", "reference": "局"}, "has no column user_input or question"),
        ({"question": " ", "ground_truth": "局"}, "`question` must not be blank"),
        ({"user_input": [{"content": "谁"}], "reference": "局"}, "Dialogues"),
        ({"question": "由谁？", "ground_truth": 5}, "ground_truth is no text"),
        (["由谁？"], "is no JSON object"),
    ],
)
def test_a_row_that_is_none_is_refused_with_its_line(tmp_path: Path, row: Any, said: str) -> None:
    path = json_lines(tmp_path, {"question": "由谁？", "ground_truth": "局"}, row)
    with pytest.raises(QuestionFileError) as refused:
        questions_of(path)
    assert f"{path} line 2" in str(refused.value) and said in str(refused.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("question,ground_truth\n由谁？,局,多\n", "line 2 has more cells than there are columns"),
        ('question,ground_truth\n由谁？,"局"x\n', "line 2 is no CSV"),
    ],
)
def test_what_is_no_csv_is_refused(tmp_path: Path, data: str, said: str) -> None:
    path = tmp_path / "set.csv"
    path.write_text(data, encoding="utf-8")
    with pytest.raises(QuestionFileError, match=said):
        questions_of(path)
    path.write_bytes(data.encode("gb18030"))
    with pytest.raises(QuestionFileError, match="is not in UTF-8"):
        questions_of(path)
    path.write_text("{", encoding="utf-8")
    path = path.rename(tmp_path / "set.jsonl")
    with pytest.raises(QuestionFileError, match="line 1 is no JSON"):
        questions_of(path)
