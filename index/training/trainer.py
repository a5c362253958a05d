"""Trains term vectors: first on pairs made of the corpus, then on people's questions."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from index.terms import features
from index.training.corpus_reader import TrainingCorpus, TrainingQuestion
from index.training.pairs import PairBatch, PairSampler, cut_corpus
from index.training.plain_words import read_plain_words
from index.training.settings import TrainingSettings
from index.training.synthetic_questions import QUESTION_WORDS
from index.training.term_vectors import TermVectors, contrastive_loss
from index.training.text_features import Bags, FeatureTable, Ids, build_vocabulary

Report = Callable[[str], None]

STEPS_BETWEEN_REPORTS = 100


@dataclass(frozen=True)
class TrainedTerms:
    """Terms and their vectors, float32 [terms, dimensions]."""

    vocabulary: tuple[str, ...]
    vectors: NDArray[np.float32]


class Training:
    """Pre-trained once; then trained on any questions, each time from the same beginning.

    The same corpus, settings and number of threads give the same vectors on the same machine.
    `report` gets a line of progress now and then.
    """

    def __init__(
        self,
        corpus: TrainingCorpus,
        settings: TrainingSettings,
        report: Report = lambda line: None,
    ) -> None:
        """Pre-train on the corpus, without its questions."""
        self._settings = settings
        self._report = report
        texts = cut_corpus(
            corpus.articles, read_plain_words(), settings.questions_per_article, settings.seed
        )
        self._vocabulary = _vocabulary(corpus, texts.texts, settings)
        report(
            f"{len(corpus.articles)} articles, {len(texts.texts)} texts, "
            f"{len(self._vocabulary)} terms"
        )
        self._row_of = {term: row for row, term in enumerate(self._vocabulary)}
        self._sampler = PairSampler(texts, self._row_of, settings)
        self._vectors = TermVectors.random(
            len(self._vocabulary), settings.dimensions, settings.initial_deviation, settings.seed
        )
        report("features ready")
        pretrain(self._vectors, self._sampler, settings, report)
        self.self_supervised = TrainedTerms(self._vocabulary, self._vectors.numpy())

    def fine_tuned(self, questions: Sequence[TrainingQuestion]) -> TrainedTerms:
        """Return the pre-trained vectors trained further, on people's questions."""
        vectors = TermVectors(self.self_supervised.vectors)
        self._sampler.restart()
        _fine_tune(vectors, self._sampler, questions, self._row_of, self._settings, self._report)
        return TrainedTerms(self._vocabulary, vectors.numpy())


def _vocabulary(
    corpus: TrainingCorpus, texts: Sequence[str], settings: TrainingSettings
) -> tuple[str, ...]:
    """Return the terms that get a vector: of questions, plain words and policies in any case."""
    asked = [part for question in corpus.questions for part in _wordings(question)]
    needed = [*read_plain_words().words, *QUESTION_WORDS, *_policy_terms(corpus, settings)]
    every = [*(article.text for article in corpus.articles), *asked, *texts]
    return tuple(build_vocabulary(every, needed, settings.vocabulary_size))


def _policy_terms(corpus: TrainingCorpus, settings: TrainingSettings) -> list[str]:
    """Return the terms of several policies; among so many laws they would seem rare."""
    terms_of: dict[str, set[str]] = {}
    for article in corpus.articles[corpus.policies_begin :]:
        terms_of.setdefault(article.law, set()).update(features(article.text))
    policies_with = Counter(term for terms in terms_of.values() for term in terms)
    return sorted(t for t, n in policies_with.items() if n >= settings.fewest_policies)


def pretrain(
    vectors: TermVectors, sampler: PairSampler, settings: TrainingSettings, report: Report
) -> None:
    """Train on pairs made of the corpus."""
    for step in range(settings.steps):
        batch = sampler.batch(settings.pairs_per_step)
        loss = _step(
            vectors,
            batch,
            _same_article(batch),
            _rate(step, settings.steps, settings.warmup_steps, settings.learning_rate),
            settings.temperature,
        )
        if (step + 1) % STEPS_BETWEEN_REPORTS == 0:
            report(f"pre-training step {step + 1} of {settings.steps}: loss {loss:.3f}")


def _fine_tune(
    vectors: TermVectors,
    sampler: PairSampler,
    questions: Sequence[TrainingQuestion],
    row_of: Mapping[str, int],
    settings: TrainingSettings,
    report: Report,
) -> None:
    """Train on people's questions, with pairs made of the corpus mixed in."""
    if not questions or settings.epochs == 0:
        return
    table = FeatureTable([text for each in questions for text in _wordings(each)], row_of)
    chance = np.random.default_rng(settings.seed)
    pairs = _question_pairs(questions)
    steps = settings.epochs * -(-len(pairs) // settings.question_pairs_per_step)
    for step, drawn in enumerate(_shuffled_batches(pairs, settings, chance)):
        kept = 1 - chance.random(len(drawn)) * settings.question_highest_dropout
        asked = table.bags(drawn[:, 0], np.arange(len(drawn)), len(drawn), kept, chance)
        batch = _mixed_batch(asked, drawn[:, 2], sampler, settings)
        relevant = _same_article(batch)
        for place, number in enumerate(drawn[:, 1].tolist()):
            relevant[place] |= torch.from_numpy(np.isin(batch.articles, questions[number].relevant))
        rate = _rate(step, steps, 0, settings.question_learning_rate)
        loss = _step(vectors, batch, relevant, rate, settings.temperature)
    report(f"trained on {len(questions)} questions, {steps} steps: loss {loss:.3f}")


def _mixed_batch(
    asked: Bags, articles: Ids, sampler: PairSampler, settings: TrainingSettings
) -> PairBatch:
    """Return people's wordings with their articles, pairs made of the corpus, and negatives."""
    made = sampler.batch(settings.pretraining_pairs_per_step)
    negatives = sampler.random_articles(settings.random_negatives)
    return PairBatch(
        _joined(asked, made.queries),
        _joined(_joined(sampler.passages(articles), made.passages), sampler.passages(negatives)),
        np.concatenate((articles, made.articles, negatives)),
    )


def _step(
    vectors: TermVectors,
    batch: PairBatch,
    also_relevant: torch.Tensor,
    learning_rate: float,
    temperature: float,
) -> float:
    """Take one step and return the loss before it."""
    terms, rows, (queries, passages) = vectors.embedded((batch.queries, batch.passages))
    loss = contrastive_loss(queries, passages, also_relevant, temperature)
    (gradient,) = torch.autograd.grad(loss, rows)
    vectors.update(terms, gradient, learning_rate)
    return float(loss.detach())


def _same_article(batch: PairBatch) -> torch.Tensor:
    """Return which passages [queries, passages] are of the article that a query belongs to."""
    articles = torch.from_numpy(batch.articles)
    return articles[: len(batch.queries.offsets), None] == articles[None, :]


def _rate(step: int, steps: int, warmup_steps: int, highest: float) -> float:
    """Return the learning rate of a step: a linear rise, then a linear fall to nothing."""
    rise = min(1.0, (step + 1) / max(1, warmup_steps))
    return highest * rise * (1 - step / steps)


def _wordings(question: TrainingQuestion) -> tuple[str, str, str]:
    """Return the ways in which a question asks for its articles."""
    return question.query, question.answer, question.keywords


def _question_pairs(questions: Sequence[TrainingQuestion]) -> Ids:
    """Return rows of wording (its place among all), question and relevant article."""
    rows = [
        (3 * number + wording, number, article)
        for number, question in enumerate(questions)
        for wording, text in enumerate(_wordings(question))
        if text
        for article in question.relevant
    ]
    return np.array(rows, dtype=np.int64)


def _shuffled_batches(
    pairs: Ids, settings: TrainingSettings, chance: np.random.Generator
) -> Iterator[Ids]:
    """Yield the pairs in batches, in another order each epoch."""
    for _ in range(settings.epochs):
        order = chance.permutation(len(pairs))
        for first in range(0, len(pairs), settings.question_pairs_per_step):
            yield pairs[order[first : first + settings.question_pairs_per_step]]


def _joined(first: Bags, second: Bags) -> Bags:
    """Return the texts of both, the first's before the second's."""
    return Bags(
        np.concatenate((first.ids, second.ids)),
        np.concatenate((first.weights, second.weights)),
        np.concatenate((first.offsets, second.offsets + len(first.ids))),
    )
