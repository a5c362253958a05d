"""The parts of a .docx file: a zip of XML parts that refer to each other by relationships.

Read with zipfile and lxml: python-docx refuses packages that Word opens (dangling relationships,
macros, the strict variant of the format) and knows nothing of notes or of tracked changes.
"""

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile

Element = Any  # an lxml element: lxml ships no types

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Files saved as "Strict Open XML" name the same things otherwise
STRICT_NAMESPACES = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONSHIPS.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
MOST_PART_BYTES = 200_000_000
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
SAVE_AGAIN = "Open it in Word or WPS, save it as .docx and ingest that"


def word_name(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{WORD}}}{name}"


@dataclass(frozen=True, slots=True)
class _Relationship:
    kind: str  # the last word of the type's URL: styles, footnotes, header …
    target: str


class WordPackage:
    """An opened .docx file."""

    def __init__(self, source: SourceFile) -> None:
        """Open a file. Raises CorpusError for what is no readable Word document."""
        self._source = source
        _refuse_ole(source)
        try:
            self._zip = zipfile.ZipFile(BytesIO(source.data))
        except DAMAGED as error:
            raise self._error(f"not a .docx file, or a damaged one ({error})") from error
        self._names = set(self._zip.namelist())
        self._main_name = self._find_main()
        self._relationships = self._relationships_of(self._main_name)
        self.main = self._part(self._main_name)

    def part(self, kind: str) -> Element | None:
        """Return the root of the part that the document relates to as `kind`, or None."""
        for relationship in self._relationships.values():
            if relationship.kind == kind and relationship.target in self._names:
                return self._part(relationship.target)
        return None

    def part_by_id(self, relationship_id: str) -> Element | None:
        """Return the root of a part by the id that the document gives it, or None."""
        relationship = self._relationships.get(relationship_id)
        if relationship is None or relationship.target not in self._names:
            return None
        return self._part(relationship.target)

    def _find_main(self) -> str:
        for relationship in self._relationships_of("").values():
            if relationship.kind == "officeDocument":
                if relationship.target.startswith(("xl/", "ppt/")):
                    raise self._error("a spreadsheet or presentation, not a Word document")
                if relationship.target in self._names:
                    return relationship.target
        raise self._error("a zip file that holds no Word document")

    def _relationships_of(self, part_name: str) -> dict[str, _Relationship]:
        folder, name = posixpath.split(part_name)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._names:
            return {}
        found: dict[str, _Relationship] = {}
        for item in self._part(path):
            if item.get("TargetMode") == "External" or item.get("Id") is None:
                continue
            target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", "")))
            kind = item.get("Type", "").rpartition("/")[2]
            found[item.get("Id")] = _Relationship(kind, target.lstrip("/"))
        return found

    def _part(self, name: str) -> Element:
        if self._zip.getinfo(name).file_size > MOST_PART_BYTES:
            raise self._error(f"its part {name} unpacks to over {MOST_PART_BYTES:,} bytes")
        try:
            data = self._zip.read(name)
        except RuntimeError as error:
            raise self._error(f"its part {name} is encrypted") from error
        except DAMAGED as error:
            raise self._error(f"its part {name} is damaged ({error})") from error
        for strict, usual in STRICT_NAMESPACES:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._error(f"its part {name} is damaged ({error})") from error
        # No office writes a document type; entities declared there could hide or multiply text
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._error(f"its part {name} declares a document type")
        return root

    def _error(self, problem: str) -> CorpusError:
        return CorpusError(self._source.name, "read", problem, SAVE_AGAIN)


def _refuse_ole(source: SourceFile) -> None:
    if not source.data.startswith(OLE_HEADER):
        return
    if ENCRYPTED_STREAM in source.data:
        raise CorpusError(
            source.name,
            "read",
            "the document is encrypted with a password",
            "Open it in Word, remove the password, save it and ingest that",
        )
    raise CorpusError(
        source.name,
        "read",
        "an old Word document (.doc) that is named .docx",
        "Rename it to .doc, or open it in Word and save it as .docx",
    )
