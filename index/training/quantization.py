"""Stores trained term vectors as the file that the built-in embedder loads: int4 with scales."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save

from index.embedding.builtin import (
    CODES,
    FORMAT_VERSION,
    SCALE_GROUP,
    SCALES,
    VOCABULARY,
    ZERO_CODE,
    content_checksum,
)
from index.training.settings import TrainingSettings
from index.training.trainer import TrainedTerms

HIGHEST_LEVEL = 7  # int4 levels in use: -7 … 7, symmetric about zero


def quantized(vectors: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Return codes [rows, dimensions / 2] and scales [rows, dimensions / 64] of vectors.

    `index.embedding.builtin.unpack_rows` describes the layout and undoes it.

    Raises:
        ValueError: the dimensions are no multiple of 128 (two halves of whole groups).
    """
    rows, dimensions = vectors.shape
    if dimensions % (2 * SCALE_GROUP):
        raise ValueError(f"{dimensions} dimensions; use a multiple of {2 * SCALE_GROUP}.")
    grouped = vectors.reshape(rows, -1, SCALE_GROUP)
    highest = np.abs(grouped).max(axis=2)
    scales = (highest / HIGHEST_LEVEL).astype(np.float16)
    # A group of zeros has scale 0; any divisor gives its codes.
    divisor = np.where(scales == 0, 1, scales).astype(np.float32)
    levels = np.rint(grouped / divisor[:, :, np.newaxis])
    levels = np.clip(levels, -HIGHEST_LEVEL, HIGHEST_LEVEL).reshape(rows, dimensions)
    codes = (levels + ZERO_CODE).astype(np.uint8)
    half = dimensions // 2
    return codes[:, :half] | (codes[:, half:] << 4), scales


def write_model(
    trained: TrainedTerms, settings: TrainingSettings, data: str, trained_on: date, path: Path
) -> None:
    """Write a model file; `data` says in words what it was trained on."""
    codes, scales = quantized(trained.vectors)
    vocabulary = np.frombuffer("\n".join(trained.vocabulary).encode("utf-8"), dtype=np.uint8)
    tensors: dict[str, NDArray[np.generic]] = {
        VOCABULARY: vocabulary,
        CODES: codes,
        SCALES: scales,
    }
    metadata = {
        "format_version": FORMAT_VERSION,
        "content_sha256": content_checksum(tensors),
        "date": trained_on.isoformat(),
        "data": data,
        "recipe": json.dumps(asdict(settings), sort_keys=True),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    # Beside it first: a reader never sees half a model.
    partial = path.with_name(path.name + ".partial")
    # Not `save_file`, which lets nobody but its owner read the file.
    partial.write_bytes(save(tensors, metadata))
    partial.replace(path)
