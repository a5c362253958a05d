"""What can go wrong when labels are scored."""


class ScoringError(Exception):
    """Labels, texts and the parser do not fit together; the message says what to do."""
