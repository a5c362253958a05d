"""Which documents a listing holds, in which order, and how many there are of each sort."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query

from corpus.models import DocumentHeader
from index.filters import Filters
from service.api.parameters import Names, RegionNames


class Sort(StrEnum):
    """What a listing is ordered by; documents without it come last."""

    SOURCE = "source"  # collection and file
    TITLE = "title"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class DocumentsWanted:
    """Filters, and words that stand in a document's title, number, issuer or file name."""

    filters: Filters
    words: tuple[str, ...] = ()

    def among(self, headers: Sequence[DocumentHeader]) -> list[DocumentHeader]:
        """Return those of the headers that are wanted, in their order."""
        return [own for own in headers if self.filters.admit(own) and self.names(own)]

    def names(self, header: DocumentHeader) -> bool:
        """Tell whether all words stand in what names a document."""
        metadata = header.metadata
        known = (header.title, metadata.doc_number, metadata.issuer, header.source_name)
        named = " ".join(part for part in known if part).casefold()
        return all(word in named for word in self.words)


def documents_wanted(
    region: RegionNames = (),
    kind: Names = (),
    issuer: Names = (),
    collection: Names = (),
    q: Annotated[
        str | None, Query(description="words of title, number, issuer, file; all of them")
    ] = None,
    issued_from: date | None = None,
    issued_to: date | None = None,
    in_force_on: date | None = None,
) -> DocumentsWanted:
    """Return which documents a request is about."""
    filters = Filters(
        regions=tuple(region),
        issued_from=issued_from,
        issued_to=issued_to,
        in_force_on=in_force_on,
        issuers=tuple(issuer),
        kinds=tuple(kind),
        collections=tuple(collection),
    )
    return DocumentsWanted(filters, tuple((q or "").casefold().split()))


Wanted = Annotated[DocumentsWanted, Depends(documents_wanted)]


def in_order(headers: Sequence[DocumentHeader], sort: Sort) -> list[DocumentHeader]:
    """Return headers, which are in order of their sources, in the order asked for."""
    if sort is Sort.SOURCE:
        return list(headers)
    if sort is Sort.TITLE:
        return sorted(headers, key=lambda header: header.title)
    dated = [header for header in headers if header.metadata.issued_on]
    dated.sort(key=lambda header: str(header.metadata.issued_on), reverse=sort is Sort.NEWEST)
    return dated + [header for header in headers if not header.metadata.issued_on]


def facet_counts(
    headers: Sequence[DocumentHeader], wanted: DocumentsWanted
) -> dict[str, dict[str, int]]:
    """Return how many documents there are of each value of each sort, the most frequent first.

    What is chosen of a sort does not lessen its own counts, so that a further value can be chosen.
    """
    named = [own for own in headers if wanted.names(own)]
    return {
        name: _counted([own for own in named if others.admit(own)], value_of)
        for name, (others, value_of) in _sorts(wanted.filters).items()
    }


def _sorts(
    filters: Filters,
) -> dict[str, tuple[Filters, Callable[[DocumentHeader], str | None]]]:
    """Return by the name of each sort the other filters, and what a document's value of it is."""
    return {
        "region": (replace(filters, regions=()), lambda own: own.metadata.region),
        "kind": (replace(filters, kinds=()), lambda own: own.metadata.kind),
        "issuer": (replace(filters, issuers=()), lambda own: own.metadata.issuer),
        "collection": (replace(filters, collections=()), lambda own: own.collection),
        "year": (
            replace(filters, issued_from=None, issued_to=None),
            lambda own: str(own.metadata.issued_on.year) if own.metadata.issued_on else None,
        ),
    }


def _counted(
    headers: Sequence[DocumentHeader], value_of: Callable[[DocumentHeader], str | None]
) -> dict[str, int]:
    values = (value_of(header) for header in headers)
    return dict(Counter(value for value in values if value).most_common())
