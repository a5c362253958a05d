"""How well an embedder finds the articles that people's questions need, by itself."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedding.base import Embedder
from index.training.corpus_reader import TrainingCorpus, TrainingQuestion

RANKS_READ = 100


@dataclass(frozen=True)
class RetrievalScores:
    """Means over questions, each between 0 and 1."""

    questions: int
    recall_at_10: float
    recall_at_100: float
    mrr_at_10: float

    def __str__(self) -> str:
        return (
            f"R@10 {self.recall_at_10:.3f}, R@100 {self.recall_at_100:.3f}, "
            f"MRR@10 {self.mrr_at_10:.3f} ({self.questions} questions)"
        )


def recall_at_k(ranked: Sequence[object], relevant: Collection[object], k: int) -> float:
    """Return the share of the relevant items among the first `k` of the ranking."""
    return len(set(ranked[:k]) & set(relevant)) / len(set(relevant))


def reciprocal_rank_at_k(ranked: Sequence[object], relevant: Collection[object], k: int) -> float:
    """Return 1 / the rank of the first relevant item, 0 where none is among the first `k`."""
    for rank, item in enumerate(ranked[:k], start=1):
        if item in relevant:
            return 1 / rank
    return 0.0


def evaluate(
    embedder: Embedder, corpus: TrainingCorpus, questions: Sequence[TrainingQuestion]
) -> RetrievalScores:
    """Search the corpus's searchable articles, each with its law's title, exactly."""
    articles = corpus.articles[: corpus.searchable]
    passages = embedder.embed_passages([f"{each.law}\n{each.text}" for each in articles])
    queries = embedder.embed_queries([question.query for question in questions])
    ranked = [_highest(passages @ query, RANKS_READ) for query in queries]
    found = list(zip(ranked, (question.relevant for question in questions), strict=True))
    return RetrievalScores(
        questions=len(questions),
        recall_at_10=float(np.mean([recall_at_k(a, b, 10) for a, b in found])),
        recall_at_100=float(np.mean([recall_at_k(a, b, 100) for a, b in found])),
        mrr_at_10=float(np.mean([reciprocal_rank_at_k(a, b, 10) for a, b in found])),
    )


def _highest(scores: NDArray[np.float32], k: int) -> list[int]:
    """Return the places of the `k` highest scores, best first; ties by place."""
    k = min(k, len(scores))
    candidates = np.sort(np.argpartition(-scores, k - 1)[:k])
    return [int(place) for place in candidates[np.argsort(-scores[candidates], kind="stable")]]


def disjoint_split(
    questions: Sequence[TrainingQuestion], held_out: int, seed: int
) -> tuple[list[TrainingQuestion], list[TrainingQuestion]]:
    """Return training questions and at least `held_out` others that share no article with them.

    A question that shares an article with another stays on its side, and so with all that are
    linked through further questions. Groups larger than a tenth of `held_out` are trained on:
    else one topic would make up the test.
    """
    groups = list(_linked(questions))
    random.Random(seed).shuffle(groups)
    kept: list[TrainingQuestion] = []
    tested: list[TrainingQuestion] = []
    for group in groups:
        small = 10 * len(group) <= held_out
        (tested if small and len(tested) < held_out else kept).extend(group)
    return kept, tested


@dataclass(frozen=True)
class Fold:
    """Questions to be tested on, and those to train on: no two of them share an article."""

    tested: list[TrainingQuestion]
    trained: list[TrainingQuestion]


def disjoint_folds(
    questions: Sequence[TrainingQuestion], count: int, seed: int, linked: bool = False
) -> list[Fold]:
    """Return `count` folds of about one size, each question tested in one of them.

    Folds are drawn at random, and questions that share an article with a tested one are not
    trained on. With `linked` a fold holds whole groups of questions that are linked through
    articles, directly or through others, the largest first into the smallest fold: harder, as a
    subject is then tested whole that nothing was trained on.
    """
    groups = _linked(questions) if linked else [[question] for question in questions]
    random.Random(seed).shuffle(groups)
    tested: list[list[TrainingQuestion]] = [[] for _ in range(count)]
    for group in sorted(groups, key=len, reverse=True):
        min(tested, key=len).extend(group)
    return [Fold(fold, _sharing_nothing(questions, fold)) for fold in tested]


def _sharing_nothing(
    questions: Sequence[TrainingQuestion], tested: Sequence[TrainingQuestion]
) -> list[TrainingQuestion]:
    articles = {article for question in tested for article in question.relevant}
    return [question for question in questions if articles.isdisjoint(question.relevant)]


def _linked(questions: Sequence[TrainingQuestion]) -> list[list[TrainingQuestion]]:
    """Return the questions in groups that share articles, directly or through others."""
    leader: dict[int, int] = {}

    def group_of(article: int) -> int:
        while leader.setdefault(article, article) != article:
            article = leader[article]
        return article

    for question in questions:
        for article in question.relevant[1:]:
            leader[group_of(article)] = group_of(question.relevant[0])
    groups: dict[int, list[TrainingQuestion]] = {}
    for question in questions:
        groups.setdefault(group_of(question.relevant[0]), []).append(question)
    return list(groups.values())
