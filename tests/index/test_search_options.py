"""What a search gives besides clauses, which filters it takes, and what no query can break."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from corpus.catalogue import CatalogueEntry
from corpus.models import DocumentHeader
from corpus.reading import SourceFile
from index.embedding import Embedder
from index.filters import Filters
from index.fusion import DEFAULT_FUSION
from index.indexed_terms import passage_terms
from index.ingestion import ingest
from index.search import Hit, SearchEngine, SearchOptions, SearchResult
from index.sources import IngestItem
from index.store import Store
from index.terms import query_terms
from tests.index.conftest import item

EXPLAIN, FOLD = SearchOptions(explain=True), SearchOptions(fold=True)
FACETS, EVERYTHING = SearchOptions(facets=True), SearchOptions(True, True, True)
EVERY = 1_000
PESTS = "及时清理枯死松树，严格检疫，开展普查，落实防控责任，完善应急预案。"

# name: collection, region, issuer, kind, day of issue, text
DESCRIBED = {
    "a.txt": (
        "one",
        "连云港市",
        "连云港市人民政府",
        "意见",
        date(2021, 5, 1),
        f"一、防治\n{PESTS}",
    ),
    "b.txt": (
        "one",
        "海州区",
        "海州区人民政府",
        "通知",
        date(2021, 12, 31),
        f"一、防治松材线虫\n{PESTS}\n二、奖励\n对报告枯死松树的给予奖励100元。",
    ),
    "c.txt": (
        "two",
        "重庆市",
        "重庆市人民政府办公厅",
        "通知",
        date(2023, 1, 1),
        "一、松树\n推广松树良种。\n二、检疫\n严格检疫松树苗木。\n三、建筑\n推广BIM技术。",
    ),
    "d.txt": ("two", None, None, None, None, "一、总则\n保护松树。\n二、附则\n松树之外参照执行。"),
}


def described(name: str) -> IngestItem:
    """Return something to ingest of which all that filters ask is catalogued."""
    collection, region, issuer, kind, issued_on, text = DESCRIBED[name]
    entry = CatalogueEntry(
        title=f"文件{name}", region=region, issuer=issuer, kind=kind, issued_on=issued_on
    )
    return IngestItem(SourceFile(name, text.encode(), collection), entry, entry_wins=True)


@pytest.fixture(scope="module")
def described_engine(
    embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchEngine]:
    """An engine with two of the documents in a generation and two in the live delta."""
    folder = tmp_path_factory.mktemp("described")
    store = Store(f"sqlite:///{folder / 'store.sqlite'}")
    engine = SearchEngine(store, embedder, folder / "generations")
    assert not ingest([described("a.txt"), described("c.txt")], engine).failed
    assert not ingest([described("b.txt"), described("d.txt")], engine, compact=False).failed
    assert len(engine.segments) == 2
    yield engine
    store.close()


def header_of(engine: SearchEngine, hit: Hit) -> DocumentHeader:
    return engine.store.document(hit.document_id).header


def names(engine: SearchEngine, result: SearchResult) -> list[str]:
    """Return the source names of the documents found, best first, each once."""
    return list(dict.fromkeys(header_of(engine, hit).source_name for hit in result.hits))


@pytest.mark.parametrize(
    "query", ["枯死松树", "严格检疫100元", "推广BIM技术", "文件松树由哪个部门奖励", "海州区检疫"]
)
def test_the_shares_of_matched_terms_add_up(described_engine: SearchEngine, query: str) -> None:
    hits = described_engine.search(query, EVERY, options=EXPLAIN).hits
    assert any(hit.matched for hit in hits)
    asked = query_terms(query)
    for hit in hits:
        assert sum(m.share for m in hit.matched) == pytest.approx(hit.score.lexical or 0, abs=1e-3)
        fields = passage_terms(hit.passage)
        every = {(term, name) for name, own in fields.items() for term in own if term in asked}
        assert {(m.term, m.field) for m in hit.matched} == every
        shares = [m.share for m in hit.matched]
        assert shares == sorted(shares, reverse=True)
        assert all(share > 0 for share in shares)


def test_a_term_is_matched_where_it_stands(described_engine: SearchEngine) -> None:
    (best, *_) = described_engine.search("防治枯死松树", 1, options=EXPLAIN).hits
    fields: dict[str, set[str]] = {}
    for matched in best.matched:
        fields.setdefault(matched.term, set()).add(matched.field)
    assert fields["防治"] == {"body", "heading"}
    assert fields["枯死"] == {"body"}


def test_shares_add_up_where_more_clauses_match_than_a_leg_returns(
    empty_engine: SearchEngine,
) -> None:
    clauses = (
        f"第{n}条 建设项目{n}的第{n}类事务{'由单位办理并且说明情况' * (n % 7)}。"
        for n in range(1, 600)
    )
    assert not ingest([item("many.txt", "\n".join(clauses))], empty_engine).failed
    hits = empty_engine.search("单位建设项目说明", 100, options=EXPLAIN).hits
    assert len(hits) == 100
    wrong = [
        (hit.score.lexical, sum(m.share for m in hit.matched))
        for hit in hits
        if abs((hit.score.lexical or 0) - sum(m.share for m in hit.matched)) > 1e-3
    ]
    assert wrong == []


def test_nothing_is_explained_folded_or_counted_unasked(described_engine: SearchEngine) -> None:
    result = described_engine.search("枯死松树", EVERY)
    assert result.facets == {}
    assert not any(hit.matched or hit.duplicates for hit in result.hits)


def test_near_identical_clauses_of_other_documents_are_folded(
    described_engine: SearchEngine,
) -> None:
    plain = described_engine.search("清理枯死松树普查", EVERY)
    folded = described_engine.search("清理枯死松树普查", EVERY, options=FOLD)
    assert sorted(names(described_engine, plain)[:2]) == ["a.txt", "b.txt"]
    alike = [hit for hit in plain.hits if "应急预案" in hit.passage.body]
    assert len(alike) == 2
    (best,) = (hit for hit in folded.hits if "应急预案" in hit.passage.body)
    assert best.clause_id == alike[0].clause_id
    (duplicate,) = best.duplicates
    assert (duplicate.document_id, duplicate.clause_id) == (
        (alike[1].document_id, alike[1].clause_id)
    )
    others = [hit.clause_id for hit in plain.hits if hit.clause_id != duplicate.clause_id]
    assert [hit.clause_id for hit in folded.hits] == others
    assert all(not hit.duplicates for hit in folded.hits if hit != best)


def test_clauses_of_one_document_are_not_folded(empty_engine: SearchEngine) -> None:
    text = f"一、防治\n{PESTS}\n二、再次防治\n{PESTS}"
    assert not ingest([item("twice.txt", text)], empty_engine).failed
    hits = empty_engine.search("清理枯死松树普查", 10, options=FOLD).hits
    assert len([hit for hit in hits if PESTS in hit.passage.body]) == 2
    assert all(not hit.duplicates for hit in hits)


@pytest.mark.parametrize(
    "ends",
    [
        # near by meaning, in other words
        ("资金分两次拨付到位", "资金一次性全部拨付"),
        ("财政补贴资金按年度拨付给农户", "农户的财政补贴按月拨付资金"),
        # of other things
        ("补贴标准每年公布一次", "不再给予贷款贴息"),
    ],
)
def test_clauses_that_say_something_else_are_not_folded(
    empty_engine: SearchEngine, ends: tuple[str, str]
) -> None:
    begin = "一、补贴\n对新建沼气池、温室大棚、农村道路、灌溉设施的给予财政补贴，"
    made = [
        replace(item(f"{n}.txt", f"{begin}{end}。"), entry=CatalogueEntry(title="办法"))
        for n, end in enumerate(ends)
    ]
    assert not ingest(made, empty_engine).failed
    hits = empty_engine.search("新建沼气池补贴", 10, options=FOLD).hits
    assert len(hits) == 2
    assert all(not hit.duplicates for hit in hits)


@pytest.mark.parametrize("copies", [3, 30])
@pytest.mark.parametrize("k", [1, 3, 5])
def test_folding_still_gives_k_results(empty_engine: SearchEngine, copies: int, k: int) -> None:
    copied = [item(f"{n}.txt", f"一、防治\n{PESTS}") for n in range(copies)]
    words = ("扶持油茶产业", "抚育松树幼林", "检疫进口苗木", "奖励护林人员", "普查古树名木")
    others = [item(f"{w}.txt", f"一、林业\n{w}，清理杂草，保护松树。") for w in words]
    assert not ingest([*copied, *others], empty_engine).failed
    hits = empty_engine.search("清理枯死松树普查检疫", k, options=FOLD).hits
    assert len(hits) == k
    assert PESTS in hits[0].passage.body
    assert all(PESTS not in hit.passage.body for hit in hits[1:])


def test_facets_count_every_clause_found(described_engine: SearchEngine) -> None:
    every = described_engine.search("松树检疫", EVERY).hits
    documents = [header_of(described_engine, hit) for hit in every]
    metadata = [document.metadata for document in documents]
    expected = {
        "region": Counter(m.region for m in metadata if m.region),
        "issuer": Counter(m.issuer for m in metadata if m.issuer),
        "kind": Counter(m.kind for m in metadata if m.kind),
        "collection": Counter(document.collection for document in documents),
        "year": Counter(str(m.issued_on.year) for m in metadata if m.issued_on),
    }
    assert set(expected["year"]) == {"2021", "2023"}
    assert set(expected["collection"]) == {"one", "two"}
    for k in (1, EVERY):
        facets = described_engine.search("松树检疫", k, options=FACETS).facets
        assert facets == expected
        for counted in facets.values():
            assert list(counted.items()) == sorted(
                counted.items(), key=lambda pair: (-pair[1], pair[0])
            )


def test_facets_count_only_what_the_filters_admit(described_engine: SearchEngine) -> None:
    facets = described_engine.search("松树检疫", 1, Filters(kinds=("通知",)), FACETS).facets
    assert set(facets["kind"]) == {"通知"}
    assert set(facets["region"]) == {"海州区", "重庆市"}
    nothing = described_engine.search("松树检疫", 1, Filters(kinds=("批复",)), FACETS)
    assert nothing.hits == ()
    assert all(counted == {} for counted in nothing.facets.values())
    assert set(nothing.facets) == {"region", "issuer", "kind", "collection", "year"}


def test_options_do_not_change_what_is_found(described_engine: SearchEngine) -> None:
    plain = described_engine.search("奖励BIM良种", EVERY)
    for options in (EXPLAIN, FACETS):
        found = described_engine.search("奖励BIM良种", EVERY, options=options)
        assert [(h.clause_id, h.score) for h in found.hits] == (
            [(h.clause_id, h.score) for h in plain.hits]
        )
        assert found.lexical_confidence == plain.lexical_confidence


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filters(issuers=("连云港市人民政府",)), {"a.txt"}),
        (Filters(issuers=("连云港市人民政府", "重庆市人民政府办公厅")), {"a.txt", "c.txt"}),
        (Filters(issuers=("连云港",)), set()),
        (Filters(kinds=("通知",)), {"b.txt", "c.txt"}),
        (Filters(kinds=("意见", "通知")), {"a.txt", "b.txt", "c.txt"}),
        (Filters(collections=("two",)), {"c.txt", "d.txt"}),
        (Filters(collections=("two",), kinds=("通知",)), {"c.txt"}),
        (Filters(collections=("two",), kinds=("意见",)), set()),
        (Filters(regions=("江苏省",)), {"a.txt", "b.txt"}),
        (Filters(regions=("渝",)), {"c.txt"}),
        (Filters(issued_from=date(2021, 12, 31)), {"b.txt", "c.txt"}),
        (Filters(issued_to=date(2021, 5, 1)), {"a.txt"}),
        (Filters(in_force_on=date(2021, 12, 30)), {"a.txt", "d.txt"}),
        (Filters(), {"a.txt", "b.txt", "c.txt", "d.txt"}),
    ],
)
def test_filters_choose_the_documents(
    described_engine: SearchEngine, chosen: Filters, expected: set[str]
) -> None:
    result = described_engine.search("松树", EVERY, chosen, EVERYTHING)
    folded = {d.document_id for hit in result.hits for d in hit.duplicates}
    duplicates = {described_engine.store.document(i).header.source_name for i in folded}
    assert {*names(described_engine, result)} | duplicates == expected
    ids = described_engine.search_documents("松树", EVERY, chosen)
    found = [described_engine.store.document(i).header.source_name for i in ids]
    assert len(found) == len(expected)
    assert set(found) == expected


@pytest.mark.parametrize("k", [1, 2, 3, 4, 5, EVERY])
@pytest.mark.parametrize("query", ["松树检疫", "推广良种", "枯死松树奖励"])
def test_documents_are_ranked_by_their_best_clauses(
    described_engine: SearchEngine, query: str, k: int
) -> None:
    hits = described_engine.search(query, EVERY).hits
    in_order = list(dict.fromkeys(hit.document_id for hit in hits))
    assert described_engine.search_documents(query, k) == in_order[:k]


def test_k_documents_are_found_behind_one_of_many_clauses(empty_engine: SearchEngine) -> None:
    clauses = "\n".join(f"第{n}条 清理枯死松树，开展第{n}次普查。" for n in range(1, 400))
    few = [item(f"{n}.txt", f"一、林业\n第{n}片林区保护松树。") for n in range(5)]
    assert not ingest([item("many.txt", clauses), *few], empty_engine).failed
    assert len({h.document_id for h in empty_engine.search("清理枯死松树普查", 50).hits}) == 1
    assert len(set(empty_engine.search_documents("清理枯死松树普查", 6))) == 6


def test_what_else_a_document_says_decides_between_equal_passages(
    empty_engine: SearchEngine,
) -> None:
    same = "一、奖励\n对新建沼气池给予奖励。"
    others = {
        "a.txt": ("种树种草", "修建水库", "整修道路", "保护湿地"),
        "b.txt": ("农户申请材料", "农户审核期限", "农户用肥补贴", "农户技术培训"),
        "c.txt": ("养鱼养虾", "修建码头", "整修船闸", "打捞水草"),
    }
    texts = {
        name: "\n".join([same, *(f"{n}、{what}\n{what}。" for n, what in enumerate(more, start=2))])
        for name, more in others.items()
    }
    assert not ingest([item(*pair) for pair in texts.items()], empty_engine).failed
    query = "农户申请新建沼气池奖励的期限和材料"
    hits = [h for h in empty_engine.search(query, 10).hits if "给予奖励" in h.passage.body]
    assert header_of(empty_engine, hits[0]).source_name == "b.txt"
    assert len({hit.score.lexical for hit in hits}) == 1
    document_scores = [hit.score.document or 0 for hit in hits]
    assert document_scores[0] > max(document_scores[1:])
    best = empty_engine.search_documents(query, 3)[0]
    assert empty_engine.store.document(best).header.source_name == "b.txt"


def test_where_documents_are_single_passages_theirs_add_nothing(empty_engine: SearchEngine) -> None:
    texts = {"a.txt": "新建公办幼儿园二十所。", "b.txt": "及时清理枯死松树。"}
    assert not ingest([item(*pair) for pair in texts.items()], empty_engine).failed
    assert empty_engine.passages == len(texts)
    result = empty_engine.search("公办幼儿园学位", 1)
    (hit,) = result.hits
    weight = DEFAULT_FUSION.dense_weight(result.lexical_confidence)
    assert hit.score.document
    expected = (hit.score.lexical or 0) + weight * (hit.score.dense or 0)
    assert hit.score.score == pytest.approx(expected, rel=1e-5)


NOTHING_KNOWN = [
    "",
    " \n　",
    "，。！？……",
    "😀👩‍👩‍👧",
    "\x00\x07\x1b[",
    "\u200b\ufeff",
    "qzxv wvut",
]
LONG = ["松树检疫" * 8_500, "松" * 33_000, "9" * 100_000, "qzxv " * 20_000, "“" * 33_000]


@pytest.mark.parametrize("options", [SearchOptions(), EVERYTHING])
@pytest.mark.parametrize("query", NOTHING_KNOWN)
def test_a_query_of_nothing_known_finds_nothing(
    described_engine: SearchEngine, query: str, options: SearchOptions
) -> None:
    for k in (1, 10_000_000):
        result = described_engine.search(query, k, options=options)
        assert (result.hits, result.lexical_confidence) == ((), 0.0)
        assert described_engine.search_documents(query, k) == []
        assert all(counted == {} for counted in result.facets.values())


@pytest.mark.parametrize("query", LONG, ids=[text[:5] for text in LONG])
def test_a_query_of_100_kilobytes_is_answered(described_engine: SearchEngine, query: str) -> None:
    result = described_engine.search(query, 10, options=EVERYTHING)
    assert bool(result.hits) == ("松" in query)
    assert len(described_engine.search_documents(query, 10)) == (4 if "松" in query else 0)


@pytest.mark.parametrize(
    "query", ["松树\x00检疫", "😀松树", "\x07松树\n检疫", "松树 AND (检疫", "松树*~^:\"'"]
)
def test_what_is_known_of_a_strange_query_is_found(
    described_engine: SearchEngine, query: str
) -> None:
    assert "松树" in described_engine.search(query, 1).hits[0].passage.body


@pytest.mark.parametrize("k", [0, -1, -10_000_000])
def test_no_results_wanted(described_engine: SearchEngine, k: int) -> None:
    for options in (SearchOptions(), FOLD, EXPLAIN):
        assert described_engine.search("松树", k, options=options).hits == ()
    assert described_engine.search_documents("松树", k) == []


def test_all_results_wanted(described_engine: SearchEngine) -> None:
    every = described_engine.search("松树", EVERY).hits
    assert described_engine.search("松树", 10_000_000).hits == every
    assert len(described_engine.search("松树", 10_000_000, options=EVERYTHING).hits) in (
        len(every),
        len(every) - 1,
    )
    assert len(described_engine.search_documents("松树", 10_000_000)) == len(DESCRIBED)


@pytest.mark.parametrize("query", ["松树", "", "😀"])
@pytest.mark.parametrize(
    "chosen",
    [
        Filters(documents=("nowhere",)),
        Filters(regions=("上海市",)),
        Filters(regions=("",)),
        Filters(kinds=("意见",), collections=("two",)),
        Filters(issued_from=date(2024, 1, 1)),
        Filters(issued_from=date(2023, 1, 2), issued_to=date(2020, 1, 1)),
        Filters(issued_to=date.min),
    ],
)
def test_filters_that_admit_nothing_find_nothing(
    described_engine: SearchEngine, chosen: Filters, query: str
) -> None:
    assert described_engine.search(query, 10, chosen, EVERYTHING).hits == ()
    assert described_engine.search_documents(query, 10, chosen) == []


def test_an_empty_corpus_finds_nothing(empty_engine: SearchEngine) -> None:
    result = empty_engine.search("松树", 10, Filters(kinds=("意见",)), EVERYTHING)
    assert (result.hits, result.lexical_confidence) == ((), 0.0)
    assert empty_engine.search_documents("松树", 10) == []
