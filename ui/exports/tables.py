"""Rows as XLSX and CSV: exactly what a table shows, in its order."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Value = str | int | float | bool | date | None
Row = Mapping[str, Value]
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv"
# Not allowed in XML 1.0, https://www.w3.org/TR/xml/#charsets: "\x0b"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What a spreadsheet takes for a formula at the head of a CSV cell: =1+1, +1, -1, @SUM(1), ＝1+1
FORMULA = re.compile(r"^[=+\-@＝＋－＠\t\r\n]")
NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?%?$")
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\n\r\t]")
WIDEST, NARROWEST = 60, 8  # characters of a column
LONGEST_CELL = 32_767  # characters that a cell of XLSX holds, in units of UTF-16


def as_xlsx(rows: Sequence[Row], columns: Sequence[str], title: str) -> bytes:
    """Return a workbook with one sheet: a head, then the rows. Text stays text, never a formula."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_sheet_title(title))
    sheet.freeze_panes = "A2"
    for number, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(name, rows)

    def cell(value: Value, bold: bool = False) -> WriteOnlyCell:
        made = WriteOnlyCell(sheet, None)
        if isinstance(value, str):
            made.value = _cell_text(value)
            made.data_type = "s"
            made.alignment = Alignment(wrap_text=True, vertical="top")
        else:
            made.value = value
            made.alignment = Alignment(vertical="top")
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(name, bold=True) for name in columns])
    for row in rows:
        sheet.append([cell(row.get(name)) for name in columns])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def as_csv(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    """Return the rows in UTF-8 with a byte order mark, by which Excel knows the encoding.

    A cell that a spreadsheet would take for a formula begins with an apostrophe
    (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([_csv_value(name) for name in columns])
    writer.writerows([[_csv_value(row.get(name)) for name in columns] for row in rows])
    return file.getvalue().encode("utf-8-sig", "replace")


def without_controls(text: str) -> str:
    """Return text without the characters that no office file can hold."""
    return CONTROLS.sub("", text)


def _csv_value(value: Value) -> Value:
    if isinstance(value, str) and FORMULA.match(value) and not NUMBER.match(value):
        return f"'{value}"
    return value


def _cell_text(text: str) -> str:
    """Return a text without what no cell can hold, cut to what it holds."""
    units = without_controls(text).encode("utf-16-le")
    return units[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")


def _sheet_title(title: str) -> str:
    """Return a title that a sheet may have: at most 31 characters, none of []:*?/\\."""
    return NOT_IN_TITLES.sub(" ", without_controls(title))[:31].strip(" '") or "Sheet"


def _width(name: str, rows: Sequence[Row]) -> int:
    """Return the width of a column in characters, of which a Chinese one takes two."""
    longest = max((len(str(row.get(name) or "")) for row in rows[:200]), default=0)
    return min(WIDEST, max(NARROWEST, 2 * max(len(name), longest)) + 2)
