"""PDF: its text layer, and where pages are pictures what is recognised in them."""

from collections.abc import Iterator
from contextlib import closing

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile, SourceText
from corpus.reading.pdf_glyphs import PlacedPage, image_share, rendered
from corpus.reading.pdf_lines import in_reading_order, lines_of
from corpus.reading.pdf_rulings import grids_on
from corpus.reading.pdf_tables import ruled_tables, with_unruled_tables
from corpus.reading.printed_page import Glyph, PageTable, PrintedLine, PrintedPage
from corpus.reading.printed_text import printed_text
from corpus.reading.scan import MOST_PIXELS, MOST_SCANNED_PAGES, SCAN_DPI, Recogniser

SIGNATURE_REACH = 1024  # bytes before %PDF- that programs put up with
END_REACH = 65_536
MOST_PAGES = 3_000

# When a page is a picture
FEWEST_CHARACTERS = 20  # fewer are a stamp or a page number over a scan
SCAN_SHARE = 0.4  # of the page under one picture
GARBAGE_SHARE = 0.4  # of the characters without meaning: the text layer is of no use


def pdf(source: SourceFile) -> SourceText:
    """Return the text of a PDF.

    Raises CorpusError for a file that needs a password, is cut off, no PDF, without pages or
    words, or with more scanned pages than can be recognised in bounded time.
    """
    _check_ends(source)
    document = _opened(source)
    with closing(document):
        try:
            pages = list(_pages(source, document))
        except pdfium.PdfiumError as error:
            raise _unreadable(source, f"its contents are damaged: {error}") from error
    text = printed_text(pages)
    if not text.text.strip():
        raise CorpusError(source.name, "read", "the PDF holds no words", "Check what was saved")
    return text


def _check_ends(source: SourceFile) -> None:
    if not source.data.strip(b"\0\r\n\t "):
        raise CorpusError(source.name, "read", "the file is empty", "Check what was saved")
    if b"%PDF-" not in source.data[:SIGNATURE_REACH]:
        raise CorpusError(
            source.name,
            "read",
            "not a PDF: it does not begin with %PDF-",
            "Give the file the extension of its format, or save it as PDF",
        )
    if b"%%EOF" not in source.data[-END_REACH:]:
        raise CorpusError(
            source.name,
            "read",
            "the PDF is cut off: its end mark %%EOF is missing",
            "Download or copy the whole file again",
        )


def _opened(source: SourceFile) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise CorpusError(
                source.name,
                "read",
                "the PDF is encrypted and opens with a password only",
                "Save it without a password and ingest that",
            ) from error
        raise _unreadable(source, f"the PDF cannot be opened: {error}") from error
    if len(document) == 0:
        document.close()
        raise CorpusError(source.name, "read", "the PDF has no pages", "Check what was saved")
    if len(document) > MOST_PAGES:
        count = len(document)
        document.close()
        raise CorpusError(
            source.name,
            "read",
            f"the PDF has {count} pages, more than {MOST_PAGES}",
            "Split it into files of fewer pages",
        )
    return document


def _unreadable(source: SourceFile, problem: str) -> CorpusError:
    remedy = "Open it in a PDF program, save it anew and ingest that"
    return CorpusError(source.name, "read", problem, remedy)


def _pages(source: SourceFile, document: pdfium.PdfDocument) -> Iterator[PrintedPage]:
    """Yield the pages; what is scanned is counted before anything is recognised."""
    read: list[PrintedPage | None] = []
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError as error:
            problem = f"page {number + 1} of the PDF is damaged: {error}"
            raise _unreadable(source, problem) from error
        with closing(PlacedPage(page)) as placed:
            read.append(_page(placed))
    scanned = read.count(None)
    if scanned > MOST_SCANNED_PAGES:
        raise CorpusError(
            source.name,
            "read",
            f"{scanned} pages are scanned, more than the {MOST_SCANNED_PAGES} that are recognised",
            f"Split the file into files of at most {MOST_SCANNED_PAGES} pages",
        )
    recogniser = Recogniser(source.name) if scanned else None
    for number, known in enumerate(read):
        if known is not None:
            yield known
            continue
        assert recogniser is not None
        with closing(document[number]) as page:
            picture = rendered(page, SCAN_DPI, MOST_PIXELS)
        yield recogniser.page(picture)


def _page(page: PlacedPage) -> PrintedPage | None:
    """Return what the text layer of a page says, or None where the page has to be recognised."""
    glyphs = page.glyphs()
    if _is_scanned(page, glyphs):
        return None
    tables, rest = ruled_tables(grids_on(page), glyphs)
    blocks = _in_order(lines_of(rest), tables)
    return PrintedPage(page.width, page.height, tuple(blocks))


def _in_order(
    lines: list[PrintedLine], tables: list[PageTable]
) -> Iterator[PrintedLine | PageTable]:
    """Yield lines and ruled tables from top to bottom, unruled tables among the lines found."""
    for table in sorted(tables, key=lambda item: item.top):
        above = [line for line in lines if (line.top + line.bottom) / 2 < table.top]
        lines = lines[len(above) :]
        yield from _lines_in_order(above)
        yield table
    yield from _lines_in_order(lines)


def _lines_in_order(lines: list[PrintedLine]) -> list[PrintedLine | PageTable]:
    ordered = in_reading_order(lines)
    return list(ordered) if ordered is not lines else with_unruled_tables(lines)


def _is_scanned(page: PlacedPage, glyphs: list[Glyph]) -> bool:
    printed = [glyph.character for glyph in glyphs if not glyph.character.isspace()]
    if len(printed) < FEWEST_CHARACTERS:
        return image_share(page) >= SCAN_SHARE
    garbage = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in printed) / len(printed)
    return max(garbage, page.unmapped_share()) > GARBAGE_SHARE
