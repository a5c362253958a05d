"""Which terms of a query a passage holds, and what each is worth to its lexical share."""

from collections import Counter

from index.indexed_terms import passage_terms
from index.lexical import LexicalQuery
from index.lexical.bm25 import term_share
from index.passages import Passage
from index.search.results import MatchedTerm
from index.segment import Segment


def matched_terms(
    passage: Passage, query: LexicalQuery, segment: Segment
) -> tuple[MatchedTerm, ...]:
    """Return the terms that a passage shares with a query, the weightiest first.

    Their shares add up to the passage's lexical share.
    """
    averages = segment.passage_index.average_lengths
    found: list[MatchedTerm] = []
    for field, terms in passage_terms(passage).items():
        counts = Counter(terms)
        for term, weight in zip(query.terms, query.weights[field].tolist(), strict=True):
            if counts[term]:
                part = weight * term_share(counts[term], len(terms), averages[field])
                found.append(MatchedTerm(term, field, part / query.ceiling))
    return tuple(sorted(found, key=lambda matched: -matched.share))
