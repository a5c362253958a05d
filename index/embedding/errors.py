"""What can go wrong with an embedder."""


class EmbedderError(Exception):
    """An embedder cannot be loaded or used; the message says what is wrong and what to do."""
