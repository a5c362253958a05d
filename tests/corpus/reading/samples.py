"""One small valid file of each format, with a table where the format has tables."""

from collections.abc import Callable
from functools import cache
from io import BytesIO

import openpyxl
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.reading.makers import Rows, docx_of, html_page_of, markdown_of
from tests.zip_files import zipped

PARAGRAPHS = (
    "某某市人民政府关于推进建筑业发展的意见",
    "一、总体要求",
    "（一）坚持质量第一。到2025年，新建装配式建筑占比达到30%。（牵头单位：市住房城乡建委）",
    "二、重点任务",
    "1. 推广建筑信息模型技术。",
)
ROWS = (("序号", "任务", "责任单位"), ("1", "推广技术", "市住建局"), ("2", "培育企业", "市财政局"))
FONT = "STSong-Light"


def text() -> bytes:
    return "\n".join(PARAGRAPHS).encode()


def csv() -> bytes:
    return "\n".join(",".join(row) for row in ROWS).encode()


def xlsx(rows: Rows = ROWS) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def pdf(password: str | None = None) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    saved = BytesIO()
    canvas = Canvas(saved, pagesize=A4, encrypt=password)
    for _ in range(2):
        canvas.setFont(FONT, 12)
        for number, line in enumerate(PARAGRAPHS):
            canvas.drawString(72, 760 - 24 * number, line)
        canvas.grid([72, 172, 272, 372], [400, 430, 460, 490])
        for row, cells in enumerate(ROWS):
            for column, cell in enumerate(cells):
                canvas.drawString(80 + 100 * column, 470 - 30 * row, cell)
        canvas.drawString(290, 40, "- 1 -")
        canvas.showPage()
    canvas.save()
    return saved.getvalue()


def scanned_pdf(pages: int) -> bytes:
    """Return a PDF whose pages are one picture each."""
    saved = BytesIO()
    page = Image.new("L", (124, 175), 255)
    page.save(saved, "PDF", save_all=True, append_images=[page] * (pages - 1), resolution=15)
    return saved.getvalue()


def picture(kind: str) -> bytes:
    page = Image.new("L", (240, 60), 255)
    ImageDraw.Draw(page).text((10, 10), "BIM 2025 30%", fill=0, font_size=28)
    saved = BytesIO()
    page.save(saved, kind)
    return saved.getvalue()


def rtf() -> bytes:
    words = "".join(f"\\u{ord(character)}?" for character in PARAGRAPHS[0])
    return f"{{\\rtf1\\ansi {words}\\par}}".encode()


MAKERS: dict[str, Callable[[], bytes]] = {
    ".txt": text,
    ".md": lambda: markdown_of(PARAGRAPHS, {3: ROWS}),
    ".markdown": lambda: markdown_of(PARAGRAPHS, {3: ROWS}),
    ".html": lambda: html_page_of(PARAGRAPHS, {3: ROWS}),
    ".htm": lambda: html_page_of(PARAGRAPHS, {3: ROWS}, "gb18030"),
    ".docx": lambda: docx_of(PARAGRAPHS, {3: ROWS}),
    ".xlsx": xlsx,
    ".csv": csv,
    ".pdf": pdf,
    ".png": lambda: picture("PNG"),
    ".jpg": lambda: picture("JPEG"),
    ".jpeg": lambda: picture("JPEG"),
    ".tif": lambda: picture("TIFF"),
    ".tiff": lambda: picture("TIFF"),
    ".doc": rtf,
    ".wps": rtf,
    ".zip": lambda: zipped(("a.txt", text()), ("表.csv", csv())),
}


@cache
def sample(suffix: str) -> bytes:
    """Return a small valid file. Raises KeyError for a format that has none here yet."""
    return MAKERS[suffix]()
