"""`python -m eval.bench.load FILE`: clients that ask a service, in a process of their own.

Each client is a thread with one connection that is kept open. `http.client` takes 0.1 to 0.2 ms of
a core for a question (measured against a server that answers 3 kB at once); the rest is left to
the service.
"""

import json
import math
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import count
from pathlib import Path

from eval.bench.model import Load
from eval.services.processes import HOST

HEADERS = {"Content-Type": "application/json"}
TIMEOUT_SECONDS = 600.0


def answered_load(
    port: int, path: str, bodies: Sequence[str], clients: int, seconds: float
) -> Load:
    """Ask every body once by `clients` at once; no new one is asked after `seconds`.

    Raises RuntimeError when an answer is not 200.
    """
    places, started = count(), time.perf_counter()

    def latencies() -> list[float]:
        own: list[float] = []
        connection = HTTPConnection(HOST, port, timeout=TIMEOUT_SECONDS)
        try:
            while (place := next(places)) < len(bodies):
                begun = time.perf_counter()
                if begun - started > seconds:
                    break
                ask(connection, path, bodies[place])
                own.append(time.perf_counter() - begun)
        finally:
            connection.close()
        return own

    with ThreadPoolExecutor(clients) as pool:
        waiting = [pool.submit(latencies) for _ in range(clients)]
        spent = sorted(latency * 1000 for future in waiting for latency in future.result())
    return Load(
        clients=clients,
        answered=len(spent),
        seconds=time.perf_counter() - started,
        p50_ms=nearest_rank(spent, 50),
        p95_ms=nearest_rank(spent, 95),
        p99_ms=nearest_rank(spent, 99),
    )


def ask(connection: HTTPConnection, path: str, body: str) -> None:
    """Ask and read the whole answer. Raises RuntimeError when it is not 200."""
    connection.request("POST", path, body.encode(), HEADERS)
    response = connection.getresponse()
    said = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}: {said[:200]!r}")


def nearest_rank(ordered: Sequence[float], percent: int) -> float:
    """Return a percentile by the nearest-rank method, of values in order.

    >>> nearest_rank([1.0, 2.0, 3.0, 4.0], 50)
    2.0
    """
    return ordered[max(math.ceil(len(ordered) * percent / 100) - 1, 0)]


def main() -> None:
    """Read the arguments from the file named, a JSON object; print the load as JSON."""
    arguments = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    print(answered_load(**arguments).model_dump_json())


if __name__ == "__main__":
    main()
