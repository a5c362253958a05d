"""What `ingest` is given: files, folders with a catalogue, JSON Lines of texts."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from corpus.catalogue import CATALOGUE_NAME, EMPTY_ENTRY, CatalogueEntry, read_catalogue
from corpus.errors import CorpusError
from corpus.reading import SUPPORTED_SUFFIXES, SourceFile
from corpus.reading.plain_text import decoded_text

JSON_LINES = ".jsonl"
UPLOADS = "uploads"  # the collection of documents that came over HTTP; no folder has this name


@dataclass(frozen=True, slots=True)
class IngestItem:
    """One document to be: its file, what is catalogued of it, its id in another system."""

    source: SourceFile
    entry: CatalogueEntry = EMPTY_ENTRY
    external_id: str | None = None
    entry_wins: bool = False


def items_in(paths: Sequence[Path]) -> Iterator[IngestItem]:
    """Yield what the paths hold: a folder's supported files in order of name, a file, its rows.

    A file is the same document whether it or its folder is named. Raises CorpusError for a path
    that is not there, a row that is not a text, and two files that would be one document, and
    CatalogueError for a bad catalogue.
    """
    seen: dict[tuple[str, str], Path] = {}
    for path in paths:
        for item in _items_of(path):
            key = (item.source.collection, item.source.name)
            if key in seen and seen[key] != path.resolve():
                raise CorpusError(
                    item.source.name,
                    "find",
                    f"both {seen[key]} and {path.resolve()} hold it, in folders of one name",
                    "Rename one of the folders: its name and the file's name make a document",
                )
            seen[key] = path.resolve()
            yield item


def collection_of(folder: Path) -> str:
    """Return the name under which a folder's documents are kept together."""
    name = folder.resolve().name
    return f"folder {name}" if name == UPLOADS else name


def _items_of(path: Path) -> Iterator[IngestItem]:
    if path.is_dir():
        yield from _items_of_folder(path)
    elif not path.is_file():
        raise CorpusError(str(path), "find", "no such file or folder", "Check the path")
    elif path.suffix.lower() == JSON_LINES:
        yield from _items_of_rows(path)
    else:
        yield _item_of_file(path, path.parent, read_catalogue(path.parent))


def _items_of_folder(folder: Path) -> Iterator[IngestItem]:
    catalogue = read_catalogue(folder)
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name == CATALOGUE_NAME or path.name.startswith("."):
            continue
        if path.suffix.lower() == JSON_LINES:
            yield from _items_of_rows(path)
        elif path.suffix.lower() in SUPPORTED_SUFFIXES:
            yield _item_of_file(path, folder, catalogue)


def _item_of_file(path: Path, folder: Path, catalogue: Mapping[str, CatalogueEntry]) -> IngestItem:
    name = path.relative_to(folder).as_posix()
    source = SourceFile(name, path.read_bytes(), collection_of(folder))
    return IngestItem(source, catalogue.get(name, EMPTY_ENTRY))


def _items_of_rows(path: Path) -> Iterator[IngestItem]:
    text = decoded_text(SourceFile(path.name, path.read_bytes()))
    for number, line in enumerate(text.split("\n"), start=1):
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
