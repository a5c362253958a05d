"""The folder of a run: what was asked of whom (`run.json`) and the results so far."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from eval.errors import EvaluationError
from eval.frozen import Frozen
from eval.question_sets import Question
from eval.running.results import Result, by_key, results_in, written_line

RUN, RESULTS = "run.json", "results.jsonl"


class RunRecord(Frozen):
    """What a run is of. `seconds` are the wall-clock seconds of all its sessions."""

    url: str
    service: str
    holdings: str
    questions_sha256: str
    files: tuple[str, ...]
    questions: int
    repeats: int
    concurrency: int
    started: datetime
    seconds: float = 0.0


def questions_sha256(questions: Sequence[Question]) -> str:
    """Return what tells one list of questions from another."""
    lines = "\n".join(question.model_dump_json() for question in questions)
    return hashlib.sha256(lines.encode()).hexdigest()


def now() -> datetime:
    """Return the time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class RunFolder:
    """A folder with the record and the results of one run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.results_path = folder / RESULTS

    def record(self) -> RunRecord | None:
        """Return the record, or None where there is none. Raises EvaluationError for a bad one."""
        path = self.folder / RUN
        if not path.exists():
            return None
        try:
            return RunRecord.model_validate_json(path.read_bytes())
        except ValidationError as error:
            raise EvaluationError(
                f"{path} is no record of a run: {error.errors()[0]['msg']}"
            ) from error

    def write(self, record: RunRecord) -> None:
        """Write the record in place of an earlier one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / RUN
        fresh = path.with_suffix(".json.new")
        words = json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=1)
        fresh.write_text(words + "\n", encoding="utf-8")
        fresh.replace(path)

    def results(self) -> list[Result]:
        """Return the results so far, each question and repeat once, in the order of asking.

        Raises EvaluationError where there is no run, or a line of it is broken.
        """
        if not self.results_path.exists():
            raise EvaluationError(
                f"{self.folder} holds no {RESULTS}: no run was made there. "
                f"Make one with `policyqa eval --questions FILE --out {self.folder}`"
            )
        return list(by_key(results_in(self.results_path)).values())

    def finished(self, questions: Sequence[Question]) -> list[Result]:
        """Return the results that need not be asked for again: not those that failed."""
        if not self.results_path.exists():
            return []
        current = {question.id: question for question in questions}
        return [
            result
            for result in self.results()
            if result.status != "failed" and current.get(result.question.id) == result.question
        ]

    def rewrite(self, results: Sequence[Result]) -> None:
        """Write the results in place of earlier ones."""
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.results_path.with_suffix(".jsonl.new")
        fresh.write_text("".join(map(written_line, results)), encoding="utf-8")
        fresh.replace(self.results_path)
