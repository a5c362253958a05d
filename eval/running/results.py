"""What one question came to: a line of the results file."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from eval.errors import EvaluationError
from eval.frozen import Frozen
from eval.question_sets import Question


class Citation(Frozen):
    """A clause that an answer cites. `document` is the SHA-256 of its source, if known.

    `quote` are the words cited, `clause` the words of the clause around them; `is_verbatim` tells
    whether the quote stands in the clause at its offsets, None where the service gives no offsets.
    """

    document: str | None
    title: str
    label: str
    quote: str
    clause: str
    is_verbatim: bool | None = None


class Retrieved(Frozen):
    """A clause that the search found. `document` is the SHA-256 of its source, if known."""

    document: str | None
    external_id: str | None = None
    label: str = ""
    clause: str = ""


class Statement(Frozen):
    """A sentence of an answer with the places of its citations in the result's."""

    text: str
    citations: tuple[int, ...] = ()


class Result(Frozen):
    """What a service answered to a question, and how long it took.

    `status` is `failed` where no answer came (`error` says why); `repeat` counts from 0 where a
    question is asked several times. `retrieved` are the clauses found, best first. `confidence` is
    a probability, None where none is given. `seconds` are from sending the question to having the
    whole answer.
    """

    question: Question
    repeat: int = 0
    status: Literal["answered", "not_found", "failed"]
    answer: str = ""
    reason: str | None = None
    decision: Literal["yes", "no"] | None = None
    confidence: float | None = None
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    retrieved: tuple[Retrieved, ...] = ()
    seconds: float = 0.0
    error: str | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What tells one result of a run from another."""
        return self.question.id, self.repeat


def written_line(result: Result) -> str:
    """Return a result as a line of JSON, ended."""
    return (
        json.dumps(result.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False) + "\n"
    )


def results_in(path: Path) -> Iterator[Result]:
    """Yield the results of a file; a last line that was cut off in writing is left out.

    Raises EvaluationError for any other line that is no result.
    """
    lines = path.read_bytes().split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield Result.model_validate_json(line)
        except ValidationError as error:
            if number == len(lines):
                return
            raise EvaluationError(
                f"{path} line {number} is no result: {error.errors()[0]['msg']}. "
                "Was the file edited? Remove it and run again"
            ) from error


def by_key(results: Iterable[Result]) -> dict[tuple[str, int], Result]:
    """Return results by question id and repeat; of one that stands twice the last counts."""
    return {result.key: result for result in results}
