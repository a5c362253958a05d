"""policyqa's own API: answers with their citations, confidence and what was found."""

import time
from threading import Lock

from eval.errors import ServiceAwayError
from eval.question_sets import Question
from eval.running.results import Citation, Result, Retrieved, Statement
from service.client import Json, PolicyClient
from service.errors import ServiceError

CLAUSES_FOUND = 100  # for questions that only ask which documents are relevant


class PolicyqaService:
    """A running policyqa."""

    def __init__(self, url: str) -> None:
        """Look at what the service holds. Raises ServiceAwayError when it does not answer."""
        self._client = PolicyClient(url)
        self._lock = Lock()
        self._clauses: dict[str, dict[str, str]] = {}  # by document, by clause: its words
        try:
            self.holdings = self._client.ready()
            self._documents = {
                document["id"]: document for document in self._client.every_document()
            }
        except ServiceError as error:
            raise ServiceAwayError(str(error)) from error

    @property
    def holdings_in_words(self) -> str:
        """What tells a service's corpus and engine from another's."""
        held = self.holdings
        return f"{held['documents']} documents, {held['passages']} passages, {held['embedder']}"

    @property
    def sources(self) -> set[str]:
        """The SHA-256 of the sources of all documents held."""
        return {str(document["source_sha256"]) for document in self._documents.values()}

    def result(self, question: Question, repeat: int) -> Result:
        """Return what the service answers; see `AskedService`."""
        started = time.perf_counter()
        try:
            if _asks_for_documents(question):
                return self._found(question, repeat, started)
            answer = self._client.ask(question.question, history=question.history)
            seconds = time.perf_counter() - started
            return self._answered(question, repeat, answer, seconds)
        except ServiceError as error:
            if error.status is None:
                raise ServiceAwayError(str(error)) from error
            seconds = time.perf_counter() - started
            return Result(
                question=question, repeat=repeat, status="failed", error=str(error), seconds=seconds
            )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _found(self, question: Question, repeat: int, started: float) -> Result:
        hits = self._client.search(question.question, k=CLAUSES_FOUND)["items"]
        seconds = time.perf_counter() - started
        return Result(
            question=question,
            repeat=repeat,
            status="answered" if hits else "not_found",
            retrieved=tuple(self._retrieved(hit["document"]["id"], hit) for hit in hits),
            seconds=seconds,
        )

    def _answered(self, question: Question, repeat: int, answer: Json, seconds: float) -> Result:
        return Result(
            question=question,
            repeat=repeat,
            status=answer["status"],
            answer=answer["answer"],
            reason=answer["reason"],
            decision=answer["decision"],
            confidence=answer["confidence"],
            statements=tuple(
                Statement(text=own["text"], citations=tuple(own["citations"]))
                for own in answer["statements"]
            ),
            citations=tuple(self._citation(own) for own in answer["citations"]),
            retrieved=tuple(
                self._retrieved(own["document_id"], own) for own in answer["retrieved"]
            ),
            seconds=seconds,
        )

    def _citation(self, citation: Json) -> Citation:
        document = citation["document"]
        start, end = (citation[name] - citation["start"] for name in ("quote_start", "quote_end"))
        return Citation(
            document=self._sha256(document["id"]),
            title=document["title"],
            label=citation["label"],
            quote=citation["quote"],
            clause=citation["text"],
            is_verbatim=start >= 0 and citation["text"][start:end] == citation["quote"],
        )

    def _retrieved(self, document_id: str, found: Json) -> Retrieved:
        document = self._documents.get(document_id, {})
        return Retrieved(
            document=self._sha256(document_id),
            external_id=document.get("external_id"),
            label=found["label"],
            clause=found.get("text") or self._words_of(document_id, found["clause_id"]),
        )

    def _sha256(self, document_id: str) -> str | None:
        return self._documents.get(document_id, {}).get("source_sha256")

    def _words_of(self, document_id: str, clause_id: str) -> str:
        """Return the words of a clause; a document's clauses are fetched once."""
        with self._lock:
            if document_id not in self._clauses:
                text = self._client.text(document_id)
                listed = self._client.clauses(document_id)["items"]
                self._clauses[document_id] = {
                    own["id"]: text[own["start"] : own["end"]] for own in listed
                }
            return self._clauses[document_id].get(clause_id, "")


def _asks_for_documents(question: Question) -> bool:
    """Tell whether nothing but relevant documents are known of a question."""
    return bool(question.relevant) and not (
        question.required or question.evidence or question.reference
    )
