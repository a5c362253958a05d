"""What `ingest` is given: files, folders with a catalogue, JSON Lines of texts."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from corpus.catalogue import CATALOGUE_NAME, EMPTY_ENTRY, CatalogueEntry, read_catalogue
from corpus.errors import CorpusError
from corpus.reading import SUPPORTED_SUFFIXES, SourceFile

JSON_LINES = ".jsonl"


@dataclass(frozen=True, slots=True)
class IngestItem:
    """One document to be: its file, what is catalogued of it, its id in another system."""

    source: SourceFile
    entry: CatalogueEntry = EMPTY_ENTRY
    external_id: str | None = None
    entry_wins: bool = False


def items_in(paths: Sequence[Path]) -> Iterator[IngestItem]:
    """Yield what the paths hold: a folder's supported files in order of name, a file, its rows.

    Raises CorpusError for a path that is not there and for a row that is not a text, and
    CatalogueError for a bad catalogue.
    """
    for path in paths:
        if path.is_dir():
            yield from _items_of_folder(path)
        elif path.suffix.lower() == JSON_LINES:
            yield from _items_of_rows(path)
        elif path.is_file():
            yield IngestItem(SourceFile(path.name, path.read_bytes()))
        else:
            raise CorpusError(str(path), "find", "no such file or folder", "Check the path")


def _items_of_folder(folder: Path) -> Iterator[IngestItem]:
    catalogue = read_catalogue(folder)
    for path in sorted(folder.rglob("*")):
        if path.name == CATALOGUE_NAME or path.name.startswith("."):
            continue
        if path.suffix.lower() == JSON_LINES:
            yield from _items_of_rows(path)
        elif path.suffix.lower() in SUPPORTED_SUFFIXES:
            name = path.relative_to(folder).as_posix()
            source = SourceFile(name, path.read_bytes(), folder.resolve().name)
            yield IngestItem(source, catalogue.get(name, EMPTY_ENTRY))


def _items_of_rows(path: Path) -> Iterator[IngestItem]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _item_of_row(path, number, line)


def _item_of_row(path: Path, number: int, line: str) -> IngestItem:
    place = f"{path.name} line {number}"
    try:
        row = json.loads(line)
        external_id, text = str(row.pop("id")), str(row.pop("text"))
        entry = CatalogueEntry.model_validate(row)
    except (ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
        raise CorpusError(
            place,
            "read",
            f"not a row with `id` and `text`: {error}",
            "Optional fields are title, doc_number, issuer, region, issued_on, effective_on, "
            "expires_on, kind, source",
        ) from error
    return IngestItem(
        SourceFile(f"{external_id}.txt", text.encode(), path.stem), entry, external_id
    )
