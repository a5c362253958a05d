"""How a question was understood."""

from dataclasses import dataclass
from enum import StrEnum

from service.planning.corrections import Correction


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
    COMPARISON = "comparison"
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
    BASIS = "basis"  # what it carries out or is made under
    REPEALED = "repealed"  # what it ends


class AskedValue(StrEnum):
    """What kind of value evidence must hold to answer."""

    MONEY = "money"  # 奖励多少
    SHARE = "share"  # 百分之几
    NUMBER = "number"  # 多少家
    DATE = "date"  # 什么时候
    CALENDAR_DATE = "calendar_date"  # 哪一年
    DURATION = "duration"  # 多久
    BODY = "body"  # 谁
    VALIDITY = "validity"  # 何时失效
    DEFINITION = "definition"  # 是指什么
    PERSON = "person"  # 姓名


@dataclass(frozen=True, slots=True)
class Wording:
    """A word of everyday speech and what documents write for it: 包工头 → 承包人."""

    written: str
    official: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """One question as the search and the reader take it. `search_text` is Chinese.

    `context` are topic words of an earlier question that this one leans on; they count less than
    its own. `is_compared` tells that it is one of several regions' to be set side by side.
    `claims_validity` tells that it asks whether a document is valid, in its years or now.
    `claimed_role` is the role that a question of yes or no claims for its units: 是不是由X牵头.
    """

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
    asked_fields: tuple[AskedField, ...] = ()
    asked_role: str | None = None
    asked_value: AskedValue | None = None
    context: str = ""
    wordings: tuple[Wording, ...] = ()
    corrections: tuple[Correction, ...] = ()
    is_compared: bool = False
    claimed_role: str | None = None
    claims_validity: bool = False

    @property
    def asks_who(self) -> bool:
        """Whether units answer: asked for, or claimed and to be confirmed or corrected."""
        return self.intent.asks_for_units or self.claimed_role is not None
