"""Trains the linear re-ranker on the candidates that search finds for people's questions.

Listwise: the model's softmax over a question's candidates is drawn to the relevant ones (ListNet's
top-one loss: Cao et al., 2007). Each fold is scored with weights that never saw it, over an
embedder that never saw it either.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from index.embedding.builtin import BuiltinEmbedder
from index.filters import Filters
from index.fusion import Floats
from index.ingestion import ingest
from index.reranking import FEATURES, reranking_features
from index.search import SearchEngine
from index.search.candidates import Candidates, Query, candidates_in
from index.terms import query_terms
from index.training.ablation import DEPTH, engine_over, statute_items
from index.training.corpus_reader import read_corpus
from index.training.evaluation import disjoint_folds

REGULARIZATION = 1e-3
ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Judged:
    """The candidates for a question: features [candidates, features], and which are relevant."""

    features: Floats
    relevant: torch.Tensor


def trained_weights(questions: Sequence[Judged]) -> Floats:
    """Return the weight of each feature, [features]."""
    usable = [question for question in questions if bool(question.relevant.any())]
    deviation = np.concatenate([q.features for q in usable]).std(axis=0) + 1e-6
    scaled = [torch.from_numpy(q.features / deviation) for q in usable]
    weights = torch.zeros(len(FEATURES), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        each = [
            -torch.log_softmax(features @ weights, 0)[question.relevant].mean()
            for features, question in zip(scaled, usable, strict=True)
        ]
        total = torch.stack(each).mean() + REGULARIZATION * (weights**2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    found: Floats = weights.detach().numpy() / deviation
    return found.astype(np.float32)


def judged(
    engine: SearchEngine, questions: Sequence[tuple[str, frozenset[str]]]
) -> Iterator[Judged]:
    """Yield the candidates for each question, given with the names of its documents."""
    names = {h.id: h.external_id for h in engine.store.snapshot().headers()}
    for text, documents in questions:
        vector = engine.embedder.embed_queries([text])[0]
        query = Query.of(query_terms(text), vector, engine.segments)
        (found,) = (candidates_in(s, query, DEPTH, Filters()) for s in engine.segments)
        relevant = [names[document] in documents for document in _documents(found)]
        yield Judged(reranking_features(found.legs), torch.tensor(relevant))


def _documents(found: Candidates) -> Iterator[str]:
    ordinals = found.segment.passages.documents[found.rows]
    return (found.segment.documents.id_of(int(ordinal)) for ordinal in ordinals)


def main(words: Sequence[str] | None = None) -> int:
    """Train on all folds and write the weights, and beside them those without each fold."""
    parser = argparse.ArgumentParser(prog="python -m index.training.reranking", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder as of index.training")
    parser.add_argument("--folds", type=Path, nargs="+", required=True, help="models of the folds")
    parser.add_argument("--out", type=Path, required=True, help="weights to write")
    parser.add_argument("--seed", type=int, default=1, help="that the folds were drawn with")
    asked = parser.parse_args(words)
    corpus = read_corpus(asked.data, 0, asked.seed)
    folds = disjoint_folds(corpus.questions, len(asked.folds), asked.seed)
    by_fold: list[list[Judged]] = []
    with tempfile.TemporaryDirectory() as folder:
        for model, fold in zip(asked.folds, folds, strict=True):
            engine = engine_over(Path(folder), BuiltinEmbedder(model))
            ingest(statute_items(corpus), engine)
            questions = [(q.query, frozenset(map(str, q.relevant))) for q in fold.tested]
            by_fold.append(list(judged(engine, questions)))
            engine.store.close()
            print(f"{model}: {len(fold.tested)} questions", file=sys.stderr, flush=True)
    for number in range(len(folds)):
        others = [q for other, own in enumerate(by_fold) if other != number for q in own]
        _write(asked.out.with_suffix(f".fold{number}{asked.out.suffix}"), trained_weights(others))
    _write(asked.out, trained_weights([question for fold in by_fold for question in fold]))
    return 0


def _write(path: Path, weights: Floats) -> None:
    named = {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)}
    path.write_text(json.dumps(named, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
