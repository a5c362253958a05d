"""Which documents a search may look at."""

from dataclasses import dataclass
from datetime import date

from corpus.models import DocumentHeader
from corpus.names.regions import contains, region_named


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty or null parts do not restrict. Regions include their subordinate places."""

    regions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    issued_from: date | None = None
    issued_to: date | None = None
    in_force_on: date | None = None

    def admit(self, document: DocumentHeader) -> bool:
        """Tell whether a document passes every part."""
        return (
            self._region_admits(document)
            and (not self.documents or document.id in self.documents)
            and self._dates_admit(document)
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is restricted."""
        return self == Filters()

    def _region_admits(self, document: DocumentHeader) -> bool:
        if not self.regions:
            return True
        own = document.metadata.region
        return own is not None and any(_is_within(own, name) for name in self.regions)

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


def _is_within(own: str, name: str) -> bool:
    inner, outer = region_named(own), region_named(name)
    if inner is None or outer is None:
        return own == name
    return contains(outer, inner)
