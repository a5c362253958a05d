"""The built-in embedder adapts to a corpus, and is kept only where held-back clauses are found."""

from pathlib import Path

import pytest

from index.embedding import embedder_named
from index.embedding.builtin import DEFAULT_PATH, BuiltinEmbedder, terms_of_model
from index.training.adaptation import ADAPTATION, Adaptation, adapt
from index.training.corpus_reader import Article
from index.training.errors import TrainingDataError
from index.training.settings import TrainingSettings
from tests.conftest import run_policyqa

# Words that no dictionary and no law has: what they mean is in this corpus alone
THINGS = [f"{first}{second}" for first in "璆琭瑂瓃甤畽疁" for second in "瘏皟盨睆矄砯"]
PLACES = [f"{first}{second}" for first in "硾磲祹禔秠" for second in "窾竑笭箈"]


def articles() -> list[Article]:
    """Return clauses of two sentences each, about one thing and one place."""
    return [
        Article("某地细则", f"{thing}设在{place}以外。办理{thing}者持有{place}所发凭证。")
        for number, thing in enumerate(THINGS)
        for place in PLACES[number % 4 :: 3]
    ]


def adapted(out: Path, steps: int) -> Adaptation:
    settings = TrainingSettings(
        steps=steps, pairs_per_step=128, learning_rate=5e-3, warmup_steps=2, highest_dropout=0.2
    )
    return adapt(DEFAULT_PATH, articles(), out, settings)


def test_what_only_this_corpus_says_is_learnt(tmp_path: Path) -> None:
    out = tmp_path / "adapted.safetensors"
    gain = adapted(out, steps=40)
    assert gain.helps
    assert gain.after > gain.before
    assert 0 < gain.held_back < gain.clauses == len(articles())
    known, _ = terms_of_model(DEFAULT_PATH)
    terms, _ = terms_of_model(out)
    assert set(known) < set(terms)
    assert {"琭瘏", "琭砯"} <= set(terms) - set(known)
    assert embedder_named("builtin", out).fingerprint == BuiltinEmbedder(out).fingerprint
    assert BuiltinEmbedder(out).fingerprint != BuiltinEmbedder(DEFAULT_PATH).fingerprint


def test_without_training_nothing_is_gained(tmp_path: Path) -> None:
    gain = adapted(tmp_path / "same.safetensors", steps=0)
    assert not gain.helps
    assert gain.after == pytest.approx(gain.before, abs=0.01)


def test_too_few_clauses_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="Ingest more documents"):
        adapt(DEFAULT_PATH, articles()[:20], tmp_path / "none.safetensors", ADAPTATION)


def test_a_model_that_is_not_there_is_not_used(tmp_path: Path) -> None:
    shipped = embedder_named("builtin")
    assert embedder_named("builtin", tmp_path / "none").fingerprint == shipped.fingerprint


def test_the_command_says_what_it_found_and_keeps_only_what_helps(
    five_policies: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for file in five_policies.glob("policyqa.sqlite"):
        (data / file.name).write_bytes(file.read_bytes())
    done = run_policyqa("adapt", "--steps", "1", data=data)
    assert done.returncode == 0, done.stderr
    assert "MRR@10" in done.stdout
    kept = (data / "embedder.safetensors").exists()
    assert kept == ("not kept" not in done.stdout)
    assert not list(data.glob("*.candidate"))


def test_another_embedder_is_not_adapted(tmp_path: Path) -> None:
    done = run_policyqa("adapt", data=tmp_path, embedder="some/model")
    assert done.returncode == 1
    assert "only the built-in embedder is adapted here" in done.stderr
