"""The facts of a document as marks in its text."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ui.connection import Json, facts_of_document
from ui.marked_text import Mark
from ui.quantities import quantity_in_words
from ui.texts import Wording

TITLE_LENGTH = 160


def facts_of(revision: str, document_id: str) -> dict[str, tuple[Json, ...]]:
    """Return the facts of a document by their kinds. Raises ServiceError."""
    return {kind: facts_of_document(kind, revision, document_id) for kind in TITLES}


def fact_marks(
    wording: Wording, facts: Mapping[str, tuple[Json, ...]], kinds: tuple[str, ...]
) -> Iterator[Mark]:
    """Yield a mark for each fact of some kinds, which says what is read there."""
    for kind in kinds:
        for fact in facts[kind]:
            said = TITLES[kind](wording, fact)
            title = wording.named.format(name=wording.library.kinds[kind], text=said)
            yield Mark(fact["quote_start"], fact["quote_end"], kind, title[:TITLE_LENGTH])


def _responsibility(wording: Wording, fact: Json) -> str:
    return f"{wording.roles[fact['role']]} {fact['unit_full']} — {fact['task']}"


def _target(wording: Wording, fact: Json) -> str:
    return f"{fact['indicator']} {quantity_in_words(wording, fact)} {fact['deadline'] or ''}"


def _incentive(wording: Wording, fact: Json) -> str:
    return f"{fact['award']} {fact['amount'] or ''} {fact['condition'] or ''}"


def _condition(wording: Wording, fact: Json) -> str:
    return f"{fact['subject']} {quantity_in_words(wording, fact)}"


def _validity(wording: Wording, fact: Json) -> str:
    return f"{fact['value']} {fact['on'] or ''}"


TITLES: Final[dict[str, Callable[[Wording, Json], str]]] = {
    "responsibilities": _responsibility,
    "targets": _target,
    "incentives": _incentive,
    "conditions": _condition,
    "validity": _validity,
}
