"""What stops a comparison, or one measurement of it."""

from eval.errors import EvaluationError


class BenchmarkError(EvaluationError):
    """The comparison cannot go on; the message says what to do."""


class DidNotFinishError(BenchmarkError):
    """A system passed a limit or failed at a size; the message is the reason that is reported."""
