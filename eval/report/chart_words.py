"""The words in the plots of a run, for a page in another language than the report's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartWords:
    """Titles of axes and names of lines."""

    confidence: str = "confidence"
    right: str = "right"
    answers: str = "answers"
    threshold: str = "answered from this confidence on"
    refused: str = "refused"
    unanswerable: str = "unanswerable"
    answerable: str = "answerable"
    milliseconds: str = "milliseconds"
    questions: str = "questions"


ENGLISH_WORDS = ChartWords()
