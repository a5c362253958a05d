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
        ("a.txt", b"MZ\x90\x00\x03\x00\x00\x00", "Windows program|not a text"),
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


def test_texts_in_mixed_encodings_are_refused_rather_than_garbled() -> None:
    utf8 = "一、坚持质量第一，推动建筑业转型升级。\n".encode()
    gb18030 = "二、推进装配式建筑。\n".encode("gb18030")
    for order in (utf8 * 2 + gb18030, gb18030 + utf8 * 2):
        with pytest.raises(CorpusError, match=r"mixed encodings: line [13] is in gb18030"):
            source_text(SourceFile("a.txt", order))


def test_a_text_cut_within_a_character_is_refused_with_its_place() -> None:
    data = ("一、坚持质量第一。\n" + "二、推动建筑业转型升级").encode()[:-1]
    with pytest.raises(CorpusError, match=rf"byte {len(data) - 2}, in line 2, cannot be decoded"):
        source_text(SourceFile("a.txt", data))


def test_a_control_code_is_named_with_its_line() -> None:
    with pytest.raises(CorpusError, match=r"character 6, in line 2, is the control code U\+0007"):
        source_text(SourceFile("a.txt", "一、总则\n二\x07".encode()))
