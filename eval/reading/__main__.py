"""`python -m eval.reading`: scores the parser against the labels."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from eval.reading.errors import ScoringError
from eval.reading.fact_scores import fact_scores
from eval.reading.found import FoundDocument, found_in
from eval.reading.labels import (
    LabelledDocument,
    LabelledRow,
    labelled_documents,
    labelled_rows,
)
from eval.reading.outline_scores import metadata_scores, outline_scores
from eval.reading.report import as_json, failure_lines, table
from eval.reading.scores import Scores
from eval.reading.sources import labelled_texts
from eval.reading.table_scores import table_scores


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the labelled documents and print the tables; return the exit status."""
    options = _options().parse_args(arguments)
    try:
        labels = _chosen(labelled_documents(options.labels), options.documents)
        rows = {name: labelled_rows(options.labels, name) for name in labels}
        found = found_in(labelled_texts(labels, options.policies, options.seeds))
    except (OSError, ScoringError, ValidationError) as error:
        print(f"eval.reading: {error}", file=sys.stderr)
        return 1
    documents = {
        name: document_scores(name, label, found.get(name), rows[name])
        for name, label in labels.items()
    }
    totals = _totals(labels, documents)
    for title, scores in (documents | totals).items():
        print("\n".join(table(title, scores)), end="\n\n")
    unread = [name for name in labels if name not in found]
    if unread:
        print(f"not parsed, counted as found empty: {', '.join(unread)}")
    if options.failures:
        for scores in documents.values():
            print("\n".join(failure_lines(scores.failures)))
    if options.json:
        figures = json.dumps(as_json(documents, totals), ensure_ascii=False, indent=1)
        options.json.write_text(figures + "\n", encoding="utf-8")
    return 0


def document_scores(
    name: str, label: LabelledDocument, found: FoundDocument | None, rows: Sequence[LabelledRow]
) -> Scores:
    """Return all scores of a document; `found` is None for one that could not be parsed."""
    document = found or FoundDocument()
    outline, clauses = outline_scores(name, label, document)
    scores = outline + metadata_scores(name, label, document)
    scores += fact_scores(name, label, document, clauses)
    return scores + table_scores(name, rows, document) if rows else scores


def _totals(
    labels: Mapping[str, LabelledDocument], documents: Mapping[str, Scores]
) -> dict[str, Scores]:
    """Return the sums over the seeds, over the rows of the policies file, over both."""
    seeds, policies = Scores(), Scores()
    for name, scores in documents.items():
        if labels[name].source.row is None:
            seeds += scores
        else:
            policies += scores
    return {"TOTAL seeds": seeds, "TOTAL policies": policies, "TOTAL": seeds + policies}


def _chosen(
    labels: dict[str, LabelledDocument], names: Sequence[str]
) -> dict[str, LabelledDocument]:
    unknown = [n for n in names if not any(label.startswith(n) for label in labels)]
    if unknown:
        raise ScoringError(
            f"no labels of {', '.join(unknown)}. There are: {', '.join(labels) or 'none'}"
        )
    return {
        name: label
        for name, label in labels.items()
        if not names or any(name.startswith(start) for start in names)
    }


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.reading", description=__doc__)
    parser.add_argument("--labels", type=Path, required=True, help="folder of label files")
    parser.add_argument(
        "--policies", type=Path, required=True, help="JSON Lines of texts that rows are cut from"
    )
    parser.add_argument("--seeds", type=Path, required=True, help="folder of the shipped texts")
    parser.add_argument("--json", type=Path, help="also write all figures into this file")
    parser.add_argument("--failures", action="store_true", help="list what is missed or false")
    parser.add_argument(
        "--documents", nargs="+", default=[], help="only labels whose names begin so: 000 row_017"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
