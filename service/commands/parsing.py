"""`policyqa parse`."""

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from corpus.catalogue import EMPTY_ENTRY, read_catalogue
from corpus.errors import CorpusError
from corpus.models import Document
from corpus.parser import parsed
from corpus.reading import SourceFile


def print_parsed(file: Path, as_json: bool) -> None:
    """Print a file's metadata, outline and facts. Raises CorpusError for a bad file."""
    if not file.is_file():
        raise CorpusError(str(file), "find", "no such file", "Check the path")
    entry = read_catalogue(file.parent).get(file.name, EMPTY_ENTRY)
    document = parsed(SourceFile(file.name, file.read_bytes()), entry)
    if as_json:
        json.dump(asdict(document), sys.stdout, ensure_ascii=False, indent=1, default=_plain)
        print()
    else:
        _print_outline(document)


def _print_outline(document: Document) -> None:
    metadata = document.metadata
    print(document.title)
    for name in ("doc_number", "issuer", "region", "issued_on", "effective_on", "expires_on"):
        value = getattr(metadata, name)
        origin = f" ({metadata.origins[name]})" if name in metadata.origins else ""
        print(f"  {name}: {value if value is not None else '-'}{origin}")
    outermost = min((clause.level for clause in document.clauses), default=0)
    for clause in document.clauses:
        print(f"{'  ' * (clause.level - outermost)}{clause.label}  [{clause.start}:{clause.end}]")
    for row in document.responsibilities:
        mark = " (inherited)" if row.inherited else ""
        print(f"{row.role}\t{row.unit}\t{row.unit_full}{mark}\t{row.task[:30]}…")


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} in a document cannot be written as JSON")
