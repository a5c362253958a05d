"""Any sentence-transformers model loads by name: shown with a tiny one made on the spot."""

from pathlib import Path

import numpy as np
import pytest

from index.embedding import EmbedderError, embedder_named
from index.ingestion import ingest
from index.search import SearchEngine
from index.store import Store
from tests.index.conftest import made_items


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved model of two random layers over characters."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    characters = sorted(set("".join(text for _, text in made_texts())))
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]
    tokenizer = BertTokenizerFast(vocab={word: i for i, word in enumerate(vocabulary)})
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    BertModel(config).save_pretrained(folder / "bert")
    tokenizer.save_pretrained(folder / "bert")
    transformer = Transformer(str(folder / "bert"))
    model = SentenceTransformer(modules=[transformer, Pooling(32)])
    model.save(str(folder / "model"))
    return folder / "model"


def made_texts() -> list[tuple[str, str]]:
    return [(i.source.name, i.source.data.decode()) for i in made_items()]


def test_a_local_folder_loads_and_serves_the_dense_leg(tiny_model: Path, tmp_path: Path) -> None:
    embedder = embedder_named(str(tiny_model))
    vectors = embedder.embed_passages(["农民工工资", "温室大棚"])
    assert vectors.shape == (2, 32)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    store = Store(f"sqlite:///{tmp_path / 's.sqlite'}")
    engine = SearchEngine(store, embedder, tmp_path / "generations")
    ingest(made_items(), engine)
    hit = engine.search("农民工工资", 3).hits[0]
    assert "农民工工资" in hit.passage.body
    assert hit.score.dense is not None
    store.close()


def test_the_same_model_has_the_same_fingerprint(tiny_model: Path) -> None:
    first, second = embedder_named(str(tiny_model)), embedder_named(str(tiny_model))
    assert first.fingerprint == second.fingerprint


def test_a_missing_model_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="POLICYQA_EMBEDDER"):
        embedder_named(str(tmp_path / "no-model-here"))
