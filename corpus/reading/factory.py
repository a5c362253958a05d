"""Chooses the reader for a file by its extension."""

from corpus.errors import CorpusError
from corpus.reading.base import Reader, SourceFile, SourceText
from corpus.reading.plain_text import plain_text

READERS: dict[str, Reader] = {".txt": plain_text}
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
