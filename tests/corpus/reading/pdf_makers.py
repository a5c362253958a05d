"""PDF files made for the tests: hard-wrapped text, ruled and aligned tables, scanned pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

# Needs no font file: PDFium knows which characters its codes are, though it cannot draw them
FONT = "STSong-Light"
SIZE = 16
LEFT, TOP, STEP = 73, 740, 28
LINES_PER_PAGE, CHARACTERS_PER_LINE = 22, 28
MARGIN_IN_CELL = 4
SCAN_FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
SIMPLIFIED_CHINESE = 2  # its place in the font collection


@dataclass(frozen=True)
class DrawnCell:
    """A cell to be drawn: its words (lines by line breaks) and how far it reaches."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


class PdfMaker:
    """Draws pages. Heights count from the bottom of the page, in points."""

    def __init__(self, encryption: StandardEncryption | None = None, rotation: int = 0) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._bytes = BytesIO()
        self._canvas = Canvas(self._bytes, pagesize=A4, encrypt=encryption)
        self._rotation = rotation

    def turn(self, rotation: int) -> None:
        """Draw what follows so that it is upright once the page is turned to the right."""
        width, height = A4[::-1] if rotation % 180 else A4  # of the page before it is turned
        origin = {0: (0.0, 0.0), 90: (width, 0.0), 180: (width, height), 270: (0.0, height)}
        self._canvas.translate(*origin[rotation])
        self._canvas.rotate(rotation)

    def text(self, x: float, y: float, words: str, size: float = SIZE) -> None:
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(x, y, words)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._canvas.line(x0, y0, x1, y1)

    def picture(self, image: Image.Image) -> None:
        """Cover the page with a picture."""
        self._canvas.drawInlineImage(image, 0, 0, *A4)

    def table(
        self, top: float, xs: Sequence[float], heights: Sequence[float], cells: Sequence[DrawnCell]
    ) -> float:
        """Draw a ruled table, a rectangle per cell; return the height it ends at."""
        ys = [top]
        for height in heights:
            ys.append(ys[-1] - height)
        for cell in cells:
            x0, x1 = xs[cell.column], xs[cell.column + cell.column_span]
            y0, y1 = ys[cell.row + cell.row_span], ys[cell.row]
            self._canvas.rect(x0, y0, x1 - x0, y1 - y0)
            for number, line in enumerate(cell.text.split("\n")):
                self.text(x0 + MARGIN_IN_CELL, y1 - 14 - 14 * number, line, 12)
        return ys[-1]

    def end_page(self) -> None:
        self._canvas.setPageRotation(self._rotation)
        self._canvas.showPage()

    def finished(self) -> bytes:
        self._canvas.save()
        return self._bytes.getvalue()


def wrapped(paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield the printed lines of paragraphs, the first of each indented by two characters."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    for paragraph in paragraphs:
        line = "\u3000\u3000"
        for character in paragraph:
            width = pdfmetrics.stringWidth(line + character, FONT, 1)
            if width > CHARACTERS_PER_LINE and character not in "，。；：、）》”":
                yield line
                line = ""
            line += character
        yield line


def printed_pdf(
    paragraphs: Sequence[str],
    running_head: str = "",
    page_number: str = "- {} -",
    encryption: StandardEncryption | None = None,
) -> bytes:
    """Return a hard-wrapped PDF with a running head and page numbers where they are given."""
    maker = PdfMaker(encryption)
    lines = list(wrapped(paragraphs))
    for page, start in enumerate(range(0, len(lines), LINES_PER_PAGE), 1):
        if running_head:
            maker.text(200, 800, running_head, 10)
        for number, line in enumerate(lines[start : start + LINES_PER_PAGE]):
            indent = len(line) - len(line.lstrip("\u3000"))
            maker.text(LEFT + indent * SIZE, TOP - STEP * number, line.lstrip("\u3000"))
        if page_number:
            maker.text(280, 40, page_number.format(page), 12)
        maker.end_page()
    return maker.finished()


def scanned_page(lines: Sequence[str], dots_per_inch: int = 150) -> Image.Image:
    """Return the picture of an A4 page with printed lines."""
    points = dots_per_inch / 72
    page = Image.new("L", (round(A4[0] * points), round(A4[1] * points)), 255)
    font = ImageFont.truetype(str(SCAN_FONT), round(SIZE * points), index=SIMPLIFIED_CHINESE)
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        y = A4[1] - TOP - SIZE + STEP * number
        for place, character in enumerate(line):
            draw.text(((LEFT + place * SIZE) * points, y * points), character, font=font, fill=0)
    return page


def scanned_pdf(pages: Sequence[Image.Image]) -> bytes:
    """Return a PDF whose pages are pictures."""
    maker = PdfMaker()
    for page in pages:
        maker.picture(page)
        maker.end_page()
    return maker.finished()
