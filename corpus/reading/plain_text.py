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


def plain_text(source: SourceFile) -> SourceText:
    """Return the text of a .txt file. Raises CorpusError for what is no text."""
    return SourceText(decoded_text(source))


def decoded_text(source: SourceFile) -> str:
    """Return the decoded characters. Raises CorpusError for binary, undecodable or empty files."""
    text = _decoded(source)
    control = CONTROL.search(text)
    if control:
        raise CorpusError(
            source.name,
            "read",
            f"not a text file: character {control.start()} is the control code "
            f"U+{ord(control.group()):04X}",
            "Save the document as plain text (.txt) and ingest that",
        )
    if not text.strip():
        raise CorpusError(source.name, "read", "the file is empty", "Check what was saved")
    return text


def _decoded(source: SourceFile) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if source.data.startswith(mark):
            encodings: tuple[str, ...] = (encoding,)
            break
    else:
        encodings = ("utf-8", "gb18030")
    problem: UnicodeDecodeError | None = None
    for encoding in encodings:
        try:
            return source.data.decode(encoding)
        except UnicodeDecodeError as error:
            problem = problem or error
    assert problem is not None
    raise CorpusError(
        source.name,
        "read",
        f"not a text in {' or '.join(encodings)}: byte {problem.start} cannot be decoded",
        "Save the document as plain text in UTF-8 and ingest that",
    ) from problem
