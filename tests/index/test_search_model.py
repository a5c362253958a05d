"""Any sequence of changes, compactions, restarts and damage, against a dict of what is stored."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from index.filters import Filters
from index.generations import CURRENT_FILE
from index.ingestion import ingest
from index.search import SearchEngine, SearchOptions
from index.sources import IngestItem
from tests.index.conftest import item
from tests.index.tokens import (
    MOST_FOUND,
    engine_at,
    id_of,
    names_found,
    text_of,
    word,
)

NAMES = tuple(f"{name}.txt" for name in ("housing", "farming", "schools", "roads", "water"))
THEMES = ("zqthemeone", "zqthemetwo", "zqthemethree")
# A region with what lies in it, one apart, and none
REGIONS = ("江西省", "赣州市", "重庆市", None)
WITHIN = {"江西省": {"江西省", "赣州市"}, "赣州市": {"赣州市"}, "重庆市": {"重庆市"}}
REMEMBERED = 12  # words of earlier versions that are still looked for
SCORE_TOLERANCE = 1e-3
IN_MEMORY = Path("/dev/shm")  # syncing there costs nothing

processes = st.integers(0, 2)
themes = st.lists(st.sampled_from(THEMES), min_size=1, max_size=3)
regions = st.sampled_from(REGIONS)


@dataclass(frozen=True)
class Made:
    """A document as it should be stored: a word of its own and a theme for each clause."""

    words: tuple[str, ...]
    themes: tuple[str, ...]
    region: str | None

    def item(self, name: str) -> IngestItem:
        """Return what is ingested of it."""
        clauses = [f"{own}与{theme}" for own, theme in zip(self.words, self.themes, strict=True)]
        return item(name, text_of(clauses), self.region)


class SearchMachine(RuleBasedStateMachine):
    """Three processes over the same files; each writes, reads, restarts in any order."""

    def __init__(self) -> None:
        super().__init__()
        where = IN_MEMORY if IN_MEMORY.is_dir() else None
        self.data = Path(tempfile.mkdtemp(prefix="policyqa-model-", dir=where))
        self.documents: dict[str, Made] = {}
        self.gone: list[str] = []
        self.words_made = 0
        self.engines: list[SearchEngine] = []

    @initialize()
    def start(self) -> None:
        self.engines = [engine_at(self.data) for _ in range(3)]

    def teardown(self) -> None:
        for engine in self.engines:
            engine.store.close()
        shutil.rmtree(self.data, ignore_errors=True)

    @rule(
        process=processes,
        names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
        themes=themes,
        region=regions,
        compact=st.booleans(),
    )
    def add_or_update(
        self,
        process: int,
        names: list[str],
        themes: list[str],
        region: str | None,
        compact: bool,
    ) -> None:
        made = {name: Made(self._new_words(len(themes)), tuple(themes), region) for name in names}
        self._ingest(process, made, compact)

    @precondition(lambda self: self.documents)
    @rule(process=processes, data=st.data(), region=regions)
    def update_one_clause_and_the_region(
        self, process: int, data: st.DataObject, region: str | None
    ) -> None:
        name = data.draw(st.sampled_from(sorted(self.documents)))
        old = self.documents[name]
        made = Made((*self._new_words(1), *old.words[1:]), old.themes, region)
        self._ingest(process, {name: made}, compact=False)

    @precondition(lambda self: self.documents)
    @rule(process=processes, data=st.data())
    def delete(self, process: int, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.documents)))
        engine = self.engines[process]
        engine.store.delete(id_of(engine.store, name))
        engine.refresh()
        self._forget(name)
        self._check(engine)

    @precondition(lambda self: len(self.documents) > 1)
    @rule(process=processes, data=st.data(), compact=st.booleans())
    def mirror_a_folder_with_one_document(
        self, process: int, data: st.DataObject, compact: bool
    ) -> None:
        kept = data.draw(st.sampled_from(sorted(self.documents)))
        engine = self.engines[process]
        report = ingest([self.documents[kept].item(kept)], engine, "made", compact)
        assert set(report.removed) == set(self.documents) - {kept}
        for name in report.removed:
            self._forget(name)
        self._check(engine)

    @precondition(lambda self: self.documents)
    @rule(process=processes)
    def ingest_unchanged(self, process: int) -> None:
        engine = self.engines[process]
        revision = engine.store.revision()
        report = ingest([made.item(name) for name, made in self.documents.items()], engine)
        assert sorted(report.unchanged) == sorted(self.documents)
        assert engine.store.revision() == revision

    @rule(process=processes)
    def refresh(self, process: int) -> None:
        engine = self.engines[process]
        engine.refresh()
        self._check(engine)

    @rule(process=processes)
    def search_without_refreshing(self, process: int) -> None:
        """What others removed meanwhile is not found, what is found is stored."""
        engine = self.engines[process]
        assert [found for own in self.gone for found in names_found(engine, own)] == []
        for theme in THEMES:
            assert set(names_found(engine, theme)) <= set(self._with_theme(theme))

    @rule(process=processes)
    def compact(self, process: int) -> None:
        engine = self.engines[process]
        engine.refresh()
        own_words = [own for made in self.documents.values() for own in made.words]
        before = [_clauses_and_scores(engine, own) for own in own_words]
        engine.compact()
        after = [_clauses_and_scores(engine, own) for own in own_words]
        for one, other in zip(before, after, strict=True):
            assert [clause for clause, _ in one] == [clause for clause, _ in other]
            assert [score for _, score in one] == pytest.approx(
                [score for _, score in other], abs=SCORE_TOLERANCE
            )
        self._check(engine)

    @rule(process=processes)
    def restart(self, process: int) -> None:
        self.engines[process].store.close()
        self.engines[process] = engine_at(self.data)
        self._check(self.engines[process])

    @rule(
        process=processes,
        how=st.sampled_from(("truncate", "empty", "flip", "remove", "no pointer", "bad pointer")),
        data=st.data(),
    )
    def damage_the_generation_and_restart(
        self, process: int, how: str, data: st.DataObject
    ) -> None:
        folder = self.data / "generations"
        current = folder / f"{int((folder / CURRENT_FILE).read_text()):08d}"
        files = sorted(
            path for path in current.rglob("*") if path.is_file() and path.suffix != ".lock"
        )
        _damage(folder, data.draw(st.sampled_from(files)), how)
        self.restart(process)

    def _new_words(self, count: int) -> tuple[str, ...]:
        first = self.words_made
        self.words_made += count
        return tuple(word(number) for number in range(first, first + count))

    def _ingest(self, process: int, made: dict[str, Made], compact: bool) -> None:
        engine = self.engines[process]
        report = ingest([new.item(name) for name, new in made.items()], engine, compact=compact)
        assert set(report.updated) == set(made) & set(self.documents)
        assert set(report.added) == set(made) - set(self.documents)
        for name, new in made.items():
            self._forget(name, kept=new.words)
            self.documents[name] = new
        self._check(engine)

    def _forget(self, name: str, kept: Sequence[str] = ()) -> None:
        old = self.documents.pop(name, None)
        if old is not None:
            self.gone.extend(own for own in old.words if own not in kept)
            self.gone = self.gone[-REMEMBERED:]

    def _with_theme(self, theme: str, region: str | None = None) -> list[str]:
        """Return the document of each clause that holds a theme."""
        return [
            name
            for name, made in self.documents.items()
            if region is None or made.region in WITHIN[region]
            for own in made.themes
            if own == theme
        ]

    def _check(self, engine: SearchEngine) -> None:
        """An engine that was just refreshed finds what the dict holds, and nothing else."""
        assert engine.passages == sum(len(made.words) for made in self.documents.values())
        for name, made in self.documents.items():
            for own in made.words:
                assert names_found(engine, own) == [name], own
        for own in self.gone:
            assert names_found(engine, own) == [], own
        for theme in THEMES:
            holding = self._with_theme(theme)
            assert sorted(names_found(engine, theme)) == sorted(holding)
            documents = engine.search_documents(theme, MOST_FOUND)
            headers = engine.store.headers(documents)
            assert {headers[i].source_name for i in documents} == set(holding)
            facets = engine.search(theme, MOST_FOUND, options=SearchOptions(facets=True)).facets
            of_region = Counter(self.documents[name].region for name in holding)
            of_region.pop(None, None)
            assert facets.get("region", {}) == of_region
            for region in WITHIN:
                found = names_found(engine, theme, Filters(regions=(region,)))
                assert sorted(found) == sorted(self._with_theme(theme, region))


def _clauses_and_scores(engine: SearchEngine, query: str) -> list[tuple[str, float]]:
    """Return the clauses found with the share of their own text, in order.

    Not their whole score: what a document's length is compared with moves with a compaction.
    """
    hits = engine.search(query, MOST_FOUND).hits
    return [(hit.clause_id, hit.score.lexical or 0.0) for hit in hits]


def _damage(folder: Path, path: Path, how: str) -> None:
    """Damage a generation as a bad disk does; files that are open elsewhere stay as they are."""
    if how == "no pointer":
        (folder / CURRENT_FILE).unlink()
    elif how == "bad pointer":
        (folder / CURRENT_FILE).write_bytes(b"\xff\x00 7")
    elif how == "remove":
        path.unlink()
    else:
        content = bytearray(path.read_bytes())
        if how == "truncate":
            content = content[: len(content) // 2]
        elif how == "empty":
            content.clear()
        elif content and path.suffix != ".json":
            content[len(content) // 2] ^= 0xFF
        path.unlink()
        path.write_bytes(content)


SearchMachine.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=12,
    deadline=None,
    phases=(Phase.reuse, Phase.generate),  # shrinking twelve steps takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
test_whatever_happens_searches_find_what_is_stored = SearchMachine.TestCase


# Scores may shift a little: lengths are compared with the averages of the generation, and texts
# that were removed count in the statistics until the next one.
def test_a_compaction_finds_the_same_clauses(tmp_path: Path) -> None:
    engine = engine_at(tmp_path)
    ingest([item("short.txt", text_of([word(0)]))], engine)
    ingest([item("long.txt", text_of([word(n) for n in range(1, 6)]))], engine, compact=False)
    before = [engine.search(word(number), 1).hits[0].clause_id for number in range(6)]
    engine.compact()
    after = [engine.search(word(number), 1).hits[0].clause_id for number in range(6)]
    engine.store.close()
    assert after == before


def test_a_compaction_after_removals_finds_the_same_documents(tmp_path: Path) -> None:
    engine = engine_at(tmp_path)
    often_removed, twice = word(0), word(1)
    kept = [item("first.txt", text_of([twice])), item("second.txt", text_of([twice]))]
    going = [item(f"{number}.txt", text_of([often_removed])) for number in range(5)]
    ingest([*kept, item("third.txt", text_of([often_removed])), *going], engine)
    for removed in going:
        engine.store.delete(id_of(engine.store, removed.source.name))
    engine.refresh()
    before = names_found(engine, f"{often_removed} {twice}")
    engine.compact()
    after = names_found(engine, f"{often_removed} {twice}")
    engine.store.close()
    assert sorted(after) == sorted(before) == ["first.txt", "second.txt", "third.txt"]
