"""What a generation says of itself."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from index.generations.errors import DamagedGenerationError
from index.indexed_terms import terms_fingerprint

MANIFEST_FILE = "manifest.json"
FORMAT_VERSION = 3


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from, and the SHA-256 of each of its files.

    `terms` changes whenever the same text would be cut into other terms.
    """

    number: int
    format_version: int
    store_revision: int
    embedder: str
    terms: str
    passages: int
    checksums: dict[str, str]

    def text(self) -> str:
        """Return the manifest as its file holds it."""
        return json.dumps(asdict(self), indent=1)


def read_manifest(folder: Path) -> Manifest:
    """Return a generation's manifest. Raises DamagedGenerationError unless it is one of ours."""
    path = folder / MANIFEST_FILE
    try:
        fields = json.loads(path.read_text("utf-8"))
        version = fields["format_version"]
        if version != FORMAT_VERSION:
            raise DamagedGenerationError(
                f"{folder} has format {version}, this policyqa reads {FORMAT_VERSION}"
            )
        manifest = Manifest(**fields)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DamagedGenerationError(f"{path} cannot be read: {error}") from error
    if manifest.terms != terms_fingerprint():
        raise DamagedGenerationError(f"{folder} was built with another dictionary of words")
    return manifest
