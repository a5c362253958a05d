"""A converted data set as files: questions.jsonl, and documents.jsonl for `policyqa ingest`."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.errors import EvaluationError
from eval.question_sets.converters.base import Converted, Document, LeftOut
from eval.question_sets.model import Question

QUESTIONS_FILE = "questions.jsonl"
DOCUMENTS_FILE = "documents.jsonl"
UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written, and how much left out for what reason."""

    questions: int
    documents: int
    left_out: Mapping[str, int]


def written(converted: Converted, folder: Path) -> Written:
    """Write a data set into a folder, made where it is not there; nothing of it on an error.

    Raises EvaluationError for a folder that holds such files already and for a data set without a
    question, and what the converter raises.
    """
    paths = [folder / name for name in (QUESTIONS_FILE, DOCUMENTS_FILE)]
    for path in paths:
        if path.exists():
            raise EvaluationError(f"{path} is there already. Remove it or name another folder")
    unfinished = [path.with_name(path.name + UNFINISHED) for path in paths]
    left_out: Counter[str] = Counter()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _removed_at_the_end(unfinished):
            questions = _lines_written(_rows(converted.questions, left_out), unfinished[0])
            documents = _lines_written(_rows(converted.documents, left_out), unfinished[1])
            if not questions:
                raise EvaluationError(f"there is no question to convert{_said(left_out)}")
            for path, whole in zip(unfinished, paths, strict=True):
                path.replace(whole)
    except OSError as error:
        raise EvaluationError(f"{folder} cannot be written: {error}. Check the path") from error
    return Written(questions, documents, left_out)


@contextmanager
def _removed_at_the_end(paths: Sequence[Path]) -> Iterator[None]:
    try:
        yield
    finally:
        for path in paths:
            path.unlink(missing_ok=True)


def _rows(
    items: Iterable[Question | Document | LeftOut], left_out: Counter[str]
) -> Iterator[dict[str, Any]]:
    for item in items:
        match item:
            case LeftOut():
                left_out[item.reason] += 1
            case Document():
                title = {"title": item.title} if item.title else {}
                yield {"id": item.id, **title, "text": item.text}
            case Question():
                yield item.model_dump(mode="json", exclude_defaults=True)


def _lines_written(rows: Iterable[dict[str, Any]], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as lines:
        for row in rows:
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _said(left_out: Mapping[str, int]) -> str:
    return "".join(f"; left out, {reason}: {count}" for reason, count in left_out.items())
