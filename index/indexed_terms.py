"""The terms by which passages and whole documents are indexed, the same everywhere."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from corpus.models import DocumentHeader
from index.passages import Passage
from index.terms import terms, unit_terms

Terms = Sequence[str]

# Cut differently by another dictionary or another rule: units, numbers, compounds, names
PROBE = (
    "重庆市住房城乡建委、市发展改革委牵头推广BIM技术，根据渝府办发〔2023〕53号，2025年底前装配式建筑"
    "占新建建筑面积的比例达到百分之三十以上，对首次入选中国500强的企业一次性奖励100万元，十五日内办结。"
)


@cache
def terms_fingerprint() -> str:
    """Return what changes whenever texts are cut into other terms."""
    probed = "\n".join([*terms(PROBE), *sorted(unit_terms())])
    return hashlib.sha256(probed.encode()).hexdigest()[:16]


def passage_terms(passage: Passage) -> dict[str, Terms]:
    """Return the terms of a passage's fields."""
    return {"body": terms(passage.body), "heading": _heading_terms(passage.heading)}


@lru_cache(4_096)
def _heading_terms(heading: str) -> tuple[str, ...]:
    """Return the terms of a heading, which passages next to each other share."""
    return tuple(terms(heading))


class DocumentTerms:
    """Gathers the terms of a document from those of its passages, one after another.

    Its title stands for what it is called: the title and the document number.
    """

    def __init__(self, header: DocumentHeader) -> None:
        self._title = terms(f"{header.title} {header.metadata.doc_number or ''}")
        self._text: list[str] = []

    def add(self, of_passage: Mapping[str, Terms]) -> None:
        """Add the terms of a passage."""
        self._text.extend(of_passage["body"])

    def fields(self) -> dict[str, Terms]:
        """Return the terms of the document's fields."""
        return {"text": self._text, "title": self._title}
