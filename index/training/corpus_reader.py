"""Reads what the embedder is trained on: laws, policies, and questions with their articles."""

import json
import lzma
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.training.errors import TrainingDataError

STATUTES_FILE = "statutes.jsonl.xz"
LAWS_FILE = "laws.jsonl.xz"
POLICIES_FILE = "policies.jsonl.xz"
QUESTIONS_FILE = "statute_queries_train.jsonl"

# "中华人民共和国公证法第十三条" → 中华人民共和国公证法
ARTICLE_NAME = re.compile(r"(?P<law>.+?)(?:第[一二三四五六七八九十百千零〇\d]+条.*)")
# Laws of provinces and cities, the nearest to policies: "DLC/浙江地方法规/地方性法规/浙江"
LOCAL_LAW_CATEGORY = "DLC"
# A web page's menu, not a policy's text: "*   [· 市交通运输局](http://example.org/)"
MENU_LINE = re.compile(r"\]\(|https?://")
POLICY_PIECE_LENGTH = 120  # characters; shorter lines are joined up to it


@dataclass(frozen=True)
class Article:
    """One article of a law, or a piece of a policy (then `law` is the policy's title)."""

    law: str
    text: str


@dataclass(frozen=True)
class TrainingQuestion:
    """A person's question; its answer and keywords may be empty.

    `relevant` are the positions in the corpus of the articles that it needs.
    """

    query: str
    relevant: tuple[int, ...]
    answer: str
    keywords: str


@dataclass(frozen=True)
class TrainingCorpus:
    """Articles: statutes, then those of further laws, then pieces of policies.

    The first `searchable` are those that the questions are asked over; those from
    `policies_begin` on are of policies.
    """

    articles: tuple[Article, ...]
    searchable: int
    policies_begin: int
    questions: tuple[TrainingQuestion, ...]


def read_corpus(folder: Path, further_articles: int, seed: int) -> TrainingCorpus:
    """Return statutes, about `further_articles` of other laws, policies and questions.

    The file of policies is optional; where the folder lacks it, none are trained on.

    Raises:
        TrainingDataError: a file is missing or a row lacks what it should have.
    """
    statutes, position_of = _read_statutes(folder / STATUTES_FILE)
    questions = _read_questions(folder / QUESTIONS_FILE, position_of)
    known = {article.text for article in statutes}
    further = _read_further_laws(folder / LAWS_FILE, known, further_articles, seed)
    laws = statutes + further
    policies = _read_policies(folder / POLICIES_FILE)
    return TrainingCorpus(tuple(laws + policies), len(statutes), len(laws), tuple(questions))


def _read_statutes(path: Path) -> tuple[list[Article], dict[int, int]]:
    """Return the statutes in the order of the file, and the position of each id."""
    articles: list[Article] = []
    position_of: dict[int, int] = {}
    for row in _rows(path, ("id", "name", "text")):
        named = ARTICLE_NAME.fullmatch(row["name"])
        position_of[row["id"]] = len(articles)
        articles.append(Article(named["law"] if named else row["name"], row["text"]))
    return articles, position_of


def _read_questions(path: Path, position_of: Mapping[int, int]) -> list[TrainingQuestion]:
    """Return the questions; every article that one names must be among the statutes."""
    questions: list[TrainingQuestion] = []
    for row in _rows(path, ("id", "query", "relevant", "answer", "keywords")):
        unknown = [statute for statute in row["relevant"] if statute not in position_of]
        if unknown:
            raise TrainingDataError(
                f"{path}: question {row['id']} names statutes {unknown}, which are not in "
                f"{STATUTES_FILE}. Take both files from the same release."
            )
        relevant = tuple(position_of[statute] for statute in row["relevant"])
        answer, keywords = _text_or_nothing(row["answer"]), _text_or_nothing(row["keywords"])
        questions.append(TrainingQuestion(row["query"], relevant, answer, keywords))
    return questions


def _text_or_nothing(value: object) -> str:
    """Return the value where it is a text; an absent one is null or NaN in the file."""
    return value if isinstance(value, str) else ""


def _read_further_laws(path: Path, known: set[str], wanted: int, seed: int) -> list[Article]:
    """Return whole laws, local ones first, up to about `wanted` articles whose text is new."""
    if wanted <= 0:
        return []
    local: dict[str, list[Article]] = {}
    national: dict[str, list[Article]] = {}
    seen = set(known)
    for row in _rows(path, ("law", "text", "category")):
        if row["text"] in seen:
            continue
        seen.add(row["text"])
        laws = local if row["category"].startswith(LOCAL_LAW_CATEGORY) else national
        article = Article(row["law"], row["text"])
        laws.setdefault(row["law"], []).append(article)
    chosen: list[Article] = []
    for articles in _shuffled(local, seed) + _shuffled(national, seed):
        if len(chosen) >= wanted:
            break
        chosen.extend(articles)
    return chosen


def _read_policies(path: Path) -> list[Article]:
    """Return pieces of the policies, lines joined to a piece, each line once; none if no file."""
    if not path.is_file():
        return []
    articles: list[Article] = []
    seen: set[str] = set()
    for row in _rows(path, ("title", "text")):
        piece: list[str] = []
        for line in row["text"].splitlines():
            if MENU_LINE.search(line) or line in seen:
                continue
            seen.add(line)
            piece.append(line.strip())
            if sum(map(len, piece)) >= POLICY_PIECE_LENGTH:
                articles.append(Article(row["title"], "\n".join(piece)))
                piece = []
        if any(piece):
            articles.append(Article(row["title"], "\n".join(piece)))
    return articles


def _shuffled(laws: Mapping[str, list[Article]], seed: int) -> list[Sequence[Article]]:
    """Return the laws' articles, law by law in an order that depends on the seed alone."""
    order = sorted(laws)
    random.Random(seed).shuffle(order)
    return [laws[law] for law in order]


def _rows(path: Path, fields: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file, xz-compressed where its name says so."""
    if not path.is_file():
        raise TrainingDataError(f"{path} does not exist. --data must name a folder that has it.")
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise TrainingDataError(f"{path}, line {number}: not JSON ({error}).") from error
            missing = [field for field in fields if field not in row]
            if missing:
                raise TrainingDataError(f"{path}, line {number}: no {', '.join(missing)}.")
            yield row
