"""The reader's file: what is wrong with it is said, and what it gives are probabilities."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.catalogue import CatalogueEntry
from corpus.reading import SourceFile
from index.filters import Filters
from index.ingestion import ingest
from index.search import SearchEngine
from index.sources import IngestItem
from service.answering import Answerer
from service.client import PolicyClient
from service.errors import ReaderError
from service.planning import QuestionPlan, understood
from service.reading.evidence import Evidence, EvidenceFinder
from service.reading.features import FEATURES
from service.reading.reader import CONFIDENCE_FEATURES, SHIPPED, LinearModel, Reader
from service.reading.scope import scope_of
from service.settings import Settings
from service.start import open_engine

TEXT = (
    "一、补贴\n对新购冷藏车的企业，每辆补贴2万元。对新建冷库的企业，每座补贴15万元。\n"
    "二、培训\n每年培训冷链从业人员900人次，由市商务局牵头，市人社局配合。\n"
    "三、检查\n冷库每季度检查一次。未经登记的冷库不得使用。\n"
)
QUESTIONS = (
    "遵义市新购冷藏车每辆补贴多少钱？",
    "遵义市由谁牵头培训冷链从业人员？",
    "遵义市未经登记的冷库可以使用吗？",
    "遵义市大熊猫每天吃多少竹子？",
    "How much is the subsidy for a cold store in Zunyi?",
)


@dataclass(frozen=True)
class Found:
    """A question's plan with the evidence for it."""

    plan: QuestionPlan
    evidence: Evidence


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    """An engine over one short document."""
    opened = open_engine(Settings(data=tmp_path_factory.mktemp("reader") / "data"))
    source = SourceFile("冷链.txt", TEXT.encode(), "made")
    assert not ingest([IngestItem(source, CatalogueEntry(region="遵义市"))], opened).failed
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def found(engine: SearchEngine) -> tuple[Found, ...]:
    """What was found for each question."""
    snapshot = engine.store.snapshot()
    finder = EvidenceFinder(engine)
    rows = []
    for question in QUESTIONS:
        (plan,) = understood(question, (), engine.frequencies)
        scope = scope_of(plan, snapshot.headers(), Filters(), engine.occurs)
        rows.append(Found(plan, finder.evidence_for(plan, scope, snapshot, Filters())))
    return tuple(rows)


def table() -> dict[str, Any]:
    """Return what the shipped file holds."""
    shipped: dict[str, Any] = json.loads(SHIPPED.read_text("utf-8"))
    return shipped


def written(folder: Path, content: bytes | Mapping[str, Any]) -> Path:
    """Return the path of a reader's file with some content."""
    path = folder / "my-reader.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def without(name: str, part: str | None = None) -> dict[str, Any]:
    """Return the shipped table without one of its entries, or without one of a part of it."""
    made = table()
    del (made[part] if part else made)[name]
    return made


def with_weight(part: str, name: str, weight: object) -> dict[str, Any]:
    """Return the shipped table with one weight set."""
    made = table()
    made[part][name] = weight
    return made


def test_the_shipped_file_weighs_every_feature() -> None:
    reader = Reader.open()
    assert set(reader.order.weights) == set(FEATURES)
    assert set(reader.confidence.weights) == set(CONFIDENCE_FEATURES)
    assert 0 < reader.least_confidence < 1


def test_a_copy_of_the_file_is_the_same_reader(tmp_path: Path) -> None:
    assert Reader.open(written(tmp_path, SHIPPED.read_bytes())) == Reader.open()


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    with pytest.raises(ReaderError) as raised:
        Reader.open(path)
    assert str(path) in str(raised.value)
    assert "Restore it from the package" in str(raised.value)
    assert "python -m service.calibration" in str(raised.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="Restore it from the package"):
        Reader.open(tmp_path)


DAMAGED = {
    "empty": b"",
    "cut off": SHIPPED.read_bytes()[:500],
    "not text": b"\xff\xfe\x00\x80",
    "other text": "一、补贴".encode(),
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "without order": without("order"),
    "without confidence": without("confidence"),
    "without constant": without("constant"),
    "without least_confidence": without("least_confidence"),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file(tmp_path: Path, content: bytes | dict[str, Any]) -> None:
    path = written(tmp_path, content)
    with pytest.raises(ReaderError) as raised:
        Reader.open(path)
    assert str(path) in str(raised.value)
    assert "Restore it from the package" in str(raised.value)
    assert "python -m service.calibration" in str(raised.value)


NOT_NUMBERS = {
    "a weight that is a word": with_weight("order", FEATURES[0], "large"),
    "a weight that is null": with_weight("confidence", CONFIDENCE_FEATURES[0], None),
    "a weight that is NaN": with_weight("confidence", CONFIDENCE_FEATURES[0], float("nan")),
    "a constant that is a word": table() | {"constant": "low"},
    "no least confidence": table() | {"least_confidence": None},
    "a least confidence that no answer reaches": table() | {"least_confidence": 3},
    "weights that are null": table() | {"order": None},
    "weights that are a number": table() | {"confidence": 5},
}


@pytest.mark.parametrize("content", NOT_NUMBERS.values(), ids=NOT_NUMBERS)
def test_values_that_are_no_numbers_in_range(tmp_path: Path, content: dict[str, Any]) -> None:
    path = written(tmp_path, content)
    try:
        Reader.open(path)
    except ReaderError as error:
        assert str(path) in str(error)
    else:
        pytest.fail("it was opened")


OTHER_FEATURES = {
    "order lacks one": (without("value", "order"), "value"),
    "confidence lacks one": (without("cue", "confidence"), "cue"),
    "order has one more": (with_weight("order", "moonlight", 1.0), "moonlight"),
    "confidence has one more": (with_weight("confidence", "moonlight", 1.0), "moonlight"),
    "order has none": (table() | {"order": {}}, FEATURES[0]),
}


@pytest.mark.parametrize(("content", "name"), OTHER_FEATURES.values(), ids=OTHER_FEATURES)
def test_a_file_of_other_features(tmp_path: Path, content: dict[str, Any], name: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(ReaderError) as raised:
        Reader.open(path)
    assert str(path) in str(raised.value)
    assert repr(name) in str(raised.value)
    assert "python -m service.calibration" in str(raised.value)


def test_a_feature_that_is_right_is_not_named(tmp_path: Path) -> None:
    with pytest.raises(ReaderError) as raised:
        Reader.open(written(tmp_path, without("value", "order")))
    assert repr("coverage") not in str(raised.value)


def test_each_candidate_has_a_score_and_the_best_one_a_probability(
    found: tuple[Found, ...],
) -> None:
    reader = Reader.open()
    for own in found:
        scores = reader.scores(own.evidence)
        assert scores.shape == (len(own.evidence.candidates),)
        assert np.isfinite(scores).all()
        assert 0 <= reader.probability(own.plan, own.evidence, scores) <= 1


def test_what_answers_is_likelier_than_what_does_not(found: tuple[Found, ...]) -> None:
    reader = Reader.open()
    money, _, _, panda, _ = (
        reader.probability(own.plan, own.evidence, reader.scores(own.evidence)) for own in found
    )
    assert panda < reader.least_confidence <= money


def test_the_best_score_is_of_the_sentence_that_answers(found: tuple[Found, ...]) -> None:
    reader = Reader.open()
    best = [own.evidence.candidates[int(np.argmax(reader.scores(own.evidence)))] for own in found]
    assert best[0].sentence.text == "对新购冷藏车的企业，每辆补贴2万元。"
    assert best[2].sentence.text == "未经登记的冷库不得使用。"


@pytest.mark.parametrize("constant", [-700.0, -3.0, 0.0, 3.0, 700.0])
def test_any_weights_give_a_probability(found: tuple[Found, ...], constant: float) -> None:
    weights = dict.fromkeys(CONFIDENCE_FEATURES, 0.0)
    reader = replace(Reader.open(), confidence=LinearModel(weights, constant))
    scores = reader.scores(found[0].evidence)
    probability = reader.probability(found[0].plan, found[0].evidence, scores)
    assert 0 <= probability <= 1
    assert (probability > 0.5, probability < 0.5) == (constant > 0, constant < 0)


@pytest.mark.parametrize(
    "question",
    [
        "连云港鲁班奖奖励多少？",
        "重庆市哪些任务由市交通局配合？",
        "连云港的意见有效期到哪一天？",
        "重庆和吉林的装配式建筑占比目标分别是多少？",
        "重庆市大熊猫每天吃多少竹子？",
        "Who leads BIM promotion in Chongqing?",
    ],
)
def test_the_service_gives_scores_from_0_to_1(client: PolicyClient, question: str) -> None:
    answer = client.ask(question)
    assert 0 <= answer["confidence"] <= 1
    assert all(0 <= citation["score"] <= 1 for citation in answer["citations"])
    assert (answer["status"] == "answered") == bool(answer["citations"])


@pytest.mark.parametrize(("constant", "answered"), [(0.0, True), (-2.0, False)])
def test_beside_a_part_that_is_answered_less_confidence_is_enough(
    engine: SearchEngine, constant: float, answered: bool
) -> None:
    shipped = Reader.open()
    always = LinearModel(dict.fromkeys(CONFIDENCE_FEATURES, 0.0), constant)  # one half, or 0.12
    answerer = Answerer(engine, replace(shipped, confidence=always, least_confidence=0.6))
    by_fact, by_words = "遵义市由谁牵头培训冷链从业人员？", "遵义市冷库多久检查一次？"
    assert answerer.answer(by_words).status == "not_found"
    both = answerer.answer(f"{by_fact}{by_words}")
    assert both.status == "answered"
    assert any("每季度" in own.text for own in both.statements) is answered
    assert bool(both.gaps) is not answered
