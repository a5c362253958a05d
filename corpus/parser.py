"""The whole way from a file's bytes to a Document: read, clean, outline, facts."""

import hashlib
from dataclasses import replace

from corpus.catalogue import EMPTY_ENTRY, CatalogueEntry, completed
from corpus.cleaning import CleanedText, cleaned
from corpus.facts.extraction import Stage, facts_in, no_stage
from corpus.facts.validity import validity_in
from corpus.metadata import metadata_in_text, place_named_most, with_region_of_title, with_validity
from corpus.models import Clause, ClauseKind, Document, DocumentHeader
from corpus.outline import outline_of
from corpus.reading import SourceFile
from corpus.reading.isolation import source_text_isolated
from corpus.tables.links import body_clauses_of

# Part of what decides whether a stored document is up to date: raise it when parsing changes.
PARSER_VERSION = 5


def parsed(
    source: SourceFile,
    entry: CatalogueEntry = EMPTY_ENTRY,
    external_id: str | None = None,
    entry_wins: bool = False,
    stage: Stage = no_stage,
) -> Document:
    """Return the Document of a file. Raises CorpusError naming file, stage and place.

    The entry supplies what the text does not state, or with `entry_wins` whatever it holds.
    `stage` opens a context around each stage of the work, by name.
    """
    with stage("read"):
        read = source_text_isolated(source)
    with stage("clean"):
        clean = cleaned(read, source.name)
    document_id = document_id_of(source.collection, source.name)
    with stage("outline"):
        clauses = _linked(outline_of(clean, document_id), clean)
    with stage("metadata"):
        metadata = metadata_in_text(clean.text, clauses, _is_web_page(clean))
        metadata = with_region_of_title(completed(metadata, entry, entry_wins))
        validity = validity_in(clean.text, clauses, metadata.issued_on)
        metadata = with_validity(metadata, validity)
    header = DocumentHeader(
        id=document_id,
        collection=source.collection,
        source_name=source.name,
        source_sha256=source.sha256,
        source_note=entry.source,
        external_id=external_id,
        metadata=metadata,
        place=None if metadata.region else place_named_most(clean.text),
    )
    return Document(
        header=header,
        text=clean.text,
        furniture=clean.furniture,
        clauses=clauses,
        facts=facts_in(clean.text, clauses, clean.tables, metadata, validity, stage),
        tables=clean.tables,
        uncertain=clean.uncertain,
    )


def document_id_of(collection: str, source_name: str) -> str:
    """Return the id of the document of that name: a new version of a file keeps its id."""
    return hashlib.sha256(f"{collection}/{source_name}".encode()).hexdigest()[:12]


def _is_web_page(clean: CleanedText) -> bool:
    return any(item.kind == "page_menu" for item in clean.furniture)


def _linked(clauses: tuple[Clause, ...], clean: CleanedText) -> tuple[Clause, ...]:
    """Link each row of a table to the clause of the body that its longest cell repeats."""
    rows = [clause for clause in clauses if clause.kind is ClauseKind.TABLE_ROW]
    if not rows:
        return clauses
    longest_cells = [max(clean.text[row.start : row.end].split("\t"), key=len) for row in rows]
    linked = {
        row.id: repeated
        for row, repeated in zip(
            rows, body_clauses_of(longest_cells, clauses, clean.text), strict=True
        )
    }
    return tuple(
        replace(clause, repeats_id=linked[clause.id]) if linked.get(clause.id) else clause
        for clause in clauses
    )
