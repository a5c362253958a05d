"""The linear re-ranker orders what the legs found, and nothing else."""

from pathlib import Path

import numpy as np
import pytest

from index.errors import IndexingError
from index.fusion import LegScores
from index.reranking import FEATURES, STATUTES, LinearReranker, reranking_features
from index.search import SearchEngine
from tests.conftest import run_policyqa

LEGS = LegScores(*(np.array(leg, dtype=np.float32) for leg in ([0.5, 0.0], [0.2, 0.0], [0.3, 0.6])))


def reranker(**weights: float) -> LinearReranker:
    return LinearReranker(dict.fromkeys(FEATURES, 0.0) | weights)


def test_features_are_shares_of_the_best_and_weighed_by_confidence() -> None:
    first, second = reranking_features(LEGS)
    assert first == pytest.approx([0.5, 0.2, 0.3, 1, 1, 0.5, 0.25, 0.15, 0.18])
    assert second == pytest.approx([0, 0, 0.6, 0, 0, 1, 0, 0.3, 0.36])


def test_weights_decide_the_order() -> None:
    by_words, by_meaning = reranker(lexical=1.0), reranker(dense=1.0)
    assert np.argmax(by_words.scores(LEGS)) == 0
    assert np.argmax(by_meaning.scores(LEGS)) == 1


def test_nothing_found_gives_nothing() -> None:
    none = LegScores(*(np.empty(0, dtype=np.float32) for _ in range(3)))
    assert len(reranker(lexical=1.0).scores(none)) == 0


def test_an_engine_with_it_finds_the_same_clauses(engine: SearchEngine, tmp_path: Path) -> None:
    learnt = SearchEngine(
        engine.store, engine.embedder, tmp_path / "generations", reranker=LinearReranker.open()
    )
    plain, ordered = (e.search("农民工工资拖欠", 10).hits for e in (engine, learnt))
    assert {hit.clause_id for hit in plain} == {hit.clause_id for hit in ordered}
    assert learnt.search("，。", 10).hits == ()


def test_the_setting_chooses_it(five_policies: Path) -> None:
    shown = [
        run_policyqa("search", "推广装配式建筑", data=five_policies, reranker=name).stdout
        for name in ("off", "statutes")
    ]
    assert all("装配式" in text for text in shown)
    assert shown[0] != shown[1]


def test_weights_that_are_none_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text('{"lexical": 1}')
    with pytest.raises(IndexingError, match="does not hold a weight for each of lexical"):
        LinearReranker.open(path)
    assert STATUTES.is_file()
