"""`/v1/search` with its options and filters, and `policyqa search --explain`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from corpus.reading import SourceFile
from index.ingestion import ingest
from index.sources import IngestItem
from service.api.schemas import SearchResponse
from service.client import PolicyClient
from service.errors import ServiceError
from service.settings import Settings
from service.start import open_engine
from tests.conftest import run_policyqa, running_service

QUERY = "农民工工资专用账户"
CATEGORIES = {"region", "issuer", "kind", "collection", "year"}
RESPONSE = TypeAdapter(SearchResponse)
TREES = "及时清理枯死松树，严格检疫，开展普查，落实防控责任，完善应急预案。"


def search(client: PolicyClient, query: str, **arguments: Any) -> dict[str, Any]:
    """Search, and check that the response is what the schema says, and nothing more."""
    response = client.search(query, **arguments)
    shown = RESPONSE.validate_python(response).model_dump(mode="json")
    assert response == shown
    assert response["total"] == len(response["items"])
    scores = [item["score"] for item in response["items"]]
    assert scores == sorted(scores, reverse=True)
    return response


def regions(response: dict[str, Any]) -> set[str | None]:
    return {item["document"]["region"] for item in response["items"]}


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyClient]:
    """A client of a service over two documents that share a clause."""
    folder = tmp_path_factory.mktemp("alike")
    engine = open_engine(Settings(data=folder / "data"))
    texts = {
        "a.txt": f"甲市办法\n一、防治\n{TREES}\n二、奖励\n奖励护林人员。",
        "b.txt": f"乙市办法\n一、防治\n{TREES}\n二、道路\n修建农村道路。",
    }
    sources = [SourceFile(name, text.encode(), "林业") for name, text in texts.items()]
    assert not ingest(map(IngestItem, sources), engine).failed
    engine.store.close()
    with running_service(folder / "data") as url, PolicyClient(url) as client:
        yield client


def test_nothing_is_told_that_was_not_asked_for(client: PolicyClient) -> None:
    response = search(client, QUERY, k=5)
    assert len(response["items"]) == 5
    assert response["facets"] == {}
    assert all(item["matched"] == item["duplicates"] == [] for item in response["items"])


@pytest.mark.parametrize("query", [QUERY, "2025年装配式建筑占比达到百分之三十", "智能建造试点城市"])
def test_explained_shares_add_up_to_the_lexical_score(client: PolicyClient, query: str) -> None:
    plain = search(client, query, k=20)
    explained = search(client, query, k=20, explain=True)
    assert [item["clause_id"] for item in explained["items"]] == (
        [item["clause_id"] for item in plain["items"]]
    )
    assert any(item["matched"] for item in explained["items"])
    for item in explained["items"]:
        shares = [matched["share"] for matched in item["matched"]]
        assert sum(shares) == pytest.approx(item["lexical_score"] or 0, abs=1e-3)
        assert shares == sorted(shares, reverse=True)
        assert {matched["field"] for matched in item["matched"]} <= {"body", "heading"}


def test_a_matched_term_stands_in_the_clause(client: PolicyClient) -> None:
    (item,) = search(client, QUERY, k=1, explain=True)["items"]
    terms = {matched["term"] for matched in item["matched"]}
    assert {"农民工", "工资", "账户"} <= terms
    assert all(term in item["text"] for term in ("农民工", "工资", "账户"))


def test_facets_count_the_clauses_found(client: PolicyClient) -> None:
    response = search(client, QUERY, k=1_000, facets=True)
    facets = response["facets"]
    assert set(facets) == CATEGORIES
    documents = {d["id"]: d for d in client.documents()["items"]}
    found = [documents[item["document"]["id"]] for item in response["items"]]
    for name in CATEGORIES - {"year"}:
        values = [document[name] for document in found if document[name]]
        assert facets[name] == {value: values.count(value) for value in values}
        assert list(facets[name].values()) == sorted(facets[name].values(), reverse=True)
    years = [document["issued_on"][:4] for document in found if document["issued_on"]]
    assert facets["year"] == {year: years.count(year) for year in years}
    assert set(facets["year"]) == {"2023"}
    assert search(client, QUERY, k=1, facets=True)["facets"] == facets


def test_folding_names_the_clause_of_the_other_document(alike: PolicyClient) -> None:
    plain = search(alike, "清理枯死松树普查", k=10)
    both = [item for item in plain["items"] if TREES in item["text"]]
    assert len(both) == 2
    folded = search(alike, "清理枯死松树普查", k=10, fold=True)
    (best,) = (item for item in folded["items"] if TREES in item["text"])
    assert best["clause_id"] == both[0]["clause_id"]
    (duplicate,) = best["duplicates"]
    assert duplicate == {
        "document_id": both[1]["document"]["id"],
        "clause_id": both[1]["clause_id"],
    }
    # what is named can be looked up
    assert TREES in alike.clause(duplicate["clause_id"])["text"]
    assert len(folded["items"]) == len(plain["items"]) - 1


def test_all_options_together(alike: PolicyClient) -> None:
    every = search(alike, "清理枯死松树", k=100)["total"]
    response = search(alike, "清理枯死松树", k=1, fold=True, facets=True, explain=True)
    (item,) = response["items"]
    assert item["matched"]
    assert len(item["duplicates"]) == 1
    assert response["facets"]["collection"] == {"林业": every}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"issuers": ["重庆市人民政府办公厅"]}, {"重庆市"}),
        ({"issuers": ["重庆市人民政府办公厅", "连云港市人民政府"]}, {"重庆市", "连云港市"}),
        ({"issuers": ["重庆市人民政府"]}, set()),
        ({"kinds": ["意见"]}, {"中山市", "连云港市"}),
        ({"kinds": ["意见"], "regions": ["江苏"]}, {"连云港市"}),
        ({"kinds": ["要点", "方案"]}, {"吉林省", "重庆市"}),
        ({"collections": ["policies"]}, {"重庆市", "吉林省", "中山市", "连云港市"}),
        ({"collections": ["uploads"]}, set()),
        ({"in_force_on": "2029-01-01", "kinds": ["意见"]}, {"中山市"}),
        (
            {"issuers": [], "kinds": [], "collections": []},
            {"重庆市", "吉林省", "中山市", "连云港市"},
        ),
    ],
)
def test_filters(client: PolicyClient, filters: dict[str, Any], expected: set[str]) -> None:
    response = search(client, "建筑业 农民工 技术", k=200, filters=filters, facets=True)
    assert regions(response) == expected
    assert set(response["facets"]["region"]) == expected


@pytest.mark.parametrize("filters", [{"issuers": [""]}, {"kinds": [""]}, {"collections": [""]}])
def test_an_empty_name_is_nobodys(client: PolicyClient, filters: dict[str, Any]) -> None:
    assert search(client, QUERY, filters=filters)["items"] == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"filters": {"issuers": "重庆市"}}, "filters.issuers"),
        ({"filters": {"kinds": [1]}}, "filters.kinds"),
        ({"filters": {"kind": ["意见"]}}, "filters.kind: unknown field"),
        ({"filters": {"collections": None}}, "filters.collections"),
        ({"fold": "perhaps"}, "fold"),
        ({"facets": 7}, "facets"),
        ({"explain": None}, "explain"),
        ({"facet": True}, "facet: unknown field"),
        ({"query": "\u3000"}, "query"),
    ],
)
def test_bad_options_are_named(client: PolicyClient, body: dict[str, Any], words: str) -> None:
    response = httpx.post(f"{client.url}/v1/search", json={"query": QUERY} | body)
    assert response.status_code == 422
    assert words in response.json()["detail"]


def test_the_client_says_what_was_wrong_with_an_option(client: PolicyClient) -> None:
    with pytest.raises(ServiceError, match="folded"):
        client.search(QUERY, folded=True)


@pytest.mark.parametrize("query", ["，。！？", "😀", "\x00\x07", "qzxv wvut"])
def test_what_is_not_known_finds_nothing(client: PolicyClient, query: str) -> None:
    response = search(client, query, fold=True, facets=True, explain=True)
    assert response["items"] == []
    assert response["facets"] == {name: {} for name in CATEGORIES}


def test_half_of_a_surrogate_pair_is_refused_or_passed_over(client: PolicyClient) -> None:
    response = httpx.post(
        f"{client.url}/v1/search",
        content=b'{"query": "\\ud800\xe5\xbb\xba\xe7\xad\x91"}',
        headers={"content-type": "application/json"},
    )
    assert response.status_code in (200, 422)


def test_the_command_explains_each_clause(five_policies: Path) -> None:
    done = run_policyqa("search", QUERY, "--k", "3", "--explain", data=five_policies)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    matched = [line for line in lines if line.strip().startswith("matched: ")]
    assert len(matched) == 3
    assert "工资 (body 0." in matched[0]
    lexical = float(re.findall(r"\(lexical (\d\.\d+)", lines[0])[0])
    shares = [float(share) for share in re.findall(r" (\d\.\d+)\)", matched[0])]
    assert sum(shares) == pytest.approx(lexical, abs=0.0006 * (len(shares) + 1))


def test_the_command_takes_bytes_that_are_no_text(five_policies: Path) -> None:
    done = run_policyqa("search", "农民工\udcff工资", data=five_policies)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)
