"""What can go wrong between a document and the index."""


class IndexingError(Exception):
    """The store or a generation cannot be read or written; the message says what to do."""


class UnknownDocumentError(LookupError):
    """No document or clause has this id."""


class EmbedderMismatchError(IndexingError):
    """Vectors were made by another embedder than the one in use; the two are never mixed."""
