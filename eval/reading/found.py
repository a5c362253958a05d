"""What `policyqa parse --json` finds in texts."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from eval.reading.errors import ScoringError


class FoundMetadata(BaseModel):
    """A document's own data as parsed; dates in ISO form."""

    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    issued_on: str | None = None
    effective_on: str | None = None
    expires_on: str | None = None


class FoundHeader(BaseModel):
    """What identifies a parsed document; `external_id` is the name that it was given."""

    external_id: str | None = None
    metadata: FoundMetadata = FoundMetadata()


class FoundClause(BaseModel):
    """A clause; offsets count characters of the document's text."""

    id: str
    parent_id: str | None
    kind: str
    number: str
    heading: str | None
    label: str
    start: int
    end: int
    repeats_id: str | None = None


class FoundResponsibility(BaseModel):
    """A unit's part in a task."""

    clause_id: str
    task: str
    role: str
    unit: str
    quote: str


class FoundQuantity(BaseModel):
    """A number as stated, with its value."""

    comparator: str
    value: str
    number: float
    upper: float | None
    unit: str


class _Placed(BaseModel):
    clause_id: str
    quote: str
    quote_start: int
    quote_end: int


class FoundTarget(_Placed):
    """A quantity to be reached."""

    indicator: str
    quantity: FoundQuantity
    deadline: str | None


class FoundCondition(_Placed):
    """A threshold."""

    subject: str
    quantity: FoundQuantity


class FoundIncentive(_Placed):
    """Money or a relief."""

    award: str
    amount: str | None
    quantity: FoundQuantity | None
    payer: str | None
    condition: str | None


class FoundValidity(_Placed):
    """When the document holds; `on` in ISO form."""

    kind: str
    value: str
    on: str | None


class FoundDocument(BaseModel):
    """What the parser finds in a text; of one that it cannot read, nothing."""

    header: FoundHeader = FoundHeader()
    text: str = ""
    clauses: tuple[FoundClause, ...] = ()
    responsibilities: tuple[FoundResponsibility, ...] = ()
    targets: tuple[FoundTarget, ...] = ()
    incentives: tuple[FoundIncentive, ...] = ()
    conditions: tuple[FoundCondition, ...] = ()
    validity: tuple[FoundValidity, ...] = ()

    def label_of(self, clause_id: str) -> str:
        """Return the label of a clause, empty for one that is not there."""
        return next((clause.label for clause in self.clauses if clause.id == clause_id), "")


def found_in(texts: Mapping[str, str]) -> dict[str, FoundDocument]:
    """Return what one run of `policyqa parse --json` finds in each text, by its name.

    A text that cannot be parsed is left out; the command says why on standard error. Raises
    ScoringError when the command prints something else than documents.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "labelled.jsonl"
        rows = (json.dumps({"id": name, "text": text}) for name, text in texts.items())
        file.write_text("\n".join(rows), encoding="utf-8")
        command = [sys.executable, "-m", "service", "parse", str(file), "--json"]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=False)  # noqa: S603 - ours
    try:
        documents = [FoundDocument.model_validate_json(line) for line in done.stdout.splitlines()]
    except ValueError as error:
        raise ScoringError(f"`{' '.join(command)}` does not print documents: {error}") from error
    if texts and not documents:
        raise ScoringError(f"`{' '.join(command)}` printed nothing; its messages stand above")
    return {str(document.header.external_id): document for document in documents}
