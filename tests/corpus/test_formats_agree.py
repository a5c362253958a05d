"""One policy in every format has one outline and the same facts."""

from collections.abc import Callable

import pytest

from corpus.models import Clause, ClauseKind, Document
from corpus.parser import parsed
from corpus.reading import SourceFile
from tests.conftest import POLICIES
from tests.corpus.reading.makers import docx_of, html_page_of, markdown_of

SEEDS = ("000", "001", "002", "003", "004")
Rows = list[list[str]]


def seed(name: str) -> Document:
    (path,) = POLICIES.glob(f"{name}*.txt")
    return parsed(SourceFile(path.name, path.read_bytes()))


def paragraphs_and_tables(document: Document) -> tuple[list[str], dict[int, Rows]]:
    """Return the paragraphs of a document, and its tables by the paragraph that they follow."""
    paragraphs: list[str] = []
    tables: dict[int, Rows] = {}
    position = 0
    for table in document.tables:
        paragraphs += document.text[position : table.start].strip("\n").split("\n")
        grid = [[""] * table.column_count for _ in range(table.row_count)]
        for cell in table.cells:
            grid[cell.row][cell.column] = document.text[cell.start : cell.end]
        tables[len(paragraphs) - 1] = grid
        position = table.end
    rest = document.text[position:].strip("\n")
    return (paragraphs + rest.split("\n") if rest else paragraphs), tables


def visible(text: str) -> str:
    return "".join(text.split())


def outline_of(document: Document) -> list[tuple[ClauseKind, str, str | None, str]]:
    def told(clause: Clause) -> tuple[ClauseKind, str, str | None, str]:
        own = document.text[clause.start : clause.end]
        return clause.kind, clause.number.replace("．", "."), clause.heading, visible(own)

    return [told(clause) for clause in document.clauses if clause.kind is not ClauseKind.TABLE]


def facts_of(document: Document) -> dict[str, list[tuple[object, ...]]]:
    facts = document.facts
    return {
        "responsibilities": [
            (r.role, visible(r.unit), r.unit_full, visible(r.task), r.inherited)
            for r in facts.responsibilities
        ],
        "targets": [(t.indicator, t.quantity, t.deadline) for t in facts.targets],
        "incentives": [(i.award, i.amount, i.payer, i.condition) for i in facts.incentives],
        "conditions": [(c.subject, c.quantity) for c in facts.conditions],
        "validity": [(v.kind, v.value, v.on) for v in facts.validity],
    }


def docx_with_automatic_numbers(document: Document) -> bytes:
    return docx_of(*paragraphs_and_tables(document), automatic_numbers=True)


def docx(document: Document) -> bytes:
    return docx_of(*paragraphs_and_tables(document), automatic_numbers=False)


def web_page(document: Document) -> bytes:
    return html_page_of(*paragraphs_and_tables(document))


def web_page_in_gb18030(document: Document) -> bytes:
    return html_page_of(*paragraphs_and_tables(document), encoding="gb18030")


def markdown(document: Document) -> bytes:
    return markdown_of(*paragraphs_and_tables(document))


FORMATS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "word": (".docx", docx),
    "word, numbers counted by Word": (".docx", docx_with_automatic_numbers),
    "web page": (".html", web_page),
    "web page in GB18030": (".htm", web_page_in_gb18030),
    "markdown": (".md", markdown),
}


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("form", FORMATS)
def test_outline_and_facts(name: str, form: str) -> None:
    expected = seed(name)
    suffix, made = FORMATS[form]
    document = parsed(SourceFile(f"policy{suffix}", made(expected)))
    assert outline_of(document) == outline_of(expected)
    assert facts_of(document) == facts_of(expected)
    assert document.metadata.title == expected.metadata.title
    assert document.metadata.doc_number == expected.metadata.doc_number
    assert document.metadata.issued_on == expected.metadata.issued_on
