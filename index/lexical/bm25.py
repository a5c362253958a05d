"""BM25 (Robertson and Zaragoza, 2009), as every index here scores it.

Statistics are of the whole corpus, wherever its texts are indexed: a text scores the same in a
generation and in the live delta.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.lexical.base import LexicalIndex, LexicalQuery
from index.terms import MOST_QUERY_TERMS

# tantivy's, which are fixed
K1, B = 1.2, 0.75


def inverse_document_frequency(texts: int, frequencies: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the idf of terms that stand in so many of so many texts, [terms]."""
    # of texts removed from the live delta the terms are still counted
    others = np.maximum(texts - frequencies, 0)
    idf: NDArray[np.float64] = np.log(1 + (others + 0.5) / (frequencies + 0.5))
    return idf


def weighted_query(
    terms: Sequence[str], indexes: Sequence[LexicalIndex], field_weights: Mapping[str, float]
) -> LexicalQuery:
    """Return the query of terms over indexes that together hold the corpus.

    Terms that no text holds are left out, but for the ceiling; of very many the rarest are kept.
    """
    texts = sum(index.size for index in indexes)
    idf: dict[str, NDArray[np.float64]] = {}
    known = np.zeros(len(terms), dtype=np.bool_)
    for field in field_weights:
        counted = sum(
            (index.frequencies(field, terms) for index in indexes),
            np.zeros(len(terms), dtype=np.int64),
        )
        known |= counted > 0
        idf[field] = inverse_document_frequency(texts, counted)
    first = next(iter(field_weights))
    ceiling = float(idf[first].sum()) if texts else 0.0
    kept = np.flatnonzero(known)
    if len(kept) > MOST_QUERY_TERMS:
        kept = np.sort(kept[np.argsort(-idf[first][kept], kind="stable")[:MOST_QUERY_TERMS]])
    return LexicalQuery(
        tuple(terms[place] for place in kept.tolist()),
        {field: weight * idf[field][kept] for field, weight in field_weights.items()},
        ceiling,
    )


def quantized_length(length: int) -> int:
    """Return a text's length as tantivy keeps it, in one byte: exact to 40, then ever coarser."""
    step, begin = 2, 40
    if length <= begin:
        return length
    while length >= begin + 8 * step:
        begin += 8 * step
        step *= 2
    return begin + (length - begin) // step * step


def term_share(count: int, length: int, average_length: float) -> float:
    """Return what share of its weight a term is worth that stands `count` times in a text."""
    norm = K1 * (1 - B + B * quantized_length(length) / max(average_length, 1e-9))
    return (K1 + 1) * count / (count + norm)
