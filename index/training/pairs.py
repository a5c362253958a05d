"""Pairs of a query and the passage that answers it, made of a corpus without anybody's labels."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.training.corpus_reader import Article
from index.training.plain_words import PlainWords
from index.training.settings import TrainingSettings
from index.training.synthetic_questions import synthetic_question
from index.training.text_features import Bags, FeatureTable, Ids

# "…提出。海事法院…" → two sentences; items of a list count as sentences
SENTENCE_END = re.compile(r"(?<=[。；;！？\n])")
# "申请取水许可，应当…" → 申请取水许可: the words that say what an article is about
HEADING = re.compile(r"^[^，。：；,:;\n]{4,30}(?=[，。：；,:;\n])")
SHORTEST_SENTENCE = 6  # characters
NO_IDS: Ids = np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class PairBatch:
    """Queries and the passages that answer them, row for row; `articles` are the passages'.

    Passages beyond the queries are negatives.
    """

    queries: Bags
    passages: Bags
    articles: Ids


@dataclass(frozen=True)
class CorpusTexts:
    """The corpus cut up for pairs: every text that a query or passage is put together of.

    `texts` are titles, sentences, headings and synthetic questions, in this order; the arrays
    hold positions in it. Article `a` belongs to `law[a]`, the position of its title; it has
    sentences from `first_sentence[a]` up to, not including, `first_sentence[a + 1]`, and
    questions likewise; its heading is -1 where it has none.
    """

    texts: tuple[str, ...]
    law: Ids
    first_sentence: Ids
    heading: Ids
    first_question: Ids
    asked_sentence: Ids  # of each question, counted from the first question


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, none empty; a very short one joins the one before it."""
    sentences: list[str] = []
    for piece in SENTENCE_END.split(text):
        if sentences and len(piece.strip()) < SHORTEST_SENTENCE:
            sentences[-1] += piece
        elif piece.strip():
            sentences.append(piece)
    return sentences


def cut_corpus(
    articles: Sequence[Article], plain_words: PlainWords, questions_per_article: int, seed: int
) -> CorpusTexts:
    """Return the articles' titles, sentences, headings and synthetic questions."""
    chance = random.Random(seed)
    law_number: dict[str, int] = {}
    for article in articles:
        law_number.setdefault(article.law, len(law_number))
    sentences: list[str] = []
    headings: list[str] = []
    questions: list[str] = []
    asked: list[int] = []
    first_sentence, first_question, heading_of = [0], [0], []
    for article in articles:
        own = sentences_of(article.text)
        for _ in range(questions_per_article if own else 0):
            place = chance.randrange(len(own))
            question = synthetic_question(own[place], plain_words, chance)
            if question is not None:
                questions.append(question)
                asked.append(len(law_number) + len(sentences) + place)
        sentences.extend(own)
        found = HEADING.search(article.text)
        heading_of.append(len(headings) if found else -1)
        if found:
            headings.append(found.group())
        first_sentence.append(len(sentences))
        first_question.append(len(questions))
    law = np.array([law_number[article.law] for article in articles], dtype=np.int64)
    headings_begin = len(law_number) + len(sentences)
    heading = np.array(heading_of, dtype=np.int64)
    heading[heading >= 0] += headings_begin
    return CorpusTexts(
        texts=(*law_number, *sentences, *headings, *questions),
        law=law,
        first_sentence=np.array(first_sentence, dtype=np.int64) + len(law_number),
        heading=heading,
        first_question=np.array(first_question, dtype=np.int64) + headings_begin + len(headings),
        asked_sentence=np.array(asked, dtype=np.int64),
    )


class PairSampler:
    """Draws batches of pairs; the same seed draws the same batches."""

    def __init__(
        self,
        corpus: CorpusTexts,
        row_of: Mapping[str, int],
        settings: TrainingSettings,
        held_back: Ids = NO_IDS,
    ) -> None:
        """Cut the texts into terms. Of articles that are `held_back` no pair is made."""
        self._corpus = corpus
        self._settings = settings
        self._table = FeatureTable(corpus.texts, row_of)
        self._chance = np.random.default_rng(settings.seed)
        counts = np.diff(corpus.first_sentence)
        self._usable: Ids = np.setdiff1d(np.flatnonzero(counts > 0), held_back)
        self._by_law = _grouped(self._usable, corpus.law)

    def restart(self) -> None:
        """Draw from here on what a new sampler would draw."""
        self._chance = np.random.default_rng(self._settings.seed)

    def batch(self, size: int) -> PairBatch:
        """Return up to `size` pairs, no two of them made from the same article."""
        if self._chance.random() < self._settings.few_laws_share:
            articles = self._articles_of_few_laws(size)
        else:
            count = min(size, len(self._usable))
            articles = self._chance.choice(self._usable, count, replace=False)
        queries = np.empty(len(articles), dtype=np.int64)
        targets = np.array(articles)
        left_out = np.full(len(articles), -1, dtype=np.int64)
        kinds = self._kinds(len(articles))
        for place, (article, kind) in enumerate(zip(articles.tolist(), kinds, strict=True)):
            queries[place], targets[place], left_out[place] = kind(article)
        highest = self._settings.highest_dropout
        kept = 1 - self._chance.random(len(articles)) * highest
        everyone = np.arange(len(articles))
        return PairBatch(
            self._table.bags(queries, everyone, len(articles), kept, self._chance),
            self.passages(targets, left_out),
            targets,
        )

    def passages(self, articles: Ids, left_out: Ids | None = None) -> Bags:
        """Return articles as passages: title and sentences, without those `left_out` (-1: none)."""
        everyone = np.arange(len(articles))
        first = self._corpus.first_sentence[articles]
        counts = self._corpus.first_sentence[articles + 1] - first
        bag = np.repeat(everyone, counts)
        ends = np.cumsum(counts)
        sentence = np.arange(int(counts.sum())) + np.repeat(first - (ends - counts), counts)
        if left_out is not None:
            stays = sentence != left_out[bag]
            bag, sentence = bag[stays], sentence[stays]
        texts = np.concatenate((self._corpus.law[articles], sentence))
        return self._table.bags(texts, np.concatenate((everyone, bag)), len(articles))

    def random_articles(self, count: int) -> Ids:
        """Return distinct articles, to be negatives."""
        count = min(count, len(self._usable))
        return self._chance.choice(self._usable, count, replace=False)

    def _articles_of_few_laws(self, size: int) -> Ids:
        """Return articles of laws drawn at random, up to `items_per_law` of each."""
        chosen: list[Ids] = []
        for law in self._chance.permutation(len(self._by_law)):
            own = self._by_law[law]
            count = min(len(own), self._settings.items_per_law)
            chosen.append(self._chance.choice(own, count, replace=False))
            size -= count
            if size <= 0:
                break
        articles = np.concatenate(chosen)
        return articles[: len(articles) + size] if size < 0 else articles

    def _kinds(self, count: int) -> list[Callable[[int], tuple[int, int, int]]]:
        """Return a kind of pair for each of `count` pairs."""
        others = (self._sentence_to_rest, self._heading_to_body, self._sentence_to_neighbour)
        share = (1 - self._settings.synthetic_share) / len(others)
        kinds = (self._question_to_article, *others)
        shares = (self._settings.synthetic_share, *(share for _ in others))
        return [kinds[kind] for kind in self._chance.choice(len(kinds), count, p=shares)]

    # A kind of pair takes an article and returns the query's text, the passage's article, and
    # the sentence that the passage lacks (-1: none).

    def _question_to_article(self, article: int) -> tuple[int, int, int]:
        first, end = self._corpus.first_question[article : article + 2]
        if first == end:
            return self._sentence_to_neighbour(article)
        question = int(self._chance.integers(first, end))
        dropped = self._chance.random() < self._settings.source_dropped_share
        asked = self._corpus.asked_sentence[question - self._corpus.first_question[0]]
        return question, article, int(asked) if dropped and self._several(article) else -1

    def _sentence_to_rest(self, article: int) -> tuple[int, int, int]:
        if not self._several(article):
            return self._sentence_to_neighbour(article)
        sentence = self._sentence(article)
        return sentence, article, sentence

    def _heading_to_body(self, article: int) -> tuple[int, int, int]:
        heading = int(self._corpus.heading[article])
        if heading < 0 or not self._several(article):
            return self._question_to_article(article)
        return heading, article, int(self._corpus.first_sentence[article])

    def _sentence_to_neighbour(self, article: int) -> tuple[int, int, int]:
        side = article + (1 if self._chance.random() < 0.5 else -1)
        for neighbour in (side, 2 * article - side):
            in_corpus = 0 <= neighbour < len(self._corpus.law)
            if (
                in_corpus
                and self._corpus.law[neighbour] == self._corpus.law[article]
                and self._corpus.first_sentence[neighbour + 1]
                > self._corpus.first_sentence[neighbour]
            ):
                return self._sentence(article), neighbour, -1
        return self._sentence(article), article, -1

    def _several(self, article: int) -> bool:
        """Whether the article has a sentence to spare."""
        first, end = self._corpus.first_sentence[article : article + 2]
        return bool(end - first >= 2)

    def _sentence(self, article: int) -> int:
        """Return one of the article's sentences."""
        first, end = self._corpus.first_sentence[article : article + 2]
        return int(self._chance.integers(first, end))


def _grouped(articles: Ids, law: Ids) -> list[Ids]:
    """Return the articles law by law."""
    ordered = articles[np.argsort(law[articles], kind="stable")]
    starts = np.flatnonzero(np.diff(law[ordered])) + 1
    return np.split(ordered, starts)
