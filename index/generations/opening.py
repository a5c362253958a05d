"""Opens a generation once its checksums are verified."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.columns import DocumentColumns, PassageColumns
from index.dense import FaissIndex
from index.generations.errors import DamagedGenerationError
from index.generations.files import current_path, files_in, sha256_of
from index.generations.manifest import MANIFEST_FILE, Manifest, read_manifest
from index.lexical import TantivyIndex
from index.lexical.base import DOCUMENT_FIELDS, PASSAGE_FIELDS
from index.segment import Segment

COLUMNS, PASSAGE_INDEX, DOCUMENT_INDEX, DENSE = "columns", "passages", "documents", "dense"
HASHED_AT_ONCE = 4  # files


@dataclass(frozen=True, slots=True)
class Generation:
    """An open generation."""

    manifest: Manifest
    segment: Segment


def opened_generation(folder: Path, verify: bool = True) -> Generation:
    """Open the current generation. Raises DamagedGenerationError unless it is whole.

    `verify` is false for one that this process has just written.
    """
    path = current_path(folder)
    manifest = read_manifest(path)
    if verify:
        _verify(path, manifest.checksums)
    try:
        documents = DocumentColumns.open(path / COLUMNS)
        segment = Segment(
            documents,
            PassageColumns.open(path / COLUMNS),
            TantivyIndex.open(path / PASSAGE_INDEX, tuple(PASSAGE_FIELDS), documents),
            TantivyIndex.open(path / DOCUMENT_INDEX, tuple(DOCUMENT_FIELDS), documents),
            FaissIndex.open(path / DENSE),
            np.ones(len(documents), dtype=np.bool_),
        )
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise DamagedGenerationError(f"{path} cannot be opened: {error}") from error
    return Generation(manifest, segment)


def _verify(path: Path, checksums: Mapping[str, str]) -> None:
    def is_whole(name: str) -> bool:
        try:
            return sha256_of(path / name) == checksums[name]
        except OSError as error:
            raise DamagedGenerationError(f"{path / name} cannot be read: {error}") from error

    try:
        unlisted = set(files_in(path)) - {*checksums, MANIFEST_FILE}
    except OSError as error:  # another process removed it meanwhile
        raise DamagedGenerationError(f"{path} cannot be read: {error}") from error
    if unlisted:
        raise DamagedGenerationError(f"{path} holds {', '.join(sorted(unlisted))} without checksum")
    with ThreadPoolExecutor(HASHED_AT_ONCE) as pool:
        for name, whole in zip(checksums, pool.map(is_whole, checksums), strict=True):
            if not whole:
                raise DamagedGenerationError(f"{path / name} is damaged")
