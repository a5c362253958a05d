"""The environment in which a process of ours finds our packages."""

import os
from pathlib import Path

PACKAGE_ROOT = Path(__file__).resolve().parents[1]


def worker_environment() -> dict[str, str]:
    """Return this process's environment with our packages on PYTHONPATH, installed or not."""
    paths = (str(PACKAGE_ROOT), os.environ.get("PYTHONPATH", ""))
    return os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}
