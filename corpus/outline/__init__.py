"""The outline of a cleaned text: a tree of clauses whose own spans cover every character once."""

from corpus.outline.build import outline_of

__all__ = ["outline_of"]
