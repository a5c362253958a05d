"""Builds a generation from the store, beside the current one, and switches to it."""

import logging
import shutil
from array import array
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

import numpy as np

from corpus.models import DocumentHeader
from index.columns import DocumentColumns, PassageColumns
from index.dense import FaissWriter
from index.embedding.base import Embedder
from index.errors import EmbedderMismatchError, IndexingError
from index.generations.files import (
    BUILDING_SUFFIX,
    checksums_of,
    numbers,
    path_of,
    remove_others,
    switch_to,
    write_durably,
)
from index.generations.manifest import FORMAT_VERSION, MANIFEST_FILE, Manifest
from index.generations.opening import COLUMNS, DENSE, DOCUMENT_INDEX, PASSAGE_INDEX
from index.indexed_terms import DocumentTerms, passage_terms, terms_fingerprint
from index.lexical import TantivyWriter
from index.lexical.base import DOCUMENT_FIELDS, PASSAGE_FIELDS
from index.store import Store, WholeCorpus

log = logging.getLogger(__name__)


def build_generation(folder: Path, store: Store, embedder: Embedder) -> Manifest:
    """Build a generation of the store as it is now and switch to it.

    Raises IndexingError when the folder cannot be written, EmbedderMismatchError when the store
    holds vectors of another embedder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = max(numbers(folder), default=0) + 1
        building = path_of(folder, number).with_suffix(BUILDING_SUFFIX)
        shutil.rmtree(building, ignore_errors=True)
        for part in (COLUMNS, PASSAGE_INDEX, DOCUMENT_INDEX, DENSE):
            (building / part).mkdir(parents=True)
        with store.whole() as corpus:
            revision = corpus.revision
            passages = _written(building, corpus, embedder)
        manifest = Manifest(
            number=number,
            store_id=store.id,
            format_version=FORMAT_VERSION,
            store_revision=revision,
            embedder=embedder.fingerprint,
            terms=terms_fingerprint(),
            passages=passages,
            checksums=checksums_of(building),
        )
        write_durably(building / MANIFEST_FILE, manifest.text())
        switch_to(folder, number, building)
        remove_others(folder, number)
    except (OSError, ValueError, RuntimeError) as error:  # tantivy's and FAISS's own are such
        raise IndexingError(
            f"the search index in {folder} cannot be written: {error}. "
            "Free some disk space or make the folder writable, then ingest again"
        ) from error
    level = logging.INFO if passages else logging.DEBUG
    log.log(level, "generation %d: %d passages", number, passages)
    return manifest


def _written(building: Path, corpus: WholeCorpus, embedder: Embedder) -> int:
    """Write every part of a generation; return how many passages it holds."""
    others = corpus.embedders() - {embedder.fingerprint}
    if others:
        raise EmbedderMismatchError(
            f"the store holds vectors of {', '.join(sorted(others))}, this process uses "
            f"{embedder.fingerprint}"
        )
    headers = corpus.headers()
    documents = DocumentColumns.of(headers)
    documents.save(building / COLUMNS)
    dense = FaissWriter(building / DENSE, embedder.dimensions, corpus.passage_count())
    for block in corpus.vectors(embedder.dimensions):
        dense.add(block)
    # Cutting terms holds Python's lock, training the cells does not
    with ThreadPoolExecutor(1, thread_name_prefix="dense-index") as beside:
        written = beside.submit(dense.write)
        passages = _write_texts(building, corpus, headers, documents)
        written.result()
    passages.save(building / COLUMNS)
    return len(passages)


def _write_texts(
    building: Path,
    corpus: WholeCorpus,
    headers: Sequence[DocumentHeader],
    documents: DocumentColumns,
) -> PassageColumns:
    """Write both lexical indexes in one pass over the passages; return the passages' columns."""
    ordinal_of = {header.id: ordinal for ordinal, header in enumerate(headers)}
    ids, document_of, clause_of = array("q"), array("i"), array("i")
    clauses = 0
    with (
        TantivyWriter(building / PASSAGE_INDEX, tuple(PASSAGE_FIELDS), documents) as passage_writer,
        TantivyWriter(building / DOCUMENT_INDEX, tuple(DOCUMENT_FIELDS), documents) as writer,
    ):
        # A document's passages are stored together, and those of a clause
        for document_id, passages in groupby(corpus.passages(), key=lambda p: p.document_id):
            ordinal = ordinal_of[document_id]
            document_terms = DocumentTerms(headers[ordinal])
            clause_id = None
            for stored in passages:
                if stored.passage.clause_id != clause_id:
                    clause_id = stored.passage.clause_id
                    clauses += 1
                terms = passage_terms(stored.passage)
                document_terms.add(terms)
                passage_writer.add(len(ids), ordinal, terms)
                ids.append(stored.id)
                document_of.append(ordinal)
                clause_of.append(clauses - 1)
            writer.add(ordinal, ordinal, document_terms.fields())
    return PassageColumns(
        np.array(ids, dtype=np.int64),
        np.array(document_of, dtype=np.int32),
        np.array(clause_of, dtype=np.int32),
    )
