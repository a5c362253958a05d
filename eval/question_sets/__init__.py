"""Question sets: their model, read from JSON Lines, checked against a corpus, and converted."""

from eval.question_sets.model import NamedDocument, Question, Span, Style, json_schema
from eval.question_sets.reading import questions_in, questions_of

__all__ = [
    "NamedDocument",
    "Question",
    "Span",
    "Style",
    "json_schema",
    "questions_in",
    "questions_of",
]
