"""Scanned pages: recognised offline, with the confidence of what is uncertain."""

import sys
from io import BytesIO

import pytest
from PIL import Image

from corpus.errors import CorpusError
from corpus.reading import SourceFile
from corpus.reading import scan as scan_module
from corpus.reading.base import LineBreaks
from corpus.reading.pdf import pdf
from corpus.reading.printed_page import PrintedLine, PrintedPage, Segment
from corpus.reading.printed_text import printed_text
from corpus.reading.scan import picture
from corpus.reading.validation import problem_of
from tests.corpus.reading.makers import visible
from tests.corpus.reading.pdf_makers import SCAN_FONT, PdfMaker, scanned_page, scanned_pdf

LINES = (
    "某市人民政府关于推进建筑业发展的意见",
    "　　一、总体要求",
    "　　（一）到2025年，新建装配式建筑占比达到30%以上。",
    "（牵头单位：市住房城乡建委，配合单位：市财政局）",
)

needs_ocr = pytest.mark.skipif(
    not SCAN_FONT.exists(), reason="a page is drawn with fonts-noto-cjk, which is not installed"
)


@pytest.fixture(autouse=True)
def _ocr_is_installed(request: pytest.FixtureRequest) -> None:
    if "without_ocr" not in request.fixturenames:
        pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")


@needs_ocr
def test_a_scanned_pdf_reads_like_the_page_that_was_scanned() -> None:
    text = pdf(SourceFile("扫描.pdf", scanned_pdf([scanned_page(LINES)])))
    assert problem_of(text) is None
    assert text.line_breaks is LineBreaks.PRINTED
    assert [visible(line) for line in text.text.splitlines() if line] == [
        visible(line) for line in LINES
    ]


@needs_ocr
def test_scanned_and_printed_pages_stand_in_their_order() -> None:
    maker = PdfMaker()
    maker.text(73, 740, "第一页的正文在此，自印发之日起施行，有效期五年。")
    maker.end_page()
    maker.picture(scanned_page(LINES[:2]))
    maker.end_page()
    first, second = pdf(SourceFile("混合.pdf", maker.finished())).text.split("\f")
    assert visible(first) == "第一页的正文在此，自印发之日起施行，有效期五年。"
    assert visible(second) == visible("".join(LINES[:2]))


@needs_ocr
@pytest.mark.parametrize(
    "turn",
    [
        Image.Transpose.ROTATE_180,
        pytest.param(Image.Transpose.ROTATE_270, marks=pytest.mark.slow),
    ],
)
def test_a_picture_scanned_upside_down_or_on_its_side_is_turned(turn: Image.Transpose) -> None:
    page = scanned_page(LINES).transpose(turn)
    saved = BytesIO()
    page.save(saved, "PNG")
    text = picture(SourceFile("扫描.png", saved.getvalue()))
    assert visible(text.text) == visible("".join(LINES))


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n" + bytes(50), b"MZ" + bytes(100)])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(CorpusError, match=r"扫描\.png: read: not a whole picture"):
        picture(SourceFile("扫描.png", data))


def test_lines_of_little_confidence_are_marked() -> None:
    sure = Segment("一、总体要求", 70, 100, 200, 115, 0.99)
    unsure = Segment("到2o25年", 70, 130, 200, 145, 0.61)
    page = PrintedPage(595, 842, (PrintedLine((sure,)), PrintedLine((unsure,))))
    text = printed_text([page])
    assert [(text.text[u.start : u.end], u.confidence) for u in text.uncertain] == [
        ("到2o25年", 0.61)
    ]


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    scan_module._engine.cache_clear()


def test_without_the_extra_the_error_says_how_to_install_it(without_ocr: None) -> None:
    data = scanned_pdf([Image.new("L", (60, 85), 255)])
    with pytest.raises(CorpusError) as caught:
        pdf(SourceFile("扫描.pdf", data))
    assert 'pip install "policyqa[ocr]"' in caught.value.remedy
