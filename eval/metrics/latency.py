"""How long answers take."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.errors import EvaluationError
from eval.running.results import Result


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds from a question to its whole answer, by percentile, and answers a second."""

    p50: float
    p90: float
    p95: float
    p99: float
    max: float
    throughput: float
    count: int


def latency(results: Sequence[Result], wall_seconds: float) -> Latency | None:
    """Return the latencies of the results that did not fail, None where all did.

    `wall_seconds` is how long the whole run took. Percentiles are interpolated linearly. Raises
    EvaluationError where there is no result, or no time.
    """
    if not results:
        raise EvaluationError("no result, so no latency: run the questions first")
    if wall_seconds <= 0:
        raise EvaluationError(f"a run cannot take {wall_seconds} seconds: give its wall-clock time")
    seconds = [result.seconds for result in results if result.status != "failed"]
    if not seconds:
        return None
    p50, p90, p95, p99 = (float(value) for value in np.percentile(seconds, [50, 90, 95, 99]))
    return Latency(p50, p90, p95, p99, max(seconds), len(seconds) / wall_seconds, len(seconds))
