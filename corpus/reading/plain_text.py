"""Plain text in the encodings that Chinese offices send: UTF-8, UTF-16, GB18030."""

import codecs
import re

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile, SourceText

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What no text file holds: control characters other than tab, line and page breaks
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
NOT_ASCII = re.compile(rb"[\x80-\xff]")
# So many bytes outside ASCII at the start of a line of GB18030 are not UTF-8 by chance (1 in 10⁹)
BYTES_THAT_PROVE_UTF8 = 24


def plain_text(source: SourceFile) -> SourceText:
    """Return the text of a .txt file. Raises CorpusError for what is no text."""
    return SourceText(decoded_text(source))


def decoded_text(source: SourceFile) -> str:
    """Return the decoded characters.

    Raises CorpusError for binary, undecodable or empty files and for mixed encodings.
    """
    encoding = encoding_of(source.data)
    try:
        text = source.data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(source, encoding, error) from error
    control = CONTROL.search(text)
    if control:
        raise CorpusError(
            source.name,
            "read",
            f"not a text file: character {control.start()}, in line "
            f"{text.count(chr(10), 0, control.start()) + 1}, is the control code "
            f"U+{ord(control.group()):04X}",
            "Save the document as plain text (.txt) and ingest that",
        )
    if not text.strip():
        raise CorpusError(source.name, "read", "the file is empty", "Check what was saved")
    return text


def decoded_lines(source: SourceFile) -> list[str | UnicodeDecodeError]:
    """Return the lines of a file, and for each that cannot be decoded the error.

    Raises CorpusError for an empty file and for UTF-16 that cannot be decoded as a whole.
    """
    encoding = encoding_of(source.data)
    if not source.data.strip() or encoding == "utf-16":
        return list(decoded_text(source).split("\n"))
    return [_decoded_or_error(line, encoding) for line in source.data.split(b"\n")]


def encoding_of(data: bytes) -> str:
    """Return the encoding that a text states or is most likely in, which may yet not hold.

    A text of which some lines begin in UTF-8 is not GB18030, even when it could be decoded as such:
    the rest of it is damaged or of another encoding.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    if _decodes(data, "utf-8") or any(_proves_utf8(line) for line in data.split(b"\n")):
        return "utf-8"
    return "gb18030"


def _proves_utf8(line: bytes) -> bool:
    decoded = _decoded_or_error(line, "utf-8")
    valid = line[: decoded.start] if isinstance(decoded, UnicodeDecodeError) else line
    return len(NOT_ASCII.findall(valid)) >= BYTES_THAT_PROVE_UTF8


def _decodes(data: bytes, encoding: str) -> bool:
    return not isinstance(_decoded_or_error(data, encoding), UnicodeDecodeError)


def _decoded_or_error(data: bytes, encoding: str) -> str | UnicodeDecodeError:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        return error


def _undecodable(source: SourceFile, encoding: str, error: UnicodeDecodeError) -> CorpusError:
    number = source.data.count(b"\n", 0, error.start)
    if encoding == "utf-8" and _decodes(source.data.split(b"\n")[number], "gb18030"):
        problem = f"mixed encodings: line {number + 1} is in gb18030, others are in utf-8"
    else:
        tried = "utf-8 or gb18030" if encoding == "gb18030" else encoding
        problem = (
            f"not a text in {tried}: byte {error.start}, in line {number + 1}, cannot be decoded"
        )
    return CorpusError(
        source.name,
        "read",
        problem,
        "Save the document as plain text in UTF-8 and ingest that",
    )
