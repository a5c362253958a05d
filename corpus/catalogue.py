"""What a catalogue beside the files says of them, where a text itself is silent."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import CatalogueError
from corpus.models import Metadata, Origin

CATALOGUE_NAME = "catalogue.toml"


class CatalogueEntry(BaseModel):
    """Fields for one file; each is used only where the text does not state it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    region: str | None = None
    issued_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    kind: str | None = None
    source: str | None = Field(None, description="where the file came from")


METADATA_FIELDS = tuple(name for name in CatalogueEntry.model_fields if name != "source")
EMPTY_ENTRY = CatalogueEntry()


def read_catalogue(folder: Path) -> dict[str, CatalogueEntry]:
    """Return the entries of `folder/catalogue.toml` by file name; none when there is no file.

    Raises CatalogueError when it cannot be parsed or names a file that is not there.
    """
    path = folder / CATALOGUE_NAME
    if not path.is_file():
        return {}
    try:
        entries = {
            name: CatalogueEntry.model_validate(fields)
            for name, fields in tomllib.loads(path.read_text("utf-8")).items()
        }
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise CatalogueError(f"{path} is not a catalogue: {error}") from error
    missing = sorted(name for name in entries if not (folder / name).is_file())
    if missing:
        raise CatalogueError(
            f"{path} names files that are not there: {', '.join(missing)}. Remove or rename them"
        )
    return entries


def completed(metadata: Metadata, entry: CatalogueEntry, entry_wins: bool = False) -> Metadata:
    """Return the metadata with what the text leaves out filled in, marked as catalogued.

    With `entry_wins` the entry's fields replace what was read in the text too.
    """
    supplied = {
        name: value
        for name in METADATA_FIELDS
        if (value := getattr(entry, name)) is not None
        and (entry_wins or getattr(metadata, name) is None)
    }
    origins = metadata.origins | dict.fromkeys(supplied, Origin.CATALOGUE)
    return replace(metadata, **supplied, origins=origins)
