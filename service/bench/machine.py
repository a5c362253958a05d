"""The machine that a benchmark ran on, in words."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """Return a line that names the processor, its cores, Python and the system."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        names = (
            line.partition(":")[2].strip()
            for line in information.read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        )
        model = next(names, model)
    return (
        f"{model}, {os.cpu_count()} cores; Python {platform.python_version()}; {platform.system()}"
    )
