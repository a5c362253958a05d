"""The vocabulary, and texts as arrays of term ids, so that training never cuts a text twice."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.terms import features

Ids = NDArray[np.int64]


@dataclass(frozen=True)
class Bags:
    """Texts as weighted sets of terms, row after row.

    `ids` and `weights` have one entry for each distinct term of each text, `offsets` [texts]
    says where a text's entries begin; a text may have none.
    """

    ids: Ids
    weights: NDArray[np.float32]
    offsets: Ids


class FeatureTable:
    """Short texts as ragged rows of term ids, from which longer texts are put together."""

    def __init__(self, texts: Iterable[str], row_of: Mapping[str, int]) -> None:
        pieces: list[NDArray[np.int32]] = []
        lengths: list[int] = []
        for text in texts:
            ids = [row_of[term] for term in features(text) if term in row_of]
            pieces.append(np.array(ids, dtype=np.int32))
            lengths.append(len(ids))
        self._ids = np.concatenate(pieces) if pieces else np.empty(0, dtype=np.int32)
        self._lengths = np.array(lengths, dtype=np.int64)
        self._starts = np.concatenate(([0], np.cumsum(self._lengths)))[:-1].astype(np.int64)
        self._terms = len(row_of)

    def bags(
        self,
        texts: Ids,
        bag_of_text: Ids,
        count: int,
        kept: NDArray[np.float64] | None = None,
        chance: np.random.Generator | None = None,
    ) -> Bags:
        """Return `count` bags, put together of the table's texts.

        `texts` [n] are rows of the table and `bag_of_text` [n] the bag that each goes into. With
        `kept` [count] and `chance`, each occurrence of a term stays with its bag's probability.
        """
        lengths = self._lengths[texts]
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        at = np.arange(total) + np.repeat(self._starts[texts] - (ends - lengths), lengths)
        bag = np.repeat(bag_of_text, lengths)
        if kept is not None and chance is not None:
            stays = chance.random(total) < kept[bag]
            at, bag = at[stays], bag[stays]
        keys, counts = np.unique(bag * self._terms + self._ids[at], return_counts=True)
        bags, ids = np.divmod(keys, self._terms)
        offsets = np.searchsorted(bags, np.arange(count))
        return Bags(ids, np.sqrt(counts).astype(np.float32), offsets)


def build_vocabulary(
    texts: Iterable[str], needed: Sequence[str], size: int, fewest_texts: int = 2
) -> list[str]:
    """Return at most `size` terms: all of `needed` (texts or terms), then those in most texts.

    Terms in fewer than `fewest_texts` texts are left out. Ties go by the term itself, so that
    the same texts always give the same vocabulary.
    """
    texts_with: Counter[str] = Counter()
    for text in texts:
        texts_with.update(set(features(text)))
    always = {term for text in needed for term in features(text)}
    frequent = [term for term, count in texts_with.items() if count >= fewest_texts]
    frequent.sort(key=lambda term: (-texts_with[term], term))
    rest = [term for term in frequent if term not in always]
    return (sorted(always) + rest)[:size]
