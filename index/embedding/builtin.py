"""The built-in embedder: one trained vector a term, summed; numpy alone, offline, deterministic.

A text's vector is the sum of its terms' vectors, each weighted by the square root of how often
the term stands in the text, L2-normalised. `index.training` trains the term vectors; what it
does and how well they find things is in `docs/model-card.md`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from index.embedding.base import Vectors
from index.embedding.errors import EmbedderError
from index.terms import features

DEFAULT_PATH = Path(__file__).with_name("builtin.safetensors")
FORMAT_VERSION = "1"
SCALE_GROUP = 64  # dimensions that share one scale
ZERO_CODE = 8  # the int4 code of 0
TEXTS_AT_ONCE = 64  # whose rows are unpacked together: fewer repeats, bounded memory

# The model file's tensors, in the order in which its checksum takes them.
VOCABULARY = "vocabulary"  # uint8: terms in UTF-8, joined by newlines
CODES = "codes"  # uint8 [terms, dimensions / 2]: see `unpack_rows`
SCALES = "scales"  # float16 [terms, dimensions / SCALE_GROUP]
TENSORS = (VOCABULARY, CODES, SCALES)

# Its terms are part of the fingerprint: another dictionary would cut texts into other terms.
PROBE = "重庆市推广BIM技术由哪个单位牵头？2025年底前装配式建筑占新建建筑比例达到30%以上。"


def content_checksum(tensors: Mapping[str, NDArray[np.generic]]) -> str:
    """Return the SHA-256 (hexadecimal) of a model file's tensors: names, shapes and bytes."""
    checksum = hashlib.sha256()
    for name in TENSORS:
        tensor = np.ascontiguousarray(tensors[name])
        checksum.update(f"{name}{tensor.dtype}{tensor.shape}".encode())
        checksum.update(tensor.data)
    return checksum.hexdigest()


def unpack_rows(codes: NDArray[np.uint8], scales: NDArray[np.float16]) -> Vectors:
    """Return the float32 vectors [rows, dimensions] of packed rows.

    A byte of `codes` [rows, dimensions / 2] holds in its low half a dimension of the vector's
    first half and in its high half the one as far into the second; a dimension's value is its
    code less 8, times the scale of its group of 64 (`scales` [rows, dimensions / 64]).
    """
    rows, half = codes.shape
    vectors = np.empty((rows, 2 * half), dtype=np.float32)
    np.bitwise_and(codes, 15, out=vectors[:, :half], casting="unsafe")
    np.right_shift(codes, 4, out=vectors[:, half:], casting="unsafe")
    vectors -= ZERO_CODE
    grouped = vectors.reshape(rows, 2 * half // SCALE_GROUP, SCALE_GROUP)
    grouped *= scales.astype(np.float32)[:, :, np.newaxis]
    return vectors


class BuiltinEmbedder:
    """Implements `Embedder` with a trained file; questions and passages are embedded alike.

    The rows stay packed in memory (272 bytes a term of 512 dimensions) and only those that a
    text needs are unpacked. Instances are immutable and may be shared by threads.
    """

    name = "builtin"

    def __init__(self, path: Path = DEFAULT_PATH) -> None:
        """Load the model file at `path`.

        Raises:
            EmbedderError: the file is missing, damaged or of another format version.
        """
        self.path = path
        tensors = _read(path)
        self._codes = tensors[CODES].astype(np.uint8, copy=False)
        self._scales = tensors[SCALES].astype(np.float16, copy=False)
        terms = tensors[VOCABULARY].tobytes().decode("utf-8").split("\n")
        if len(terms) != len(self._codes) or len(terms) != len(self._scales):
            raise EmbedderError(
                f"{path} names {len(terms)} terms but holds {len(self._codes)} vectors and "
                f"{len(self._scales)} rows of scales. Train it again with `python -m "
                "index.training`."
            )
        self._row_of = {term: row for row, term in enumerate(terms)}
        self.dimensions = 2 * self._codes.shape[1]
        checksum = content_checksum(tensors) + " ".join(features(PROBE))
        self.fingerprint = f"{self.name}-{hashlib.sha256(checksum.encode()).hexdigest()[:16]}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors [len(texts), dimensions], L2-normalised.

        A text without any known term gets a vector of zeros, which is similar to nothing.
        """
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for first in range(0, len(texts), TEXTS_AT_ONCE):
            chunk = texts[first : first + TEXTS_AT_ONCE]
            vectors[first : first + len(chunk)] = self._embed_chunk(chunk)
        return vectors

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors [len(texts), dimensions], L2-normalised; see `embed_passages`."""
        return self.embed_passages(texts)

    def _embed_chunk(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of a few texts, unpacking each row that they need once."""
        known = [self._rows_of_terms(text) for text in texts]
        lengths = [len(rows) for rows in known]
        texts_of = np.repeat(np.arange(len(texts)), lengths)
        rows_of = np.fromiter(chain.from_iterable(known), dtype=np.int64, count=sum(lengths))
        # In the order of rows: a sum of floats depends on its order, and a text's vector must not
        # depend on the order of its terms or on its neighbours in the chunk.
        keys, counts = np.unique(texts_of * len(self._codes) + rows_of, return_counts=True)
        texts_of, rows_of = np.divmod(keys, len(self._codes))
        needed, places = np.unique(rows_of, return_inverse=True)
        rows = unpack_rows(self._codes[needed], self._scales[needed])
        weights = np.sqrt(counts.astype(np.float32))
        begins = np.searchsorted(texts_of, np.arange(len(texts) + 1)).tolist()
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for vector, (begin, end) in zip(vectors, pairwise(begins), strict=True):
            total = weights[begin:end] @ rows[places[begin:end]]
            length = np.linalg.norm(total)
            if length > 0:
                vector[:] = total / length
        return vectors

    def _rows_of_terms(self, text: str) -> list[int]:
        """Return the row of the model of each known term that stands in the text, with repeats."""
        return [row for row in map(self._row_of.get, features(text)) if row is not None]


def terms_of_model(path: Path) -> tuple[tuple[str, ...], Vectors]:
    """Return the terms of a model file and their vectors, [terms, dimensions].

    Raises EmbedderError as `BuiltinEmbedder` does.
    """
    tensors = _read(path)
    terms = tensors[VOCABULARY].tobytes().decode("utf-8").split("\n")
    codes = tensors[CODES].astype(np.uint8, copy=False)
    return tuple(terms), unpack_rows(codes, tensors[SCALES].astype(np.float16, copy=False))


def _read(path: Path) -> dict[str, NDArray[np.generic]]:
    """Return the tensors of a model file whose version and checksum are right."""
    if not path.is_file():
        raise EmbedderError(
            f"The built-in embedder's model file {path} does not exist. Install the package "
            "again, or train the file with `python -m index.training --data DIR --out FILE`."
        )
    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            names = file.keys()  # the open file is no mapping: it cannot be iterated itself
            tensors = {name: file.get_tensor(name) for name in names}
    except (SafetensorError, OSError) as error:
        raise EmbedderError(
            f"{path} is not a readable safetensors file ({error}). It is damaged or not a model: "
            "restore it from the package, or train it again with `python -m index.training`."
        ) from error
    version = metadata.get("format_version")
    if version != FORMAT_VERSION:
        raise EmbedderError(
            f"{path} has format version {version!r}; this program reads {FORMAT_VERSION!r}. "
            "Use the file that came with this version of the package."
        )
    missing = [name for name in TENSORS if name not in tensors]
    if missing or content_checksum(tensors) != metadata.get("content_sha256"):
        raise EmbedderError(
            f"{path} is damaged: "
            + (f"it lacks {', '.join(missing)}. " if missing else "its checksum is wrong. ")
            + "Restore it from the package, or train it again with `python -m index.training`."
        )
    return tensors
