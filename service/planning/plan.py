"""How a question was understood."""

from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """What kind of answer is asked for."""

    WHO_LEADS = "who_leads"
    WHO_SUPPORTS = "who_supports"
    WHO_IS_RESPONSIBLE = "who_is_responsible"
    UNIT_DUTIES = "unit_duties"
    METADATA = "metadata"
    AMOUNT = "amount"
    TARGET = "target"
    DATE = "date"
    CONDITION = "condition"
    DEFINITION = "definition"
    YES_NO = "yes_no"
    LIST = "list"
    OTHER = "other"

    @property
    def asks_for_units(self) -> bool:
        """Whether the answer is the names of units."""
        return self in (Intent.WHO_LEADS, Intent.WHO_SUPPORTS, Intent.WHO_IS_RESPONSIBLE)


class AskedField(StrEnum):
    """Which of a document's own fields a metadata question asks for."""

    TITLE = "title"
    DOC_NUMBER = "doc_number"
    ISSUER = "issuer"
    ISSUED_ON = "issued_on"
    EFFECTIVE_ON = "effective_on"
    EXPIRES_ON = "expires_on"


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """The question as the search and the reader take it. `search_text` is Chinese."""

    question: str
    language: str
    intent: Intent
    regions: tuple[str, ...]
    unknown_places: tuple[str, ...]
    years: tuple[int, ...]
    units: tuple[str, ...]
    doc_numbers: tuple[str, ...]
    topics: tuple[str, ...]
    search_text: str
    asked_field: AskedField | None = None
    asked_role: str | None = None
