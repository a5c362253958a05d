"""txtai's BM25 over words of jieba. txtai imports it by name, from the settings of an index."""

from collections.abc import Callable

from eval.bench.systems.library import imported
from eval.bench.systems.tokens import jieba_tokens

_BM25 = imported("txtai.scoring").BM25


class JiebaBM25(_BM25):  # type: ignore[misc,valid-type]
    """BM25 with another tokenizer."""

    def loadtokenizer(self) -> Callable[[str], list[str]]:
        """Return the tokenizer."""
        return jieba_tokens
