"""Questions and results, short to write: what a test leaves out is of no matter to it."""

from typing import Any

from eval.question_sets import Question
from eval.running.results import Citation, Result, Retrieved, Statement

ANSWERABLE = {"required": [["50%以上"]]}


def question(id_: str = "q", **fields: Any) -> Question:
    """Return a question, answerable with a required fact unless the fields say otherwise."""
    rights = {"status", "required", "evidence", "reference", "relevant"}
    defaults = {} if rights & set(fields) else ANSWERABLE
    return Question.model_validate({"id": id_, "question": "占比多少？"} | defaults | fields)


def unanswerable(id_: str = "u") -> Question:
    return question(id_, status="not_found")


def span(quote: str, document: str = "a") -> dict[str, str]:
    return {"document": document, "quote": quote}


def citation(quote: str, document: str | None = "a", **fields: Any) -> Citation:
    defaults = {"title": "", "label": "一", "clause": f"前{quote}后"}
    return Citation(quote=quote, document=document, **(defaults | fields))


def found(clause: str, document: str | None = "a", external_id: str | None = None) -> Retrieved:
    return Retrieved(clause=clause, document=document, external_id=external_id)


def answered(asked: Question, answer: str = "占比50%以上。", **fields: Any) -> Result:
    return Result(question=asked, status="answered", answer=answer, **fields)


def refused(asked: Question, **fields: Any) -> Result:
    return Result(question=asked, status="not_found", **fields)


def failed(asked: Question, **fields: Any) -> Result:
    return Result(question=asked, status="failed", error="away", **fields)


def stated(asked: Question, *statements: tuple[str, tuple[str, ...]]) -> Result:
    """Return an answer of statements, each with the quotes that it cites, all of document a."""
    citations: list[Citation] = []
    made = []
    for text, quotes in statements:
        places = tuple(range(len(citations), len(citations) + len(quotes)))
        citations += [citation(quote) for quote in quotes]
        made.append(Statement(text=text, citations=places))
    answer = "".join(text for text, _ in statements)
    return answered(asked, answer, statements=tuple(made), citations=tuple(citations))
