"""Files of JSON Lines, packed or not, as benchmarks take them."""

import lzma
from pathlib import Path
from typing import TextIO

SUFFIXES = (".jsonl", ".jsonl.xz")


def is_json_lines(path: Path) -> bool:
    """Tell whether a path is named as JSON Lines are."""
    return path.name.lower().endswith(SUFFIXES)


def opened_lines(path: Path) -> TextIO:
    """Open a file for its lines, unpacked where its name ends in .xz."""
    if path.suffix.lower() == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")
