"""Files that no document can come of, each of a kind that people send."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus.reading import SUPPORTED_SUFFIXES
from tests.corpus.reading.makers import docx_of, html_page_of
from tests.corpus.reading.samples import PARAGRAPHS, pdf, sample, scanned_pdf
from tests.corpus.reading.test_archive import HOSTILE
from tests.zip_files import zipped

EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(100)
PASSWORD_PROTECTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
)


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file, and what its error has to say."""

    suffix: str
    data: Callable[[], bytes]
    words: str
    stage: str = "read"


def mixed_encodings() -> bytes:
    utf8 = "一、坚持质量第一，推动建筑业转型升级。\n".encode()
    return utf8 * 2 + "二、推进装配式建筑。\n".encode("gb18030")


BAD_FILES: dict[str, BadFile] = {
    "encrypted PDF": BadFile(".pdf", lambda: pdf("secret"), "password"),
    "truncated PDF": BadFile(".pdf", lambda: sample(".pdf")[:-500], "cut off|opened|damaged"),
    "PDF that is an EXE": BadFile(".pdf", lambda: EXE, "Windows program|not a PDF"),
    "scan of 500 pages": BadFile(".pdf", lambda: scanned_pdf(500), "500 pages are scanned"),
    "DOCX that is an EXE": BadFile(".docx", lambda: EXE, "begins like a Windows program"),
    "encrypted DOCX": BadFile(".docx", lambda: PASSWORD_PROTECTED, "password"),
    "truncated DOCX": BadFile(
        ".docx", lambda: sample(".docx")[:-500], "not a whole zip", "unpack"
    ),
    "DOCX that is a bomb": BadFile(
        ".docx",
        lambda: zipped(("word/document.xml", bytes(1_000_000))),
        "zip bomb",
        "unpack",
    ),
    "DOCX without text": BadFile(".docx", lambda: docx_of([]), "no text|empty"),
    "DOCX that is any zip": BadFile(
        ".docx", lambda: zipped(("a.txt", b"1")), "holds no Word document"
    ),
    "XLSX that is a bomb": BadFile(
        ".xlsx",
        lambda: zipped(("xl/workbook.xml", bytes(1_000_000))),
        "zip bomb",
        "unpack",
    ),
    "XLSX that is any zip": BadFile(".xlsx", lambda: zipped(("a.txt", b"1")), "workbook|Excel"),
    "DOC that is an EXE": BadFile(".doc", lambda: EXE, "begins like a Windows program"),
    "DOC that is a bomb": BadFile(
        ".doc", lambda: zipped(("word/document.xml", bytes(1_000_000))), "zip bomb", "unpack"
    ),
    "text of NUL bytes": BadFile(".txt", lambda: "一、总则\0".encode(), r"line 1.*U\+0000"),
    "CSV of NUL bytes": BadFile(".csv", lambda: "序号,任务\n1,\0".encode(), r"U\+0000"),
    "page of NUL bytes": BadFile(
        ".html", lambda: html_page_of(PARAGRAPHS) + b"\0", r"U\+0000"
    ),
    "mixed encodings": BadFile(
        ".txt", mixed_encodings, "mixed encodings: line 3 is in gb18030, others are in utf-8"
    ),
    "undecodable text": BadFile(".txt", lambda: b"\xff" * 9, "byte 0, in line 1"),
    **{
        f"empty {suffix}": BadFile(suffix, lambda: b"", "the file is empty")
        for suffix in SUPPORTED_SUFFIXES
    },
    **{
        f"archive: {kind}": BadFile(".zip", make, words, "unpack")
        for kind, (make, words) in HOSTILE.items()
    },
}  # fmt: skip
