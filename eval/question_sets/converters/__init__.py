"""Data sets of other formats as question sets, one format a module.

A further format is a module with a `converted` like theirs and a line here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from eval.errors import EvaluationError
from eval.question_sets.converters import beir, ragas, squad, stard
from eval.question_sets.converters.base import Converted, Converter, Document, LeftOut

__all__ = ["CONVERTERS", "Converted", "Converter", "Document", "LeftOut", "converter_named"]

CONVERTERS: Mapping[str, Converter] = MappingProxyType(
    {
        "beir": beir.converted,
        "ragas": ragas.converted,
        "squad": squad.converted,
        "stard": stard.converted,
    }
)


def converter_named(name: str) -> Converter:
    """Return the converter of a format. Raises EvaluationError with the names that there are."""
    if name not in CONVERTERS:
        raise EvaluationError(f"there is no format {name!r}. Give one of {', '.join(CONVERTERS)}")
    return CONVERTERS[name]
