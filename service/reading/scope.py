"""Which documents may answer: those of the places asked about, never their neighbours'."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.models import Document, DocumentHeader
from corpus.names.regions import Region, contains, region_named
from corpus.names.units import unit_matches, unit_mentions
from index.filters import Filters
from service.planning import QuestionPlan
from service.reading.reasons import Reason

# A year that words speak of: 2025年, by 2025; not that of a document number 〔2018〕95号
YEAR = re.compile(r"(?<![\d〔\[（(])(?:19|20)\d\d(?!\d|[〕\]）)])")


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that may answer, what evidence must name, or why nothing may answer.

    `must_name`: by the ids of documents of larger places, the names of the place asked about.
    """

    documents: tuple[DocumentHeader, ...]
    must_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reason: Reason | None = None

    @property
    def own_documents(self) -> tuple[DocumentHeader, ...]:
        """The documents of the places asked about; where there are none, those of larger ones."""
        if not self.must_name:
            return self.documents
        own = tuple(header for header in self.documents if header.id not in self.must_name)
        return own or self.documents


def scope_of(
    plan: QuestionPlan,
    headers: Sequence[DocumentHeader],
    filters: Filters,
    occurs: Callable[[str], bool],
) -> Scope:
    """Return the scope of a plan among all documents.

    A document answers for its own region, and for a larger one that its issuer or title names
    (北京市石景山区人民政府). For a smaller place its evidence must name that place. `occurs` tells
    whether a name stands anywhere in the corpus.
    """
    admitted = tuple(filter(filters.admit, headers) if filters.restrict else headers)
    if not admitted:
        return Scope((), reason=Reason.NO_DOCUMENTS)
    if not all(occurs(place) for place in plan.unknown_places):
        return Scope((), reason=Reason.REGION_NOT_IN_CORPUS)
    regions = [region for name in plan.regions if (region := region_named(name)) is not None]
    if not regions:
        return Scope(admitted)
    chosen: dict[str, DocumentHeader] = {}
    must_name: dict[str, tuple[str, ...]] = {}
    for region in regions:
        names = _names_of(region)
        own = [header for header in admitted if _is_of(header, region, names)]
        wider = [header for header in admitted if _is_wider(header, region)]
        if not own and not any(map(occurs, names)):
            return Scope((), reason=Reason.REGION_NOT_IN_CORPUS)
        chosen |= {header.id: header for header in [*own, *wider]}
        must_name |= {header.id: names for header in wider}
    if not chosen:
        return Scope((), reason=Reason.REGION_NOT_IN_CORPUS)
    return Scope(tuple(chosen.values()), must_name)


def _names_of(region: Region) -> tuple[str, ...]:
    return tuple(name for name in (region.name, *region.short_names) if len(name) > 1)


def _is_of(header: DocumentHeader, region: Region, names: Sequence[str]) -> bool:
    """Tell whether a document is of a region, or of a place in it that it names as part of it."""
    own = header.region_spoken_of
    if own is None or not contains(region, own):
        return False
    written = f"{header.title} {header.metadata.issuer or ''}"
    return own == region or any(name in written for name in names)


def meets_years(words: str, years: Sequence[int], document: Document, before: str = "") -> bool:
    """Tell whether each year asked about stands in some words or is what they are said of.

    Words that name no year of their own are of the years of the words `before` them in their
    clause, and of their document's: a document that plans one year (2023年…工作要点) says it in
    its title, not in each sentence.
    """
    title = document.title
    if not all(str(year) in words or str(year) in title for year in years):
        if YEAR.search(words):
            return False
        own = f"{before} {document.metadata.doc_number or ''} {_years_of(document)}"
        return all(str(year) in own for year in years)
    return True


def _years_of(document: Document) -> str:
    """Return the years that a document is of; one that states no date may be of any it names."""
    days = (document.metadata.issued_on, document.metadata.effective_on)
    known = [str(day.year) for day in days if day is not None]
    return " ".join(known) or document.text


def names_units(words: str, units: Sequence[str], document: Document) -> bool:
    """Tell whether some words of a document name each unit, by any of its names.

    The document's issuer need not be named: it is who speaks; nor whom its title names.
    """
    missing = [unit for unit in units if unit not in words]
    if not missing:
        return True
    region = document.region
    named = [mention.written for mention in unit_mentions(f"{words} {document.title}")]
    named.append(document.metadata.issuer or "")
    return all(any(name and unit_matches(unit, name, region) for name in named) for unit in missing)


def _is_wider(header: DocumentHeader, region: Region) -> bool:
    own = header.region_spoken_of
    return own is not None and own != region and contains(own, region)
