"""What stops a scoring."""


class QuestionFileError(Exception):
    """A question file that cannot be scored; the message names the file and the line."""
