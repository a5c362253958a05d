"""What can go wrong while a file becomes a Document."""


class CorpusError(Exception):
    """A file could not be turned into a Document; the message names file, stage and place."""

    def __init__(self, source: str, stage: str, problem: str, remedy: str) -> None:
        super().__init__(f"{source}: {stage}: {problem}. {remedy}")
        self.source = source
        self.stage = stage
        self.problem = problem
        self.remedy = remedy


class CatalogueError(Exception):
    """A catalogue beside the files is not readable or names what is not there."""
