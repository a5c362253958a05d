"""Chooses the reader for a file by its extension."""

from corpus.errors import CorpusError
from corpus.reading.base import Reader, SourceFile, SourceText
from corpus.reading.html import html_text
from corpus.reading.markdown import markdown_text
from corpus.reading.office import office_text
from corpus.reading.plain_text import plain_text
from corpus.reading.word import word_text

READERS: dict[str, Reader] = {
    ".txt": plain_text,
    ".md": markdown_text,
    ".markdown": markdown_text,
    ".html": html_text,
    ".htm": html_text,
    ".docx": word_text,
    ".doc": office_text,
    ".wps": office_text,
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
    return reader(source)
