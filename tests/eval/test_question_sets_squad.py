"""SQuAD and CMRC 2018: answers, the sentences around them, what has no answer."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from eval.errors import QuestionFileError
from eval.question_sets import Question
from eval.question_sets.converters import Document, LeftOut, converter_named
from eval.question_sets.sentences import sentence_around

CONTEXT = "甲县有两个湖。东湖在城东，面积３平方公里！西湖在城西。"
ENGLISH = "Dr. Smith spent 3.5 million. The lake lies in the east. It is deep."
SHA256 = hashlib.sha256(CONTEXT.encode()).hexdigest()


def asked(name: str = "q1", **fields: Any) -> dict[str, Any]:
    answers = [{"text": "城东", "answer_start": CONTEXT.index("城东")}]
    return {"id": name, "question": "东湖在哪？", "answers": answers, **fields}


def write(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def squad_file(folder: Path, *qas: dict[str, Any], context: str = CONTEXT) -> Path:
    article = {"title": "甲县", "paragraphs": [{"context": context, "qas": list(qas)}]}
    return write(folder / "squad.json", {"version": "v2.0", "data": [article]})


def items_of(path: Path) -> list[Question | LeftOut]:
    return list(converter_named("squad")(path).questions)


def question_of(path: Path) -> Question:
    (question,) = items_of(path)
    assert isinstance(question, Question)
    return question


def quotes(question: Question) -> list[list[str]]:
    return [[span.quote for span in group] for group in question.evidence]


def test_an_answer_is_the_reference_and_its_sentence_the_evidence(tmp_path: Path) -> None:
    question = question_of(squad_file(tmp_path, asked()))
    assert (question.id, question.question, question.language) == ("q1", "东湖在哪？", "zh")
    assert question.reference == ("城东",)
    assert quotes(question) == [["东湖在城东，面积３平方公里！"]]
    assert question.evidence[0][0].document == SHA256
    assert [(own.title, own.sha256) for own in question.documents] == [("甲县", SHA256)]
    assert question.note is None


def test_answers_in_other_sentences_are_other_places_of_one_piece_of_evidence(
    tmp_path: Path,
) -> None:
    answers = [
        {"text": text, "answer_start": CONTEXT.index(text)}
        for text in ("城东", "东湖", "西湖", "东湖")
    ]
    question = question_of(squad_file(tmp_path, asked(answers=answers)))
    assert question.reference == ("城东", "东湖", "西湖")
    assert quotes(question) == [["东湖在城东，面积３平方公里！", "西湖在城西。"]]


@pytest.mark.parametrize("start", [0, 26, 9999, -1, None])
def test_an_answer_is_sought_where_its_offset_is_wrong(tmp_path: Path, start: int | None) -> None:
    answers = [{"text": "城西", "answer_start": start}]
    question = question_of(squad_file(tmp_path, asked(answers=answers)))
    assert quotes(question) == [["西湖在城西。"]]


def test_an_offset_below_0_does_not_count_from_the_end(tmp_path: Path) -> None:
    answers = [{"text": "西湖在城西。", "answer_start": -len("西湖在城西。")}]
    question = question_of(squad_file(tmp_path, asked(answers=answers)))
    assert quotes(question) == [["西湖在城西。"]]


def test_of_several_places_the_nearest_to_a_wrong_offset_is_meant(tmp_path: Path) -> None:
    late = CONTEXT.rindex("湖") - 1
    answers = [{"text": "湖", "answer_start": late}]
    assert quotes(question_of(squad_file(tmp_path, asked(answers=answers)))) == [["西湖在城西。"]]


def test_an_answer_may_differ_in_width_and_white_space(tmp_path: Path) -> None:
    answers = [{"text": "面积 3平方公里", "answer_start": 0}]
    question = question_of(squad_file(tmp_path, asked(answers=answers)))
    assert quotes(question) == [["东湖在城东，面积３平方公里！"]]


def test_an_answer_that_stands_nowhere_is_noted_and_has_no_evidence(tmp_path: Path) -> None:
    answers = [{"text": "城南", "answer_start": 3}]
    question = question_of(squad_file(tmp_path, asked(answers=answers)))
    assert (question.reference, question.evidence) == (("城南",), ())
    assert question.note is not None and "城南" in question.note


def test_an_impossible_question_is_not_found(tmp_path: Path) -> None:
    impossible = asked(answers=[], is_impossible=True, plausible_answers=[{"text": "城东"}])
    question = question_of(squad_file(tmp_path, impossible))
    assert (question.status, question.reference, question.evidence) == ("not_found", (), ())
    assert question.documents[0].sha256 == SHA256


def test_a_question_without_an_answer_is_left_out_with_its_place(tmp_path: Path) -> None:
    left_out, kept = items_of(squad_file(tmp_path, asked("q1", answers=[]), asked("q2")))
    assert isinstance(left_out, LeftOut) and isinstance(kept, Question)
    assert left_out.place.endswith("squad.json data[0].paragraphs[0].qas[0]")


def test_contexts_are_documents_once_each_under_their_sha256(tmp_path: Path) -> None:
    paragraphs = [{"context": own, "qas": []} for own in (CONTEXT, ENGLISH, CONTEXT, " ")]
    articles = [{"title": " ", "paragraphs": paragraphs}]
    path = tmp_path / "squad.json.gz"
    path.write_bytes(gzip.compress(json.dumps({"data": articles}).encode()))
    documents = list(converter_named("squad")(path).documents)
    assert documents[0] == Document(SHA256, CONTEXT, None)
    assert [own.text for own in documents if isinstance(own, Document)] == [CONTEXT, ENGLISH]
    assert isinstance(documents[2], LeftOut)


def test_the_flat_form_of_cmrc_is_read(tmp_path: Path) -> None:
    context = {
        "context_id": "DEV_0",
        "context_text": CONTEXT,
        "title": "甲县",
        "qas": [{"query_id": "DEV_0_QUERY_0", "query_text": "哪里？", "answers": ["城西", "西"]}],
    }
    question = question_of(write(tmp_path / "cmrc.json", [context]))
    assert (question.id, question.reference) == ("DEV_0_QUERY_0", ("城西", "西"))
    assert quotes(question) == [["西湖在城西。"]]
    assert list(converter_named("squad")(tmp_path / "cmrc.json").documents) == [
        Document(SHA256, CONTEXT, "甲县")
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"rows": []}, "neither an object with a list `data`"),
        ({"data": [{"title": "甲县"}]}, "data[0]: the field `paragraphs` is missing"),
        (
            {"data": [{"paragraphs": [{"context": "x", "qas": [{"id": "q1"}]}]}]},
            "data[0]: the field `paragraphs.0.qas.0.question` is missing",
        ),
        ([{"context_text": "x"}], "[0]: the field `qas` is missing"),
        (
            {"data": [{"paragraphs": [{"context": CONTEXT, "qas": [asked(), asked()]}]}]},
            "qas[1]: the id 'q1' stands twice, first in",
        ),
        (
            {"data": [{"paragraphs": [{"context": CONTEXT, "qas": [asked(question=" ")]}]}]},
            "qas[0]: `question` must not be blank",
        ),
    ],
)
def test_what_is_not_of_the_form_is_refused_with_its_place(
    tmp_path: Path, value: Any, said: str
) -> None:
    path = write(tmp_path / "squad.json", value)
    with pytest.raises(QuestionFileError) as refused:
        items_of(path)
    assert str(path) in str(refused.value) and said in str(refused.value)


@pytest.mark.parametrize(
    "data", [b'{"data": [', b'{"data": ["\\ud800"]}', "甲县".encode("gb18030")]
)
def test_what_is_no_json_in_utf8_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "squad.json").write_bytes(data)
    with pytest.raises(QuestionFileError, match="is no JSON in UTF-8"):
        items_of(tmp_path / "squad.json")


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        (CONTEXT, "两个", "甲县有两个湖。"),
        (CONTEXT, "湖。东", "甲县有两个湖。东湖在城东，面积３平方公里！"),
        ("他说：“由市交通局牵头。”其他不变。", "牵头", "他说：“由市交通局牵头。”"),
        (ENGLISH, "3.5", "Dr. Smith spent 3.5 million."),
        (ENGLISH, "lake", "The lake lies in the east."),
        (ENGLISH, "deep", "It is deep."),
        ("一、目标\n二、措施\n", "措施", "二、措施"),
        ("It grew by 5%. Then it fell.", "grew", "It grew by 5%."),
    ],
)
def test_the_sentence_around_words(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    first, last = sentence_around(text, start, start + len(words))
    assert text[first:last] == sentence
