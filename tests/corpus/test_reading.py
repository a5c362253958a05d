"""Plain text in the encodings that offices send, and files that are no text."""

import pytest

from corpus.errors import CorpusError
from corpus.parser import parsed
from corpus.reading import SourceFile, source_text

TEXT = "一、总体要求\n坚持质量第一。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert source_text(SourceFile("a.txt", TEXT.encode(encoding))).text == TEXT


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"MZ\x90\x00\x03\x00\x00\x00", "not a text"),
        ("a.txt", "一、总则\x00".encode(), "control code U\\+0000"),
        ("a.txt", b"\xff\xff\xff\xff", "cannot be decoded"),
        ("a.txt", b"", "empty"),
        ("a.txt", "　\n ".encode(), "empty"),
        ("a.exe", TEXT.encode(), r"no reader.*'\.exe'.*\.txt"),
        ("noextension", TEXT.encode(), "no reader"),
    ],
)
def test_bad_files_end_in_an_error_naming_file_stage_and_remedy(
    name: str, data: bytes, message: str
) -> None:
    with pytest.raises(CorpusError, match=message) as caught:
        source_text(SourceFile(name, data))
    assert caught.value.source == name
    assert caught.value.stage == "read"
    assert caught.value.remedy


@pytest.mark.parametrize("text", ["[bookmark: _A]\n- 1 -", "\u200b\u200b"])
def test_a_file_without_text_is_refused(text: str) -> None:
    with pytest.raises(CorpusError, match="no text besides page furniture"):
        parsed(SourceFile("a.txt", text.encode()))


def test_the_same_file_is_the_same_document() -> None:
    first = parsed(SourceFile("a.txt", TEXT.encode(), "x"))
    again = parsed(SourceFile("a.txt", TEXT.encode(), "x"))
    elsewhere = parsed(SourceFile("a.txt", TEXT.encode(), "y"))
    assert first == again
    assert first.id != elsewhere.id
