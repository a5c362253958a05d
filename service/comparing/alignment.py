"""Which texts of one list speak of the same as which of another."""

from collections.abc import Sequence

import numpy as np

from index.embedding import Embedder

# Cosines, measured in docs/desk.md. On one topic all clauses are somewhat alike: less is enough.
LEAST_SIMILAR, LEAST_SIMILAR_ON_TOPIC = 0.6, 0.45
WEIGHT_OF_PLACE = 0.05  # of two alike the one at the like place: （一）总则 stands in each chapter
Pair = tuple[int | None, int | None]


def aligned(
    first: Sequence[str],
    second: Sequence[str],
    embedder: Embedder,
    least: float,
) -> list[Pair]:
    """Return pairs of positions in two lists of texts, each position once, None for no partner.

    Texts that are the same are partners; of the others the most similar ones first, by the cosine
    of their embeddings. In the order of the second list, what only the first has after the partner
    of what precedes it there.
    """
    partner = _partners(first, second, embedder, least)
    of_second = {own: other for other, own in partner.items()}
    lonely: dict[int | None, list[int]] = {}
    before: int | None = None
    for position in range(len(first)):
        if position in partner:
            before = partner[position]
        else:
            lonely.setdefault(before, []).append(position)
    pairs: list[Pair] = [(position, None) for position in lonely.get(None, ())]
    for position in range(len(second)):
        pairs.append((of_second.get(position), position))
        pairs.extend((own, None) for own in lonely.get(position, ()))
    return pairs


def _partners(
    first: Sequence[str], second: Sequence[str], embedder: Embedder, least: float
) -> dict[int, int]:
    """Return for positions of the first list those of their partners in the second."""
    if not first or not second:
        return {}
    places = np.abs(
        np.linspace(0, 1, len(first))[:, None] - np.linspace(0, 1, len(second))[None, :]
    )
    vectors = [embedder.embed_passages(list(texts)) for texts in (first, second)]
    similar = vectors[0] @ vectors[1].T - WEIGHT_OF_PLACE * places
    numbers: dict[str, int] = {}
    known = [[numbers.setdefault(t, len(numbers)) for t in texts] for texts in (first, second)]
    same = np.equal.outer(np.array(known[0]), np.array(known[1]))
    similar = np.where(same, 3.0 - places, similar)  # the same text before all others
    partner: dict[int, int] = {}
    taken: set[int] = set()
    rows, columns = np.nonzero(similar >= least)
    for place in np.argsort(-similar[rows, columns], kind="stable"):
        own, other = int(rows[place]), int(columns[place])
        if own not in partner and other not in taken:
            partner[own] = other
            taken.add(other)
    return partner
