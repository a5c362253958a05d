"""Which texts of one list speak of the same as which of another."""

from collections.abc import Iterator, Sequence

import numpy as np

from index.embedding import Embedder, Vectors

# Cosines, measured in docs/desk.md. On one topic all clauses are somewhat alike: less is enough.
LEAST_SIMILAR, LEAST_SIMILAR_ON_TOPIC = 0.6, 0.45
WEIGHT_OF_PLACE = 0.05  # of two alike the one at the like place: （一）总则 stands in each chapter
MOST_PAIRS_WEIGHED = 10_000  # of one text; the same more often, in order
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
    partner = _same_texts(first, second)
    taken = set(partner.values())
    own = [place for place in range(len(first)) if place not in partner]
    other = [place for place in range(len(second)) if place not in taken]
    if own and other:
        similar = (
            embedder.embed_passages([first[place] for place in own])
            @ embedder.embed_passages([second[place] for place in other]).T
        )
        apart = _apart(own, len(first), other, len(second))
        for one, two in _likest_pairs(similar - WEIGHT_OF_PLACE * apart, least):
            partner[own[one]] = other[two]
    return partner


def _same_texts(first: Sequence[str], second: Sequence[str]) -> dict[int, int]:
    """Return the partners that are the same texts, of several those at the likest places."""
    places = _places_by_text(second)
    partner: dict[int, int] = {}
    for text, own in _places_by_text(first).items():
        other = places.get(text, [])
        if len(own) * len(other) > MOST_PAIRS_WEIGHED:  # （略）in each row of a table
            partner |= dict(zip(own, other, strict=False))
        elif other:
            near = -_apart(own, len(first), other, len(second))
            partner |= {own[one]: other[two] for one, two in _likest_pairs(near, -1.0)}
    return partner


def _places_by_text(texts: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(text, []).append(place)
    return places


def _apart(
    first: Sequence[int], first_length: int, second: Sequence[int], second_length: int
) -> Vectors:
    """Return how far apart places in two lists are, 0 to 1: [places of first, of second]."""
    relative = (
        np.array(places, np.float32) / max(1, length - 1)
        for places, length in ((first, first_length), (second, second_length))
    )
    own, other = relative
    return np.abs(own[:, None] - other[None, :])


def _likest_pairs(similar: Vectors, least: float) -> Iterator[tuple[int, int]]:
    """Yield pairs of rows and columns, each in one pair at most, the likest first choosing.

    `similar` has the shape [rows, columns]. In each round all who are each other's likest become
    pairs: they are those that choosing one pair after the other would come to.
    """
    rows, columns = np.arange(similar.shape[0]), np.arange(similar.shape[1])
    while rows.size and columns.size:
        likest_column, likest_row = similar.argmax(axis=1), similar.argmax(axis=0)
        paired = likest_row[likest_column] == np.arange(rows.size)
        paired &= similar[np.arange(rows.size), likest_column] >= least
        if not paired.any():
            return
        for row, column in zip(rows[paired], columns[likest_column[paired]], strict=True):
            yield int(row), int(column)
        left = np.ones(columns.size, bool)
        left[likest_column[paired]] = False
        rows, columns = rows[~paired], columns[left]
        similar = similar[~paired][:, left]
