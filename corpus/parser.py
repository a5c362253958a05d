"""The whole way from a file's bytes to a Document: read, clean, outline, facts."""

import hashlib

from corpus.catalogue import EMPTY_ENTRY, CatalogueEntry, completed
from corpus.cleaning import CleanedText, cleaned
from corpus.facts.models import Facts
from corpus.facts.responsibilities import responsibilities_in
from corpus.metadata import metadata_in_text, with_region_of_title
from corpus.models import Document, DocumentHeader
from corpus.names.regions import region_named
from corpus.outline import outline_of
from corpus.reading import SourceFile, source_text

# Part of what decides whether a stored document is up to date: raise it when parsing changes.
PARSER_VERSION = 3


def parsed(
    source: SourceFile,
    entry: CatalogueEntry = EMPTY_ENTRY,
    external_id: str | None = None,
    entry_wins: bool = False,
) -> Document:
    """Return the Document of a file. Raises CorpusError naming file, stage and place.

    The entry supplies what the text does not state, or with `entry_wins` whatever it holds.
    """
    clean = cleaned(source_text(source), source.name)
    text = clean.text
    document_id = document_id_of(source.collection, source.name)
    clauses = outline_of(clean, document_id)
    metadata = completed(metadata_in_text(text, clauses, _is_web_page(clean)), entry, entry_wins)
    metadata = with_region_of_title(metadata)
    region = region_named(metadata.region) if metadata.region else None
    header = DocumentHeader(
        id=document_id,
        collection=source.collection,
        source_name=source.name,
        source_sha256=source.sha256,
        source_note=entry.source,
        external_id=external_id,
        metadata=metadata,
    )
    return Document(
        header=header,
        text=text,
        furniture=clean.furniture,
        clauses=clauses,
        tables=clean.tables,
        uncertain=clean.uncertain,
        facts=Facts(responsibilities_in(text, clauses, region)),
    )


def _is_web_page(clean: CleanedText) -> bool:
    return any(item.kind == "page_menu" for item in clean.furniture)


def document_id_of(collection: str, source_name: str) -> str:
    """Return the id of the document of that name: a new version of a file keeps its id."""
    return hashlib.sha256(f"{collection}/{source_name}".encode()).hexdigest()[:12]
