"""Zip files: what they hold, in the names that were meant, and nothing from a hostile one."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest

from corpus.errors import CorpusError
from corpus.reading import SourceFile
from corpus.reading.archive import members
from corpus.reading.zip_container import check_zip_container
from tests.zip_files import zipped

TEXT = "一、总则\n".encode()


def with_names_in(encoding: str, *names: str) -> bytes:
    """Return a zip file whose names are in an encoding that nothing in it states."""
    packed = zipped(*((f"{number:0{len(name.encode(encoding))}d}", TEXT)
                      for number, name in enumerate(names)))  # fmt: skip
    for number, name in enumerate(names):
        written = name.encode(encoding)
        packed = packed.replace(f"{number:0{len(written)}d}".encode(), written)
    return packed


def archive(data: bytes) -> SourceFile:
    return SourceFile("a.zip", data, "uploads")


def refused(data: bytes, words: str) -> None:
    with pytest.raises(CorpusError, match=words) as caught:
        members(archive(data))
    assert caught.value.source == "a.zip"
    assert caught.value.stage == "unpack"
    assert caught.value.remedy


def test_members_are_files_of_the_archive() -> None:
    contents = members(archive(zipped(("b.txt", TEXT), ("sub/", b""), ("sub/a.TXT", b"x"))))
    assert contents.members == (
        SourceFile("a.zip/b.txt", TEXT, "uploads"),
        SourceFile("a.zip/sub/a.TXT", b"x", "uploads"),
    )
    assert contents.skipped == ()


def test_what_is_no_document_is_named_and_litter_is_not() -> None:
    data = zipped(
        ("a.txt", TEXT),
        ("photo.bmp", b"BM"),
        ("sub/readme", b""),
        ("__MACOSX/._a.txt", b"\0\5"),
        (".DS_Store", b"\0"),
        ("sub/.DS_Store", b"\0"),
        ("Thumbs.db", b"\0"),
    )
    contents = members(archive(data))
    assert [member.name for member in contents.members] == ["a.zip/a.txt"]
    assert contents.skipped == ("photo.bmp", "sub/readme")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_a_stated_encoding(encoding: str) -> None:
    names = ("关于印发《方案》的通知.txt", "附件/任务分工表（诚）.txt")
    contents = members(archive(with_names_in(encoding, *names)))
    assert [member.name for member in contents.members] == [f"a.zip/{name}" for name in names]


def test_names_in_stated_utf8_and_with_the_separators_of_windows() -> None:
    contents = members(archive(zipped(("附件\\通知.txt", TEXT), ("./b.txt", TEXT))))
    assert [member.name for member in contents.members] == ["a.zip/附件/通知.txt", "a.zip/b.txt"]


@pytest.mark.parametrize(
    "name",
    ["../a.txt", "sub/../../a.txt", "..\\a.txt", "/etc/a.txt", "\\a.txt", "C:\\a.txt", "c:a.txt"],
)
def test_names_that_lead_out_are_refused_with_the_whole_archive(name: str) -> None:
    refused(zipped(("good.txt", TEXT), (name, TEXT)), "leads out of the archive")


def test_a_name_with_a_control_code_is_refused() -> None:
    refused(zipped(("a\x1b[2J.txt", TEXT)), "control code")


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("a.txt")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def encrypted() -> bytes:
    """Return a zip file whose member says in both its headers that it is encrypted."""
    data = bytearray(zipped(("a.txt", TEXT)))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    return bytes(data)


def stating_less_than_it_holds() -> bytes:
    """Return a zip file whose headers state 10 bytes for a member of 5,000,000."""
    data = zipped(("a.txt", bytes(5_000_000)))
    return data.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 10))


def stating_a_large_compressed_size() -> bytes:
    data = bytearray(zipped(("a.txt", bytes(5_000_000))))
    directory = data.index(b"PK\x01\x02")
    data[directory + 20 : directory + 24] = struct.pack("<I", 4_000_000)
    return bytes(data)


def overlapping() -> bytes:
    """Return a zip file of which 500 entries share the bytes of one: 250 MB out of 0.5 MB."""
    name, data = b"a.txt", b"".join(b"%07d\n" % number for number in range(62_500))
    packed = zlib.compress(data, 9)[2:-4]
    fields = (20, 0, 8, 0, 0, zlib.crc32(data), len(packed), len(data), len(name), 0)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", *fields) + name + packed
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, *fields, 0, 0, 0, 0, 0) + name
    directory = entry * 500
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 500, 500, len(directory), len(local), 0)
    return local + directory + end


def lines(count: int) -> bytes:
    """Return lines that compress to about a quarter."""
    return b"".join(b"%x\n" % (number * 2654435761 % 2**32) for number in range(count))


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "ratio": (lambda: zipped(("a.txt", bytes(1_000_000))), "100 times its size: a zip bomb"),
    "ratio of a file that is skipped": (
        lambda: zipped(("a.txt", TEXT), ("zeros.bin", bytes(1_000_000))),
        "zeros.bin expands to more than 100 times",
    ),
    "ratio of all together": (
        lambda: zipped(*((f"{n}.txt", bytes(60_000)) for n in range(50))),
        "it expands to more than 100 times",
    ),
    "entries": (
        lambda: zipped(*((f"{n}.txt", b"1") for n in range(2001))),
        "more than 2000 entries",
    ),
    "expanded bytes": (
        lambda: zipped(
            *((f"{n}.txt", bytes(29_000_000)) for n in range(7)), method=zipfile.ZIP_STORED
        ),
        "expands to more than 200 MB",
    ),
    "overlapping": (overlapping, "zip bomb"),
    "stated size is a lie": (stating_less_than_it_holds, "a.txt is damaged"),
    "stated compressed size is a lie": (stating_a_large_compressed_size, "damaged|zip bomb"),
    "nested": (lambda: zipped(("inner.zip", zipped(("a.txt", TEXT)))), "archive within"),
    "nested in another format": (lambda: zipped(("a.tar.GZ", b"\x1f\x8b")), "archive within"),
    "link": (lambda: zipped((link(), b"/etc/passwd")), "symbolic link"),
    "encrypted": (encrypted, "a.txt is encrypted"),
    "two of a name": (
        lambda: zipped(("sub/a.txt", TEXT), ("sub\\a.txt", TEXT)), "two files in it are named"
    ),
    "method": (
        lambda: zipped(("a.txt", TEXT * 100), method=zipfile.ZIP_LZMA), "method 14"
    ),
    "truncated": (lambda: zipped(("a.txt", TEXT))[:-30], "not a whole zip file"),
    "damaged": (
        lambda: zipped(("a.txt", TEXT), method=zipfile.ZIP_STORED).replace(TEXT, TEXT[::-1]),
        "a.txt is damaged",
    ),
    "no zip file": (lambda: TEXT, "not a whole zip file"),
    "empty": (lambda: zipped(), "it holds nothing"),
    "only litter": (lambda: zipped((".DS_Store", b"\0")), "it holds nothing"),
    "no document": (lambda: zipped(("photo.bmp", b"BM")), "it holds only photo.bmp"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_archives_are_refused(kind: str) -> None:
    make, words = HOSTILE[kind]
    refused(make(), words)


def test_bounds_themselves_are_allowed() -> None:
    many = members(archive(zipped(*((f"{n}.txt", b"1") for n in range(2000)))))
    assert len(many.members) == 2000
    # a short file of one repeated line compresses well and harms nobody
    assert members(archive(zipped(("a.txt", bytes(60_000)), ("b.txt", lines(1000))))).members


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped(("word/document.xml", bytes(1_000_000))), "document.xml expands to more than 100"),
        (zipped(*((f"{n}.xml", b"1") for n in range(2001))), "more than 2000 entries"),
        (b"PK\x03\x04" + bytes(100), "not a whole zip file"),
    ],
)
def test_office_files_are_bounded_likewise(data: bytes, words: str) -> None:
    with pytest.raises(CorpusError, match=words) as caught:
        check_zip_container(SourceFile("a.docx", data))
    assert caught.value.stage == "unpack"


def test_an_office_file_may_hold_archives_and_pictures() -> None:
    whole = zipped(
        ("word/document.xml", lines(10_000)),
        ("word/embeddings/sheet.xlsx", zipped(("xl/workbook.xml", TEXT))),
        ("word/media/image1.png", b"\x89PNG"),
    )
    check_zip_container(SourceFile("a.docx", whole))
