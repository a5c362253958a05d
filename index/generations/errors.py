"""What can be wrong with a generation."""


class DamagedGenerationError(Exception):
    """A generation is missing, damaged or of another format; it can be built again."""


class NoGenerationError(DamagedGenerationError):
    """No generation was ever built here."""
