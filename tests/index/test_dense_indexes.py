"""The dense indexes find the nearest vectors, of those that may be found."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.dense import DenseIndex, FaissIndex, FaissWriter, MemoryVectors, Similarities
from index.embedding import Vectors
from index.filters import Filters
from index.lexical import Among

DIMENSIONS = 32
FEW, MANY = 500, 5_000
CLUSTERS = 60
HALF_PRECISION = 2e-3  # of 16-bit floats
EIGHT_BITS = 1e-2  # of a dimension's range in 256 levels
SOME_FILTER = Filters(kinds=("意见",))
Mask = NDArray[np.bool_]


def clustered(count: int, seed: int = 0) -> Vectors:
    """Return vectors of length 1 around some centres, [count, dimensions]."""
    chance = np.random.default_rng(seed)
    centres = chance.normal(size=(CLUSTERS, DIMENSIONS))
    own = centres[chance.integers(CLUSTERS, size=count)]
    vectors = own + 0.5 * chance.normal(size=(count, DIMENSIONS))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32)


def built(folder: Path, vectors: Vectors, **options: int) -> FaissIndex:
    writer = FaissWriter(folder, DIMENSIONS, len(vectors), **options)
    for begin in range(0, len(vectors), 700):
        writer.add(vectors[begin : begin + 700])
    writer.write()
    return FaissIndex.open(folder)


def nearest(vectors: Vectors, query: Vectors, k: int, rows: Mask | None = None) -> set[int]:
    """Return the k nearest rows, by comparing every vector that may be found."""
    allowed = np.arange(len(vectors)) if rows is None else np.flatnonzero(rows)
    order = np.argsort(-(vectors[allowed] @ query))[:k]
    return set(allowed[order].tolist())


def assert_exact(
    found: Similarities, vectors: Vectors, query: Vectors, k: int, rows: Mask | None = None
) -> None:
    """Check that the k nearest were found, nearest first, but for what rounding exchanges."""
    allowed = np.arange(len(vectors)) if rows is None else np.flatnonzero(rows)
    cosines = np.sort(vectors[allowed] @ query)[::-1][:k]
    assert len(found.rows) == len(set(found.rows.tolist())) == min(k, len(allowed))
    assert np.isin(found.rows, allowed).all()
    np.testing.assert_allclose(found.cosines, cosines, atol=HALF_PRECISION)
    np.testing.assert_allclose(found.cosines, vectors[found.rows] @ query, atol=HALF_PRECISION)
    assert (np.diff(found.cosines) <= 0).all()


@pytest.fixture(scope="module")
def few() -> Vectors:
    return clustered(FEW)


@pytest.fixture(scope="module")
def many() -> Vectors:
    return clustered(MANY, seed=1)


@pytest.fixture(scope="module")
def queries() -> Vectors:
    return clustered(40, seed=2)


@pytest.fixture(scope="module", params=["exact", "memory"])
def every_compared(
    request: pytest.FixtureRequest, few: Vectors, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DenseIndex]:
    """An index that compares every vector, on disk or in memory."""
    if request.param == "memory":
        yield MemoryVectors(few)
    else:
        yield built(tmp_path_factory.mktemp("exact"), few)


@pytest.fixture(scope="module")
def cells(many: Vectors, tmp_path_factory: pytest.TempPathFactory) -> FaissIndex:
    """An index that looks only into near cells."""
    return built(tmp_path_factory.mktemp("cells"), many, exact_up_to=0)


@pytest.mark.parametrize("k", [1, 10, FEW, 10_000_000])
def test_the_nearest_are_found(
    every_compared: DenseIndex, few: Vectors, queries: Vectors, k: int
) -> None:
    for query in queries:
        assert_exact(every_compared.search(query, k, None), few, query, k)


@pytest.mark.parametrize("chosen", [Filters(), SOME_FILTER])
@pytest.mark.parametrize("left", [0, 1, 5, 250])
@pytest.mark.parametrize("k", [1, 10, FEW + 1])
def test_of_what_may_be_found_the_nearest_are_found(
    every_compared: DenseIndex, few: Vectors, queries: Vectors, chosen: Filters, left: int, k: int
) -> None:
    chance = np.random.default_rng(left)
    for query in queries[:10]:
        rows = np.zeros(FEW, dtype=np.bool_)
        rows[chance.choice(FEW, left, replace=False)] = True
        assert_exact(every_compared.search(query, k, Among(chosen, rows)), few, query, k, rows)


def test_what_went_never_comes_back_though_it_is_nearest(
    every_compared: DenseIndex, few: Vectors, queries: Vectors
) -> None:
    for query in queries[:10]:
        order = np.argsort(-(few @ query))
        rows = np.zeros(FEW, dtype=np.bool_)
        rows[order[400:]] = True
        assert_exact(every_compared.search(query, 10, Among(Filters(), rows)), few, query, 10, rows)


def test_near_cells_hold_nearly_all_of_the_nearest(
    cells: FaissIndex, many: Vectors, queries: Vectors
) -> None:
    found = [set(cells.search(query, 10, None).rows.tolist()) for query in queries]
    assert all(len(rows) == 10 for rows in found)
    recall = [len(f & nearest(many, q, 10)) / 10 for f, q in zip(found, queries, strict=True)]
    assert np.mean(recall) >= 0.9


@pytest.mark.parametrize("chosen", [Filters(), SOME_FILTER])
@pytest.mark.parametrize("left", [0, 1, 9, 10, 100, 4_500])
def test_cells_give_k_results_where_there_are_k(
    cells: FaissIndex, many: Vectors, queries: Vectors, chosen: Filters, left: int
) -> None:
    for query in queries[:10]:
        # what may be found is farthest from the query
        rows = np.zeros(MANY, dtype=np.bool_)
        rows[np.argsort(many @ query)[:left]] = True
        for k in (1, 10, MANY):
            found = cells.search(query, k, Among(chosen, rows))
            assert len(set(found.rows.tolist())) == len(found.rows) == min(k, left)
            assert rows[found.rows].all()
            cosines = many[found.rows] @ query
            np.testing.assert_allclose(found.cosines, cosines, atol=EIGHT_BITS)
            assert (np.diff(found.cosines) <= 0).all()


@pytest.mark.parametrize("left", [300, 4_500])
def test_filtered_cells_hold_nearly_all_of_the_nearest(
    cells: FaissIndex, many: Vectors, queries: Vectors, left: int
) -> None:
    rows = np.zeros(MANY, dtype=np.bool_)
    rows[np.random.default_rng(5).choice(MANY, left, replace=False)] = True
    recall = []
    for query in queries:
        found = cells.search(query, 10, Among(SOME_FILTER, rows))
        recall.append(len(set(found.rows.tolist()) & nearest(many, query, 10, rows)) / 10)
    assert np.mean(recall) >= 0.9


@pytest.mark.parametrize("k", [MANY, MANY + 1, 10_000_000])
def test_cells_give_all_where_all_are_wanted(cells: FaissIndex, queries: Vectors, k: int) -> None:
    assert sorted(cells.search(queries[0], k, None).rows.tolist()) == list(range(MANY))


@pytest.mark.parametrize("kind", ["exact", "cells", "memory"])
def test_nothing_wanted_or_nothing_known_finds_nothing(
    kind: str, cells: FaissIndex, few: Vectors, queries: Vectors, tmp_path: Path
) -> None:
    index: DenseIndex
    index = cells if kind == "cells" else MemoryVectors(few)
    if kind == "exact":
        index = built(tmp_path, few)
    rows = np.ones(MANY if kind == "cells" else FEW, dtype=np.bool_)
    for among in (None, Among(Filters(), rows), Among(SOME_FILTER, rows)):
        for k in (0, -1):
            assert index.search(queries[0], k, among).rows.tolist() == []
        nothing = index.search(np.zeros(DIMENSIONS, dtype=np.float32), 10, among)
        assert (nothing.rows.tolist(), nothing.cosines.tolist()) == ([], [])


def test_an_empty_index_finds_nothing(tmp_path: Path, queries: Vectors) -> None:
    empty = np.empty((0, DIMENSIONS), dtype=np.float32)
    rows = np.empty(0, dtype=np.bool_)
    for index in (built(tmp_path, empty), MemoryVectors(empty)):
        assert isinstance(index, FaissIndex | MemoryVectors)
        for among in (None, Among(Filters(), rows), Among(SOME_FILTER, rows)):
            assert index.search(queries[0], 10, among).rows.tolist() == []


@pytest.mark.parametrize("kind", ["exact", "cells", "memory"])
def test_vectors_and_cosines_are_those_of_the_rows(
    kind: str, cells: FaissIndex, many: Vectors, queries: Vectors, tmp_path: Path
) -> None:
    index: DenseIndex
    index = cells if kind == "cells" else MemoryVectors(many)
    if kind == "exact":
        index = built(tmp_path, many)
    for wanted in ([], [7], [MANY - 1, 0, 7, 7, 2_345]):
        rows = np.array(wanted, dtype=np.int64)
        vectors, cosines = index.vectors(rows), index.cosines(queries[0], rows)
        assert vectors.shape == (len(rows), DIMENSIONS)
        precision = EIGHT_BITS if kind == "cells" else HALF_PRECISION
        np.testing.assert_allclose(vectors, many[rows], atol=precision)
        np.testing.assert_allclose(cosines, many[rows] @ queries[0], atol=precision)


def test_cells_leave_nothing_else_on_disk(many: Vectors, tmp_path: Path) -> None:
    built(tmp_path, many[:1_000], exact_up_to=999)
    assert [file.name for file in tmp_path.iterdir()] == ["vectors.faiss"]
