"""Chooses an embedder by name."""

from index.embedding.base import Embedder

BUILTIN = "builtin"


def embedder_named(name: str) -> Embedder:
    """Return the built-in embedder, or a sentence-transformers model by hub name or folder.

    Raises EmbedderError when it cannot be loaded.
    """
    if name == BUILTIN:
        from index.embedding.builtin import BuiltinEmbedder

        return BuiltinEmbedder()
    # Imported when chosen: it costs seconds and half a gigabyte
    from index.embedding.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(name)
