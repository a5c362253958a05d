"""Which documents may answer: those of the places asked about, never their neighbours'."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.models import Document
from corpus.names.regions import Region, contains, region_named
from index.filters import Filters
from service.answering.models import Reason
from service.planning import QuestionPlan


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that may answer, what evidence must name, or why nothing may answer."""

    documents: tuple[Document, ...]
    must_name: tuple[tuple[str, ...], ...] = ()
    reason: Reason | None = None


def scope_of(plan: QuestionPlan, documents: Sequence[Document], filters: Filters) -> Scope:
    """Return the scope of a plan among all documents.

    A document answers for its own region. For a smaller place inside it, its evidence must name
    that place; for a larger one, or another, it does not answer.
    """
    admitted = [document for document in documents if filters.admit(document)]
    if not admitted:
        return Scope((), reason=Reason.NO_DOCUMENTS)
    if any(not _occurs(place, admitted) for place in plan.unknown_places):
        return Scope((), reason=Reason.REGION_NOT_IN_CORPUS)
    regions = [region for name in plan.regions if (region := region_named(name)) is not None]
    if not regions:
        return Scope(tuple(admitted))
    chosen: dict[str, Document] = {}
    must_name: list[tuple[str, ...]] = []
    for region in regions:
        own = [document for document in admitted if _region_of(document) == region]
        wider = [document for document in admitted if _is_wider(document, region)]
        chosen |= {document.id: document for document in own or wider}
        if not own:
            must_name.append((region.name, *region.short_names))
    if not chosen:
        return Scope((), reason=Reason.REGION_NOT_IN_CORPUS)
    if must_name and not any(names_all(document.text, must_name) for document in chosen.values()):
        return Scope((), reason=Reason.REGION_NOT_IN_CORPUS)
    return Scope(tuple(chosen.values()), tuple(must_name))


def names_all(words: str, places: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether some words name each place, by any of its names."""
    return all(any(len(name) > 1 and name in words for name in names) for names in places)


def _occurs(place: str, documents: Sequence[Document]) -> bool:
    return any(place in document.text for document in documents)


def _region_of(document: Document) -> Region | None:
    return region_named(document.metadata.region) if document.metadata.region else None


def _is_wider(document: Document, region: Region) -> bool:
    own = _region_of(document)
    return own is not None and own != region and contains(own, region)
