"""What can go wrong in training."""


class TrainingDataError(Exception):
    """A training file is missing or malformed; the message says which, where and what it needs."""
