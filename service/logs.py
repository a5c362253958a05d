"""How a process of policyqa logs."""

import logging

FORMAT = "%(levelname)s %(name)s: %(message)s"
NOISY = ("httpx", "httpcore")  # they tell of every request


def configure_logging(level: str) -> None:
    """Log from a level on, in one form for all processes."""
    logging.basicConfig(level=level, format=FORMAT)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
