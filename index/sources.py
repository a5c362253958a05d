"""What `ingest` is given: files, folders with a catalogue, archives, JSON Lines of texts.

A file, archive or row that gives no document is an item too, so that it is reported and the others
are ingested.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from corpus.catalogue import CATALOGUE_NAME, EMPTY_ENTRY, CatalogueEntry, read_catalogue
from corpus.errors import CorpusError
from corpus.reading import SUPPORTED_SUFFIXES, SourceFile
from corpus.reading.archive import ARCHIVE_SUFFIX, members
from index.rows import JSON_LINES, Row, rows_of

UPLOADS = "uploads"  # the collection of documents that came over HTTP; no folder has this name
INGESTED_SUFFIXES = tuple(sorted((*SUPPORTED_SUFFIXES, ARCHIVE_SUFFIX, JSON_LINES)))


@dataclass(frozen=True, slots=True)
class IngestItem:
    """One document to be: its file, what is catalogued of it, its id in another system.

    `place` says where it stands in a file of several: `rows.jsonl line 3`.
    """

    source: SourceFile
    entry: CatalogueEntry = EMPTY_ENTRY
    external_id: str | None = None
    entry_wins: bool = False
    place: str | None = None


@dataclass(frozen=True, slots=True)
class FailedItem:
    """A file, archive or row that gives no document, and why.

    `name` is its name in its collection; empty where it may be any document of the collection.
    """

    collection: str
    name: str
    error: CorpusError

    def may_be(self, source_name: str) -> bool:
        """Tell whether a document of that name may be of this item, from an earlier ingestion."""
        return not self.name or source_name == self.name or source_name.startswith(f"{self.name}/")


@dataclass(frozen=True, slots=True)
class SkippedItem:
    """A file that is no document, among others that are."""

    name: str


Item = IngestItem | FailedItem | SkippedItem


@dataclass(frozen=True, slots=True)
class _File:
    """A file on disk with its name in its collection."""

    path: Path
    name: str
    collection: str
    entry: CatalogueEntry
    is_named: bool  # given itself, not found in a folder


def items_in(paths: Sequence[Path]) -> Iterator[Item]:
    """Return what the paths hold: a folder's files in order of name, a file, its members or rows.

    A file is the same document whether it or its folder is named. Raises CorpusError for a path
    that is not there and CatalogueError for a bad catalogue, both before the first item; whatever
    else is wrong comes as a FailedItem. Files are read one at a time.
    """
    files = [file for path in paths for file in _files_at(path)]
    return _without_doubles({file.path.resolve(): file for file in files}.values())


def items_of(source: SourceFile, entry: CatalogueEntry = EMPTY_ENTRY) -> Iterator[Item]:
    """Yield the documents of a file: the members of an archive, the rows of JSON Lines, itself."""
    if source.suffix == ARCHIVE_SUFFIX:
        yield from _items_of_archive(source)
    elif source.suffix == JSON_LINES:
        yield from _items_of_rows(source, source.collection, f"{source.name}/")
    else:
        yield IngestItem(source, entry)


def collection_of(folder: Path) -> str:
    """Return the name under which a folder's documents are kept together."""
    return _own_name(folder.resolve().name)


def _own_name(name: str) -> str:
    """Return the name of a collection that is no one's uploads."""
    return f"folder {name}" if name == UPLOADS else name


def _files_at(path: Path) -> list[_File]:
    if path.is_file():
        folder, found = path.parent, [path]
        # the rows of JSON Lines say all there is to say of them
        catalogue = {} if path.suffix.lower() == JSON_LINES else read_catalogue(folder)
    elif path.is_dir():
        folder, found = path, sorted(path.rglob("*"))
        catalogue = read_catalogue(folder)
    else:
        raise CorpusError(str(path), "find", "no such file or folder", "Check the path")
    collection = collection_of(folder)
    names = ((file, file.relative_to(folder).as_posix()) for file in found)
    return [
        _File(file, name, collection, catalogue.get(name, EMPTY_ENTRY), file == path)
        for file, name in names
        if file == path
        or (file.is_file() and file.name != CATALOGUE_NAME and not file.name.startswith("."))
    ]


def _without_doubles(files: Iterable[_File]) -> Iterator[Item]:
    """Yield the items of files; of two that would be one document the second is a failure."""
    seen: dict[tuple[str, str], str] = {}
    for file in files:
        for item in _items_of_file(file):
            if isinstance(item, IngestItem):
                key = (item.source.collection, item.source.name)
                place = f"{file.path.resolve()}"
                place += f" ({item.place})" if item.place else ""
                if key in seen:
                    yield _double(item, seen[key], place)
                    continue
                seen[key] = place
            yield item


def _double(item: IngestItem, first: str, second: str) -> FailedItem:
    remedy = (
        "Give each row an id of its own"
        if item.external_id is not None
        else "Rename one of the folders: its name and the file's name make a document"
    )
    source = item.source
    problem = f"both {first} and {second} hold it"
    error = CorpusError(source.name, "find", problem, remedy)
    return FailedItem(source.collection, source.name, error)


def _items_of_file(file: _File) -> Iterator[Item]:
    shown = file.name.encode("utf-8", "backslashreplace").decode()
    if file.path.suffix.lower() not in INGESTED_SUFFIXES and not file.is_named:
        yield SkippedItem(shown)
        return
    if shown != file.name:
        unreadable = CorpusError(shown, "find", "its name is not in UTF-8", "Rename the file")
        yield FailedItem(file.collection, shown, unreadable)
        return
    try:
        source = SourceFile(file.name, file.path.read_bytes(), file.collection)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        failure = CorpusError(file.name, "find", problem, "Check who may read it")
        yield FailedItem(file.collection, file.name, failure)
        return
    if source.suffix == JSON_LINES:
        # rows are the same documents wherever their file lies
        yield from _items_of_rows(source, _own_name(file.path.stem), "")
    else:
        yield from items_of(source, file.entry)


def _items_of_archive(source: SourceFile) -> Iterator[Item]:
    try:
        contents = members(source, (*SUPPORTED_SUFFIXES, JSON_LINES))
    except CorpusError as error:
        yield FailedItem(source.collection, source.name, error)
        return
    for member in contents.members:
        yield from items_of(member)
    for name in contents.skipped:
        yield SkippedItem(f"{source.name}/{name}")


def _items_of_rows(source: SourceFile, collection: str, prefix: str) -> Iterator[Item]:
    seen: dict[str, str] = {}
    for row in rows_of(source):
        if isinstance(row, Row) and row.id not in seen:
            seen[row.id] = row.place
            # a row's id may be an address; a file's name has no / of its own
            name = quote(row.id, safe=" ") if "/" in row.id else row.id
            text = SourceFile(f"{prefix}{name}.txt", row.text.encode(), collection)
            yield IngestItem(text, row.entry, row.id, place=row.place)
        elif isinstance(row, Row):
            problem = f"{seen[row.id]} has the id {row.id!r} too"
            double = CorpusError(row.place, "find", problem, "Give each row an id of its own")
            yield FailedItem(collection, prefix.removesuffix("/"), double)
        else:
            yield FailedItem(collection, prefix.removesuffix("/"), row)
