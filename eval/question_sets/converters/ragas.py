"""RAGAS data sets as CSV or JSON Lines, with the names of columns of its versions.

Es et al. 2024, "RAGAS: Automated Evaluation of Retrieval Augmented Generation". A list in a CSV
cell is JSON or as Python prints it. Contexts that a question was made of are its evidence; those
that some system retrieved for it are documents alone, for they need not answer it.
"""

import ast
import csv
import io
import json
import re
import tokenize
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from eval.errors import QuestionFileError
from eval.question_sets.converters.base import (
    Converted,
    Document,
    LeftOut,
    question_of,
    sha256_of,
)
from eval.question_sets.files import is_json_lines, numbered_lines, opened_bytes
from eval.question_sets.languages import language_of
from eval.question_sets.model import Question

QUESTION_COLUMNS = ("user_input", "question")
REFERENCE_COLUMNS = ("reference", "ground_truth", "ground_truths")
SOURCE_COLUMN = "reference_contexts"
RETRIEVED_COLUMN = "retrieved_contexts"
EITHER_COLUMN = "contexts"  # sources in a test set, retrieved beside an answer
ANSWER_COLUMNS = ("answer", "response")
# What RAGAS puts before the contexts of a question over several: "<1-hop>\n\n第三条 …"
HOP_MARK = re.compile(r"^<\d+-hop>\s*")
LARGEST_CELL = 2**31 - 1  # characters; contexts are longer than the 131,072 that csv allows
# What `ast.literal_eval` and `tokenize` raise for what is no literal, and JSON for a set of texts
NO_LITERAL = (
    ValueError,
    TypeError,
    SyntaxError,
    MemoryError,
    RecursionError,
    tokenize.TokenError,
)

Row = dict[str, Any]


def converted(source: Path) -> Converted:
    """Return the questions of a file, and its contexts once each as documents.

    A question's id is the file's name with the row's number, a document's the SHA-256 of its text.
    """
    return Converted(_questions(source), _documents(source))


def _questions(source: Path) -> Iterator[Question | LeftOut]:
    stem = source.name.split(".")[0]
    for number, place, row in _rows(source):
        reference = [text for name in REFERENCE_COLUMNS for text in _texts(row, name, place)]
        contexts = [
            context for name in _source_columns(row) for context in _contexts(row, name, place)
        ]
        if not reference and not contexts:
            yield LeftOut(place, "questions with neither a reference nor contexts")
            continue
        asked = _question(row, place)
        yield question_of(
            {
                "id": f"{stem}-{number}",
                "question": asked,
                "language": language_of(asked),
                "reference": list(dict.fromkeys(reference)),
                "evidence": [
                    [{"document": sha256_of(text), "quote": text}]
                    for text in dict.fromkeys(contexts)
                ],
            },
            place,
        )


def _documents(source: Path) -> Iterator[Document | LeftOut]:
    seen: set[str] = set()
    for _, place, row in _rows(source):
        for name in (SOURCE_COLUMN, EITHER_COLUMN, RETRIEVED_COLUMN):
            for text in _contexts(row, name, place):
                sha256 = sha256_of(text)
                if sha256 not in seen:
                    seen.add(sha256)
                    yield Document(sha256, text)


def _question(row: Row, place: str) -> str:
    for name in QUESTION_COLUMNS:
        if row.get(name) is not None:
            if not isinstance(row[name], str):
                raise QuestionFileError(
                    f"{place}: {name} is no text. Dialogues of several turns are not converted"
                )
            return str(row[name])
    raise QuestionFileError(f"{place} has no column {' or '.join(QUESTION_COLUMNS)}. Add one")


def _source_columns(row: Row) -> tuple[str, ...]:
    is_answered = any(name in row for name in ANSWER_COLUMNS)
    return (SOURCE_COLUMN,) if is_answered else (SOURCE_COLUMN, EITHER_COLUMN)


def _contexts(row: Row, name: str, place: str) -> list[str]:
    return [HOP_MARK.sub("", text) for text in _texts(row, name, place)]


def _texts(row: Row, name: str, place: str) -> list[str]:
    """Return the texts of a cell that are not blank: of a list, or the cell itself."""
    value = row.get(name)
    if isinstance(value, str) and name not in ("reference", "ground_truth"):
        value = _list_in(value, f"{place}: {name}")
    texts = value if isinstance(value, list) else [value]
    if any(text is not None and not isinstance(text, str) for text in texts):
        raise QuestionFileError(f"{place}: {name} is no text and no list of texts")
    return [text for text in texts if text and text.strip()]


def _list_in(cell: str, place: str) -> Any:
    """Return the list that a cell of text holds; a blank cell holds none.

    A list that NumPy printed has no commas, and Python would join its texts to one.
    """
    if not cell.strip():
        return []
    with suppress(ValueError):
        return from_json(cell)
    try:
        texts = ast.literal_eval(cell)
        tokens = tokenize.generate_tokens(io.StringIO(cell).readline)
        strings = sum(token.type == tokenize.STRING for token in tokens)
        texts = from_json(json.dumps(texts))  # which refuses half of a surrogate pair
    except NO_LITERAL as error:
        raise QuestionFileError(f"{place} is no list, neither of JSON nor of Python") from error
    if isinstance(texts, list) and len(texts) != strings:
        raise QuestionFileError(f"{place} lacks commas between its texts. Export it as JSON Lines")
    return texts


def _rows(source: Path) -> Iterator[tuple[int, str, Row]]:
    """Yield the number of each row as its file counts, its place, and its cells by column."""
    if is_json_lines(source):
        for number, line in numbered_lines(source):
            place = f"{source} line {number}"
            yield number, place, _json_row(line, place)
    else:
        for number, row in enumerate(_csv_rows(source), 2):  # the names of columns are row 1
            yield number, f"{source} row {number}", row


def _json_row(line: bytes, place: str) -> Row:
    try:
        row = from_json(line.decode("utf-8-sig"))
    except ValueError as error:
        raise QuestionFileError(f"{place} is no JSON in UTF-8: {error}") from error
    if not isinstance(row, dict):
        raise QuestionFileError(f"{place} is no JSON object")
    return row


def _csv_rows(source: Path) -> Iterator[Row]:
    csv.field_size_limit(LARGEST_CELL)
    with opened_bytes(source) as stream:
        lines = io.TextIOWrapper(stream, "utf-8-sig", newline="")
        rows = csv.DictReader(lines, strict=True)
        try:
            for row in rows:
                if None in row:
                    raise QuestionFileError(
                        f"{source} line {rows.line_num} has more cells than there are columns"
                    )
                yield row
        except UnicodeDecodeError as error:
            raise QuestionFileError(f"{source} is not in UTF-8. Save the file as UTF-8") from error
        except csv.Error as error:
            line = rows.line_num + 1  # the broken one is not counted yet
            raise QuestionFileError(f"{source} line {line} is no CSV: {error}") from error
