"""The documents in a .zip file: safe names, bounded size, nothing written to disk."""

import re
import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from corpus.errors import CorpusError
from corpus.reading.base import SourceFile
from corpus.reading.factory import SUPPORTED_SUFFIXES
from corpus.reading.zip_container import (
    ENCRYPTED_FLAG,
    ExpandedBytes,
    chunks_of,
    opened_zip,
    unpack_error,
)

ARCHIVE_SUFFIX = ".zip"
NESTED_SUFFIXES = frozenset(
    {".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".jar"}
)
UTF8_NAME_FLAG = 0x800
DRIVE_LETTER = re.compile(r"[A-Za-z]:")  # C:\Users\a.txt
CONTROL_CODE = re.compile(r"[\x00-\x1f\x7f]")
# What macOS and Windows add by themselves
LITTER = frozenset({"thumbs.db", "desktop.ini"})
LITTER_FOLDER = "__MACOSX"
UNPACK = "Unpack it yourself and ingest the folder"


CURRENT_FOLDER = ("./", ".\\")  # an entry of its own in some archives


@dataclass(frozen=True, slots=True)
class ArchiveContents:
    """The documents of an archive, in its order, and the names of the files that are none."""

    members: tuple[SourceFile, ...]
    skipped: tuple[str, ...] = ()


def members(source: SourceFile, suffixes: Sequence[str] = SUPPORTED_SUFFIXES) -> ArchiveContents:
    """Return the files of a zip archive, named `archive.zip/folder/file.txt`, of its collection.

    Files whose suffix is not among `suffixes` are skipped and named. Raises CorpusError for an
    archive that is damaged, encrypted, empty, nested or a bomb, and for names that lead out of
    it, are not unique or are links: then none of it is taken.
    """
    taken: list[SourceFile] = []
    skipped: list[str] = []
    with opened_zip(source) as archive:
        expanded = ExpandedBytes(source)
        for name, info in _checked_entries(source, archive):
            if PurePosixPath(name).suffix.lower() not in suffixes:
                skipped.append(name)
                continue
            data = b"".join(chunks_of(source, archive, info, name, expanded))
            taken.append(SourceFile(f"{source.name}/{name}", data, source.collection))
    if not taken:
        holds = f"only {_listed(skipped)}" if skipped else "nothing"
        raise unpack_error(
            source,
            f"no document in it: it holds {holds}",
            f"Supported are {', '.join(suffixes)}",
        )
    return ArchiveContents(tuple(taken), tuple(skipped))


def _checked_entries(
    source: SourceFile, archive: zipfile.ZipFile
) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return the files of an archive with their names; all are checked before any is opened."""
    infos = archive.infolist()
    entries: dict[str, zipfile.ZipInfo] = {}
    for written, info in zip(_names(infos), infos, strict=True):
        if written in CURRENT_FOLDER:
            continue
        name = _safe_name(source, written)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise unpack_error(source, f"{name} is a symbolic link", UNPACK)
        if written.endswith(("/", "\\")) or _is_litter(name):
            continue
        if PurePosixPath(name).suffix.lower() in NESTED_SUFFIXES:
            raise unpack_error(source, f"{name} is an archive within the archive", UNPACK)
        if info.flag_bits & ENCRYPTED_FLAG:
            raise unpack_error(source, f"{name} is encrypted", "Remove the password and try again")
        if name in entries:
            raise unpack_error(source, f"two files in it are named {name}", "Rename one of them")
        entries[name] = info
    return list(entries.items())


def _names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the names as they were meant.

    Where the flag for UTF-8 is not set, Chinese Windows writes GBK and macOS UTF-8 all the same.
    One program wrote the archive, so all its names decide together.
    """
    unflagged = [i.orig_filename.encode("cp437") for i in infos if not _is_flagged(i)]
    encoding = next(
        (e for e in ("utf-8", "gb18030", "cp437") if _all_decode(unflagged, e)), "cp437"
    )
    return [
        i.orig_filename if _is_flagged(i) else i.orig_filename.encode("cp437").decode(encoding)
        for i in infos
    ]


def _is_flagged(info: zipfile.ZipInfo) -> bool:
    return bool(info.flag_bits & UTF8_NAME_FLAG)


def _all_decode(names: Sequence[bytes], encoding: str) -> bool:
    try:
        for name in names:
            name.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _safe_name(source: SourceFile, written: str) -> str:
    """Return a member's name with `/` between folders. Raises CorpusError for one that escapes."""
    name = written.replace("\\", "/")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if name.startswith("/") or DRIVE_LETTER.match(name) or ".." in parts or not parts:
        raise _name_error(source, written, "leads out of the archive")
    if CONTROL_CODE.search(name):
        raise _name_error(source, written, "holds a control code")
    return "/".join(parts)


def _name_error(source: SourceFile, written: str, problem: str) -> CorpusError:
    return unpack_error(source, f"the name {written!r} {problem}", UNPACK)


def _is_litter(name: str) -> bool:
    path = PurePosixPath(name)
    return LITTER_FOLDER in path.parts or path.name.startswith(".") or path.name.lower() in LITTER


def _listed(names: Sequence[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
