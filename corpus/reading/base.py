"""What a reader is given and gives back."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Protocol

from corpus.models import Furniture, UncertainSpan
from corpus.tables.models import Table


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A policy file as it came: its name (a path below the ingested folder) and its bytes.

    `collection` keeps files of the same name in different folders apart.
    """

    name: str
    data: bytes
    collection: str = ""

    @property
    def suffix(self) -> str:
        """The file's extension in lower case, with the dot."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class LineBreaks(StrEnum):
    """What a line break of a source text means."""

    UNKNOWN = "unknown"  # a plain text: a printed line or a paragraph, to be found out
    PARAGRAPH = "paragraph"  # the format keeps paragraphs: Word, HTML, Markdown
    PRINTED = "printed"  # a line as printed on a page: PDF, scans


@dataclass(frozen=True, slots=True)
class SourceText:
    """Every visible character of a file, in reading order, with what the format tells of it.

    All spans are offsets in `text` and do not overlap within one field. `furniture` is what the
    format shows to be no part of the policy (menus of a web page, running heads of a PDF), so it
    is set aside, not lost. In `tables` rows are lines and cells stand between tabs; a cell may
    hold line breaks. `notes` are footnotes, moved to the end of the text.
    """

    text: str
    line_breaks: LineBreaks = LineBreaks.UNKNOWN
    furniture: tuple[Furniture, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[tuple[int, int], ...] = ()
    uncertain: tuple[UncertainSpan, ...] = ()


class Reader(Protocol):
    """Reads one format."""

    def __call__(self, source: SourceFile) -> SourceText:
        """Return the source text. Raises CorpusError when the file is not of this format."""
        ...
