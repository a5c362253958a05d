"""Chooses the reader for a file by its extension."""

from dataclasses import dataclass
from importlib import import_module

from corpus.errors import CorpusError
from corpus.reading.base import Reader, SourceFile, SourceText
from corpus.reading.guard import check_file
from corpus.reading.plain_text import plain_text


@dataclass(frozen=True, slots=True)
class ImportedWhenUsed:
    """A reader whose module, and the library that it needs, is imported with its first file."""

    module: str
    function: str

    def __call__(self, source: SourceFile) -> SourceText:
        """Read a file. Raises CorpusError when it is not of this format."""
        reader: Reader = getattr(import_module(self.module), self.function)
        return reader(source)


_HTML = ImportedWhenUsed("corpus.reading.html", "html_text")
_MARKDOWN = ImportedWhenUsed("corpus.reading.markdown", "markdown_text")
_OFFICE = ImportedWhenUsed("corpus.reading.office", "office_text")
_PICTURE = ImportedWhenUsed("corpus.reading.scan", "picture")
READERS: dict[str, Reader] = {
    ".txt": plain_text,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".html": _HTML,
    ".htm": _HTML,
    ".docx": ImportedWhenUsed("corpus.reading.word", "word_text"),
    ".doc": _OFFICE,
    ".wps": _OFFICE,
    ".pdf": ImportedWhenUsed("corpus.reading.pdf", "pdf"),
    ".png": _PICTURE,
    ".jpg": _PICTURE,
    ".jpeg": _PICTURE,
    ".tif": _PICTURE,
    ".tiff": _PICTURE,
    ".xlsx": ImportedWhenUsed("corpus.reading.spreadsheet", "xlsx"),
    ".csv": ImportedWhenUsed("corpus.reading.spreadsheet", "csv_table"),
}
SUPPORTED_SUFFIXES = tuple(sorted(READERS))


def source_text(source: SourceFile) -> SourceText:
    """Return the text of a file. Raises CorpusError for an unknown format or a bad file."""
    reader = READERS.get(source.suffix)
    if reader is None:
        raise CorpusError(
            source.name,
            "read",
            f"no reader for files ending in {source.suffix or 'nothing'!r}",
            f"Supported are {', '.join(SUPPORTED_SUFFIXES)}",
        )
    check_file(source)
    return reader(source)
