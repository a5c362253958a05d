"""Which documents a search may look at."""

from dataclasses import dataclass
from datetime import date

from corpus.models import DocumentHeader
from corpus.names.regions import ancestors, region_named


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty or null parts do not restrict. Regions include their subordinate places."""

    regions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    issued_from: date | None = None
    issued_to: date | None = None
    in_force_on: date | None = None
    issuers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()

    def admit(self, document: DocumentHeader) -> bool:
        """Tell whether a document passes every part."""
        metadata = document.metadata
        return (
            self._region_admits(metadata.region)
            and _is_among(document.id, self.documents)
            and _is_among(metadata.issuer, self.issuers)
            and _is_among(metadata.kind, self.kinds)
            and _is_among(document.collection, self.collections)
            and self._dates_admit(document)
        )

    @property
    def restrict(self) -> bool:
        """Whether anything is restricted."""
        return self != Filters()

    @property
    def region_keys(self) -> frozenset[str]:
        """The keys of the regions, one of which must be among a document's `places_of`."""
        return frozenset(map(region_key, self.regions))

    def _region_admits(self, own: str | None) -> bool:
        return not self.regions or not self.region_keys.isdisjoint(places_of(own))

    def _dates_admit(self, document: DocumentHeader) -> bool:
        metadata = document.metadata
        issued = metadata.issued_on
        if (self.issued_from or self.issued_to) and issued is None:
            return False
        if issued and self.issued_from and issued < self.issued_from:
            return False
        if issued and self.issued_to and issued > self.issued_to:
            return False
        day = self.in_force_on
        if day is None:
            return True
        begins = metadata.effective_on or issued
        return (begins is None or begins <= day) and (
            metadata.expires_on is None or day <= metadata.expires_on
        )


def region_key(name: str) -> str:
    """Return one name for all names of a region: 渝, Chongqing → 重庆市. Others stay."""
    region = region_named(name)
    return name if region is None else f"{region.parent or ''}/{region.name}"


def places_of(own: str | None) -> tuple[str, ...]:
    """Return the keys of a document's region and of all that it lies in, none for none."""
    if own is None:
        return ()
    region = region_named(own)
    if region is None:
        return (own,)
    return tuple(f"{r.parent or ''}/{r.name}" for r in (region, *ancestors(region)))


def _is_among(own: str | None, wanted: tuple[str, ...]) -> bool:
    return not wanted or (own or None) in wanted
