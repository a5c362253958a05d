"""The columns of documents say of filters what the documents themselves say."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import DocumentHeader, Metadata
from index.columns import CATEGORIES, DocumentColumns, PassageColumns
from index.filters import Filters
from tests.index.made_headers import document_id, filters, headers


def in_order(documents: Sequence[DocumentHeader]) -> list[DocumentHeader]:
    """Return documents in order of their ids, as a generation has them."""
    return sorted(documents, key=lambda header: header.id)


def value_of(header: DocumentHeader, category: str) -> str | None:
    own: str | None
    own = header.collection if category == "collection" else getattr(header.metadata, category)
    return own


def made(own_id: str, kind: str | None) -> DocumentHeader:
    """Return a document of a kind."""
    return DocumentHeader(own_id, "made", own_id, "", None, None, Metadata(kind=kind))


@settings(deadline=None)
@given(headers(), filters())
def test_columns_admit_what_filters_admit(documents: list[DocumentHeader], chosen: Filters) -> None:
    columns = DocumentColumns.of(documents, in_order=False)
    assert columns.admitted(chosen).tolist() == [chosen.admit(header) for header in documents]


@settings(deadline=None)
@given(headers().map(in_order), filters())
def test_columns_in_order_of_ids_admit_what_filters_admit(
    documents: list[DocumentHeader], chosen: Filters
) -> None:
    columns = DocumentColumns.of(documents)
    assert columns.admitted(chosen).tolist() == [chosen.admit(header) for header in documents]


@settings(deadline=None)
@given(headers().map(in_order), filters())
def test_saved_columns_are_opened_as_they_were(
    documents: list[DocumentHeader], chosen: Filters
) -> None:
    columns = DocumentColumns.of(documents)
    with TemporaryDirectory() as folder:
        columns.save(Path(folder))
        opened = DocumentColumns.open(Path(folder))
        every = np.arange(len(documents))
        assert len(opened) == len(columns)
        assert [opened.id_of(i) for i in range(len(opened))] == [h.id for h in documents]
        assert opened.admitted(chosen).tolist() == columns.admitted(chosen).tolist()
        for category in CATEGORIES:
            assert opened.counts(category, every) == columns.counts(category, every)
        assert opened.years(every) == columns.years(every)


@pytest.mark.parametrize("is_ordered", [True, False])
@settings(deadline=None)
@given(documents=headers(), wanted=st.lists(st.integers(0, 40).map(document_id) | st.text("0af")))
def test_ordinals_are_those_of_the_documents_that_are_there(
    is_ordered: bool, documents: list[DocumentHeader], wanted: list[str]
) -> None:
    if is_ordered:
        documents = in_order(documents)
    columns = DocumentColumns.of(documents, in_order=is_ordered)
    found = columns.ordinals_of(wanted).tolist()
    assert sorted(found) == [i for i, header in enumerate(documents) if header.id in wanted]
    assert [columns.id_of(ordinal) in wanted for ordinal in found] == [True] * len(found)


@pytest.mark.parametrize("is_ordered", [True, False])
def test_unknown_ids_have_no_ordinals(is_ordered: bool) -> None:
    nothing = DocumentColumns.of([], in_order=is_ordered)
    assert nothing.ordinals_of(["a"]).tolist() == []
    assert nothing.admitted(Filters(documents=("a",), regions=("渝",))).tolist() == []
    columns = DocumentColumns.of([made("b", "意见"), made("d", None)], in_order=is_ordered)
    unknown = ["", "a", "c", "e", "b ", "bb", "重庆", "\x00b", "😀"]
    assert columns.ordinals_of(unknown).tolist() == []
    assert columns.ordinals_of([*unknown, "d", "b", "d"]).tolist() == [0, 1]
    assert columns.ordinals_of([]).tolist() == []


@pytest.mark.parametrize("is_ordered", [True, False])
def test_an_id_with_more_behind_it_is_another_id(is_ordered: bool) -> None:
    documents = [made("b", "意见"), made("d", None)]
    columns = DocumentColumns.of(documents, in_order=is_ordered)
    assert columns.ordinals_of(["b\x00"]).tolist() == []


@settings(deadline=None)
@given(headers(), st.data())
def test_counts_are_of_the_documents_given_with_repeats(
    documents: list[DocumentHeader], data: st.DataObject
) -> None:
    columns = DocumentColumns.of(documents, in_order=False)
    places = st.integers(0, max(len(documents) - 1, 0))
    ordinals = data.draw(st.lists(places, max_size=20 if documents else 0))
    given_ = np.array(ordinals, dtype=np.int64)
    for category in CATEGORIES:
        counted = columns.counts(category, given_)
        own = (value_of(documents[i], category) for i in ordinals)
        assert counted == Counter(value for value in own if value)
        assert list(counted.values()) == sorted(counted.values(), reverse=True)
    days = (documents[i].metadata.issued_on for i in ordinals)
    assert columns.years(given_) == Counter(str(day.year) for day in days if day)


def test_a_value_that_is_empty_is_treated_as_the_filters_treat_it() -> None:
    documents = [made("a", ""), made("b", None), made("c", "意见")]
    for kinds in (("",), ("意见",), ("", "意见")):
        chosen = Filters(kinds=kinds)
        admitted = DocumentColumns.of(documents).admitted(chosen).tolist()
        assert admitted == [chosen.admit(header) for header in documents]


def test_columns_of_passages_are_opened_as_they_were(tmp_path: Path) -> None:
    columns = PassageColumns(
        np.array([3, 4, 2**40], dtype=np.int64),
        np.array([0, 0, 1], dtype=np.int32),
        np.array([0, 1, 2], dtype=np.int32),
    )
    columns.save(tmp_path)
    opened = PassageColumns.open(tmp_path)
    assert len(opened) == 3
    for name in ("ids", "documents", "clauses"):
        assert getattr(opened, name).tolist() == getattr(columns, name).tolist()
