"""What each part of search is worth: the whole, and the whole with one part removed.

Two works: lay questions over national statutes (STARD), asked in folds of which no question
shares an article with those that the fold's model was trained on; and questions written by hand
over policies, none of which was trained on. See `python -m index.training.ablation --help`.
"""

import argparse
import hashlib
import json
import lzma
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from corpus.catalogue import CatalogueEntry
from corpus.reading import SourceFile
from index.embedding.base import Embedder, Vectors
from index.embedding.builtin import DEFAULT_PATH, BuiltinEmbedder
from index.filters import Filters
from index.fusion import DEFAULT_FUSION, FusionSettings
from index.ingestion import ingest
from index.lexical.base import PASSAGE_FIELDS
from index.reranking import LinearReranker
from index.search import SearchEngine
from index.search.candidates import Candidates, Query, candidates_in
from index.search.ranking import ranked
from index.sources import IngestItem
from index.store import Store
from index.terms import bigrams, normalized, query_terms, terms, words
from index.training.corpus_reader import POLICIES_FILE, TrainingCorpus, read_corpus
from index.training.evaluation import (
    disjoint_folds,
    recall_at_k,
    reciprocal_rank_at_k,
)

DEPTH = 200  # candidates of each leg
DEEPEST = 100  # ranks that are read
RRF_CONSTANT = 60  # of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009)


@dataclass(frozen=True)
class Variant:
    """Search with a part changed: the terms of the query, the fields, the legs, their weights."""

    name: str
    query_terms: Callable[[str], list[str]] = query_terms
    passage_fields: Mapping[str, float] = field(default_factory=lambda: PASSAGE_FIELDS)
    fusion: FusionSettings = DEFAULT_FUSION
    has_dense: bool = True
    has_lexical: bool = True
    by_ranks: bool = False
    reranks: bool = False


def without_question_phrases_removed(query: str) -> list[str]:
    """Return all terms of a query, each once."""
    return list(dict.fromkeys(terms(query)))


def only_words(query: str) -> list[str]:
    """Return the words of a query's terms."""
    kept = set(words(normalized(query)))
    return [term for term in query_terms(query) if term in kept]


def only_bigrams(query: str) -> list[str]:
    """Return the bigrams of a query's terms."""
    kept = set(bigrams(normalized(query)))
    return [term for term in query_terms(query) if term in kept]


def only_cut_terms(query: str) -> list[str]:
    """Return a query's words and bigrams, without the forms of units and numbers."""
    kept = set(bigrams(normalized(query))) | set(words(normalized(query)))
    return [term for term in query_terms(query) if term in kept and not term.startswith("@")]


CONSTANT = replace(DEFAULT_FUSION, dense_weight_unsure=1.5, dense_weight_sure=1.5)
VARIANTS = (
    Variant("all parts"),
    Variant("without the dense leg", has_dense=False),
    Variant("without the lexical leg", has_lexical=False),
    Variant("without document evidence", fusion=replace(DEFAULT_FUSION, document_weight=0.0)),
    Variant("without headings", passage_fields={"body": 1.0, "heading": 0.0}),
    Variant("question phrases kept", query_terms=without_question_phrases_removed),
    Variant("without units and numbers", query_terms=only_cut_terms),
    Variant("without bigrams", query_terms=only_words),
    Variant("without words", query_terms=only_bigrams),
    Variant("dense weight constant", fusion=CONSTANT),
    Variant("equal reciprocal rank fusion", by_ranks=True),
    Variant("with the linear re-ranker", reranks=True),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; the names of the documents that answer it; the words that do, if known."""

    query: str
    documents: frozenset[str]
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a variant found for a question: names of documents, and texts of clauses, by rank."""

    documents: tuple[str, ...]
    clauses: tuple[tuple[str, str], ...]


def rankings(
    engine: SearchEngine,
    variant: Variant,
    asked: Sequence[Asked],
    learnt: LinearReranker | None = None,
) -> Iterator[Ranking]:
    """Yield what a variant finds for each question."""
    reranker = learnt if variant.reranks else None
    names = {
        header.id: header.external_id or header.source_name
        for header in engine.store.snapshot().headers()
    }
    segments = engine.segments
    for question in asked:
        vector = engine.embedder.embed_queries([question.query])[0]
        if not variant.has_dense:
            vector = np.zeros_like(vector)
        wanted = variant.query_terms(question.query) if variant.has_lexical else []
        query = Query.of(wanted, vector, segments, variant.passage_fields)
        found = [candidates_in(segment, query, DEPTH, Filters()) for segment in segments]
        if variant.by_ranks:
            found = [_by_ranks(candidates) for candidates in found]
        fusion = FLAT if variant.by_ranks else variant.fusion
        documents = ranked(found, fusion, reranker, per_document=True)
        clauses = ranked(found, fusion, reranker)
        ids = clauses.passage_ids[:10].tolist()
        stored = engine.store.passages(ids)
        yield Ranking(
            tuple(
                names[segments[s].documents.id_of(int(segments[s].passages.documents[r]))]
                for s, r in zip(
                    documents.segments[:DEEPEST].tolist(),
                    documents.rows[:DEEPEST].tolist(),
                    strict=True,
                )
            ),
            tuple((names[stored[i].document_id], stored[i].passage.body) for i in ids),
        )


FLAT = FusionSettings(document_weight=0.0, dense_weight_unsure=1.0, dense_weight_sure=1.0)


def _by_ranks(candidates: Candidates) -> Candidates:
    """Return the candidates with reciprocal ranks in place of scores."""

    def reciprocal(scores: Vectors) -> Vectors:
        ranks = np.empty(len(scores), dtype=np.float32)
        ranks[np.argsort(-scores, kind="stable")] = np.arange(len(scores), dtype=np.float32)
        scored: Vectors = np.where(scores > 0, 1 / (RRF_CONSTANT + ranks), 0).astype(np.float32)
        return scored

    legs = candidates.legs
    return replace(
        candidates,
        legs=legs._replace(lexical=reciprocal(legs.lexical), dense=reciprocal(legs.dense)),
    )


def scores(asked: Sequence[Asked], found: Sequence[Ranking]) -> dict[str, float]:
    """Return means over questions: of documents, and of clauses where the evidence is known."""
    pairs = list(zip(asked, found, strict=True))
    means = {
        f"R@{k}": _mean(recall_at_k(f.documents, q.documents, k) for q, f in pairs)
        for k in (1, 5, 10, 100)
    }
    means["MRR@10"] = _mean(reciprocal_rank_at_k(f.documents, q.documents, 10) for q, f in pairs)
    if all(question.evidence for question in asked):
        for k in (1, 3, 10):
            means[f"clause R@{k}"] = _mean(float(_holds(q, f.clauses[:k])) for q, f in pairs)
    return means


def _holds(question: Asked, clauses: Sequence[tuple[str, str]]) -> bool:
    evidence = _squeezed(question.evidence)
    return any(name in question.documents and evidence in _squeezed(text) for name, text in clauses)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _mean(values: Iterator[float]) -> float:
    return float(np.mean(list(values)))


def statute_items(corpus: TrainingCorpus) -> Iterator[IngestItem]:
    """Yield each statute as a document of its own, named by its place."""
    for place, article in enumerate(corpus.articles[: corpus.searchable]):
        source = SourceFile(f"{place}.txt", article.text.encode(), "statutes")
        yield IngestItem(source, CatalogueEntry(title=article.law), str(place), True)


def policy_items(path: Path) -> Iterator[IngestItem]:
    """Yield the policies of a file, named by the SHA-256 of their texts."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            name = hashlib.sha256(row["text"].encode()).hexdigest()
            entry = CatalogueEntry(
                title=row["title"],
                doc_number=row["doc_number"],
                issuer=row["issuer"],
                issued_on=row["date"],
            )
            source = SourceFile(f"{name}.txt", row["text"].encode(), "policies")
            yield IngestItem(source, entry, name, True)


def main(words_given: Sequence[str] | None = None) -> int:
    """Measure every variant on both works and print two tables in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m index.training.ablation", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder as of index.training")
    parser.add_argument(
        "--folds", type=Path, nargs="+", required=True, help="models of the folds, in their order"
    )
    parser.add_argument(
        "--rerankers", type=Path, nargs="+", required=True, help="weights of the folds, likewise"
    )
    parser.add_argument("--policy-questions", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1, help="that the folds were drawn with")
    parser.add_argument("--linked", action="store_true", help="the folds are of linked questions")
    given = parser.parse_args(words_given)
    with tempfile.TemporaryDirectory() as folder:
        _print_policies(given.data, given.policy_questions, Path(folder) / "policies")
        _print_statutes(
            given.data,
            given.folds,
            given.rerankers,
            given.seed,
            given.linked,
            Path(folder) / "statutes",
        )
    return 0


def _print_policies(data: Path, questions: Path, folder: Path) -> None:
    asked = [
        Asked(row["query"], frozenset([row["sha256"]]), row["evidence"])
        for row in map(json.loads, questions.read_text("utf-8").splitlines())
    ]
    engine = engine_over(folder, BuiltinEmbedder(DEFAULT_PATH))
    ingest(policy_items(data / POLICIES_FILE), engine)
    reranker = LinearReranker.open()
    found = {v.name: scores(asked, list(rankings(engine, v, asked, reranker))) for v in VARIANTS}
    _print_table(f"{len(asked)} questions over policies", found)
    engine.store.close()


def _print_statutes(
    data: Path,
    models: Sequence[Path],
    rerankers: Sequence[Path],
    seed: int,
    linked: bool,
    folder: Path,
) -> None:
    corpus = read_corpus(data, 0, seed)
    folds = disjoint_folds(corpus.questions, len(models), seed, linked)
    asked: list[Asked] = []
    found: dict[str, list[Ranking]] = {variant.name: [] for variant in VARIANTS}
    for model, weights, fold in zip(models, rerankers, folds, strict=True):
        print(f"{model}: {len(fold.tested)} questions", file=sys.stderr, flush=True)
        engine = engine_over(folder, BuiltinEmbedder(model))
        ingest(statute_items(corpus), engine)
        reranker = LinearReranker.open(weights)
        own = [Asked(q.query, frozenset(map(str, q.relevant))) for q in fold.tested]
        asked.extend(own)
        for variant in VARIANTS:
            found[variant.name].extend(rankings(engine, variant, own, reranker))
        engine.store.close()
    table = {name: scores(asked, every) for name, every in found.items()}
    _print_table(f"{len(asked)} questions over statutes, {len(models)} folds", table)


def engine_over(folder: Path, embedder: Embedder) -> SearchEngine:
    """Return an engine over a data folder of its own."""
    return SearchEngine(Store(f"sqlite:///{folder / 'store.sqlite'}"), embedder, folder / "index")


def _print_table(title: str, found: Mapping[str, Mapping[str, float]]) -> None:
    names = list(next(iter(found.values())))
    print(f"\n| {title} | {' | '.join(names)} |")
    print(f"| --- |{' --- |' * len(names)}")
    for name, means in found.items():
        shown = (f"{mean:.3f}".removeprefix("0") for mean in means.values())
        print(f"| {name} | {' | '.join(shown)} |")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
