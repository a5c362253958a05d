"""Tables: .xlsx with its sheets, merged cells and formats, and .csv."""

import csv
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from xml.etree import ElementTree

import openpyxl
from lxml import etree
from openpyxl.utils import range_boundaries

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile, SourceText
from corpus.reading.blocks import Block, FurnitureBlock, ParagraphBlock, plain_lines, source_text_of
from corpus.reading.plain_text import decoded_text
from corpus.reading.sheet_tables import Sheet, blocks_of
from corpus.reading.spreadsheet_values import shown

MOST_ROWS = 200_000
MOST_COLUMNS = 2_000
MOST_CELLS = 5_000_000  # empty ones too, of all sheets
DELIMITERS = (",", "\t", ";")
SAMPLED_ROWS = 50
LONGEST_FIELD = 1_000_000  # characters
# What needs a look at the XML itself: <mergeCell ref="A1:B2"/>, <f>SUM(A1:A3)</f>
MERGED_OR_FORMULA = re.compile(rb"<(?:\w+:)?(?:mergeCell|f)[\s/>]")
SAVE_AGAIN = "Open it in Excel or WPS, save it as .xlsx and ingest that"
# What openpyxl and lxml raise for a file that is not what it should be
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    ElementTree.ParseError,
    EOFError,
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
    ValueError,
    OSError,
    NotImplementedError,
)


def xlsx(source: SourceFile) -> SourceText:
    """Return the words of a workbook: each sheet its title, its table and the notes below it.

    Raises CorpusError for what is no .xlsx file, is damaged or too large, or whose formulas were
    never computed.
    """
    try:
        blocks = list(_blocks_of_book(source))
    except DAMAGED as error:
        raise CorpusError(
            source.name,
            "read",
            f"not a .xlsx workbook, or a damaged one ({type(error).__name__}: {error})",
            SAVE_AGAIN,
        ) from error
    return source_text_of(blocks, source.name)


def csv_table(source: SourceFile) -> SourceText:
    """Return the words of a .csv file; commas, semicolons or tabs are found out.

    Raises CorpusError for what is no text or has too many rows or columns.
    """
    text = decoded_text(source)
    if text[:4].lower() == "sep=" and "\n" in text:  # a line for Excel
        delimiter, text = text[4], text.split("\n", 1)[1]
    else:
        delimiter = _delimiter(source, text)
    rows = _csv_rows(source, text, delimiter)
    return source_text_of(blocks_of(Sheet(rows)), source.name)


def _delimiter(source: SourceFile, text: str) -> str:
    """Return what most likely separates the cells: what gives many rows the same cells, above 1."""
    sample = "\n".join(text.splitlines()[:SAMPLED_ROWS])

    def fit(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in _csv_rows(source, sample, delimiter) if any(row)]
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(DELIMITERS, key=fit)


def _csv_rows(source: SourceFile, text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_FIELD)
    problem: csv.Error | None = None
    # A quotation mark that opens a cell but not a quoted one, as in "十四五"规划, is a mark
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True
        )
        rows: list[list[str]] = []
        cells = 0
        try:
            for row in reader:
                cells += len(row)
                _check_size(source, "the table", len(rows) + 1, len(row), cells)
                rows.append([cell.strip() for cell in row])
        except csv.Error as error:
            problem = error
            continue
        return rows
    raise CorpusError(
        source.name,
        "read",
        f"line {reader.line_num} of the table: {problem}",
        "Save it anew as .csv or .xlsx",
    )


def _check_size(source: SourceFile, what: str, rows: int, columns: int, cells: int) -> None:
    for count, most, unit in (
        (rows, MOST_ROWS, "rows"),
        (columns, MOST_COLUMNS, "columns"),
        (cells, MOST_CELLS, "cells"),
    ):
        if count > most:
            raise CorpusError(
                source.name,
                "read",
                f"{what} has more than {most:,} {unit}",
                "Split it, or delete what is empty but formatted",
            )


def _blocks_of_book(source: SourceFile) -> Iterator[Block]:
    with closing(
        openpyxl.load_workbook(
            io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False
        )
    ) as book:
        parts = _sheet_parts(source)
        cells = 0
        sheets = []
        for worksheet in book.worksheets:
            name = f"sheet {worksheet.title}"
            spans = _merged_cells(source, name, parts[worksheet.title])
            rows, count = _rows(source, name, worksheet, book.epoch, cells)
            cells += count
            sheet = list(blocks_of(Sheet(rows, spans)))
            if sheet:
                sheets.append((worksheet.title, worksheet.sheet_state != "visible", sheet))
    are_several = sum(not is_hidden for _, is_hidden, _ in sheets) > 1
    for title, is_hidden, sheet in sheets:
        if is_hidden:
            lines = [line for block in sheet for line in plain_lines(block)]
            yield FurnitureBlock("hidden_sheet", "\n".join([title, *lines]))
            continue
        if are_several:
            yield ParagraphBlock(title)
        yield from sheet


def _rows(
    source: SourceFile, name: str, worksheet: Any, epoch: Any, cells_before: int
) -> tuple[list[list[str]], int]:
    """Return the rows of a sheet as shown, without empty ends, and how many cells it has."""
    worksheet.reset_dimensions()  # files declare whole columns that they only format
    rows: list[list[str]] = []
    cells = 0
    empty_rows = 0
    for row in worksheet.rows:
        words = [
            ""
            if cell.value is None
            else shown(cell.value, cell.number_format, _format_id(cell), epoch).strip()
            for cell in row
        ]
        while words and not words[-1]:
            words.pop()
        cells += len(row)
        if not words:
            empty_rows += 1
            _check_size(source, name, 0, 0, cells_before + cells)
            continue
        rows += [[] for _ in range(empty_rows)]
        empty_rows = 0
        rows.append(words)
        _check_size(source, name, len(rows), len(words), cells_before + cells)
    return rows, cells


def _format_id(cell: Any) -> int:
    return int(cell.style_array.numFmtId)


def _sheet_parts(source: SourceFile) -> dict[str, str]:
    """Return the names of the parts that hold the sheets, by the sheets' titles."""
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        package = _tree(archive, "_rels/.rels")
        main = next(
            str(item.get("Target")).lstrip("/")
            for item in package
            if str(item.get("Type")).endswith("/officeDocument")
        )
        folder, name = posixpath.split(main)
        relations = _tree(archive, f"{folder}/_rels/{name}.rels")
        targets = {str(item.get("Id")): str(item.get("Target")) for item in relations}
        return {
            str(sheet.get("name")): posixpath.normpath(
                posixpath.join("/", folder, targets[_relation_of(sheet)])
            ).lstrip("/")
            for sheet in _tree(archive, main).iter("{*}sheet")
        }


def _relation_of(sheet: Any) -> str:
    return next(str(value) for key, value in sheet.attrib.items() if key.endswith("}id"))


def _tree(archive: zipfile.ZipFile, part: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(part), parser)


def _merged_cells(
    source: SourceFile, name: str, part: str
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return how many rows and columns merged cells span, by row and column counted from 0.

    openpyxl gives them only where it holds the whole sheet in memory. Raises CorpusError where a
    formula has no value.
    """
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        written = archive.read(part)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    if not MERGED_OR_FORMULA.search(written):
        return spans
    for _, item in etree.iterparse(
        io.BytesIO(written), tag=("{*}mergeCell", "{*}c"), resolve_entities=False, no_network=True
    ):
        if etree.QName(item).localname == "mergeCell":
            x0, y0, x1, y1 = range_boundaries(str(item.get("ref")))
            spans[y0 - 1, x0 - 1] = (y1 - y0 + 1, x1 - x0 + 1)
        elif item.find("{*}f") is not None and not (
            # an empty value is one where it is a text: ="" gives it
            item.get("t") == "str" or item.findtext("{*}v")
        ):
            raise CorpusError(
                source.name,
                "read",
                f"the formula in cell {item.get('r')} of {name} has no computed value",
                SAVE_AGAIN,
            )
        item.clear()
        while item.getprevious() is not None:  # or a large sheet is kept as empty elements
            del item.getparent()[0]
    return spans
