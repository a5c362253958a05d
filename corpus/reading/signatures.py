"""What a file's first bytes say it is, against what its name says."""

import re

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile

HEAD_BYTES = 1024  # a PDF may begin after that much of something else
# The stream of an OLE file that holds an encrypted .docx or .xlsx
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
CONTROL_CODE = re.compile(rb"[\x00-\x08]")

PROGRAM = "a Windows program"
ZIP = "a zip file (as .docx and .xlsx are)"
OLE = "an old Office file (.doc, .xls)"
ENCRYPTED = "an Office file with a password"
PDF = "a PDF"
RTF = "an RTF document"
UNIX_PROGRAM = "a Unix program"
PICTURE = "a picture"
ARCHIVE = "an archive other than zip"
DATABASE = "a database"
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x7fELF", UNIX_PROGRAM),
    (b"\xcf\xfa\xed\xfe", UNIX_PROGRAM),
    (b"\xca\xfe\xba\xbe", UNIX_PROGRAM),
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF87a", PICTURE),
    (b"GIF89a", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"Rar!\x1a\x07", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"\x1f\x8b\x08", ARCHIVE),
    (b"SQLite format 3\x00", DATABASE),
)
# `MZ` and `BM` may open a text (MZ/T 039 is a standard's number), so these need binary data after
WITH_BINARY_DATA: tuple[tuple[bytes, str], ...] = ((b"MZ", PROGRAM), (b"BM", PICTURE))

# What a suffix must begin like. Other suffixes are texts, which begin like none of the above
REQUIRED: dict[str, tuple[str, ...]] = {
    ".docx": (ZIP,),
    ".xlsx": (ZIP,),
    ".zip": (ZIP,),
    ".pdf": (PDF,),
    ".png": (PICTURE,),
    ".jpg": (PICTURE,),
    ".jpeg": (PICTURE,),
    ".tif": (PICTURE,),
    ".tiff": (PICTURE,),
}
# .doc files are often something else that Word opens too: RTF, .docx, a web page (no signature)
ALLOWED: dict[str, tuple[str, ...]] = {
    ".doc": (OLE, RTF, ZIP),
    ".wps": (OLE, RTF, ZIP),
}


def check_signature(source: SourceFile) -> None:
    """Raise CorpusError for a file that is empty or begins like something else than its suffix.

    Formats of text have no signature: anything that is not known to be something else passes.
    """
    if not source.data:
        raise CorpusError(source.name, "read", "the file is empty", "Check what was saved")
    kind = kind_of(source.data)
    suffix = source.suffix
    required = REQUIRED.get(suffix)
    if required and (
        kind in required or (PDF in required and b"%PDF-" in source.data[:HEAD_BYTES])
    ):
        return
    if kind is None and not required:
        return
    if kind in ALLOWED.get(suffix, ()):
        return
    expected = f", not like {required[0]}" if required else ""
    begins = f"begins like {kind}" if kind else "begins like no known format"
    raise CorpusError(
        source.name,
        "read",
        f"a {suffix or 'nameless'} file that {begins}{expected}",
        _remedy(kind, suffix),
    )


def kind_of(data: bytes) -> str | None:
    """Return what the first bytes are known to begin, or None for text and the unknown."""
    for mark, kind in SIGNATURES:
        if data.startswith(mark):
            return ENCRYPTED if kind == OLE and ENCRYPTED_STREAM in data else kind
    for mark, kind in WITH_BINARY_DATA:
        if data.startswith(mark) and CONTROL_CODE.search(data[:64]):
            return kind
    return None


def _remedy(kind: str | None, suffix: str) -> str:
    if kind in (PROGRAM, UNIX_PROGRAM):
        return "Do not open it; ask the sender for the document"
    if kind == ENCRYPTED:
        return "Open it, remove the password, save it and ingest that"
    return f"Give it the suffix of what it is, or save the document as {suffix or 'a known format'}"
