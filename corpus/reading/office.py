"""Old Word and WPS documents (.doc, .wps) through LibreOffice, where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile, SourceText
from corpus.reading.html import html_text
from corpus.reading.word import word_text
from corpus.reading.word_package import ENCRYPTED_STREAM, OLE_HEADER

PROGRAMS = ("soffice", "libreoffice")
CONVERSION_SECONDS = 120
ZIP_HEADER = b"PK\x03\x04"
HTML_SIGNS = (b"<html", b"<!doctype html")
HTML_REACH = 2000  # bytes from the beginning
WORD_STREAM = "WordDocument".encode("utf-16-le")
SAVE_AS_DOCX = "Open it in Word or WPS, save it as .docx and ingest that"
# No macros, and nothing that a document links to is fetched
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def office_text(source: SourceFile) -> SourceText:
    """Return the text of a .doc or .wps file.

    One that is really a .docx or a web page is read as that. Raises CorpusError where LibreOffice
    is missing, fails or takes too long, and for an encrypted file.
    """
    if source.data.startswith(ZIP_HEADER):
        return word_text(source)
    if any(sign in source.data[:HTML_REACH].lower() for sign in HTML_SIGNS):
        return html_text(source)
    if not source.data.strip():
        raise CorpusError(source.name, "read", "the file is empty", "Check what was saved")
    if ENCRYPTED_STREAM in source.data:
        raise CorpusError(
            source.name,
            "read",
            "the document is encrypted with a password",
            "Open it in Word, remove the password, save it and ingest that",
        )
    return word_text(SourceFile(source.name, _converted(source), source.collection))


def _converted(source: SourceFile) -> bytes:
    """Return the document as .docx."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise CorpusError(
            source.name,
            "read",
            f"{source.suffix} files are read through LibreOffice, which is not installed",
            "Install LibreOffice Writer (Debian: apt-get install libreoffice-writer-nogui), "
            "or save the document as .docx",
        )
    with tempfile.TemporaryDirectory(prefix="policyqa-office-") as name:
        folder = Path(name)
        given = folder / f"document{_suffix(source)}"
        given.write_bytes(source.data)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
        message = _run(program, profile, given, folder / "out", source.name)
        made = folder / "out" / "document.docx"
        if not made.exists():
            raise CorpusError(
                source.name,
                "read",
                f"LibreOffice could not read it ({message or 'no reason given'})",
                SAVE_AS_DOCX,
            )
        return made.read_bytes()


def _suffix(source: SourceFile) -> str:
    """Return .doc for a Word document whatever its name: WPS writes such as .wps."""
    is_word = source.data.startswith(OLE_HEADER) and WORD_STREAM in source.data
    return ".doc" if is_word else source.suffix


def _run(program: str, profile: Path, given: Path, out: Path, source_name: str) -> str:
    """Convert a file and return what LibreOffice says of errors."""
    with subprocess.Popen(  # noqa: S603 - LibreOffice on a file of ours
        [
            program,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={profile.as_uri()}",
            "--convert-to",
            "docx",
            "--outdir",
            str(out),
            str(given),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # so that its helpers can be stopped with it
    ) as process:
        try:
            said, _ = process.communicate(timeout=CONVERSION_SECONDS)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)
            raise CorpusError(
                source_name,
                "read",
                f"LibreOffice did not finish within {CONVERSION_SECONDS} s",
                SAVE_AS_DOCX,
            ) from error
    errors = [line for line in said.decode(errors="replace").splitlines() if "Error" in line]
    return "; ".join(errors)
