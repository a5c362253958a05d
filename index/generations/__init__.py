"""Generations: immutable, checksummed builds of the search index, switched by an atomic rename.

Everything in a generation is derived from the store and can be built again from it. A reader
opens the generation that `CURRENT` names, verifies its checksums, and keeps it until another is
named; the files of a generation are never changed once it is named.
"""

from index.generations.building import build_generation
from index.generations.errors import DamagedGenerationError, NoGenerationError
from index.generations.files import CURRENT_FILE, current_number
from index.generations.manifest import Manifest
from index.generations.opening import Generation, opened_generation

__all__ = [
    "CURRENT_FILE",
    "DamagedGenerationError",
    "Generation",
    "Manifest",
    "NoGenerationError",
    "build_generation",
    "current_number",
    "opened_generation",
]
