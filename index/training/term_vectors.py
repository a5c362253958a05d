"""Term vectors in training: texts embedded, the loss between them, and the update of the terms.

Only the terms of a batch have a gradient, so only their rows are read and written ("lazy"): a
step costs the batch's terms, not the vocabulary.
"""

from collections.abc import Sequence
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from index.training.text_features import Bags

FIRST_MOMENT_DECAY = 0.9
SECOND_MOMENT_DECAY = 0.999
SMALLEST_DENOMINATOR = 1e-8
ROWS_AT_ONCE = 1_024  # updated together: 2 MB a table, which stays in the processor's cache


class TermVectors:
    """The vectors [terms, dimensions] with the moments of Adam (Kingma and Ba, 2015)."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        """Begin with a copy of `vectors`, [terms, dimensions]."""
        self._vectors = torch.from_numpy(vectors.copy())
        self._first_moment = torch.zeros_like(self._vectors)
        self._second_moment = torch.zeros_like(self._vectors)
        self._steps = 0

    @classmethod
    def random(cls, terms: int, dimensions: int, deviation: float, seed: int) -> Self:
        """Begin with normally distributed numbers of a standard deviation."""
        generator = torch.Generator().manual_seed(seed)
        drawn = torch.randn(terms, dimensions, generator=generator) * deviation
        return cls(drawn.numpy())

    def embedded(
        self, bags: Sequence[Bags]
    ) -> tuple[torch.Tensor, torch.Tensor, list[torch.Tensor]]:
        """Return the distinct terms, their vectors as a leaf of the graph, and each batch's texts.

        A batch's texts are L2-normalised vectors [texts, dimensions], float32.
        """
        ids, local = np.unique(np.concatenate([bag.ids for bag in bags]), return_inverse=True)
        terms = torch.from_numpy(ids)
        rows = self._vectors.index_select(0, terms).requires_grad_()
        texts: list[torch.Tensor] = []
        begin = 0
        for bag in bags:
            end = begin + len(bag.ids)
            total = functional.embedding_bag(
                torch.from_numpy(local[begin:end]),
                rows,
                torch.from_numpy(bag.offsets),
                mode="sum",
                per_sample_weights=torch.from_numpy(bag.weights),
            )
            texts.append(functional.normalize(total, dim=1))
            begin = end
        return terms, rows, texts

    def update(self, terms: torch.Tensor, gradient: torch.Tensor, learning_rate: float) -> None:
        """Move the vectors of `terms` [n] against their gradient [n, dimensions]."""
        self._steps += 1
        first_bias = 1 - FIRST_MOMENT_DECAY**self._steps
        second_bias = 1 - SECOND_MOMENT_DECAY**self._steps
        for begin in range(0, len(terms), ROWS_AT_ONCE):
            rows = terms[begin : begin + ROWS_AT_ONCE]
            slope = gradient[begin : begin + ROWS_AT_ONCE]
            first = self._first_moment.index_select(0, rows)
            first.lerp_(slope, 1 - FIRST_MOMENT_DECAY)
            self._first_moment.index_copy_(0, rows, first)
            second = self._second_moment.index_select(0, rows).mul_(SECOND_MOMENT_DECAY)
            second.addcmul_(slope, slope, value=1 - SECOND_MOMENT_DECAY)
            self._second_moment.index_copy_(0, rows, second)
            spread = second.div_(second_bias).sqrt_().add_(SMALLEST_DENOMINATOR)
            moved = self._vectors.index_select(0, rows)
            moved.addcdiv_(first, spread, value=-learning_rate / first_bias)
            self._vectors.index_copy_(0, rows, moved)

    def numpy(self) -> NDArray[np.float32]:
        """Return a copy of the vectors, float32 [terms, dimensions]."""
        return self._vectors.numpy().copy()


def contrastive_loss(
    queries: torch.Tensor,
    passages: torch.Tensor,
    also_relevant: torch.Tensor,
    temperature: float,
) -> torch.Tensor:
    """Return the symmetric InfoNCE loss (van den Oord et al., 2018), a scalar.

    Query `i` of `queries` [n, dimensions] belongs to passage `i` of `passages` [m, dimensions],
    m ≥ n; what comes after n are further negatives. Pairs that `also_relevant` [n, m] marks are
    no negatives. Passages look for their query among the n queries.
    """
    similarity = queries @ passages.T / temperature
    count = len(queries)
    own = torch.arange(count)
    hidden = also_relevant.clone()
    hidden[own, own] = False
    similarity = similarity.masked_fill(hidden, float("-inf"))
    by_query = functional.cross_entropy(similarity, own)
    by_passage = functional.cross_entropy(similarity[:, :count].T, own)
    return (by_query + by_passage) / 2
