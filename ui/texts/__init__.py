"""All wording of the page, a module per language.

A new text is a field of `Wording`; mypy then names the languages that lack it.
"""

from typing import Final, Literal

from ui.texts.chinese import CHINESE
from ui.texts.english import ENGLISH
from ui.texts.runs_wording import RunsWording
from ui.texts.sharing import FeedbackWording, SharingWording
from ui.texts.wording import Wording

Language = Literal["zh", "en"]
DEFAULT_LANGUAGE: Final[Language] = "zh"
LANGUAGE_NAMES: Final[dict[Language, str]] = {"zh": "中文", "en": "English"}
LANGUAGE_LABEL: Final = "界面语言 / Language"
PRODUCT: Final = "条条有据"
PRODUCT_LATIN: Final = "policyqa"
SERVE_COMMAND: Final = "policyqa serve"
EVAL_COMMAND: Final = "policyqa eval --questions FILE --out runs/NAME"
INSTALL_COMMAND: Final = "pip install 'policyqa[eval]'"
INGEST_COMMAND: Final = "policyqa ingest FOLDER"
WORDINGS: Final[dict[Language, Wording]] = {"zh": CHINESE, "en": ENGLISH}

__all__ = [
    "DEFAULT_LANGUAGE",
    "EVAL_COMMAND",
    "INGEST_COMMAND",
    "INSTALL_COMMAND",
    "LANGUAGE_LABEL",
    "LANGUAGE_NAMES",
    "PRODUCT",
    "PRODUCT_LATIN",
    "SERVE_COMMAND",
    "WORDINGS",
    "FeedbackWording",
    "Language",
    "RunsWording",
    "SharingWording",
    "Wording",
]
