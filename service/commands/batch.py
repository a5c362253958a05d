"""`policyqa ask` and `policyqa search`, for one question or a file of them."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.progress import track

from index.search import SearchEngine, SearchOptions
from service.answering import Answerer
from service.errors import ServiceError
from service.settings import Settings
from service.start import open_engine


def ask_one(settings: Settings, question: str, as_json: bool) -> None:
    """Print the answer to a question with its citations."""
    answer = Answerer(open_engine(settings)).answer(question)
    if as_json:
        print(answer.model_dump_json(indent=1))
        return
    print(answer.answer)
    for number, citation in enumerate(answer.citations, start=1):
        print(f"[{number}] 《{citation.document.title}》 {citation.label}")
        print(f"    {citation.quote}")


def ask_all(settings: Settings, questions: Path, out: Path) -> None:
    """Write the answers to a file of questions, one JSON object a line, in their order."""
    answerer = Answerer(open_engine(settings))
    rows = list(_rows(questions, ("id", "question")))
    with out.open("w", encoding="utf-8") as lines:
        for row in _tracked(rows, "asking"):
            answer = answerer.answer(str(row["question"])).model_dump(mode="json")
            answer["id"] = row["id"]
            lines.write(json.dumps(answer, ensure_ascii=False) + "\n")


def search_one(settings: Settings, query: str, k: int, explain: bool) -> None:
    """Print the clauses found, best first, with the score of each leg, and why if asked."""
    engine = open_engine(settings)
    hits = engine.search(query, k, options=SearchOptions(explain=explain)).hits
    found = engine.store.clauses([hit.clause_id for hit in hits])
    for rank, hit in enumerate(hits, start=1):
        clause, header = found[hit.clause_id].clause, found[hit.clause_id].header
        legs = ", ".join(
            f"{leg} {_shown(score)}"
            for leg, score in (
                ("lexical", hit.score.lexical),
                ("document", hit.score.document),
                ("dense", hit.score.dense),
            )
        )
        print(f"{rank}. 《{header.title}》 {clause.label}  {hit.score.score:.3f} ({legs})")
        print(f"   {' '.join(hit.passage.body[:80].split())}…")
        if explain:
            matched = ", ".join(f"{m.term} ({m.field} {m.share:.3f})" for m in hit.matched)
            print(f"   matched: {matched or 'no term; found by meaning'}")


def search_all(settings: Settings, queries: Path, k: int, out: Path) -> None:
    """Write query id, rank and external id, one line per document, best passage first."""
    engine = open_engine(settings)
    rows = list(_rows(queries, ("id", "query")))
    with out.open("w", encoding="utf-8") as lines:
        for row in _tracked(rows, "searching"):
            for rank, name in enumerate(_documents(engine, str(row["query"]), k), start=1):
                lines.write(f"{row['id']}\t{rank}\t{name}\n")


def _documents(engine: SearchEngine, query: str, k: int) -> Iterator[str]:
    ids = engine.search_documents(query, k)
    headers = engine.store.headers(ids)
    for document_id in ids:
        header = headers[document_id]
        yield header.external_id or header.source_name


def _rows(path: Path, fields: tuple[str, str]) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise ServiceError(f"{path}: no such file")
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise ServiceError(f"{path} line {number}: not JSON: {error}") from error
            missing = [f for f in fields if not isinstance(row, dict) or f not in row]
            if missing:
                raise ServiceError(f"{path} line {number}: no {' and no '.join(missing)}")
            yield row


def _tracked(rows: list[dict[str, Any]], what: str) -> Iterable[dict[str, Any]]:
    return track(rows, what, disable=not sys.stderr.isatty(), transient=True)


def _shown(score: float | None) -> str:
    return "-" if score is None else f"{score:.3f}"
