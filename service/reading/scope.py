"""Which documents may answer: those of the places asked about, never their neighbours'."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
    """The documents that may answer, what evidence must name, or why nothing may answer."""

    documents: tuple[DocumentHeader, ...]
    must_name: tuple[tuple[str, ...], ...] = ()
    reason: Reason | None = None


def scope_of(
    plan: QuestionPlan,
    headers: Sequence[DocumentHeader],
    filters: Filters,
    occurs: Callable[[str], bool],
) -> Scope:
    """Return the scope of a plan among all documents.

    A document answers for its own region. For a smaller place inside it, its evidence must name
    that place; for a larger one, or another, it does not answer. `occurs` tells whether a name
    stands anywhere in the corpus.
    """
    admitted = [header for header in headers if filters.admit(header)]
    if not admitted:
        return Scope((), reason=Reason.NO_DOCUMENTS)
    if not all(occurs(place) for place in plan.unknown_places):
        return Scope((), reason=Reason.REGION_NOT_IN_CORPUS)
    regions = [region for name in plan.regions if (region := region_named(name)) is not None]
    if not regions:
        return Scope(tuple(admitted))
    chosen: dict[str, DocumentHeader] = {}
    must_name: list[tuple[str, ...]] = []
    for region in regions:
        own = [header for header in admitted if header.region == region]
        wider = [header for header in admitted if _is_wider(header, region)]
        chosen |= {header.id: header for header in own or wider}
        if not own:
            must_name.append((region.name, *region.short_names))
    if not chosen or not all(any(map(occurs, names)) for names in must_name):
        return Scope((), reason=Reason.REGION_NOT_IN_CORPUS)
    return Scope(tuple(chosen.values()), tuple(must_name))


def names_all(words: str, places: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether some words name each place, by any of its names."""
    return all(any(len(name) > 1 and name in words for name in names) for names in places)


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

    The document's issuer need not be named: it is who speaks.
    """
    missing = [unit for unit in units if unit not in words]
    if not missing:
        return True
    region = document.region
    named = [mention.written for mention in unit_mentions(words)]
    named.append(document.metadata.issuer or "")
    return all(any(name and unit_matches(unit, name, region) for name in named) for unit in missing)


def _is_wider(header: DocumentHeader, region: Region) -> bool:
    own = header.region
    return own is not None and own != region and contains(own, region)
