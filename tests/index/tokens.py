"""Made-up documents whose clauses each hold a word of their own, so that who is found is known."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from index.embedding import Embedder, embedder_named
from index.filters import Filters
from index.search import SearchEngine
from index.store import Store

NUMERALS = "一二三四五六七八九"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MOST_FOUND = 100


def word(number: int) -> str:
    """Return a word that no other number has and no dictionary knows: `zqaabx`."""
    letters = (LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in (2, 1, 0))
    return f"zq{''.join(letters)}x"


def text_of(clauses: Sequence[str]) -> str:
    """Return a document of one clause, and so one passage, for each of some words."""
    return "\n".join(
        f"{numeral}、各单位按月报送{words}工作进展，年底前完成整改并公开结果。"
        for numeral, words in zip(NUMERALS, clauses, strict=False)
    )


@cache
def builtin() -> Embedder:
    """Return the built-in embedder, loaded once."""
    return embedder_named("builtin")


def store_at(data: Path) -> Store:
    """Open the store of a data folder, where `policyqa` has it."""
    return Store(f"sqlite:///{data / 'policyqa.sqlite'}")


def engine_at(data: Path) -> SearchEngine:
    """Open a data folder as a process of its own would."""
    return SearchEngine(store_at(data), builtin(), data / "generations")


def names_found(engine: SearchEngine, query: str, filters: Filters | None = None) -> list[str]:
    """Return the source name of each clause found, best first."""
    hits = engine.search(query, MOST_FOUND, filters).hits
    headers = engine.store.headers([hit.document_id for hit in hits])
    return [headers[hit.document_id].source_name for hit in hits]


def id_of(store: Store, name: str) -> str:
    """Return the id of the document of a source name."""
    return next(h.id for h in store.snapshot().headers() if h.source_name == name)
