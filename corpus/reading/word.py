"""Word documents (.docx): what Word shows with all changes accepted, numbering included."""

from collections.abc import Iterable, Iterator

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile, SourceText
from corpus.reading.blocks import (
    Block,
    FurnitureBlock,
    NoteBlock,
    ParagraphBlock,
    plain_lines,
    source_text_of,
)
from corpus.reading.word_numbering import Numbering
from corpus.reading.word_package import (
    RELATIONSHIPS,
    SAVE_AGAIN,
    WORD,
    Element,
    WordPackage,
    word_name,
)
from corpus.reading.word_stories import StoryReader

HEADERS_AND_FOOTERS = (("headerReference", "running_head"), ("footerReference", "running_foot"))


def word_text(source: SourceFile) -> SourceText:
    """Return the text of a .docx file: paragraphs with their numbers, tables at their place.

    Footnotes and endnotes stand at the end, with their marks; after them, as furniture, running
    heads and feet. Raises CorpusError for a damaged, encrypted or other file, or one without text.
    """
    package = WordPackage(source)
    try:
        return source_text_of(_blocks(package), source.name)
    except EmbeddedFileError as error:
        raise CorpusError(source.name, "read", str(error), SAVE_AGAIN) from error
    except RecursionError as error:
        problem = "tables or content controls are nested too deep"
        raise CorpusError(source.name, "read", problem, SAVE_AGAIN) from error
    except ValueError as error:
        problem = f"a number in its markup is malformed ({error})"
        raise CorpusError(source.name, "read", problem, SAVE_AGAIN) from error
