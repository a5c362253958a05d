"""What a generation says of itself."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from index.generations.errors import DamagedGenerationError
from index.indexed_terms import terms_fingerprint

MANIFEST_FILE = "manifest.json"
FORMAT_VERSION = 4


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from, and the SHA-256 of each of its files.

    `terms` changes whenever the same text would be cut into other terms.
    """

    number: int
    store_id: str
    format_version: int
    store_revision: int
    embedder: str
    terms: str
    passages: int
    checksums: dict[str, str]

    def text(self) -> str:
        """Return the manifest as its file holds it: with a checksum of itself."""
        fields = asdict(self)
        return json.dumps({"manifest": fields, "sha256": _checksum(fields)}, indent=1)


MANIFEST = TypeAdapter(Manifest)


def read_manifest(folder: Path) -> Manifest:
    """Return a generation's manifest. Raises DamagedGenerationError unless it is one of ours."""
    path = folder / MANIFEST_FILE
    try:
        held = json.loads(path.read_text("utf-8"))
        # the first formats held the fields alone
        fields = held.get("manifest", held)
        version = fields["format_version"]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedGenerationError(f"{path} cannot be read: {error!r}") from error
    if version != FORMAT_VERSION:
        raise DamagedGenerationError(
            f"{folder} has format {version}, this policyqa reads {FORMAT_VERSION}"
        )
    if held.get("sha256") != _checksum(fields):
        raise DamagedGenerationError(f"{path} is damaged")
    try:
        manifest = MANIFEST.validate_json(json.dumps(fields), strict=True)
    except ValidationError as error:
        raise DamagedGenerationError(f"{path} cannot be read: {error}") from error
    if manifest.terms != terms_fingerprint():
        raise DamagedGenerationError(f"{folder} was built with another dictionary of words")
    return manifest


def _checksum(fields: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()
