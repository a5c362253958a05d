"""The machine that a comparison ran on, in words."""

import os
import platform
from pathlib import Path

PROCESSORS, MEMORY = Path("/proc/cpuinfo"), Path("/proc/meminfo")


def machine_described() -> str:
    """Return a line that names the processor, its cores, the memory, Python and the system."""
    model = _value_in(PROCESSORS, "model name") or platform.processor() or platform.machine()
    kilobytes = _value_in(MEMORY, "MemTotal").partition(" ")[0]  # `24689408 kB`
    memory = f", {int(kilobytes) * 1024 / 1e9:.0f} GB of memory" if kilobytes else ""
    python = f"Python {platform.python_version()}, {platform.system()}"
    return f"{model}, {os.cpu_count()} cores{memory}; {python}"


def _value_in(path: Path, name: str) -> str:
    """Return what stands after `name:` in a file of /proc; empty where it is not there."""
    if not path.exists():
        return ""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
