"""`python -m eval.answering`: asks a running service and scores its answers."""

import argparse
import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from eval.answering.errors import QuestionFileError
from eval.answering.questions import Question, questions_in
from eval.answering.scoring import AnswerScore, answer_score
from eval.answering.summary import table
from eval.answering.texts import CompactText
from service.client import Json, PolicyClient
from service.errors import ServiceError

PAGE = 500


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask the questions of the files, print the table; return the exit status."""
    options = _options().parse_args(arguments)
    try:
        questions = [question for path in options.files for question in questions_in(path)]
        with PolicyClient(options.url) as client:
            held = _documents(client)
            known, skipped = _askable(questions, set(held.values()))
            scored = _scored(client, known, held)
    except (OSError, QuestionFileError, ServiceError) as error:
        print(f"eval.answering: {error}", file=sys.stderr)
        return 1
    if skipped:
        print(f"skipped, their documents are not in the service: {len(skipped)} questions")
    print(table([score for score, _ in scored]) if scored else "nothing was asked")
    if options.failures:
        for score, answer in scored:
            _print_failure(score, answer)
    if options.out:
        rows = [json.dumps(answer, ensure_ascii=False) for _, answer in scored]
        options.out.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return 0 if scored else 1


def _documents(client: PolicyClient) -> dict[str, str]:
    """Return the SHA-256 of each document's source by the document's id."""
    held: dict[str, str] = {}
    while True:
        page = client.documents(limit=PAGE, offset=len(held))
        held |= {item["id"]: item["source_sha256"] for item in page["items"]}
        if len(held) >= page["total"] or not page["items"]:
            return held


def _askable(
    questions: Sequence[Question], held: set[str]
) -> tuple[list[Question], list[Question]]:
    askable: list[Question] = []
    skipped: list[Question] = []
    for question in questions:
        (askable if question.sources <= held else skipped).append(question)
    return askable, skipped


def _scored(
    client: PolicyClient, questions: Sequence[Question], sha256_of: dict[str, str]
) -> list[tuple[AnswerScore, Json]]:
    id_of = {sha256: document_id for document_id, sha256 in sha256_of.items()}

    @cache
    def text_of(sha256: str) -> CompactText:
        return CompactText.of(client.text(id_of[sha256]))

    scored = []
    for question in questions:
        answer = client.ask(question.question, history=question.history)
        scored.append((answer_score(question, answer, sha256_of, text_of), answer))
    return scored


def _print_failure(score: AnswerScore, answer: Json) -> None:
    question = score.question
    is_good = score.is_right or (question.status == "not_found" and score.is_refused)
    whole = (score.evidence, score.citations)
    if is_good and all(good == total for good, total in whole):
        return
    print(f"\n{question.id} [{question.intent}, {question.style}] {question.question}")
    print(f"  {answer['status']}: {answer['answer']}")
    for name, words in (("missing", score.missing), ("said wrongly", score.said_wrongly)):
        if words:
            print(f"  {name}: {'; '.join(words)}")
    if question.status == "answered":
        print(f"  evidence {score.evidence}, citations {score.citations}, plan {answer['plan']}")
        for group in question.evidence:
            print(f"  should cite: {group[0].quote}")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.answering", description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="address of the service")
    parser.add_argument("--failures", action="store_true", help="show what is not right")
    parser.add_argument("--out", type=Path, help="write the answers here, as JSON Lines")
    parser.add_argument("files", nargs="+", type=Path, help="question files, JSON Lines")
    return parser


if __name__ == "__main__":
    sys.exit(main())
