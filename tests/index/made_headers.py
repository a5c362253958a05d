"""Headers of documents and filters over them, made by chance for property tests."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from corpus.models import DocumentHeader, Metadata
from index.filters import Filters

# Provinces, what lies in them, namesakes, other names of the same, and names of no region
REGIONS = (
    *("重庆市", "渝", "重庆", "Chongqing", "涪陵区", "重庆市涪陵区"),
    *("江西省", "赣州市", "赣州", "大余县"),
    *(
        "江苏省",
        "连云港市",
        "海州区",
        "连云港海州区",
        "吉林省",
        "吉林市",
        "北京市",
        "朝阳区",
        "北京朝阳区",
    ),
    *("全国", "某市", "某市某区", "Nowhere"),
)
ISSUERS = ("重庆市人民政府办公厅", "赣州市人民政府", "连云港市人民政府", "某局")
KINDS = ("意见", "通知", "方案")
COLLECTIONS = ("policies", "uploads", "other")
DAYS = st.dates(date(2019, 12, 30), date(2020, 1, 6))
NUMBERS = st.integers(0, 40)


def document_id(number: int) -> str:
    """Return an id as documents have them; of some one is the beginning of another."""
    return f"{number:x}" + "0" * (number % 3)


def headers() -> st.SearchStrategy[list[DocumentHeader]]:
    """Return some documents, with ids each of its own."""
    made = st.builds(
        _header,
        NUMBERS,
        st.sampled_from(COLLECTIONS),
        st.none() | st.sampled_from(REGIONS),
        st.none() | st.sampled_from(ISSUERS),
        st.none() | st.sampled_from(KINDS),
        *(st.none() | DAYS for _ in range(3)),
    )
    return st.lists(made, max_size=20, unique_by=lambda header: header.id)


def filters() -> st.SearchStrategy[Filters]:
    """Return filters that restrict up to three things, so that most admit some document."""
    parts: dict[str, st.SearchStrategy[Any]] = {
        "regions": _some(REGIONS),
        "documents": st.lists(NUMBERS.map(document_id), min_size=1, max_size=20).map(tuple),
        "issued_from": DAYS,
        "issued_to": DAYS,
        "in_force_on": DAYS,
        "issuers": _some((*ISSUERS, "nobody")),
        "kinds": _some((*KINDS, "no kind")),
        "collections": _some((*COLLECTIONS, "no collection")),
    }
    some = st.sets(st.sampled_from(sorted(parts)), max_size=3)
    chosen = some.flatmap(lambda names: st.fixed_dictionaries({n: parts[n] for n in sorted(names)}))
    return chosen.map(lambda fields: Filters(**fields))


def _some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)


def _header(
    number: int,
    collection: str,
    region: str | None,
    issuer: str | None,
    kind: str | None,
    issued_on: date | None,
    effective_on: date | None,
    expires_on: date | None,
) -> DocumentHeader:
    metadata = Metadata(
        region=region,
        issuer=issuer,
        kind=kind,
        issued_on=issued_on,
        effective_on=effective_on,
        expires_on=expires_on,
    )
    name = f"{number}.txt"
    return DocumentHeader(document_id(number), collection, name, "", None, None, metadata)
