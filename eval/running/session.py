"""One session of a run: begins it, or goes on with what an earlier session left."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from eval.errors import EvaluationError, ServiceAwayError
from eval.question_sets import Question
from eval.running.results import Result, written_line
from eval.running.run_folder import RunFolder, RunRecord, now, questions_sha256
from eval.running.runner import missing, results_of
from eval.services.base import AskedService


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What is asked of whom: the files are named in the record, `holdings` says what is held."""

    url: str
    service: str
    holdings: str
    files: tuple[Path, ...]
    out: Path
    concurrency: int
    repeats: int
    restart: bool = False


def finished_run(
    service: AskedService, questions: Sequence[Question], options: RunOptions
) -> tuple[RunRecord, list[Result]]:
    """Ask what is still to be asked; return the record and all results.

    Raises ServiceAwayError when nothing answers any more: the same command goes on from there;
    EvaluationError where the folder holds a run of other questions or of another service.
    """
    folder = RunFolder(options.out)
    record = _begun(folder, questions, options)
    finished = folder.finished(questions)
    folder.rewrite(finished)
    asked = missing(questions, options.repeats, finished)
    started = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with (
        folder.results_path.open("a", encoding="utf-8") as lines,
        Progress(*columns, TimeRemainingColumn()) as progress,
    ):
        total = len(finished) + len(asked)
        task = progress.add_task("asking", total=total, completed=len(finished))

        def keep(result: Result) -> None:
            lines.write(written_line(result))
            lines.flush()
            progress.advance(task)

        try:
            results_of(service, asked, options.concurrency, keep)
        except ServiceAwayError as error:
            raise ServiceAwayError(
                f"{error}. What was answered is in {folder.results_path}; "
                "the same command goes on from there"
            ) from error
        finally:
            spent = record.seconds + time.monotonic() - started
            record = record.model_copy(update={"seconds": round(spent, 3)})
            folder.write(record)
    return record, _in_order(folder.results(), questions)


def _begun(folder: RunFolder, questions: Sequence[Question], options: RunOptions) -> RunRecord:
    fresh = RunRecord(
        url=options.url,
        service=options.service,
        holdings=options.holdings,
        questions_sha256=questions_sha256(questions),
        files=tuple(path.name for path in options.files),
        questions=len(questions),
        repeats=options.repeats,
        concurrency=options.concurrency,
        started=now(),
    )
    former = folder.record()
    if options.restart or former is None:
        if former is None and folder.results_path.exists() and not options.restart:
            raise EvaluationError(
                f"{folder.results_path} is of no run that is known here. "
                "Give another --out, or --restart to write over it"
            )
        folder.rewrite([])
        folder.write(fresh)
        return fresh
    for name in ("questions_sha256", "service", "holdings"):
        before, after = getattr(former, name), getattr(fresh, name)
        if before != after:
            what = "other questions" if name == "questions_sha256" else f"{before}, not {after}"
            raise EvaluationError(
                f"{folder.folder} holds a run of {what}. Give another --out, or --restart"
            )
    return former.model_copy(
        update={
            "url": options.url,
            "repeats": options.repeats,
            "concurrency": options.concurrency,
        }
    )


def _in_order(results: Sequence[Result], questions: Sequence[Question]) -> list[Result]:
    place = {question.id: number for number, question in enumerate(questions)}
    return sorted(results, key=lambda result: (result.repeat, place[result.question.id]))
