"""Tables: their cells as spans of a text, and tables that lost their cells put back together."""

from corpus.tables.models import Cell, Table

__all__ = ["Cell", "Table"]
