"""Old Word and WPS documents, through LibreOffice where it is installed."""

import shutil
import subprocess

import pytest

from corpus.errors import CorpusError
from corpus.reading import office
from corpus.reading.base import SourceFile
from corpus.reading.office import office_text
from tests.corpus.reading.makers import docx_of, html_page_of, seed_paragraphs, visible

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
ROWS = (("序号", "任务"), ("1", "推进"))


@pytest.fixture(scope="module")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A .doc file of a shipped policy, with automatic numbers and a table in it."""
    assert SOFFICE is not None
    folder = tmp_path_factory.mktemp("doc")
    paragraphs = seed_paragraphs("003")
    made = folder / "a.docx"
    made.write_bytes(docx_of(paragraphs, {10: ROWS}))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [SOFFICE, "--headless", profile, "--convert-to", "doc", "--outdir", folder, made],
        check=True,
        capture_output=True,
    )
    return (folder / "a.doc").read_bytes()


@needs_libreoffice
@pytest.mark.parametrize("name", ["a.doc", "a.wps"])
def test_an_old_document_reads_as_the_policy(old_word: bytes, name: str) -> None:
    found = office_text(SourceFile(name, old_word))
    (table,) = found.tables
    assert found.text[table.start : table.end] == "序号\t任务\n1\t推进"
    around = found.text[: table.start] + found.text[table.end :]
    assert visible(around) == visible("".join(seed_paragraphs("003")))


@needs_libreoffice
def test_rich_text_named_doc_is_read() -> None:
    data = rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}\f0 \u19968?\u12289?A\par}"
    assert office_text(SourceFile("a.doc", data)).text == "一、A"


@needs_libreoffice
def test_what_libreoffice_cannot_read_is_refused() -> None:
    with pytest.raises(CorpusError, match="LibreOffice could not read it") as caught:
        office_text(SourceFile("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)))
    assert "docx" in caught.value.remedy


@needs_libreoffice
def test_a_conversion_that_takes_too_long_is_stopped(
    old_word: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "CONVERSION_SECONDS", 0.01)
    with pytest.raises(CorpusError, match="did not finish"):
        office_text(SourceFile("a.doc", old_word))


def test_newer_formats_named_doc_need_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    paragraphs = seed_paragraphs("001")
    for data in (docx_of(paragraphs), html_page_of(paragraphs)):
        assert visible(paragraphs[-1]) in visible(office_text(SourceFile("a.doc", data)).text)


def test_without_libreoffice_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CorpusError, match="not installed") as caught:
        office_text(SourceFile("a.wps", b"\xd0\xcf\x11\xe0 something"))
    assert "Install LibreOffice" in caught.value.remedy


@pytest.mark.parametrize(
    ("data", "problem"), [(b"", "empty"), ("EncryptedPackage".encode("utf-16-le"), "encrypted")]
)
def test_files_that_are_refused_at_once(data: bytes, problem: str) -> None:
    with pytest.raises(CorpusError, match=problem):
        office_text(SourceFile("a.doc", data))
