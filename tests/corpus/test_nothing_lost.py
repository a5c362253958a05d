"""Every visible character of a source ends in one clause or one piece of furniture."""

import json
import lzma
import random
from collections import Counter
from collections.abc import Iterator

import pytest

from corpus.models import ClauseKind, Document
from corpus.parser import parsed
from corpus.reading import SourceFile
from tests.conftest import POLICIES, ROOT

DEVELOPMENT_DATA = ROOT.parent / "shared" / "data"
OTHER_POLICIES = DEVELOPMENT_DATA / "policies.jsonl.xz"
LAWS = DEVELOPMENT_DATA / "laws.jsonl.xz"
LAWS_CHECKED = 2_000
needs_development_data = pytest.mark.skipif(
    not (OTHER_POLICIES.exists() and LAWS.exists()),
    reason="the development policies and laws are not beside this checkout",
)


def visible(text: str) -> str:
    """Leave out blanks and the marks that no reader sees."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())


def check_nothing_is_lost(source: str, document: Document) -> None:
    in_clauses = "".join(document.text[c.start : c.end] for c in document.clauses)
    kept, position = [], 0
    for piece in document.furniture:
        assert source[piece.start : piece.end] == piece.text
        assert piece.start >= position
        kept.append(source[position : piece.start])
        position = piece.end
    kept.append(source[position:])
    shown, expected = visible(in_clauses), visible("".join(kept))
    # The cells of a table that was put back together stand in another order than in the source
    assert shown == expected or (document.tables and Counter(shown) == Counter(expected))
    check_that_spans_nest(document)


def check_that_spans_nest(document: Document) -> None:
    by_id = {clause.id: clause for clause in document.clauses}
    assert len(by_id) == len(document.clauses)
    end = 0
    for clause in document.clauses:
        assert end <= clause.start <= clause.body_start <= clause.end <= clause.subtree_end
        end = clause.end
        if clause.parent_id:
            parent = by_id[clause.parent_id]
            assert parent.end <= clause.start
            assert clause.subtree_end <= parent.subtree_end


def check_that_facts_are_verbatim(document: Document) -> None:
    by_id = {clause.id: clause for clause in document.clauses}
    facts = document.facts
    for row in facts.responsibilities:
        assert document.text[row.task_start : row.task_end] == row.task
        assert by_id[row.source_clause_id]
    for fact in (
        *facts.responsibilities,
        *facts.targets,
        *facts.incentives,
        *facts.conditions,
        *facts.validity,
    ):
        assert document.text[fact.quote_start : fact.quote_end] == fact.quote
        assert fact.quote
        assert fact.clause_id in by_id


def test_of_the_five_policies() -> None:
    for path in POLICIES.glob("*.txt"):
        source = path.read_bytes().decode("utf-8")
        document = parsed(SourceFile(path.name, path.read_bytes()))
        check_nothing_is_lost(source, document)
        check_that_facts_are_verbatim(document)


def other_policies() -> Iterator[str]:
    with lzma.open(OTHER_POLICIES, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


@needs_development_data
def test_of_other_policies() -> None:
    for number, text in enumerate(other_policies()):
        document = parsed(SourceFile(f"{number}.txt", text.encode()))
        check_nothing_is_lost(text, document)
        check_that_facts_are_verbatim(document)


def laws() -> dict[str, list[tuple[str, str]]]:
    """Return the articles of a sample of laws, each with its number as the law writes it."""
    articles: dict[str, list[tuple[str, str]]] = {}
    with lzma.open(LAWS, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            articles.setdefault(row["law"], []).append((row["article"], row["text"]))
    sample = random.Random(1).sample(sorted(articles), LAWS_CHECKED)
    return {name: articles[name] for name in sample}


@needs_development_data
def test_of_laws_and_their_articles() -> None:
    exact = 0
    for name, articles in laws().items():
        text = "\n".join([name, *(f"{number}　{words}" for number, words in articles)])
        document = parsed(SourceFile(f"{name}.txt", text.encode()))
        check_nothing_is_lost(text, document)
        check_that_facts_are_verbatim(document)
        numbers = [c.number for c in document.clauses if c.kind is ClauseKind.CLAUSE]
        exact += [n for n in numbers if n.endswith("条")] == [number for number, _ in articles]
    # Two or three hold a law of their own in an annex, or a number written with a blank
    assert exact >= 0.995 * LAWS_CHECKED
