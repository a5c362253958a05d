"""Command line: trains the built-in embedder and, if asked, measures it on held-out questions."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import torch

from index.embedding.builtin import BuiltinEmbedder
from index.training.corpus_reader import TrainingCorpus, TrainingQuestion, read_corpus
from index.training.errors import TrainingDataError
from index.training.evaluation import (
    RetrievalScores,
    disjoint_folds,
    disjoint_split,
    evaluate,
)
from index.training.quantization import write_model
from index.training.settings import TrainingSettings
from index.training.trainer import TrainedTerms, Training

DEFAULTS = TrainingSettings()


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    """Return what the user asked for, in `words` or else on the command line."""
    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    parser.add_argument(
        "--data",
        type=Path,
        required=True,
        help="folder with statutes.jsonl.xz, laws.jsonl.xz, statute_queries_train.jsonl and, "
        "optionally, policies.jsonl.xz",
    )
    parser.add_argument("--out", type=Path, required=True, help="model file to write")
    parser.add_argument("--steps", type=int, default=DEFAULTS.steps, help="of pre-training")
    parser.add_argument("--seed", type=int, default=DEFAULTS.seed)
    parser.add_argument("--dimensions", type=int, default=DEFAULTS.dimensions)
    parser.add_argument(
        "--further-articles",
        type=int,
        default=40_000,
        help="about how many articles of laws.jsonl.xz to pre-train on beside the statutes",
    )
    parser.add_argument(
        "--hold-out",
        type=int,
        default=0,
        metavar="N",
        help="leave out about N questions, sharing no article with the others, and score them, "
        "before and after training on questions; the written model has not seen them",
    )
    parser.add_argument(
        "--folds",
        type=int,
        default=0,
        metavar="N",
        help="also train N models, each without the questions that share an article with its "
        "fold, score it on the fold, and write it beside --out; again with linked questions in one "
        "fold",
    )
    parser.add_argument("--threads", type=int, default=1, help="more may change the last digits")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Train, write and, with --hold-out, score; return the exit status."""
    asked = _asked(words)
    torch.set_num_threads(asked.threads)
    settings = replace(DEFAULTS, steps=asked.steps, seed=asked.seed, dimensions=asked.dimensions)
    try:
        corpus = read_corpus(asked.data, asked.further_articles, asked.seed)
    except TrainingDataError as error:
        print(error, file=sys.stderr)
        return 1
    kept, held_out = disjoint_split(corpus.questions, asked.hold_out, asked.seed)
    training = Training(replace(corpus, questions=tuple(kept)), settings, _report)
    trained = training.fine_tuned(kept)
    if held_out:
        for stage, terms in (
            ("self-supervised", training.self_supervised),
            ("after training on questions", trained),
        ):
            _report(f"{stage}: {_scored(terms, settings, corpus, held_out)}")
    if asked.folds:
        _write_folds(training, corpus, settings, asked.folds, asked.out)
    data = (
        f"{corpus.searchable} statutes, {corpus.policies_begin - corpus.searchable} articles of "
        f"other laws, {len(corpus.articles) - corpus.policies_begin} pieces of policies, "
        f"{len(kept)} questions of STARD (2024)"
    )
    write_model(trained, settings, data, date.today(), asked.out)
    _report(f"{asked.out}: {asked.out.stat().st_size / 1e6:.1f} MB")
    return 0


def _write_folds(
    training: Training,
    corpus: TrainingCorpus,
    settings: TrainingSettings,
    count: int,
    out: Path,
) -> None:
    """Write a model for each fold that never saw the fold's questions, and report its scores."""
    for linked in (False, True):
        for number, fold in enumerate(
            disjoint_folds(corpus.questions, count, settings.seed, linked)
        ):
            kind = "linked" if linked else "fold"
            path = out.with_suffix(f".{kind}{number}{out.suffix}")
            data = f"{len(fold.trained)} questions that share no article with {kind} {number}"
            write_model(training.fine_tuned(fold.trained), settings, data, date.today(), path)
            _report(f"{path}: {evaluate(BuiltinEmbedder(path), corpus, fold.tested)}")


def _scored(
    trained: TrainedTerms,
    settings: TrainingSettings,
    corpus: TrainingCorpus,
    questions: Sequence[TrainingQuestion],
) -> RetrievalScores:
    """Return the scores of the vectors as they would be shipped: written, loaded, searched."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scored.safetensors"
        write_model(trained, settings, "only to be scored", date.today(), path)
        return evaluate(BuiltinEmbedder(path), corpus, questions)


def _report(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
