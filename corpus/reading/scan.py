"""Scans: pictures of pages, recognised by RapidOCR with the models of its package, offline."""

import io
import logging
import re
import warnings
from functools import cache
from typing import Any

from PIL import Image, ImageSequence, UnidentifiedImageError

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile, SourceText
from corpus.reading.pdf_lines import lines_of_segments
from corpus.reading.printed_page import PrintedPage, Segment
from corpus.reading.printed_text import printed_text

# Of 130, 140 and 150 the best on 150-dpi scans of a page of each seed: 0.09 % of characters wrong
SCAN_DPI = 140
POINTS_PER_PIXEL = 72 / SCAN_DPI
MOST_SCANNED_PAGES = 300  # at some seconds a page
MOST_PIXELS = 40_000_000  # of a page's picture: A3 at 400 dpi
A4_HEIGHT_PIXELS = round(297 / 25.4 * SCAN_DPI)
THREADS = 2
# Below that mean confidence a page may have been scanned upside down
TURNED_CONFIDENCE = 0.75

# The models do not tell half-width marks from full-width ones: beside Chinese those are meant
CHINESE = "\u3001-\u301f\u3400-\u9fff\uff01-\uff60\u201c\u201d"
HALF_WIDTH_MARK = re.compile(rf"(?<=[{CHINESE}])[,:;?!()]|[,:;?!()](?=[{CHINESE}])")
FULL_WIDTH_MARKS = str.maketrans(",:;?!()", "，：；？！（）")
BRACKETS = (("（", "）", "(", ")"), ("〔", "〕", "[", "]"))
# The dashes of a page number read as the Chinese one: —12一, 一 3 一
DASHED_NUMBER = re.compile(r"[-—–一]\s?(\d{1,4})\s?[-—–一]")


class Recogniser:
    """Recognises the words on pictures of pages. Raises CorpusError where OCR is missing."""

    def __init__(self, source_name: str) -> None:
        self._source_name = source_name
        try:
            self._engine = _engine()
        except ImportError as error:
            raise CorpusError(
                source_name,
                "read",
                f"pages are scanned, and what recognises them is not installed ({error.name})",
                'Install it with: pip install "policyqa[ocr]"',
            ) from error

    def page(self, picture: Image.Image) -> PrintedPage:
        """Return the lines on a picture, in points at SCAN_DPI; turned where that reads better."""
        readings = [(self._segments(picture), picture)]
        turns: tuple[Image.Transpose, ...] = ()
        if _is_on_its_side(readings[0][0]):
            readings, turns = [], (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270)
        elif readings[0][0] and _confidence(readings[0][0]) < TURNED_CONFIDENCE:
            turns = (Image.Transpose.ROTATE_180,)
        for turn in turns:
            turned = picture.transpose(turn)
            readings.append((self._segments(turned), turned))
        segments, held = max(readings, key=lambda reading: _confidence(reading[0]))
        width, height = (side * POINTS_PER_PIXEL for side in held.size)
        return PrintedPage(width, height, tuple(lines_of_segments(segments)))

    def _segments(self, picture: Image.Image) -> list[Segment]:
        import numpy

        found = self._engine(numpy.asarray(picture.convert("RGB")))
        if found.boxes is None:
            return []
        segments = []
        for box, words, score in zip(found.boxes, found.txts, found.scores, strict=True):
            if words.strip():
                xs, ys = box[:, 0] * POINTS_PER_PIXEL, box[:, 1] * POINTS_PER_PIXEL
                edges = (float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))
                segments.append(Segment(_with_chinese_marks(words.strip()), *edges, float(score)))
        return segments


def _is_on_its_side(segments: list[Segment]) -> bool:
    """Tell whether most lines of a page run from top to bottom."""
    long = [segment for segment in segments if len(segment.text) > 2]
    upright = sum(segment.height > 2 * (segment.x1 - segment.x0) for segment in long)
    return upright > len(long) / 2


def _confidence(segments: list[Segment]) -> float:
    """Return the mean confidence of a page's characters."""
    characters = sum(len(segment.text) for segment in segments)
    return sum(segment.confidence * len(segment.text) for segment in segments) / max(1, characters)


def _with_chinese_marks(words: str) -> str:
    number = DASHED_NUMBER.fullmatch(words)
    if number:
        return f"—{number.group(1)}—"
    words = HALF_WIDTH_MARK.sub(lambda mark: mark.group().translate(FULL_WIDTH_MARKS), words)
    for opening, closing, half_opening, half_closing in BRACKETS:
        # （2023) and 〔2023]: what one bracket is the other is
        if words.count(opening) > words.count(closing):
            words = words.replace(half_closing, closing)
        elif words.count(opening) < words.count(closing):
            words = words.replace(half_opening, opening)
    return words


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,  # it takes lines that are upright for upside down
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def picture(source: SourceFile) -> SourceText:
    """Return the words of a picture of a page (.png, .jpg) or of several (.tif).

    Raises CorpusError for what is no picture, is too large, or shows no words.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(source.data), formats=["PNG", "JPEG", "TIFF"])
            count = getattr(opened, "n_frames", 1)
            if count > MOST_SCANNED_PAGES:
                raise CorpusError(
                    source.name,
                    "read",
                    f"{count} pages, more than the {MOST_SCANNED_PAGES} that are recognised",
                    f"Split the file into files of at most {MOST_SCANNED_PAGES} pages",
                )
            recogniser = Recogniser(source.name)
            pages = [recogniser.page(_scaled(frame)) for frame in ImageSequence.Iterator(opened)]
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise CorpusError(
            source.name, "read", f"the picture is too large: {error}", "Save it at 150 dpi"
        ) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise CorpusError(
            source.name,
            "read",
            f"not a whole picture in PNG, JPEG or TIFF: {error}",
            "Scan it again, or save it as PDF",
        ) from error
    text = printed_text(pages)
    if not text.text.strip():
        raise CorpusError(
            source.name, "read", "no words were recognised in the picture", "Scan it at 150 dpi"
        )
    return text


def _scaled(frame: Image.Image) -> Image.Image:
    """Return a picture no larger than an A4 page at SCAN_DPI: at more, lines go missing."""
    scale = A4_HEIGHT_PIXELS / max(frame.size)
    if scale >= 1:
        return frame.convert("L")
    size = (max(1, round(frame.width * scale)), max(1, round(frame.height * scale)))
    return frame.convert("L").resize(size, Image.Resampling.LANCZOS)
