"""Measures the shipped questions over the shipped policies, with a service of its own."""

from collections.abc import Sequence
from pathlib import Path

from eval.metrics.scores import QuestionScore, question_scores
from eval.question_sets import questions_of
from eval.running.run_folder import RunRecord
from eval.running.session import RunOptions, finished_run
from eval.services.local import ingest, local_service
from eval.services.policyqa import PolicyqaService

CONCURRENCY = 2


def measured(
    policies: Path, files: Sequence[Path], folder: Path
) -> tuple[RunRecord, tuple[QuestionScore, ...]]:
    """Ingest the policies, ask the questions, and return the record and the scores.

    `folder` gets the data and the run; an earlier run in it is written over.
    """
    questions = questions_of(files)
    data = folder / "data"
    ingest(data, [policies])
    with local_service(data) as url:
        service = PolicyqaService(url)
        try:
            options = RunOptions(
                url=url,
                service="policyqa",
                holdings=service.holdings_in_words,
                files=tuple(files),
                out=folder / "run",
                concurrency=CONCURRENCY,
                repeats=1,
                restart=True,
            )
            record, results = finished_run(service, questions, options)
        finally:
            service.close()
    return record, question_scores(results)
