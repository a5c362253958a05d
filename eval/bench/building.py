"""`python -m eval.bench.building MODULE TEXTS FOLDER`: a library indexes the clauses.

Prints the seconds of its stages as the last line.
"""

import json
import sys
from pathlib import Path

import numpy as np

from eval.bench.model import SharedFolder
from eval.bench.systems.given_vectors import GivenVectors, clauses_in
from eval.bench.systems.library import Stages, library_in


def main() -> None:
    """Build and save."""
    module, texts_folder, folder = sys.argv[1:]
    shared, reading = SharedFolder(Path(texts_folder)), Stages()
    library = library_in(module)
    with reading.stage("read"):
        ids, texts = clauses_in(shared)
        vectors = GivenVectors(texts, np.load(shared.vectors, allow_pickle=False))
    stages = library.build(ids, texts, vectors, Path(folder))
    print("\n" + json.dumps(reading.seconds | stages))


if __name__ == "__main__":
    main()
