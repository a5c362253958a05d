"""What the terms of a question are worth, and how much of it some words meet."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus.segmentation import tagged_words_of
from index.terms import MOST_QUERY_TERMS, normalized, terms, words
from service.planning import QuestionPlan
from service.planning.plan import Wording
from service.reading.synonyms import synonym_group, synonyms

CONTEXT_COUNTS = 0.5  # words of an earlier question, beside those of the question itself
BY_ANOTHER_WORDING = 0.8  # 包工头 met by 承包人
NOUN_TAGS = ("n", "eng", "j", "vn", "l", "i", "x")  # of jieba's tagger: 奖励 is vn, BIM eng
CACHED_TERM_SETS = 50_000
CACHED_TITLES = 20_000


@dataclass(frozen=True, slots=True)
class Weights:
    """What each term of the question is worth: its idf in the corpus.

    `official` are words that documents write, each with the terms of the question that it meets;
    `nouns` are the terms that name things: evidence that lacks one is about something else; `own`
    are those of the question itself, without those of the one before that it leans on.
    """

    by_term: Mapping[str, float]
    total: float
    official: tuple[tuple[str, frozenset[str]], ...] = ()
    nouns: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()

    @classmethod
    def of(cls, plan: QuestionPlan, idf: Callable[[list[str]], dict[str, float]]) -> "Weights":
        """Return the weights of a plan's terms, each group of synonyms by its commonest."""
        own = dict.fromkeys(_telling(terms(plan.search_text)), 1.0)
        context = dict.fromkeys(_telling(terms(plan.context)), CONTEXT_COUNTS)
        groups = synonym_group()
        weights: dict[str, float] = {}
        counts = context | own
        for term, weight in idf(list(counts)).items():
            group = groups.get(term, term)
            worth = weight * counts[term]
            weights[group] = min(worth, weights.get(group, worth))
        heaviest = sorted(weights, key=lambda term: -weights[term])[:MOST_QUERY_TERMS]
        kept = {term: weights[term] for term in heaviest}
        nouns = frozenset(groups.get(noun, noun) for noun in _nouns(plan.search_text))
        official = tuple(_official(plan.wordings, kept))
        of_question = frozenset(groups.get(term, term) for term in own)
        return cls(kept, sum(kept.values()), official, nouns & kept.keys(), of_question)

    def of_words(self, question: str) -> "Weights":
        """Return the weights of dictionary words alone: titles are named loosely."""
        groups = synonym_group()
        kept = {groups.get(word, word) for word in words(normalized(question))}
        return self.of_terms(frozenset(kept))

    def of_terms(self, terms_kept: frozenset[str]) -> "Weights":
        """Return the weights of some terms alone."""
        by_term = {term: weight for term, weight in self.by_term.items() if term in terms_kept}
        nouns = self.nouns & by_term.keys()
        return Weights(by_term, sum(by_term.values()), self.official, nouns, self.own)

    def met_by(self, text: str) -> dict[str, float]:
        """Return how far, 0 to 1, a text meets each term that it meets at all."""
        found = term_set(text)
        met = {term: 1.0 for term in self.by_term if term in found}
        for words_written, meets in self.official:
            if words_written in text:
                for term in meets & self.by_term.keys():
                    met.setdefault(term, BY_ANOTHER_WORDING)
        return met

    def meets_nothing_of(self, title: str) -> bool:
        """Tell whether a title shares no term with the question: one of many thousands, at once."""
        if not _title_terms(title).isdisjoint(self.by_term):
            return False
        return not any(words_written in title for words_written, _ in self.official)

    def worth(self, met: Mapping[str, float]) -> float:
        """Return the share, 0 to 1, of the question's worth that is met."""
        if not self.total:
            return 0.0
        return sum(self.by_term[term] * share for term, share in met.items()) / self.total

    def noun_worth(self, met: Mapping[str, float]) -> tuple[float, float]:
        """Return the share of the nouns' worth that is met, and the worth of the heaviest unmet.

        The second is a share of the heaviest term's worth; (1, 0) where there are no nouns.
        """
        total = sum(self.by_term[noun] for noun in self.nouns)
        if not total:
            return 1.0, 0.0
        share = sum(self.by_term[noun] * met.get(noun, 0.0) for noun in self.nouns) / total
        unmet = [self.by_term[noun] for noun in self.nouns if noun not in met]
        return share, max(unmet, default=0.0) / max(self.by_term.values())

    def share_in(self, text: str) -> float:
        """Return the share, 0 to 1, of the question's worth that stands in a text."""
        return self.worth(self.met_by(text))


@lru_cache(maxsize=CACHED_TERM_SETS)
def term_set(words_of_document: str) -> frozenset[str]:
    """Return the terms of some words of a document; the same ones are read again and again.

    A word with synonyms stands for its whole group, so that any of them is met by any other.
    """
    found = frozenset(terms(words_of_document))
    of_groups = found & synonyms()
    if not of_groups:
        return found
    groups = synonym_group()
    return (found - of_groups).union(groups[term] for term in of_groups)


@lru_cache(maxsize=CACHED_TITLES)
def _title_terms(title: str) -> frozenset[str]:
    """Return the terms of a title; those of all documents stay, whatever else is read."""
    return term_set(title)


def _telling(found: list[str]) -> list[str]:
    """Return terms without single characters, unless there are no others: their pairs tell more."""
    return [term for term in found if len(term) > 1] or found


def _nouns(text: str) -> Iterator[str]:
    for word, tag in tagged_words_of(text):
        if tag.startswith(NOUN_TAGS) and len(word) > 1:
            yield normalized(word)


def _official(
    wordings: tuple[Wording, ...], weights: Mapping[str, float]
) -> list[tuple[str, frozenset[str]]]:
    found: list[tuple[str, frozenset[str]]] = []
    for wording in wordings:
        meets = frozenset(term_set(wording.written) & weights.keys())
        found.extend((official, meets) for official in wording.official if meets)
    return found
