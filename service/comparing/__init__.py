"""Sets clauses side by side: of regions, of documents, of versions of a document.

Rows of clauses that speak of the same, the words in which they differ, and gaps shown as gaps.
"""

from service.comparing.comparison import compared_documents, compared_topic
from service.comparing.models import Comparison, VersionChanges
from service.comparing.versions import version_changes

__all__ = [
    "Comparison",
    "VersionChanges",
    "compared_documents",
    "compared_topic",
    "version_changes",
]
