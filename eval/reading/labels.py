"""The label files: what a careful reader finds in a document. LABELS.md says how they are made."""

from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from eval.frozen import Frozen

ANNEX_SUFFIX = "_annex_rows"


class LabelSource(Frozen):
    """The text that was labelled: a row of the policies file, or a seed by its file name."""

    file: str
    row: int | None
    sha256: str


class LabelledMetadata(Frozen):
    """What the text states of itself; null where it is silent. Dates in ISO form."""

    title: str | None
    doc_number: str | None
    issuer: str | None
    issued_on: str | None
    effective_on: str | None
    expires_on: str | None


class LabelledNode(Frozen):
    """A clause of the outline; `parent` is a position in the list."""

    number: str
    heading: str | None
    starts: str
    parent: int | None


class LabelledResponsibility(Frozen):
    """A unit's part in a task; `clause` is a position in the outline."""

    clause: int | None
    role: str
    unit: str
    task: str
    inherited: bool = False


class LabelledQuantity(Frozen):
    """What targets and conditions share."""

    clause: int | None
    comparator: str
    value: str
    unit: str
    quote: str


class LabelledTarget(LabelledQuantity):
    """A quantity that the document wants to be reached."""

    indicator: str
    deadline: str | None


class LabelledCondition(LabelledQuantity):
    """A threshold that decides who or what a clause applies to."""

    subject: str


class LabelledIncentive(Frozen):
    """Money or a relief that somebody gets."""

    clause: int | None
    award: str
    amount: str | None
    payer: str | None
    condition: str | None
    quote: str


class LabelledValidity(Frozen):
    """When the document holds, and what it ends or carries out."""

    kind: str
    value: str
    quote: str


class LabelledDocument(Frozen):
    """All labels of one document."""

    source: LabelSource
    metadata: LabelledMetadata
    outline: tuple[LabelledNode, ...]
    responsibilities: tuple[LabelledResponsibility, ...]
    targets: tuple[LabelledTarget, ...]
    incentives: tuple[LabelledIncentive, ...]
    conditions: tuple[LabelledCondition, ...]
    validity: tuple[LabelledValidity, ...]

    def starts_of(self, clause: int | None) -> str:
        """Return the first characters of the clause at a position of the outline."""
        return "" if clause is None else self.outline[clause].starts


class LabelledRow(Frozen):
    """A row of a task-division table; `body_clause` is the label of the clause it repeats."""

    row: int
    section: str | None
    task: str
    measure: str
    units: tuple[str, ...]
    body_clause: str | None


ROWS: Final = TypeAdapter(tuple[LabelledRow, ...])


def labelled_documents(folder: Path) -> dict[str, LabelledDocument]:
    """Return the labels of each document by its name, in order of name. Raises ValidationError."""
    files = sorted(p for p in folder.glob("*.json") if not p.stem.endswith(ANNEX_SUFFIX))
    return {p.stem: LabelledDocument.model_validate_json(p.read_bytes()) for p in files}


def labelled_rows(folder: Path, name: str) -> tuple[LabelledRow, ...]:
    """Return the labelled rows of a document's annex (`004_annex_rows.json`); none, no rows."""
    for file in sorted(folder.glob(f"*{ANNEX_SUFFIX}.json")):
        if name.startswith(file.stem.removesuffix(ANNEX_SUFFIX)):
            return ROWS.validate_json(file.read_bytes())
    return ()
