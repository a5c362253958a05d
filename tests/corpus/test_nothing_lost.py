"""Every visible character of a source ends in one clause or one piece of furniture."""

import json
import lzma
from collections.abc import Iterator

import pytest

from corpus.models import Document
from corpus.parser import parsed
from corpus.reading import SourceFile
from tests.conftest import POLICIES, ROOT

OTHER_POLICIES = ROOT.parent / "shared" / "data" / "policies.jsonl.xz"


def visible(text: str) -> str:
    """Leave out blanks and the marks that no reader sees."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())


def check_nothing_is_lost(source: str, document: Document) -> None:
    in_clauses = "".join(document.text[c.start : c.end] for c in document.clauses)
    kept, position = [], 0
    for piece in document.furniture:
        assert source[piece.start : piece.end] == piece.text
        kept.append(source[position : piece.start])
        position = piece.end
    kept.append(source[position:])
    assert visible(in_clauses) == visible("".join(kept))
    ends = [(c.start, c.end) for c in document.clauses]
    assert ends == sorted(ends)


def test_of_the_five_policies() -> None:
    for path in POLICIES.glob("*.txt"):
        source = path.read_bytes().decode("utf-8")
        check_nothing_is_lost(source, parsed(SourceFile(path.name, path.read_bytes())))


def other_policies() -> Iterator[str]:
    with lzma.open(OTHER_POLICIES, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


@pytest.mark.skipif(
    not OTHER_POLICIES.exists(), reason="the development policies are not beside this checkout"
)
def test_of_other_policies() -> None:
    for number, text in enumerate(other_policies()):
        source = SourceFile(f"{number}.txt", text.encode())
        check_nothing_is_lost(text, parsed(source))
