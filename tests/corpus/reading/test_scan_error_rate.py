"""How well scans are recognised: a page of each shipped policy at 150 dpi, and a whole one.

Run with -s to see the character error rates (edits over characters, blanks left out).
"""

import unicodedata

import pytest

from corpus.models import ClauseKind, Document
from corpus.parser import parsed
from corpus.reading import SourceFile
from tests.corpus.reading.makers import seed_paragraphs, visible
from tests.corpus.reading.pdf_makers import (
    LINES_PER_PAGE,
    SCAN_FONT,
    scanned_page,
    scanned_pdf,
    wrapped,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not SCAN_FONT.exists(),
        reason="a page is drawn with fonts-noto-cjk, which is not installed",
    ),
]


def edits(recognised: str, expected: str) -> int:
    """Return the Levenshtein distance of two texts."""
    row = list(range(len(expected) + 1))
    for i, found in enumerate(recognised, start=1):
        diagonal, row[0] = row[0], i
        for j, wanted in enumerate(expected, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (found != wanted))
    return row[-1]


def plain(text: str) -> str:
    """Return a text without blanks, full-width marks as half-width ones."""
    return unicodedata.normalize("NFKC", visible(text))


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_a_page_at_150_dpi_has_under_one_percent_of_wrong_characters(name: str) -> None:
    lines = list(wrapped(seed_paragraphs(name)))[:LINES_PER_PAGE]
    page = scanned_pdf([scanned_page(lines, dots_per_inch=150)])
    document = parsed(SourceFile("scan.pdf", page))
    expected = plain("".join(lines))
    rate = edits(plain(document.text), expected) / len(expected)
    print(f"{name}: {rate:.2%} of {len(expected)} characters; {len(document.uncertain)} uncertain")
    assert rate < 0.01


def told(document: Document) -> list[tuple[str, str]]:
    return [
        (clause.number, plain(clause.heading or ""))
        for clause in document.clauses
        if clause.kind is ClauseKind.CLAUSE
    ]


def test_a_whole_scanned_policy_has_the_outline_and_units_of_the_text() -> None:
    paragraphs = seed_paragraphs("001")
    expected = parsed(SourceFile("policy.txt", "\n".join(paragraphs).encode()))
    lines = list(wrapped(paragraphs))
    pages = [lines[i : i + LINES_PER_PAGE] for i in range(0, len(lines), LINES_PER_PAGE)]
    scan = scanned_pdf([scanned_page(page, dots_per_inch=150) for page in pages])
    document = parsed(SourceFile("policy.pdf", scan))
    assert told(document) == told(expected)
    assert [(r.role, r.unit_full) for r in document.responsibilities] == [
        (r.role, r.unit_full) for r in expected.responsibilities
    ]
