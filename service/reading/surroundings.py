"""The terms of a question, and what stands around a sentence that meets them."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from corpus.models import Document
from service.planning import QuestionPlan
from service.reading.candidates import FoundClause
from service.reading.document_view import view_of
from service.reading.weights import Weights

# What a matched term is worth by where it stands: a sentence may lean on its headings and title.
IN_HEADING, IN_TITLE, IN_CLAUSE = 0.85, 0.6, 0.5


class QuestionTerms:
    """The terms of a question in an order, with what each is worth, as shares of the whole."""

    def __init__(self, plan: QuestionPlan, weights: Weights) -> None:
        self._place = {term: place for place, term in enumerate(weights.by_term)}
        self.count = len(self._place)
        worth = np.array(list(weights.by_term.values()))
        words = self._among(weights.of_words(plan.search_text).by_term)
        self.nouns = self._among(weights.nouns)
        self.shares = worth / worth.sum()
        self.word_shares = worth * words / ((worth * words).sum() or 1.0)
        self.noun_shares = worth * self.nouns / ((worth * self.nouns).sum() or 1.0)
        heaviest = float(worth.max(initial=0.0)) or 1.0
        self.noun_weights = worth * self.nouns / heaviest
        self.heaviest = int(np.argmax(worth))

    def _among(self, terms: Iterable[str]) -> NDArray[np.float64]:
        kept = np.zeros(self.count)
        for term in terms:
            if term in self._place:
                kept[self._place[term]] = 1.0
        return kept

    def row(self, met: Mapping[str, float]) -> NDArray[np.float64]:
        """Return how far each term is met, [terms]."""
        row = np.zeros(self.count)
        for term, share in met.items():
            row[self._place[term]] = share
        return row

    def rows(self, many: Iterable[Mapping[str, float]]) -> NDArray[np.float64]:
        """Return how far each term is met by each of several, [several, terms]."""
        return np.array([self.row(met) for met in many])


class Surroundings:
    """What the headings, titles and other words around a sentence meet."""

    def __init__(self, found: FoundClause, titles: "Titles", terms: QuestionTerms) -> None:
        document, clause = found.document, found.clause
        view, weights = view_of(document), titles.weights
        lead = view.leads.get(clause.id)
        own_headings = " ".join([*clause.path, clause.heading or ""])
        headings = weights.met_by(f"{own_headings} {lead.text}" if lead else own_headings)
        whole = weights.met_by(document.text[clause.start : clause.end])
        self.row = np.maximum.reduce(
            [
                terms.row(whole) * IN_CLAUSE,
                titles.row * IN_TITLE,
                terms.row(headings) * IN_HEADING,
            ]
        )
        self.titles = titles.row
        self.by_headings = terms.row(headings)
        self.headings = weights.worth(headings)
        self.title = titles.share
        self.clause = weights.worth(whole)
        self._words = document.text[clause.start : clause.end]

    def share_of(self, characters: frozenset[str]) -> float:
        """Return the share of characters that stand in the clause."""
        return share_of_characters(characters, self._words)


class Titles:
    """What the titles of a document meet: its own alone (`share`), and all it has (`row`)."""

    def __init__(self, document: Document, weights: Weights, terms: QuestionTerms) -> None:
        self.weights = weights
        self.row = terms.row(weights.met_by(view_of(document).titles))
        self.share = weights.worth(weights.met_by(document.title))


def share_of_characters(characters: frozenset[str], words: str) -> float:
    """Return the share of characters that stand in some words: 国外揽活 half in 境外承揽."""
    return sum(own in words for own in characters) / len(characters) if characters else 0.0
