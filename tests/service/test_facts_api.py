"""Facts over HTTP and in answers, from a document whose facts were made by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import httpx
import pytest

from corpus.catalogue import CatalogueEntry
from corpus.facts.models import (
    Comparator,
    Condition,
    Facts,
    Incentive,
    Quantity,
    Responsibility,
    Role,
    Target,
    Validity,
    ValidityKind,
)
from corpus.models import Document, UncertainSpan
from corpus.parser import parsed
from corpus.reading import SourceFile
from index.ingestion import ingest
from index.passages import passages_of
from index.sources import IngestItem
from index.store import NewDocument
from service.client import PolicyClient
from service.errors import ServiceError
from service.settings import Settings
from service.start import open_engine
from tests.conftest import running_service

TEXT = (
    "赣州市沼气发展办法\n"
    "一、发展目标\n到2025年，全市沼气入户率达到50%以上，沼气池保有量不少于2万口。\n"
    "二、扶持政策\n对单池容积10立方米以上的，市财政给予新建沼气池每口3000元奖励。\n"
    "三、附则\n本办法自2023年4月1日起施行。原《赣州市沼气管理规定》同时废止。\n"
)
ENTRY = CatalogueEntry(region="赣州市")


def place(document: Document, clause: int, quote: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    numbered = [c for c in document.clauses if c.number]
    assert document.text[start : start + len(quote)] == quote
    spans = {"quote": quote, "quote_start": start, "quote_end": start + len(quote)}
    return {"id": f"fact-{start}", "clause_id": numbered[clause].id} | spans


def with_facts(document: Document) -> Document:
    half = Quantity(Comparator.AT_LEAST, "50", 50.0, None, "%")
    many = Quantity(Comparator.AT_LEAST, "2万", 20_000.0, None, "口")
    large = Quantity(Comparator.AT_LEAST, "10", 10.0, None, "立方米")
    money = Quantity(Comparator.EQUAL, "3000", 3000.0, None, "元")
    award = place(document, 1, "市财政给予新建沼气池每口3000元奖励")
    facts = Facts(
        responsibilities=(
            Responsibility(
                **place(document, 1, "市财政"),
                task="给予奖励",
                task_start=award["quote_start"],
                task_end=award["quote_end"],
                role=Role.RESPONSIBLE,
                unit="市财政",
                unit_full="赣州市财政局",
                inherited=False,
                source_clause_id=award["clause_id"],
                deadline="2025年底",
            ),
        ),
        targets=(
            Target(
                **place(document, 0, "全市沼气入户率达到50%以上"),
                indicator="全市沼气入户率",
                quantity=half,
                deadline="2025年",
                due_on=date(2025, 12, 31),
            ),
            Target(
                **place(document, 0, "沼气池保有量不少于2万口"),
                indicator="沼气池保有量",
                quantity=many,
                deadline=None,
                due_on=None,
            ),
        ),
        incentives=(
            Incentive(
                **award,
                award="奖励",
                amount="3000元",
                quantity=money,
                payer="市财政",
                condition="单池容积10立方米以上的",
            ),
            Incentive(
                **place(document, 1, "给予新建沼气池"),
                award="免费",
                amount=None,
                quantity=None,
                payer=None,
                condition=None,
            ),
        ),
        conditions=(
            Condition(
                **place(document, 1, "单池容积10立方米以上的"), subject="单池容积", quantity=large
            ),
        ),
        validity=(
            Validity(
                **place(document, 2, "自2023年4月1日起施行"),
                kind=ValidityKind.EFFECTIVE,
                value="2023年4月1日",
                on=date(2023, 4, 1),
            ),
            Validity(
                **place(document, 2, "《赣州市沼气管理规定》同时废止"),
                kind=ValidityKind.REPEALS,
                value="《赣州市沼气管理规定》",
                on=None,
            ),
        ),
    )
    numbered = [clause for clause in document.clauses if clause.number]
    clauses = tuple(
        replace(clause, repeats_id=numbered[0].id) if clause is numbered[1] else clause
        for clause in document.clauses
    )
    uncertain = (UncertainSpan(3, 5, 0.25),)
    return replace(document, facts=facts, clauses=clauses, uncertain=uncertain)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyClient]:
    """A client of a service over that document, and another of a region of its own."""
    data = tmp_path_factory.mktemp("facts") / "data"
    engine = open_engine(Settings(data=data))
    source = SourceFile("biogas.txt", TEXT.encode(), "made")
    document = with_facts(parsed(source, ENTRY))
    passages = passages_of(document)
    vectors = engine.embedder.embed_passages([p.embedded_text for p in passages])
    fingerprint = engine.embedder.fingerprint
    engine.store.put([NewDocument(document, source.data, "key", passages, vectors)], fingerprint)
    other = SourceFile("other.txt", "一、目标\n种树。".encode(), "made")
    assert not ingest([IngestItem(other, CatalogueEntry(region="吉林省"))], engine).failed
    engine.store.close()
    with running_service(data) as url, PolicyClient(url) as client:
        yield client


def document_id(made: PolicyClient) -> str:
    return str(made.documents(region="赣州市")["items"][0]["id"])


def test_a_target_is_listed_with_its_document_and_place(made: PolicyClient) -> None:
    page = made.targets(indicator="入户率")
    assert page["total"] == 1
    (row,) = page["items"]
    assert row["document"] == {
        "id": document_id(made),
        "title": "赣州市沼气发展办法",
        "doc_number": None,
        "region": "赣州市",
        "issued_on": None,
        "expires_on": None,
    }
    assert row["label"] == "一、发展目标"
    assert made.clause(row["clause_id"])["label"] == row["label"]
    text = made.text(document_id(made))
    assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
    fields = ("indicator", "comparator", "value", "number", "upper", "unit", "deadline", "due_on")
    expected = ("全市沼气入户率", ">=", "50", 50, None, "%", "2025年", "2025-12-31")
    assert tuple(row[name] for name in fields) == expected


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        ({}, 2),
        ({"due_by": "2025-12-31"}, 1),
        ({"due_by": "2025-12-30"}, 0),
        ({"region": "江西省"}, 2),
        ({"region": "吉林省"}, 0),
        ({"indicator": "保有量"}, 1),
        ({"limit": 1, "offset": 1}, 2),
    ],
)
def test_targets_are_chosen(made: PolicyClient, filters: dict[str, str | int], total: int) -> None:
    page = made.targets(**filters)
    assert page["total"] == total
    assert len(page["items"]) == min(total, int(filters.get("limit", 100)))


def test_incentives(made: PolicyClient) -> None:
    page = made.incentives(document=document_id(made))
    assert [row["award"] for row in page["items"]] == ["奖励", "免费"]
    paid, free = page["items"]
    fields = ("amount", "comparator", "value", "number", "unit", "payer", "condition")
    assert tuple(paid[name] for name in fields) == (
        ("3000元", "=", "3000", 3000, "元", "市财政", "单池容积10立方米以上的")
    )
    assert all(free[name] is None for name in (*fields, "upper"))
    for words in ("3000元", "市财政", "10立方米", "奖励"):
        assert made.incentives(q=words)["items"][0]["id"] == paid["id"], words
    assert made.incentives(q="扶持政策")["total"] == 2
    assert made.incentives(q="贴息")["total"] == 0


def test_conditions(made: PolicyClient) -> None:
    (row,) = made.conditions(region="赣州市")["items"]
    assert (row["subject"], row["comparator"], row["number"], row["unit"]) == (
        ("单池容积", ">=", 10, "立方米")
    )
    assert made.conditions(q="容积")["total"] == 1
    assert made.conditions(q="年龄")["total"] == 0


def test_validity(made: PolicyClient) -> None:
    rows = made.validity(document=document_id(made))["items"]
    assert [(r["kind"], r["value"], r["on"]) for r in rows] == [
        ("effective", "2023年4月1日", "2023-04-01"),
        ("repeals", "《赣州市沼气管理规定》", None),
    ]
    assert made.validity(kind="repeals")["items"] == rows[1:]
    with pytest.raises(ServiceError, match="kind"):
        made.validity(kind="never")


def test_a_responsibility_has_its_deadline(made: PolicyClient) -> None:
    (row,) = made.responsibilities(role="responsible")["items"]
    assert (row["unit_full"], row["deadline"]) == ("赣州市财政局", "2025年底")


@pytest.mark.parametrize(
    "path", ["responsibilities", "targets", "incentives", "conditions", "validity"]
)
def test_an_unknown_document_has_no_facts(made: PolicyClient, path: str) -> None:
    response = httpx.get(f"{made.url}/v1/{path}", params={"document": "nowhere"})
    assert response.status_code == 404
    assert "nowhere" in response.json()["detail"]
    assert "GET /v1/documents lists them" in response.json()["detail"]


def test_a_document_counts_its_facts_and_names_uncertain_characters(made: PolicyClient) -> None:
    detail = made.document(document_id(made))
    assert detail["facts"] == {
        "responsibilities": 1,
        "targets": 2,
        "incentives": 2,
        "conditions": 1,
        "validity": 2,
    }
    assert detail["uncertain"] == [{"start": 3, "end": 5, "confidence": 0.25}]


def test_a_clause_has_its_own_facts_and_what_it_repeats(made: PolicyClient) -> None:
    outline = [c for c in made.document(document_id(made))["outline"] if c["number"]]
    goals, support, _ = outline
    clause = made.clause(support["id"])
    assert clause["repeats_id"] == goals["id"]
    assert made.clause(goals["id"])["repeats_id"] is None
    counts = {kind: len(rows) for kind, rows in clause["facts"].items()}
    assert counts == {
        "responsibilities": 1,
        "targets": 0,
        "incentives": 2,
        "conditions": 1,
        "validity": 0,
    }
    assert clause["facts"]["conditions"] == made.conditions()["items"]


def test_an_answer_holds_the_facts_that_stand_in_its_citations(made: PolicyClient) -> None:
    answer = made.ask("赣州市沼气入户率的目标是多少？")
    assert "50%以上" in answer["answer"]
    assert [t["indicator"] for t in answer["targets"]] == ["全市沼气入户率", "沼气池保有量"]
    assert answer["incentives"] == []
    answer = made.ask("赣州市新建沼气池每口奖励多少？")
    assert "3000元" in answer["answer"]
    assert answer["targets"] == []
    assert [i["amount"] for i in answer["incentives"]] == ["3000元", None]
    answer = made.ask("上海市新建沼气池每口奖励多少？")
    assert (answer["status"], answer["targets"], answer["incentives"]) == ("not_found", [], [])
