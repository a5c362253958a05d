"""What each metric is, in a line, for readers of a report; docs/metrics.md says it in full."""

from types import MappingProxyType

MEANINGS = MappingProxyType(
    {
        "right": "answerable, answered with every required fact and no forbidden one",
        "fact_recall": "required facts that are said",
        "wrong_facts": "answers that say a forbidden fact (less is better)",
        "evidence_recall": "pieces of evidence that are cited",
        "citation_support": "citations that are evidence, support it or hold a required fact",
        "citation_recall": "statements whose facts stand in their quotes (ALCE)",
        "citation_precision": "citations that their statement needs (ALCE)",
        "verbatim": "answers whose every quote stands at its offsets",
        "refused": "unanswerable questions refused",
        "wrongly_refused": "answerable questions refused (less is better)",
        "decided": "questions of yes or no decided as the text does",
        "recall_at_5": "relevant clauses or documents among the first 5 found",
        "recall_at_10": "among the first 10",
        "mrr": "1 / rank of the first relevant one",
        "ndcg_at_10": "gain of the first 10, discounted by rank",
        "rouge_l": "characters in common with the reference, in order (F1)",
        "exact_match": "the reference, white space and punctuation aside",
        "stability": "questions answered alike when repeated or put in other words",
        "failed": "questions that got no answer but an error (less is better)",
    }
)
LESS_IS_BETTER = frozenset({"wrong_facts", "wrongly_refused", "failed"})
