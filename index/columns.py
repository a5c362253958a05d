"""What filters, facets and grouping need of each document and passage, as columns of numbers.

A generation stores them as files that are mapped into memory; the live delta holds its own. A
*row* is a passage's place in its generation or delta, an *ordinal* a document's or a clause's.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from corpus.models import DocumentHeader
from index.filters import Filters, places_of

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Mask = NDArray[np.bool_]

NOTHING = -1  # the code of a value that a document does not have
CATEGORIES = ("region", "issuer", "kind", "collection")
DATES = ("issued_on", "begins_on", "expires_on")
NUL = "\0"  # numpy leaves it out at the end of bytes: no id holds it
NO_DATE = 0  # dates are counted as `date.toordinal` does, from 1
VALUES_FILE = "values.json"


@dataclass(frozen=True)
class DocumentColumns:
    """Columns over documents, in a generation in order of their ids.

    `ids` are bytes [documents]; `codes` [documents] of each category are places in its `values`,
    -1 for none; `dates` [documents] are days, 0 for none. A document begins to be in force on
    the day that it says, or else on the day that it was issued.
    """

    ids: NDArray[np.bytes_]
    codes: dict[str, Int32]
    values: dict[str, tuple[str, ...]]
    dates: dict[str, Int32]
    in_order: bool = True

    @classmethod
    def of(cls, headers: Sequence[DocumentHeader], in_order: bool = True) -> Self:
        """Return the columns of documents; `in_order` says that they come in order of their ids."""
        codes: dict[str, Int32] = {}
        values: dict[str, tuple[str, ...]] = {}
        for category in CATEGORIES:
            own = [_category(header, category) for header in headers]
            known = {value: code for code, value in enumerate(sorted({v for v in own if v}))}
            values[category] = tuple(known)
            codes[category] = np.array([known.get(v or "", NOTHING) for v in own], dtype=np.int32)
        dates = {
            name: np.array([_day(header, name) for header in headers], dtype=np.int32)
            for name in DATES
        }
        ids = np.array([header.id.encode() for header in headers], dtype=np.bytes_)
        return cls(ids, codes, values, dates, in_order)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what `save` wrote, mapped into memory."""
        values = json.loads((folder / VALUES_FILE).read_text("utf-8"))
        return cls(
            _mapped(folder, "ids"),
            {name: _mapped(folder, name) for name in CATEGORIES},
            {name: tuple(values[name]) for name in CATEGORIES},
            {name: _mapped(folder, name) for name in DATES},
        )

    def save(self, folder: Path) -> None:
        """Write the columns into a folder."""
        np.save(folder / "ids.npy", self.ids)
        for name, column in (self.codes | self.dates).items():
            np.save(folder / f"{name}.npy", column)
        (folder / VALUES_FILE).write_text(json.dumps(self.values, ensure_ascii=False), "utf-8")

    def __len__(self) -> int:
        return len(self.ids)

    def id_of(self, ordinal: int) -> str:
        """Return the id of a document."""
        return bytes(self.ids[ordinal]).decode()

    def ordinals_of(self, ids: Sequence[str]) -> Int64:
        """Return the ordinals of those of the documents that are here."""
        wanted = np.array(sorted({i.encode() for i in ids if NUL not in i}), dtype=np.bytes_)
        if not len(self.ids) or not len(wanted):
            return np.empty(0, dtype=np.int64)
        if not self.in_order:
            return np.flatnonzero(np.isin(self.ids, wanted))
        places = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        found: Int64 = places[self.ids[places] == wanted]
        return found

    def admitted(self, filters: Filters) -> Mask:
        """Return which documents pass the filters, [documents]; `Filters.admit` says the same."""
        mask = np.ones(len(self), dtype=np.bool_)
        if filters.documents:
            chosen = np.zeros(len(self), dtype=np.bool_)
            chosen[self.ordinals_of(filters.documents)] = True
            mask &= chosen
        if filters.regions:
            keys = filters.region_keys
            inside = [not keys.isdisjoint(places_of(name)) for name in self.values["region"]]
            mask &= self._has("region", inside)
        for category, wanted in (
            ("issuer", filters.issuers),
            ("kind", filters.kinds),
            ("collection", filters.collections),
        ):
            if wanted:
                mask &= self._has(category, [value in wanted for value in self.values[category]])
        return mask & self._dated(filters)

    def counts(self, category: str, ordinals: Int64) -> dict[str, int]:
        """Return how many of the documents (repeats count) have each value, most first."""
        codes = self.codes[category][ordinals]
        counted = np.bincount(codes[codes >= 0], minlength=len(self.values[category]))
        order = np.argsort(-counted, kind="stable")
        return {self.values[category][i]: int(counted[i]) for i in order if counted[i]}

    def years(self, ordinals: Int64) -> dict[str, int]:
        """Return how many of the documents (repeats count) were issued in each year."""
        days, counted = np.unique(self.dates["issued_on"][ordinals], return_counts=True)
        years: dict[str, int] = {}
        for day, count in zip(days.tolist(), counted.tolist(), strict=True):
            if day != NO_DATE:
                year = str(date.fromordinal(day).year)
                years[year] = years.get(year, 0) + count
        return years

    def _has(self, category: str, wanted: list[bool]) -> Mask:
        # one place more, for what has none: its code -1 is the last place
        return np.array([*wanted, False], dtype=np.bool_)[self.codes[category]]

    def _dated(self, filters: Filters) -> Mask:
        issued = self.dates["issued_on"]
        mask = np.ones(len(self), dtype=np.bool_)
        if filters.issued_from or filters.issued_to:
            mask &= issued != NO_DATE
        if filters.issued_from:
            mask &= issued >= filters.issued_from.toordinal()
        if filters.issued_to:
            mask &= issued <= filters.issued_to.toordinal()
        if filters.in_force_on:
            day = filters.in_force_on.toordinal()
            expires = self.dates["expires_on"]
            mask &= (self.dates["begins_on"] <= day) & ((expires == NO_DATE) | (day <= expires))
        return mask


@dataclass(frozen=True)
class PassageColumns:
    """Columns over passages, in order of their ids.

    `ids` [passages] number them in the store; `documents` and `clauses` [passages] are ordinals:
    passages of one clause share one.
    """

    ids: Int64
    documents: Int32
    clauses: Int32

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what `save` wrote, mapped into memory."""
        return cls(*(_mapped(folder, f"passage_{name}") for name in cls.__dataclass_fields__))

    def save(self, folder: Path) -> None:
        """Write the columns into a folder."""
        for name in self.__dataclass_fields__:
            np.save(folder / f"passage_{name}.npy", getattr(self, name))

    def __len__(self) -> int:
        return len(self.ids)


def _mapped(folder: Path, name: str) -> NDArray[Any]:
    mapped: NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    return mapped


def _category(header: DocumentHeader, category: str) -> str | None:
    if category == "collection":
        return header.collection
    value: str | None = getattr(header.metadata, category)
    return value


def _day(header: DocumentHeader, name: str) -> int:
    metadata = header.metadata
    if name == "begins_on":
        day = metadata.effective_on or metadata.issued_on
    else:
        day = getattr(metadata, name)
    return day.toordinal() if day else NO_DATE
