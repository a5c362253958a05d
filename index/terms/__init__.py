"""Terms: what the lexical index, the queries and the built-in embedder see of a text.

One function serves index and query, so that the two can never disagree. Words find what a
dictionary knows; character bigrams find what it does not (names, new compounds) and forgive a
wrong cut. Together they beat either alone (R@1 .816 against .743 and .799). Terms of their own say
what is written in several ways: a unit, a number, a document number.
"""

from index.terms.cutting import WORDLIKE, bigrams, characters, features, terms, unit_terms, words
from index.terms.normalization import normalized
from index.terms.questions import MOST_QUERY_TERMS, query_terms, topic_text

__all__ = [
    "MOST_QUERY_TERMS",
    "WORDLIKE",
    "bigrams",
    "characters",
    "features",
    "normalized",
    "query_terms",
    "terms",
    "topic_text",
    "unit_terms",
    "words",
]
