"""Labelled questions with the features of what the search found for them."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.models import Document
from index.filters import Filters
from index.search import SearchEngine
from index.store import Snapshot
from service.planning import Intent, QuestionPlan, understood
from service.reading.candidates import Candidate
from service.reading.evidence import Evidence, EvidenceFinder
from service.reading.scope import scope_of

LEAST_OVERLAP = 0.5  # of the shorter of a candidate and a piece of evidence
# Answered from facts and headers, not from sentences
WITHOUT_SENTENCES = (Intent.UNIT_DUTIES, Intent.METADATA)
Place = tuple[str, int, int]  # document id, span of its text


@dataclass(frozen=True, slots=True)
class LabelledEvidence:
    """A plan, what was found for it, and which candidates are evidence, [candidates].

    `answerable` tells whether anything in the corpus answers it.
    """

    question_id: str
    plan: QuestionPlan
    evidence: Evidence
    is_evidence: NDArray[np.bool_]
    answerable: bool

    def without_evidence(self) -> "LabelledEvidence | None":
        """Return the same question as if the clauses that answer it were not in the corpus.

        None where nothing else was found.
        """
        clauses = {
            candidate.clause.id
            for candidate, good in zip(self.evidence.candidates, self.is_evidence, strict=True)
            if good
        }
        kept = [c.clause.id not in clauses for c in self.evidence.candidates]
        if not any(kept):
            return None
        evidence = replace(
            self.evidence,
            candidates=tuple(c for c, k in zip(self.evidence.candidates, kept, strict=True) if k),
            features=self.evidence.features[np.array(kept)],
        )
        return replace(
            self, evidence=evidence, is_evidence=np.zeros(sum(kept), dtype=bool), answerable=False
        )


def labelled_evidence(
    files: Sequence[Path], engine: SearchEngine, frequencies: Callable[[list[str]], dict[str, int]]
) -> Iterator[LabelledEvidence]:
    """Yield the parts of the questions of the files that are read in sentences.

    A line gives `question` (or `query`), `status`, and `evidence`: words of `document` (or
    `sha256`), or groups of spans `{document, quote}`; a document is named by the SHA-256 of its
    source or its source's name. What is found for an answerable question without any evidence
    among it is left out: no order of it is right.
    """
    snapshot = engine.store.snapshot()
    finder = EvidenceFinder(engine)
    ids = {header.source_name: header.id for header in snapshot.headers()}
    ids |= {header.source_sha256: header.id for header in snapshot.headers()}
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            places = list(_places(row, ids, snapshot))
            plans = understood(
                row.get("question") or row["query"], row.get("history", ()), frequencies
            )
            for plan in plans:
                if plan.intent in WITHOUT_SENTENCES and not plan.asks_who:
                    continue
                scope = scope_of(plan, snapshot.headers(), Filters(), engine.occurs)
                if scope.reason:
                    continue
                evidence = finder.evidence_for(plan, scope, snapshot, Filters())
                good = np.array(
                    [_is_evidence(plan, c, places) for c in evidence.candidates], dtype=bool
                )
                answerable = row.get("status", "answered") == "answered"
                if len(good) and (good.any() or not answerable):
                    question_id = f"{path.name}:{row.get('id', number)}"
                    yield LabelledEvidence(question_id, plan, evidence, good, answerable)


def _places(row: Mapping[str, Any], ids: Mapping[str, str], snapshot: Snapshot) -> Iterator[Place]:
    evidence = row.get("evidence") or []
    if isinstance(evidence, str):
        name = row.get("document") or row["sha256"]
        evidence = [[{"document": name, "quote": evidence}]]
    for group in evidence:
        for span in group:
            document_id = ids.get(span["document"])
            if document_id is not None:
                yield from _spans(snapshot.document(document_id), span["quote"])


def _spans(document: Document, quote: str) -> Iterator[Place]:
    characters = [re.escape(character) for character in quote if not character.isspace()]
    for match in re.finditer(r"\s*".join(characters), document.text):
        yield document.id, match.start(), match.end()


def _is_evidence(plan: QuestionPlan, candidate: Candidate, places: Sequence[Place]) -> bool:
    document, sentence = candidate.sentence.document, candidate.sentence
    spans = [(sentence.start, sentence.end)]
    if plan.asks_who:  # the assignment that applies to the sentence says who
        rows = candidate.assignments
        spans += [(row.quote_start, row.quote_end) for row in rows]
    return any(
        document_id == document.id
        and min(end, right) - max(start, left) >= LEAST_OVERLAP * min(end - start, right - left)
        for document_id, left, right in places
        for start, end in spans
    )
