"""What can go wrong with an embedder."""


class EmbedderError(Exception):
    """A model cannot be loaded; the message says which, why, and what to do."""
