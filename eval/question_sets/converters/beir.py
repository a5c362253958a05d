"""BEIR folders: corpus.jsonl, queries.jsonl, qrels/*.tsv.

Thakur et al. 2021, "BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information
Retrieval Models". Only judged queries become questions, as in BEIR's own loader.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, Field

from eval.errors import QuestionFileError
from eval.question_sets.converters.base import (
    Converted,
    Document,
    LeftOut,
    question_of,
    unless_blank,
)
from eval.question_sets.files import JSON_LINES_SUFFIXES, numbered_lines
from eval.question_sets.languages import language_of
from eval.question_sets.model import Question
from eval.question_sets.problems import PlaceOfIds, row_of

CORPUS, QUERIES, JUDGEMENTS = "corpus", "queries", "qrels"
HEADER = ["query-id", "corpus-id", "score"]
WHOLE_NUMBER = re.compile(r"-?[0-9]+")  # 2, -1

Grades = dict[str, dict[str, int]]  # by query, by document


class _Document(BaseModel):
    id: str | int = Field(alias="_id")
    title: str | None = None
    text: str | None = None


class _Query(BaseModel):
    id: str | int = Field(alias="_id")
    text: str


def converted(source: Path) -> Converted:
    """Return what a BEIR folder holds; its judgements are those of all files in qrels.

    A source that is one file of qrels gives its judgements alone (test.tsv: those that BEIR's
    published figures are of).
    """
    if source.suffix.lower() == ".tsv":
        folder, judged = source.parent.parent, [source]
    else:
        folder, judged = source, sorted((source / JUDGEMENTS).glob("*.tsv"))
    if not judged:
        raise QuestionFileError(
            f"{source} has no {JUDGEMENTS}/*.tsv. Name a folder that has, with {CORPUS}.jsonl and "
            f"{QUERIES}.jsonl beside it"
        )
    corpus, queries = _named(folder, CORPUS), _named(folder, QUERIES)
    return Converted(_questions(queries, _grades(judged)), _documents(corpus))


def _named(folder: Path, name: str) -> Path:
    for suffix in JSON_LINES_SUFFIXES:
        path = folder / f"{name}{suffix}"
        if path.is_file():
            return path
    raise QuestionFileError(f"{folder} has no {name}.jsonl (nor .gz, .xz). Is it a BEIR folder?")


def _documents(path: Path) -> Iterator[Document | LeftOut]:
    place_of_ids = PlaceOfIds()
    for number, line in numbered_lines(path):
        place = f"{path} line {number}"
        row = row_of(_Document, line, place)
        place_of_ids.take(str(row.id), place)
        title, text = unless_blank(row.title), unless_blank(row.text)
        if text or title:
            yield Document(str(row.id), text or str(title), title)
        else:
            yield LeftOut(place, "documents without a title and a text")


def _questions(path: Path, grades: Grades) -> Iterator[Question | LeftOut]:
    unseen = set(grades)
    place_of_ids = PlaceOfIds()
    for number, line in numbered_lines(path):
        place = f"{path} line {number}"
        row = row_of(_Query, line, place)
        name = str(row.id)
        place_of_ids.take(name, place)
        unseen.discard(name)
        relevant = {document: grade for document, grade in grades.get(name, {}).items() if grade}
        if name not in grades:
            yield LeftOut(place, "queries that were not judged")
        elif not relevant:
            yield LeftOut(place, "queries without a relevant document")
        else:
            fields = {"id": name, "question": row.text, "language": language_of(row.text)}
            yield question_of({**fields, "relevant": relevant}, place)
    if unseen:
        raise QuestionFileError(
            f"{path} lacks {len(unseen)} queries that are judged, among them {min(unseen)!r}. "
            "Are the files of one data set?"
        )


def _grades(paths: list[Path]) -> Grades:
    grades: Grades = {}
    for path in paths:
        for number, line in numbered_lines(path):
            place = f"{path} line {number}"
            cells = _cells(line, place)
            if cells == HEADER:
                continue
            if len(cells) != len(HEADER) or not WHOLE_NUMBER.fullmatch(cells[2]):
                raise QuestionFileError(
                    f"{place} is not a query, a document and a whole number with tabs between: "
                    f"{' | '.join(cells)}"
                )
            query, document, grade = cells[0], cells[1], max(int(cells[2]), 0)
            known = grades.setdefault(query, {}).setdefault(document, grade)
            if known != grade:
                raise QuestionFileError(
                    f"{place} gives document {document!r} the grade {grade} for query {query!r}, "
                    f"an earlier line {known}. Keep one"
                )
    return grades


def _cells(line: bytes, place: str) -> list[str]:
    try:
        return line.decode("utf-8-sig").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise QuestionFileError(f"{place} is not in UTF-8. Save the file as UTF-8") from error
