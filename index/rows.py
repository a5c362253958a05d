"""JSON Lines of texts: one document a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import StrictFloat, StrictInt, StrictStr, ValidationError

from corpus.catalogue import CatalogueEntry
from corpus.errors import CorpusError
from corpus.reading import SourceFile
from corpus.reading.plain_text import decoded_lines

JSON_LINES = ".jsonl"


@dataclass(frozen=True, slots=True)
class Row:
    """One text with its id in another system and what the row says of it."""

    place: str
    id: str
    text: str
    entry: CatalogueEntry


class _RowFields(CatalogueEntry):
    id: StrictStr | StrictInt | StrictFloat
    text: StrictStr


def rows_of(source: SourceFile) -> Iterator[Row | CorpusError]:
    """Yield each row of a .jsonl file, and for a line that is none the error with its number."""
    try:
        lines = decoded_lines(source)
    except CorpusError as error:
        yield error
        return
    for number, line in enumerate(lines, start=1):
        place = f"{source.name} line {number}"
        if isinstance(line, UnicodeDecodeError):
            problem = f"byte {line.start} of the line is no {line.encoding}"
            yield _error(place, problem)
        elif line.strip():
            yield _row(place, line)


def _row(place: str, line: str) -> Row | CorpusError:
    try:
        fields = _RowFields.model_validate_json(line)
    except ValidationError as error:
        return _error(place, "; ".join(_described(item) for item in error.errors()))
    if not str(fields.id).strip():
        return _error(place, "id: is empty")
    entry = CatalogueEntry(**fields.model_dump(exclude={"id", "text"}))
    return Row(place, str(fields.id), fields.text, entry)


def _described(item: Any) -> str:
    field = str(item["loc"][0]) if item["loc"] else ""
    return f"{field}: {item['msg']}" if field else str(item["msg"])


def _error(place: str, problem: str) -> CorpusError:
    return CorpusError(
        place,
        "read",
        f"not a row with `id` and `text`: {problem}",
        "Optional fields are title, doc_number, issuer, region, issued_on, effective_on, "
        "expires_on, kind, source",
    )
