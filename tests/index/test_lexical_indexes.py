"""The index on disk and the one in memory find the same, by the statistics of both together."""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from corpus.models import DocumentHeader, Metadata
from index.columns import DocumentColumns
from index.filters import Filters
from index.lexical import (
    Among,
    LexicalIndex,
    LexicalQuery,
    MemoryIndex,
    Scores,
    TantivyIndex,
    TantivyWriter,
    weighted_query,
)
from index.terms import MOST_QUERY_TERMS
from tests.index.made_headers import filters, headers

Texts = Sequence[Mapping[str, Sequence[str]]]
WEIGHTS = {"body": 1.0, "heading": 0.3}
FIELDS = tuple(WEIGHTS)
# Frequent ones first; as tantivy's own syntax, and as terms are
WORDS = [*"的建筑业", "发展", "@发展和改革", "30%", "[2023]53号", "AND", "-x", '"', "*"]
WORDS += [f"词{number}" for number in range(60)]
RELATIVE = 1e-3
ALL_TEXTS = 300


def random_texts(seed: int, count: int = ALL_TEXTS) -> list[dict[str, list[str]]]:
    """Return texts of words that are ever rarer, some of no words at all."""
    chance = random.Random(seed)
    weights = [1 / (place + 1) for place in range(len(WORDS))]
    return [
        {
            "body": chance.choices(WORDS, weights, k=chance.choice((0, 1, 5, 30, 45, 120))),
            "heading": chance.choices(WORDS, weights, k=chance.randrange(5)),
        }
        for _ in range(count)
    ]


def random_query(chance: random.Random) -> list[str]:
    return [*dict.fromkeys(chance.choices(WORDS, k=chance.randrange(1, 6))), "nowhere"]


def header(number: int) -> DocumentHeader:
    return DocumentHeader(f"{number:04d}", "made", "", "", None, None, Metadata())


def on_disk(folder: Path, texts: Texts, documents: DocumentColumns | None = None) -> TantivyIndex:
    """Return an index on disk in which each text is a document of its own."""
    columns = documents or DocumentColumns.of([header(number) for number in range(len(texts))])
    with TantivyWriter(folder, FIELDS, columns) as writer:
        for row, text in enumerate(texts):
            writer.add(row, row, text)
    return TantivyIndex.open(folder, FIELDS, columns)


def in_memory(texts: Texts, average_lengths: Mapping[str, float] | None = None) -> MemoryIndex:
    index = MemoryIndex(FIELDS, average_lengths)
    for row, text in enumerate(texts):
        assert index.add(text) == row
    return index


def by_row(found: Scores, size: int) -> NDArray[np.float32]:
    """Return the score of every row, [size], 0 for one that was not found."""
    scores = np.zeros(size, dtype=np.float32)
    scores[found.rows] = found.scores
    assert len(set(found.rows.tolist())) == len(found.rows)
    assert (np.diff(found.scores) <= 0).all()
    return scores


def assert_same(ours: Scores, theirs: Scores) -> None:
    """Check that two indexes found the same rows; among equal scores the order is free."""
    assert len(ours.rows) == len(theirs.rows)
    np.testing.assert_allclose(ours.scores, theirs.scores, rtol=RELATIVE)
    least = ours.scores.min(initial=np.inf) * (1 + RELATIVE)
    certain = [{int(r) for r, s in zip(*f, strict=True) if s > least} for f in (ours, theirs)]
    assert certain[0] <= set(theirs.rows.tolist())
    assert certain[1] <= set(ours.rows.tolist())


@pytest.fixture(scope="module")
def texts() -> list[dict[str, list[str]]]:
    return random_texts(seed=1)


@pytest.fixture(scope="module")
def disk(texts: Texts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyIndex]:
    yield on_disk(tmp_path_factory.mktemp("disk"), texts)


@pytest.mark.parametrize("k", [1, 10, 10_000])
def test_both_indexes_find_the_same(disk: TantivyIndex, texts: Texts, k: int) -> None:
    memory = in_memory(texts)
    assert memory.size == disk.size == len(texts)
    assert memory.average_lengths == pytest.approx(disk.average_lengths)
    chance = random.Random(k)
    for _ in range(60):
        terms = random_query(chance)
        for field in FIELDS:
            np.testing.assert_array_equal(
                memory.frequencies(field, terms), disk.frequencies(field, terms)
            )
        query = weighted_query(terms, [disk], WEIGHTS)
        other = weighted_query(terms, [memory], WEIGHTS)
        assert query.terms == other.terms
        assert query.ceiling == pytest.approx(other.ceiling)
        assert_same(disk.search(query, k, None), memory.search(other, k, None))


def test_a_corpus_in_two_parts_scores_as_in_one(
    disk: TantivyIndex, texts: Texts, tmp_path: Path
) -> None:
    first = 200
    base = on_disk(tmp_path, texts[:first])
    # the generation's lengths are everyone's until the next generation
    delta = in_memory(texts[first:], base.average_lengths)
    whole = in_memory(texts, base.average_lengths)
    chance = random.Random(3)
    for _ in range(60):
        terms = random_query(chance)
        query = weighted_query(terms, [base, delta], WEIGHTS)
        in_one = weighted_query(terms, [disk], WEIGHTS)
        assert query.terms == in_one.terms
        assert query.ceiling == pytest.approx(in_one.ceiling)
        for field in FIELDS:
            np.testing.assert_allclose(query.weights[field], in_one.weights[field])
        of_base = base.search(query, first, None)
        of_delta = delta.search(query, len(texts) - first, None)
        parts = [by_row(of_base, first), by_row(of_delta, len(texts) - first)]
        together = by_row(whole.search(query, len(texts), None), len(texts))
        np.testing.assert_allclose(np.concatenate(parts), together, rtol=RELATIVE)


def test_a_term_that_one_part_alone_holds_is_weighted_by_both(tmp_path: Path) -> None:
    base = on_disk(tmp_path, [{"body": ["旧"], "heading": []}] * 9)
    delta = in_memory([{"body": ["新", "旧"], "heading": []}], base.average_lengths)
    query = weighted_query(["新", "旧"], [base, delta], WEIGHTS)
    new, old = query.weights["body"].tolist()
    assert new == pytest.approx(np.log(1 + (10 - 1 + 0.5) / 1.5))
    assert old == pytest.approx(np.log(1 + 0.5 / 10.5))
    assert base.search(query, 10, None).rows.tolist() == list(range(9))
    assert delta.search(query, 10, None).rows.tolist() == [0]


def test_many_rows_score_as_few_do(tmp_path: Path) -> None:
    texts = random_texts(seed=5, count=1_500)
    disk = on_disk(tmp_path, texts)
    query = weighted_query(random_query(random.Random(5)), [disk], WEIGHTS)
    rows = np.random.default_rng(5).permutation(len(texts))
    few_at_once = [disk.scores(query, rows[begin : begin + 100]) for begin in range(0, 1_500, 100)]
    scores = disk.scores(query, rows)
    assert (scores > 0).sum() > 100
    np.testing.assert_allclose(scores, np.concatenate(few_at_once), rtol=RELATIVE)


def test_what_nothing_knows_finds_nothing(disk: TantivyIndex, texts: Texts) -> None:
    for index in (disk, in_memory(texts), in_memory([])):
        assert isinstance(index, TantivyIndex | MemoryIndex)
        for terms in (["nowhere"], []):
            query = weighted_query(terms, [index], WEIGHTS)
            assert query.terms == ()
            assert index.search(query, 10, None).rows.tolist() == []
    known = weighted_query(["建"], [disk], WEIGHTS)
    for k in (0, -1):
        assert disk.search(known, k, None).rows.tolist() == []
        assert in_memory(texts).search(known, k, None).rows.tolist() == []


def test_of_very_many_terms_the_rarest_count(tmp_path: Path) -> None:
    many = [f"词{number}" for number in range(MOST_QUERY_TERMS + 50)]
    texts = [{"body": many[: 50 + row], "heading": list[str]()} for row in range(MOST_QUERY_TERMS)]
    for index in (on_disk(tmp_path, texts), in_memory(texts)):
        query = weighted_query(many, [index], WEIGHTS)
        assert len(query.terms) == MOST_QUERY_TERMS
        # in the order of the question; the one that no text holds is not among them
        assert list(query.terms)[1:] == many[50:-1]
        assert query.ceiling > query.weights["body"].sum()


@pytest.mark.parametrize("field", FIELDS)
def test_lengths_count_alike(tmp_path: Path, field: str) -> None:
    lengths = [*range(1, 130), *range(130, 2_001, 13), 2_000]
    other = next(name for name in FIELDS if name != field)
    texts = [{field: ["的"] + ["填"] * (length - 1), other: ["的"]} for length in lengths]
    disk, memory = on_disk(tmp_path, texts), in_memory(texts)
    query = weighted_query(["的"], [disk], WEIGHTS)
    ours, theirs = (
        by_row(index.search(query, len(texts), None), len(texts)) for index in (disk, memory)
    )
    np.testing.assert_allclose(theirs, ours, rtol=RELATIVE)
    assert len(set(ours.tolist())) > 60


def assert_only_admitted(index: LexicalIndex, query: LexicalQuery, among: Among, size: int) -> None:
    """Check that of what may be found the best are found, for several k."""
    every = by_row(index.search(query, size, None), size)
    wanted = np.where(among.rows, every, 0)
    for k in (1, 3, size):
        found = index.search(query, k, among)
        assert len(found.rows) == min(k, int((wanted > 0).sum()))
        assert among.rows[found.rows].all()
        best = -np.sort(-wanted)[: len(found.rows)]
        np.testing.assert_allclose(found.scores, best, rtol=RELATIVE)


# Not shrunk: each example writes an index
@settings(deadline=None, max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(headers(), st.lists(filters(), min_size=4, max_size=8))
def test_filters_find_exactly_what_they_admit(
    documents: list[DocumentHeader], several: list[Filters]
) -> None:
    documents = sorted(documents, key=lambda header: header.id)
    columns = DocumentColumns.of(documents)
    texts = random_texts(len(documents), len(documents))
    texts = [{**text, "heading": ["的"]} for text in texts]
    with TemporaryDirectory() as folder:
        disk = on_disk(Path(folder), texts, columns)
        for chosen in several:
            rows = np.array([chosen.admit(document) for document in documents], dtype=np.bool_)
            query = weighted_query(["的"], [disk], WEIGHTS)
            # by the filters' own words alone, whatever the mask says
            own = disk.search(query, len(documents), Among(chosen, np.ones_like(rows)))
            assert sorted(own.rows.tolist()) == np.flatnonzero(rows).tolist()
            for index in (disk, in_memory(texts)):
                assert isinstance(index, TantivyIndex | MemoryIndex)
                query = weighted_query(["的", "建"], [index], WEIGHTS)
                assert_only_admitted(index, query, Among(chosen, rows), len(documents))


@pytest.mark.parametrize("left", [0, 1, 5, 150])
def test_removed_documents_never_come_back(disk: TantivyIndex, texts: Texts, left: int) -> None:
    query = weighted_query(["的", "建"], [disk], WEIGHTS)
    for index in (disk, in_memory(texts)):
        assert isinstance(index, TantivyIndex | MemoryIndex)
        best_first = index.search(query, len(texts), None).rows
        assert len(best_first) > 200
        present = np.zeros(len(texts), dtype=np.bool_)
        present[best_first[len(best_first) - left :]] = True
        # both where nothing else restricts and where a filter does
        for chosen in (Filters(), Filters(collections=("made",))):
            assert_only_admitted(index, query, Among(chosen, present), len(texts))


def test_a_view_does_not_change_when_texts_are_added(texts: Texts) -> None:
    growing = in_memory(texts[:100])
    view = growing.up_to_now()
    terms = ["的", "建", "词1", "只此"]
    query = weighted_query(terms, [view], WEIGHTS)
    before = view.search(query, 1_000, None)
    lengths = dict(view.average_lengths)
    for text in texts[100:]:
        growing.add(text)
    growing.add({"body": ["只此"] * 50, "heading": ["只此"]})
    assert (view.size, growing.size) == (100, len(texts) + 1)
    assert view.average_lengths == lengths
    after = view.search(query, 1_000, None)
    assert after.rows.tolist() == before.rows.tolist()
    assert after.scores.tolist() == before.scores.tolist()
    mask = np.ones(100, dtype=np.bool_)
    mask[before.rows[0]] = False
    assert before.rows[0] not in view.search(query, 1_000, Among(Filters(), mask)).rows


def test_a_views_frequencies_do_not_change_when_texts_are_added(texts: Texts) -> None:
    growing = in_memory(texts[:100])
    view = growing.up_to_now()
    terms = ["的", "建", "词1", "只此"]
    before = {field: view.frequencies(field, terms).tolist() for field in FIELDS}
    for text in [*texts[100:], {"body": ["只此"], "heading": ["只此"]}]:
        growing.add(text)
    assert {field: view.frequencies(field, terms).tolist() for field in FIELDS} == before


def test_a_writer_that_fails_leaves_no_index(tmp_path: Path, texts: Texts) -> None:
    columns = DocumentColumns.of([header(0)])
    with (
        pytest.raises(RuntimeError, match="no more"),
        TantivyWriter(tmp_path, FIELDS, columns) as writer,
    ):
        writer.add(0, 0, texts[0])
        raise RuntimeError("no more")
    with pytest.raises(FileNotFoundError):
        TantivyIndex.open(tmp_path, FIELDS, columns)
