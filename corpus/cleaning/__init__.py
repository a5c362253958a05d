"""From a file's characters to the served text: furniture out, paragraphs and cells made whole."""

from corpus.cleaning.clean import CleanedText, cleaned

__all__ = ["CleanedText", "cleaned"]
