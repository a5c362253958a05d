"""Chooses an embedder by name."""

from pathlib import Path

from index.embedding.base import Embedder

BUILTIN = "builtin"


def embedder_named(name: str, adapted: Path | None = None) -> Embedder:
    """Return the built-in embedder, or a sentence-transformers model by hub name or folder.

    The built-in one is taken from the file `adapted` where there is one. Raises EmbedderError when
    it cannot be loaded.
    """
    if name == BUILTIN:
        from index.embedding.builtin import DEFAULT_PATH, BuiltinEmbedder

        return BuiltinEmbedder(adapted if adapted and adapted.is_file() else DEFAULT_PATH)
    # Imported when chosen: it costs seconds and half a gigabyte
    from index.embedding.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(name)
