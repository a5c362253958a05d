"""Word documents (.docx): what Word shows with all changes accepted, numbering included."""

from collections.abc import Iterable, Iterator

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile, SourceText
from corpus.reading.blocks import (
    Block,
    FurnitureBlock,
    NoteBlock,
    plain_lines,
    source_text_of,
)
from corpus.reading.word_numbering import Numbering
from corpus.reading.word_package import (
    RELATIONSHIPS,
    SAVE_AGAIN,
    Element,
    WordPackage,
    word_name,
)
from corpus.reading.word_runs import NoteMarks
from corpus.reading.word_stories import EmbeddedFileError, StoryReader

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


def _blocks(package: WordPackage) -> Iterator[Block]:
    body = package.main.find(word_name("body"))
    if body is None:
        return
    numbering = Numbering(package.part("numbering"), package.part("styles"))
    notes = NoteMarks()
    yield from StoryReader(body, numbering, notes).blocks(body)
    yield from _note_blocks(package, numbering, notes)
    yield from _heads_and_feet(package, body, numbering)


def _note_blocks(package: WordPackage, numbering: Numbering, notes: NoteMarks) -> Iterator[Block]:
    parts = {kind: package.part(f"{kind}s") for kind in ("footnote", "endnote")}
    written = {
        (kind, note.get(word_name("id"))): note
        for kind, part in parts.items()
        if part is not None
        for note in part.iterchildren(word_name(kind))
    }
    for reference in notes.references:
        note = written.get((reference.kind, reference.id))
        if note is not None:
            text = _plain_text(StoryReader(note, numbering, NoteMarks()).blocks(note))
            yield NoteBlock(f"{reference.mark} {text}".strip())


def _heads_and_feet(
    package: WordPackage, body: Element, numbering: Numbering
) -> Iterator[FurnitureBlock]:
    """Yield each running head and foot of the sections once."""
    seen: set[tuple[str, str]] = set()
    for reference_name, kind in HEADERS_AND_FOOTERS:
        for reference in body.iter(word_name(reference_name)):
            part = package.part_by_id(reference.get(f"{{{RELATIONSHIPS}}}id", ""))
            if part is None:
                continue
            text = _plain_text(StoryReader(part, numbering, NoteMarks()).blocks(part))
            if text and (kind, text) not in seen:
                seen.add((kind, text))
                yield FurnitureBlock(kind, text)


def _plain_text(blocks: Iterable[Block]) -> str:
    return "\n".join(line for block in blocks for line in plain_lines(block))
