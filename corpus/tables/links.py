"""Which clause of the body a row of a table says again."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from corpus.models import Clause, ClauseKind

GRAM = 4  # characters that two texts must share in a row to count
FEWEST_GRAMS = 3
SHARED = 0.5  # of a measure's grams stand in the clause that it repeats
# What is no part of the body: a table repeats the body, not itself.
OUTSIDE = frozenset({ClauseKind.TABLE, ClauseKind.TABLE_ROW, ClauseKind.NOTE})


def body_clauses_of(
    measures: Sequence[str], clauses: Sequence[Clause], text: str
) -> list[str | None]:
    """Return, for each measure, the id of the clause of `text` that it repeats, or None.

    A clause is judged by its own text, so that the innermost is found; of two that share as much
    with the measure the deeper one, then the earlier, is taken. Measures may leave out words or
    change some.
    """
    body = [clause for clause in clauses if clause.kind not in OUTSIDE]
    holders: dict[str, list[int]] = defaultdict(list)
    for place, clause in enumerate(body):
        for gram in _grams(text[clause.start : clause.end]):
            holders[gram].append(place)
    return [_repeated(measure, body, holders) for measure in measures]


def _repeated(measure: str, body: Sequence[Clause], holders: dict[str, list[int]]) -> str | None:
    grams = _grams(measure)
    if len(grams) < FEWEST_GRAMS:
        return None
    shared = Counter(place for gram in grams for place in holders.get(gram, ()))
    if not shared:
        return None
    best = max(shared, key=lambda place: (shared[place], body[place].level, -place))
    return body[best].id if shared[best] >= SHARED * len(grams) else None


def _grams(text: str) -> frozenset[str]:
    plain = "".join(
        character for character in unicodedata.normalize("NFKC", text) if character.isalnum()
    )
    return frozenset(plain[i : i + GRAM] for i in range(len(plain) - GRAM + 1))
