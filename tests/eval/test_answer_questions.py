"""The question files that ship: how many, of what kinds, and that every quote stands."""

import hashlib
import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from corpus.parser import parsed
from corpus.reading import SourceFile
from eval.question_sets import Question, Span, Style, questions_in
from tests.conftest import POLICIES, ROOT

QUESTIONS = ROOT / "eval" / "questions"
FILES = sorted(QUESTIONS.glob("answers_*.jsonl"))
OTHER_POLICIES = ROOT.parent / "shared" / "data" / "policies.jsonl.xz"
PARTS = ("tuning", "held_out")
LEAST_OVER_SEEDS = 200
LEAST_OVER_OTHERS = 100
LEAST_OTHERS = 15


def named(*names: str) -> list[Question]:
    """Return the questions of the tuning and the held-out file of each name."""
    paths = [QUESTIONS / f"answers_{n}_{part}.jsonl" for n in names for part in PARTS]
    return [question for path in paths for question in questions_in(path)]


def spans(question: Question) -> Iterator[Span]:
    for group in (*question.evidence, *question.supporting):
        yield from group


def without_white_space(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def seeds() -> dict[str, str]:
    """The texts of the five seeds as the parser gives them, by the SHA-256 of their files."""
    sources = [SourceFile(path.name, path.read_bytes()) for path in POLICIES.glob("*.txt")]
    texts = {source.sha256: without_white_space(parsed(source).text) for source in sources}
    assert len(texts) == 5
    return texts


@pytest.fixture(scope="module")
def others() -> dict[str, str]:
    """The texts of the further policies, by their SHA-256."""
    if not OTHER_POLICIES.exists():
        pytest.skip(f"the further policies are not beside this checkout: {OTHER_POLICIES}")
    with lzma.open(OTHER_POLICIES, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return {hashlib.sha256(t.encode()).hexdigest(): without_white_space(t) for t in texts}


def astray(questions: Iterable[Question], texts: dict[str, str]) -> list[tuple[str, str]]:
    """Return the quotes, by the question's id, that do not stand in a document's text."""
    return [
        (question.id, span.quote)
        for question in questions
        for span in spans(question)
        if span.document in texts and without_white_space(span.quote) not in texts[span.document]
    ]


def test_there_are_files_for_tuning_and_held_out() -> None:
    names = {path.name for path in FILES}
    wanted = {f"answers_{name}_{part}.jsonl" for name in ("seeds", "policies") for part in PARTS}
    assert wanted <= names


def test_every_id_stands_once_in_all_files() -> None:
    ids = Counter(question.id for path in FILES for question in questions_in(path))
    assert [name for name, count in ids.items() if count > 1] == []


def test_two_hundred_questions_are_over_the_seeds(seeds: dict[str, str]) -> None:
    questions = named("seeds")
    assert len(questions) >= LEAST_OVER_SEEDS
    documents = {document.sha256 for q in questions for document in q.documents}
    assert documents == seeds.keys()  # each is asked about, and no other


def test_a_hundred_questions_are_over_fifteen_other_documents(seeds: dict[str, str]) -> None:
    questions = named("policies")
    assert len(questions) >= LEAST_OVER_OTHERS
    documents = {document.sha256 for q in questions for document in q.documents}
    assert len(documents) >= LEAST_OTHERS
    assert not documents & seeds.keys()


def test_questions_are_of_many_kinds() -> None:
    questions = named("seeds", "policies")
    absent = [q for q in questions if q.status == "not_found"]
    english = [q for q in questions if q.language == "en"]
    careless = [q for q in questions if q.style in (Style.COLLOQUIAL, Style.MISSPELT)]
    assert len(absent) * 6 >= len(questions)
    assert len(english) * 10 >= len(questions)
    assert len(careless) * 10 >= len(questions)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_evidence_is_of_a_document_that_its_question_names(path: Path) -> None:
    for question in questions_in(path):
        documents = {document.sha256 for document in question.documents}
        assert {span.document for span in spans(question)} <= documents, question.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_quote_of_a_seed_stands_in_its_parsed_text(path: Path, seeds: dict[str, str]) -> None:
    assert astray(questions_in(path), seeds) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_quote_of_another_document_stands_in_its_text(
    path: Path, seeds: dict[str, str], others: dict[str, str]
) -> None:
    questions = questions_in(path)
    documents = {document.sha256 for q in questions for document in q.documents}
    documents |= {span.document for q in questions for span in spans(q)}
    assert documents - seeds.keys() - others.keys() == set()
    assert astray(questions, others) == []
