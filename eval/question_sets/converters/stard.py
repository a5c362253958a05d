"""Questions whose answers are statutes, as STARD has them.

Su et al. 2024, "STARD: A Chinese Statute Retrieval Dataset with Real Queries Issued by
Non-professionals". Rows of questions are {id, query, relevant: [ids of statutes]}, rows of statutes
{id, name, text}; other fields are passed over.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from eval.errors import QuestionFileError
from eval.question_sets.converters.base import (
    Converted,
    Document,
    LeftOut,
    question_of,
    unless_blank,
)
from eval.question_sets.files import is_json_lines, numbered_lines
from eval.question_sets.languages import language_of
from eval.question_sets.model import Question
from eval.question_sets.problems import PlaceOfIds, row_of

RELEVANT_GRADE = 1  # a statute answers or it does not


class _Query(BaseModel):
    id: str | int
    query: str
    relevant: tuple[str | int, ...]


class _Statute(BaseModel):
    id: str | int
    name: str | None = None
    text: str


def converted(source: Path) -> Converted:
    """Return the questions and the statutes of a folder's JSON Lines files.

    A file is told by the fields of its first row; files of other rows are passed over. A source
    that is a file gives its questions alone, with the statutes beside it.
    """
    folder = source.parent if source.is_file() else source
    if not folder.is_dir():
        raise QuestionFileError(f"{source} is not there. Check the path")
    files = {
        path: _fields_of_first_row(path) for path in sorted(folder.iterdir()) if _is_data(path)
    }
    queries = [path for path, fields in files.items() if {"id", "query", "relevant"} <= fields]
    statutes = [path for path, fields in files.items() if {"id", "name", "text"} <= fields]
    if source.is_file():
        queries = [source]
    for found, kind in ((queries, "query, relevant"), (statutes, "name, text")):
        if not found:
            raise QuestionFileError(f"{folder} has no JSON Lines of {{id, {kind}}}. Put them there")
    return Converted(_questions(queries), _documents(statutes))


def _is_data(path: Path) -> bool:
    return path.is_file() and is_json_lines(path)


def _fields_of_first_row(path: Path) -> set[str]:
    for _, line in islice(numbered_lines(path), 1):
        try:
            row: Any = json.loads(line)
        except ValueError:
            return set()  # no row of ours
        return set(row) if isinstance(row, dict) else set()
    return set()


def _questions(paths: Sequence[Path]) -> Iterator[Question | LeftOut]:
    place_of_ids = PlaceOfIds()
    for path in paths:
        for number, line in numbered_lines(path):
            place = f"{path} line {number}"
            row = row_of(_Query, line, place)
            place_of_ids.take(str(row.id), place)
            if not row.relevant:
                yield LeftOut(place, "questions without a relevant statute")
                continue
            fields = {"id": str(row.id), "question": row.query, "language": language_of(row.query)}
            relevant = dict.fromkeys(map(str, row.relevant), RELEVANT_GRADE)
            yield question_of({**fields, "relevant": relevant}, place)


def _documents(paths: Sequence[Path]) -> Iterator[Document | LeftOut]:
    place_of_ids = PlaceOfIds()
    for path in paths:
        for number, line in numbered_lines(path):
            place = f"{path} line {number}"
            row = row_of(_Statute, line, place)
            place_of_ids.take(str(row.id), place)
            if row.text.strip():
                yield Document(str(row.id), row.text, unless_blank(row.name))
            else:
                yield LeftOut(place, "statutes without a text")
