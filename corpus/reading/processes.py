"""Ends a process with everything that it started, also what left its group."""

import os
import signal
from contextlib import suppress
from pathlib import Path

PROCESSES = Path("/proc")  # Linux; elsewhere the group is all that is found


def kill_tree(process_id: int) -> None:
    """Kill a process that leads its group, the group, and all descendants."""
    # the group last: it may be the one that calls
    for descendant in _descendants(process_id):
        with suppress(ProcessLookupError):  # ended meanwhile
            os.kill(descendant, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.killpg(process_id, signal.SIGKILL)


def _descendants(process_id: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for path in PROCESSES.glob("[0-9]*/stat"):
        with suppress(OSError):  # ended while we looked
            # 12 (name of (any) kind) S 7 …: the parent's id is the second field after the name
            parent = int(path.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(path.parent.name))
    found: list[int] = []
    waiting = [process_id]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found
