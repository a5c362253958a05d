"""What stops an evaluation; each message says what was wrong with what, and what to do."""


class EvaluationError(Exception):
    """An evaluation that cannot go on."""


class QuestionFileError(EvaluationError):
    """A question file that cannot be used; the message names the file and the line."""


class ServiceAwayError(EvaluationError):
    """The service asked does not answer, or is not one of the kind that it was said to be."""
