"""One policy in every format has one outline and the same facts."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from corpus.catalogue import CatalogueEntry
from corpus.models import Clause, ClauseKind, Document
from corpus.parser import parsed
from corpus.reading import SourceFile
from index.sources import IngestItem, items_in
from tests.conftest import POLICIES
from tests.corpus.reading.makers import docx_of, html_page_of, markdown_of, visible
from tests.corpus.reading.pdf_makers import printed_pdf

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


def check_same(document: Document, expected: Document) -> None:
    assert outline_of(document) == outline_of(expected)
    assert facts_of(document) == facts_of(expected)
    assert document.metadata.title == expected.metadata.title
    assert document.metadata.doc_number == expected.metadata.doc_number
    assert document.metadata.issued_on == expected.metadata.issued_on


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("form", FORMATS)
def test_outline_and_facts(name: str, form: str) -> None:
    expected = seed(name)
    suffix, made = FORMATS[form]
    document = parsed(SourceFile(f"policy{suffix}", made(expected)))
    check_same(document, expected)


def body_of(name: str) -> tuple[list[str], Document]:
    """Return a seed's paragraphs before its first table, and what they are as plain text."""
    paragraphs, tables = paragraphs_and_tables(seed(name))
    paragraphs = paragraphs[: min(tables) + 1] if tables else paragraphs
    return paragraphs, parsed(SourceFile("policy.txt", "\n".join(paragraphs).encode()))


@pytest.mark.parametrize("name", SEEDS)
def test_a_printed_page_by_page_pdf(name: str) -> None:
    paragraphs, expected = body_of(name)
    document = parsed(SourceFile("policy.pdf", printed_pdf(paragraphs, running_head="某市文件")))
    check_same(document, expected)


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice, which reads .doc and .wps, is not there"
)
@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_what_libreoffice_reads(suffix: str, tmp_path: Path) -> None:
    paragraphs, expected = body_of("003")
    (tmp_path / "policy.docx").write_bytes(docx_of(paragraphs, automatic_numbers=False))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "doc", "policy.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    document = parsed(SourceFile(f"policy{suffix}", (tmp_path / "policy.doc").read_bytes()))
    check_same(document, expected)


def annex_rows() -> Rows:
    (rows,) = paragraphs_and_tables(seed("004"))[1].values()
    return rows


def as_csv(rows: Rows) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("gb18030")


def as_workbook(rows: Rows) -> bytes:
    workbook, saved = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        workbook.active.append([cell or None for cell in row])
    workbook.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(("suffix", "made"), [(".csv", as_csv), (".xlsx", as_workbook)])
def test_a_task_division_table_alone(suffix: str, made: Callable[[Rows], bytes]) -> None:
    in_policy = seed("004")
    entry = CatalogueEntry(region="重庆市")
    document = parsed(SourceFile(f"table{suffix}", made(annex_rows())), entry)
    assert [c.number for c in document.clauses if c.number] == [str(n) for n in range(1, 63)]
    rows = {c.id for c in in_policy.clauses if c.kind is ClauseKind.TABLE_ROW}
    expected = [r for r in in_policy.responsibilities if r.clause_id in rows]
    assert [(r.role, r.unit_full, r.task) for r in document.responsibilities] == [
        (r.role, r.unit_full, r.task) for r in expected
    ]


def test_rows_of_json_lines_and_members_of_an_archive(tmp_path: Path) -> None:
    (path,) = POLICIES.glob("001*.txt")
    expected = seed("001")
    row = {"id": "policy", "text": path.read_text("utf-8")}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    with zipfile.ZipFile(tmp_path / "policies.zip", "w") as archive:
        archive.write(path, "policies/policy.txt")
        archive.writestr("policies/policy.docx", docx(expected))
    items = [*items_in([tmp_path / "rows.jsonl"]), *items_in([tmp_path / "policies.zip"])]
    documents = [parsed(item.source) for item in items if isinstance(item, IngestItem)]
    assert len(documents) == 3
    for document in documents:
        check_same(document, expected)
