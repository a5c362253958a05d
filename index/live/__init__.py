"""The live delta: what came since the generation, searchable at once, in memory."""

from index.live.delta import AverageLengths, Delta

__all__ = ["AverageLengths", "Delta"]
