"""Prints tables as pages do, and gives their lines in the order in which a PDF's text comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

NEVER_FIRST = "，。、；：”）"


@dataclass(frozen=True)
class Column:
    """A printed column: its name, and its width in Chinese characters."""

    name: str
    width: float


@dataclass(frozen=True)
class Printed:
    """A table to print: rows of cells; a vertical title is printed beside the rows it spans.

    `titles` are the first row of each vertical title (from 0) and its words; it is printed before
    the column `title_place`. A page holds `page_height` lines; a row may be cut anywhere.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    titles: dict[int, str] = field(default_factory=dict)
    title_place: int = 1
    page_height: int = 1000
    repeat_header: bool = False
    mark_pages: bool = True


def lines_of(table: Printed) -> list[str]:
    """Return the printed lines, cell after cell in the rows' order, page after page."""
    header = [" ".join(column.name for column in table.columns)]
    pages: list[list[str]] = [[]]
    left = table.page_height
    title = ""
    for place, row in enumerate(table.rows):
        cells = [
            wrapped(cell, column.width) for cell, column in zip(row, table.columns, strict=True)
        ]
        fresh_title = table.titles.get(place)
        title = fresh_title or title
        while any(cells):
            if left == 0:
                pages.append(list(title))  # what is left of a title comes first on a page
                title = ""
                left = table.page_height
            height = max(map(len, cells))
            taken = min(left, height)
            portion = [cell[:taken] for cell in cells]
            cells = [cell[taken:] for cell in cells]
            if title and fresh_title:
                portion.insert(table.title_place, list(title[:left]))
                title = title[left:]
                fresh_title = None
            is_cut = any(cells)
            pages[-1] += _emitted(portion, on_one_line=is_cut and taken == 1)
            left -= taken
    lines = list(header)
    for number, page in enumerate(pages):
        if number and table.repeat_header:
            lines += header
        if number and page and table.mark_pages:
            page = [" " + page[0], *page[1:]]
        lines += page
    return lines


def wrapped(text: str, width: float) -> list[str]:
    """Return the lines of a cell: as full as they go, a mark hanging over the margin."""
    lines, line, used = [], "", 0.0
    for character in text:
        size = 0.5 if character.isascii() else 1.0
        if line and used + size > width and character not in NEVER_FIRST:
            lines.append(line)
            line, used = "", 0.0
        line += character
        used += size
    return [*lines, line] if line else lines


def _emitted(portion: Sequence[Sequence[str]], on_one_line: bool) -> list[str]:
    if on_one_line:
        return [" ".join(line for cell in portion for line in cell)]
    return [line for cell in portion for line in cell]
