"""What a file's first bytes say against its suffix."""

import pytest

from corpus.errors import CorpusError
from corpus.reading import SourceFile
from corpus.reading.signatures import check_signature

EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00"
ELF = b"\x7fELF\x02\x01\x01"
PDF = b"%PDF-1.7\n"
ZIP = b"PK\x03\x04\x14\x00"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le")
RTF = b"{\\rtf1\\ansi"
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff\xe0"
HTML = b"<html><body>"
TEXT = "一、总则".encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", ZIP),
        ("a.xlsx", ZIP),
        ("a.zip", b"PK\x05\x06" + bytes(18)),
        ("a.pdf", PDF),
        ("a.png", PNG),
        ("a.png", JPEG),
        ("a.tif", b"II*\x00"),
        ("a.pdf", b"\xef\xbb\xbf\n" + PDF),
        *((name, data) for name in ("a.doc", "a.wps") for data in (OLE, RTF, ZIP, HTML, TEXT)),
        *((f"a{suffix}", TEXT) for suffix in (".txt", ".md", ".csv", ".html", ".jsonl")),
        # MZ/T 039 is the number of a standard, not the beginning of a program
        ("a.txt", "MZ/T 039—2013 老年人能力评估".encode()),
        ("a.csv", b"BM,1\n"),
        ("a.txt", TEXT.decode().encode("utf-16")),
    ],
)
def test_what_fits_passes(name: str, data: bytes) -> None:
    check_signature(SourceFile(name, data))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", EXE, "a .docx file that begins like a Windows program, not like a zip file"),
        ("a.docx", ELF, "a Unix program"),
        ("a.docx", OLE, "begins like an old Office file"),
        ("a.docx", ENCRYPTED, "an Office file with a password.*remove the password"),
        ("a.doc", ENCRYPTED, "an Office file with a password.*remove the password"),
        ("a.png", TEXT, "begins like no known format, not like a picture"),
        ("a.jpg", EXE, "a Windows program"),
        ("a.docx", TEXT, "begins like no known format"),
        ("a.xlsx", PDF, "begins like a PDF"),
        ("a.zip", b"Rar!\x1a\x07\x01\x00", "an archive other than zip"),
        ("a.pdf", ZIP, "a zip file"),
        ("a.pdf", TEXT, "begins like no known format, not like a PDF"),
        ("a.doc", EXE, "a Windows program"),
        ("a.doc", PNG, "a picture"),
        ("a.txt", EXE, "a Windows program"),
        ("a.txt", OLE, "an old Office file"),
        ("a.html", JPEG, "a picture"),
        ("a.csv", ZIP, "a zip file"),
        ("a.md", b"", "the file is empty"),
        ("a.docx", b"", "the file is empty"),
    ],
)
def test_what_does_not_fit_is_refused(name: str, data: bytes, words: str) -> None:
    with pytest.raises(CorpusError, match=words) as caught:
        check_signature(SourceFile(name, data))
    assert (caught.value.source, caught.value.stage) == (name, "read")
    assert caught.value.remedy
