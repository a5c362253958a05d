"""`python -m service.calibration`: learns `reader.json` from labelled questions."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from service.calibration.fitting import (
    confidence_rows,
    fitted_confidence,
    fitted_order,
)
from service.calibration.labelled import LabelledEvidence, labelled_evidence
from service.reading.features import FEATURES
from service.reading.reader import CONFIDENCE_FEATURES, SHIPPED, LinearModel, Scores
from service.settings import Settings
from service.start import open_engine

LEAST = 0.22  # refuses what it may without refusing more than three in a hundred plain questions
FOLDS = 10
BINS = 5
DIGITS = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn from the questions, print what cross-validation says, write the file."""
    options = _options().parse_args(arguments)
    questions: list[LabelledEvidence] = []
    for data, *files in options.questions:
        engine = open_engine(Settings(data=Path(data)))
        questions += labelled_evidence([Path(f) for f in files], engine, engine.frequencies)
    _report(questions, options.least)
    order = fitted_order(questions)
    confidence = fitted_confidence(*confidence_rows(questions, order))
    table = {
        "least_confidence": options.least,
        "constant": round(confidence.constant, DIGITS),
        "order": {name: round(order.weights[name], DIGITS) for name in FEATURES},
        "confidence": {n: round(confidence.weights[n], DIGITS) for n in CONFIDENCE_FEATURES},
    }
    options.out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"{options.out} written")
    return 0


def _report(questions: Sequence[LabelledEvidence], least: float) -> None:
    """Print, of questions left out of the fit in turn, how the order and the confidence do."""
    ids = sorted({question.question_id for question in questions})
    np.random.default_rng(0).shuffle(ids)
    fold_of = {question_id: place % FOLDS for place, question_id in enumerate(ids)}
    first: list[bool] = []
    probabilities: list[float] = []
    labels: list[float] = []
    for fold in range(FOLDS):
        learnt = [q for q in questions if fold_of[q.question_id] != fold]
        left_out = [q for q in questions if fold_of[q.question_id] == fold]
        order = fitted_order(learnt)
        for question in left_out:
            if question.answerable:
                scores = order.values(question.evidence.features, FEATURES)
                first.append(bool(question.is_evidence[int(np.argmax(scores))]))
        confidence = fitted_confidence(*confidence_rows(learnt, order))
        rows, known = confidence_rows(left_out, order)
        if len(rows):
            probabilities += _probabilities(confidence, rows).tolist()
            labels += known.tolist()
    chances, truth = np.array(probabilities), np.array(labels)
    print(f"{len(ids)} questions; evidence comes first: {np.mean(first):.3f} of {len(first)}")
    print(f"refused at {least}: {np.mean(chances[truth == 0] < least):.3f} of what has no answer, ")
    print(f"  {np.mean(chances[truth == 1] < least):.3f} of right answers")
    print("| probability | right | questions |\n| --- | --- | --- |")
    edges = np.linspace(0, 1, BINS + 1)
    of_bin = np.clip(np.digitize(chances, edges) - 1, 0, BINS - 1)
    for place in range(BINS):
        inside = of_bin == place
        if inside.any():
            bounds = f"{edges[place]:.1f} to {edges[place + 1]:.1f}"
            print(f"| {bounds} | {truth[inside].mean():.2f} | {inside.sum()} |")


def _probabilities(model: LinearModel, rows: Scores) -> Scores:
    values: Scores = 1 / (1 + np.exp(-model.values(rows, CONFIDENCE_FEATURES)))
    return values


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m service.calibration", description=__doc__)
    parser.add_argument(
        "--questions",
        nargs="+",
        action="append",
        required=True,
        metavar=("DATA", "FILE"),
        help="a data folder with the documents, then files of questions over them; may be repeated",
    )
    parser.add_argument(
        "--least",
        type=float,
        default=LEAST,
        help="answer from this probability on (default %(default)s)",
    )
    parser.add_argument("--out", type=Path, default=SHIPPED, help="where to write the weights")
    return parser


if __name__ == "__main__":
    sys.exit(main())
