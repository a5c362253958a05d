"""Trains the built-in embedder further on the corpus that it serves, without anybody's labels.

Some clauses are held back: no pair is made of them. Before and after, each is looked for among all
clauses by one of its sentences, which its own text then lacks, and by a question made of it. The
adapted model is worth keeping when the mean reciprocal rank rises by more than chance explains.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.base import Embedder
from index.embedding.builtin import BuiltinEmbedder, terms_of_model
from index.training.corpus_reader import Article
from index.training.errors import TrainingDataError
from index.training.evaluation import reciprocal_rank_at_k
from index.training.pairs import PairSampler, cut_corpus, sentences_of
from index.training.plain_words import read_plain_words
from index.training.quantization import write_model
from index.training.settings import TrainingSettings
from index.training.synthetic_questions import synthetic_question
from index.training.term_vectors import TermVectors
from index.training.text_features import build_vocabulary
from index.training.trainer import Report, TrainedTerms, pretrain

ADAPTATION = TrainingSettings(steps=120, pairs_per_step=512, learning_rate=1e-3, warmup_steps=10)
MOST_NEW_TERMS = 20_000
FEWEST_CLAUSES = 200  # fewer teach nothing
HELD_BACK_SHARE = 0.1
MOST_HELD_BACK = 1_000
MOST_CLAUSES = 100_000  # trained on and searched among; of more, as many are drawn
RANKS_READ = 10
BOOTSTRAP_ROUNDS = 2_000
SURE = 5  # per cent: the lower end of the interval of the gain must be above nothing


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What adapting gave: mean reciprocal ranks of held-back clauses, before and after.

    `low` and `high` bound the gain between the 5th and the 95th percentile of a bootstrap over
    clauses.
    """

    clauses: int
    held_back: int
    before: float
    after: float
    low: float
    high: float

    @property
    def helps(self) -> bool:
        """Whether the adapted model finds more, by more than chance explains."""
        return self.low > 0


def adapt(
    model: Path,
    articles: Sequence[Article],
    out: Path,
    settings: TrainingSettings = ADAPTATION,
    report: Report = lambda line: None,
) -> Adaptation:
    """Train a model file further on articles, write it to `out`, and return what it gained.

    Raises TrainingDataError when there are too few articles to learn from.
    """
    chosen = _drawn(articles, settings.seed)
    if len(chosen) < FEWEST_CLAUSES:
        raise TrainingDataError(
            f"{len(chosen)} clauses are too few to adapt to: {FEWEST_CLAUSES} are needed. Ingest "
            "more documents first."
        )
    held_back = _held_back(chosen, settings.seed)
    report(f"{len(chosen)} clauses, {len(held_back)} held back")
    trained = _trained(model, chosen, held_back, settings, report)
    write_model(trained, settings, f"adapted to {len(chosen)} clauses", date.today(), out)
    wanted = _wanted(chosen, held_back, settings.seed)
    before = _reciprocal_ranks(BuiltinEmbedder(model), chosen, wanted)
    after = _reciprocal_ranks(BuiltinEmbedder(out), chosen, wanted)
    low, high = _interval(after - before, settings.seed)
    return Adaptation(
        len(chosen), len(held_back), float(before.mean()), float(after.mean()), low, high
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A query, the clause that it looks for, and the clause's text without the query's words."""

    query: str
    clause: int
    text: str


def _drawn(articles: Sequence[Article], seed: int) -> list[Article]:
    distinct = list(dict.fromkeys(article for article in articles if article.text.strip()))
    if len(distinct) <= MOST_CLAUSES:
        return distinct
    places = sorted(random.Random(seed).sample(range(len(distinct)), MOST_CLAUSES))
    return [distinct[place] for place in places]


def _held_back(articles: Sequence[Article], seed: int) -> list[int]:
    """Return clauses of several sentences, in order."""
    several = [i for i, article in enumerate(articles) if len(sentences_of(article.text)) > 1]
    count = min(MOST_HELD_BACK, round(len(articles) * HELD_BACK_SHARE), len(several))
    return sorted(random.Random(seed).sample(several, count))


def _trained(
    model: Path,
    articles: Sequence[Article],
    held_back: Sequence[int],
    settings: TrainingSettings,
    report: Report,
) -> TrainedTerms:
    known, vectors = terms_of_model(model)
    every = build_vocabulary([f"{a.law}\n{a.text}" for a in articles], [], MOST_NEW_TERMS, 3)
    new = sorted(set(every) - set(known))
    vocabulary = (*known, *new)
    # A new term begins with nothing: it changes no text's vector until it has learnt something
    begun = np.concatenate([vectors, np.zeros((len(new), vectors.shape[1]), dtype=np.float32)])
    report(f"{len(known)} terms known, {len(new)} new")
    texts = cut_corpus(articles, read_plain_words(), settings.questions_per_article, settings.seed)
    row_of = {term: row for row, term in enumerate(vocabulary)}
    own = replace(settings, dimensions=vectors.shape[1])
    sampler = PairSampler(texts, row_of, own, np.array(held_back, dtype=np.int64))
    terms = TermVectors(begun)
    pretrain(terms, sampler, own, report)
    return TrainedTerms(vocabulary, terms.numpy())


def _wanted(articles: Sequence[Article], held_back: Sequence[int], seed: int) -> list[_Wanted]:
    chance = random.Random(seed)
    plain_words = read_plain_words()
    wanted: list[_Wanted] = []
    for place in held_back:
        sentences = sentences_of(articles[place].text)
        chosen = chance.randrange(len(sentences))
        rest = "".join(sentences[:chosen] + sentences[chosen + 1 :])
        wanted.append(_Wanted(sentences[chosen], place, rest))
        question = synthetic_question(chance.choice(sentences), plain_words, chance)
        if question is not None:
            wanted.append(_Wanted(question, place, articles[place].text))
    return wanted


def _reciprocal_ranks(
    embedder: Embedder, articles: Sequence[Article], wanted: Sequence[_Wanted]
) -> NDArray[np.float64]:
    """Return 1 / the rank of each wanted clause among all, 0 beyond the first ten."""
    passages = embedder.embed_passages([f"{a.law}\n{a.text}" for a in articles])
    own = embedder.embed_passages([f"{articles[w.clause].law}\n{w.text}" for w in wanted])
    queries = embedder.embed_queries([each.query for each in wanted])
    ranks: list[float] = []
    for each, query, vector in zip(wanted, queries, own, strict=True):
        scores = passages @ query
        scores[each.clause] = vector @ query
        ahead = int((scores > scores[each.clause]).sum())
        ranks.append(reciprocal_rank_at_k([-1] * ahead + [each.clause], [each.clause], RANKS_READ))
    return np.array(ranks)


def _interval(gains: NDArray[np.float64], seed: int) -> tuple[float, float]:
    """Return the interval of the mean gain by bootstrap (Efron, 1979)."""
    chance = np.random.default_rng(seed)
    means = [float(chance.choice(gains, len(gains)).mean()) for _ in range(BOOTSTRAP_ROUNDS)]
    low, high = np.percentile(means, [SURE, 100 - SURE])
    return float(low), float(high)
