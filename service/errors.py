"""What can go wrong in the service."""


class SettingsError(Exception):
    """An environment variable is unknown or its value is not allowed."""


class ServiceError(Exception):
    """The service answered a client with a problem, or could not be reached."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class ReaderError(Exception):
    """The reader's file cannot be used; the message says why and what to do."""
