"""Folds clauses of different documents that say nearly the same into the best of them."""

from collections.abc import Sequence
from dataclasses import replace

from index.embedding.base import Vectors
from index.search.results import Duplicate, Hit
from index.terms import bigrams, normalized

NEARLY_ALIKE_COSINE = 0.9  # a first look, cheap
NEARLY_ALIKE_SHARE = 0.8  # of the bigrams of both (Jaccard)


def folded(hits: Sequence[Hit], vectors: Vectors) -> list[Hit]:
    """Return the hits without those that say nearly the same as a better one of another document.

    They are named in its `duplicates`. `vectors` are [hits, dimensions].
    """
    alike = vectors @ vectors.T >= NEARLY_ALIKE_COSINE
    pairs_of = [frozenset(bigrams(normalized(hit.passage.body))) for hit in hits]
    kept: list[int] = []
    duplicates: dict[int, list[Duplicate]] = {}
    for place, hit in enumerate(hits):
        same = next(
            (
                other
                for other in kept
                if alike[place, other]
                and hits[other].document_id != hit.document_id
                and _jaccard(pairs_of[place], pairs_of[other]) >= NEARLY_ALIKE_SHARE
            ),
            None,
        )
        if same is None:
            kept.append(place)
        else:
            duplicate = Duplicate(hit.document_id, hit.clause_id)
            duplicates.setdefault(same, []).append(duplicate)
    return [replace(hits[i], duplicates=tuple(duplicates.get(i, ()))) for i in kept]


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    every = len(first | second)
    return len(first & second) / every if every else 1.0
