"""All systems by name, in the order of the tables."""

from eval.bench.errors import BenchmarkError
from eval.bench.systems.base import System
from eval.bench.systems.library import LibrarySystem
from eval.bench.systems.policyqa import Policyqa

SYSTEMS: tuple[System, ...] = (
    Policyqa(),
    LibrarySystem(
        "LangChain",
        "langchain",
        ("langchain-community", "langchain-classic", "rank_bm25", "faiss-cpu"),
    ),
    LibrarySystem(
        "LlamaIndex",
        "llamaindex",
        (
            "llama-index-core",
            "llama-index-vector-stores-faiss",
            "llama-index-retrievers-bm25",
            "faiss-cpu",
        ),
    ),
    LibrarySystem("txtai", "txtai", ("txtai", "faiss-cpu")),
    LibrarySystem("bm25s", "bm25s", ("bm25s",), "none"),
)


def order_of(name: str) -> int:
    """Return the place of a system in the tables; one that is not known comes last."""
    names = [system.name for system in SYSTEMS]
    return names.index(name) if name in names else len(names)


def systems_named(names: str) -> tuple[System, ...]:
    """Return the systems of names with commas between; upper and lower case are the same.

    Raises BenchmarkError for a name that is none.
    """
    known = {system.name.lower(): system for system in SYSTEMS}
    wanted = [name.strip().lower() for name in names.split(",")]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        every = ", ".join(system.name for system in SYSTEMS)
        raise BenchmarkError(f"--systems {names}: no {', '.join(unknown)}. There are {every}")
    return tuple(system for system in SYSTEMS if system.name.lower() in wanted)
