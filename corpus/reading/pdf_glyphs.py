"""The characters of a PDF page with their places, as it is shown: rotation applied."""

import ctypes
from collections import Counter
from collections.abc import Callable
from math import degrees
from statistics import median
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.reading.printed_page import Glyph

HYPHEN_AT_LINE_END = 0x02  # how PDFium gives one
SAMPLED_ANGLES = 40  # characters whose angle tells how a page is to be held
QUARTER_TURN = 90
LOWEST_BOX = 0.3  # of the usual height; a small font is higher
ABOVE_BASE_LINE = 0.85  # of a character's height

# (x0, top, x1, bottom) in the page as shown, from left, bottom, right, top in the file
Placement = Callable[[float, float, float, float], tuple[float, float, float, float]]


class PlacedPage:
    """An open page with its text layer, held the way that most of its words are read."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.page = page
        self._text = page.get_textpage()
        self.character_count: int = self._text.count_chars()
        turns = self._turns_of_words()
        if turns is None:
            turns = page.get_rotation() // QUARTER_TURN
        left, bottom, right, top = _visible_box(page)
        self.place = _placement(turns, (left, bottom, right, top))
        width, height = right - left, top - bottom
        self.width, self.height = (height, width) if turns % 2 else (width, height)

    def glyphs(self) -> list[Glyph]:
        """Return the characters in the order of the file, blanks too, without line breaks."""
        raw = self._text.raw
        unicode_of, box_of = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetLooseCharBox
        is_generated = pdfium_c.FPDFText_IsGenerated
        box = pdfium_c.FS_RECTF()
        reference = ctypes.byref(box)
        place, high_surrogate = self.place, 0
        glyphs: list[Glyph] = []
        indices: list[int] = []
        for index in range(self.character_count):
            code = unicode_of(raw, index)
            if code <= 0x20:
                if code == HYPHEN_AT_LINE_END:
                    code = ord("-")
                elif code != 0x20 or is_generated(raw, index) == 1:
                    continue
            if 0xD800 <= code < 0xDC00:
                high_surrogate = code
                continue
            if 0xDC00 <= code < 0xE000:
                pair = (high_surrogate - 0xD800 << 10) + (code - 0xDC00) + 0x10000
                code, high_surrogate = (pair if high_surrogate else 0xFFFD), 0
            box_of(raw, index, reference)
            x0, top, x1, bottom = place(box.left, box.bottom, box.right, box.top)
            if x1 > 0 and bottom > 0 and x0 < self.width and top < self.height:
                glyphs.append(Glyph(chr(code), x0, top, x1, bottom))
                indices.append(index)
        self._give_height(glyphs, indices)
        return glyphs

    def _give_height(self, glyphs: list[Glyph], indices: list[int]) -> None:
        """Set low boxes on their base line: of a font with 一 alone PDFium gives the stroke's."""
        if not glyphs:
            return
        usual = median(glyph.bottom - glyph.top for glyph in glyphs)
        x, y = ctypes.c_double(), ctypes.c_double()
        for place, glyph in enumerate(glyphs):
            if glyph.bottom - glyph.top < LOWEST_BOX * usual:
                pdfium_c.FPDFText_GetCharOrigin(
                    self._text.raw, indices[place], ctypes.byref(x), ctypes.byref(y)
                )
                base = self.place(x.value, y.value, x.value, y.value)[1]
                top = base - ABOVE_BASE_LINE * usual
                glyphs[place] = glyph._replace(top=top, bottom=top + usual)

    def unmapped_share(self) -> float:
        """Return the share of the characters for which the file names no Unicode character."""
        raw = self._text.raw
        sample = range(0, self.character_count, max(1, self.character_count // 200))
        failed = sum(pdfium_c.FPDFText_HasUnicodeMapError(raw, i) == 1 for i in sample)
        return failed / len(sample) if sample else 0.0

    def close(self) -> None:
        """Free the page."""
        self._text.close()
        self.page.close()

    def _turns_of_words(self) -> int | None:
        """Return how many quarter turns to the right make most words upright, or None."""
        raw = self._text.raw
        step = max(1, self.character_count // SAMPLED_ANGLES)
        turns: Counter[int] = Counter()
        for index in range(0, self.character_count, step):
            if pdfium_c.FPDFText_GetUnicode(raw, index) > 0x20:
                # PDFium counts the angle to the right, whatever its documentation says
                angle = degrees(pdfium_c.FPDFText_GetCharAngle(raw, index))
                turns[-round(angle / QUARTER_TURN) % 4] += 1
        return turns.most_common(1)[0][0] if turns else None


def _visible_box(page: pdfium.PdfPage) -> tuple[float, float, float, float]:
    """Return what is shown of a page: left, bottom, right, top in the file's coordinates."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = media
    return left, bottom, max(right, left + 1), max(top, bottom + 1)


def _placement(turns: int, box: tuple[float, float, float, float]) -> Placement:
    left, bottom, right, top = box
    if turns == 0:
        return lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0)
    if turns == 1:
        return lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
    if turns == 2:
        return lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom)
    return lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0)


def image_share(page: PlacedPage) -> float:
    """Return the share of the page that its largest picture covers, 0 to 1."""
    largest = 0.0
    for item in page.page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]):
        x0, top, x1, bottom = page.place(*item.get_bounds())
        width = min(x1, page.width) - max(x0, 0.0)
        height = min(bottom, page.height) - max(top, 0.0)
        if width > 0 and height > 0:
            largest = max(largest, width * height)
    return float(largest / (page.width * page.height))


def rendered(page: pdfium.PdfPage, dots_per_inch: int, most_pixels: int) -> Any:
    """Return the page as a grey picture (PIL); a huge page with fewer dots per inch."""
    width, height = page.get_size()
    scale = dots_per_inch / 72
    pixels = width * height * scale * scale
    if pixels > most_pixels:
        scale *= (most_pixels / pixels) ** 0.5
    return page.render(scale=scale, grayscale=True).to_pil()
