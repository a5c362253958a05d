"""A service that answers questions, whichever API it speaks."""

from typing import Protocol

from eval.question_sets import Question
from eval.running.results import Result


class AskedService(Protocol):
    """What the runner asks. Safe to use from several threads."""

    def result(self, question: Question, repeat: int) -> Result:
        """Return what the service answers to a question.

        Raises ServiceAwayError when nothing answers: the run stops and can be resumed. An answer
        that is an error of the service's own is a result whose status is `failed`.
        """

    def close(self) -> None:
        """Close the connections."""
