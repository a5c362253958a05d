"""The process that embeds texts beside the program.

`python -m index.embedding.worker MODEL_FILE` takes frames of JSON, a list of texts each, on its
standard input, and answers each with a frame of float32 vectors. It ends when its input does,
because the program has ended, however it ended.
"""

import json
import sys
from pathlib import Path

import numpy as np

from corpus.reading.protocol import read_frame, write_frame
from index.embedding.builtin import BuiltinEmbedder


def main(path: Path) -> None:
    """Embed with a model file until the input ends."""
    embedder = BuiltinEmbedder(path)
    while (request := read_frame(sys.stdin.buffer)) is not None:
        vectors = embedder.embed_passages(json.loads(request))
        write_frame(sys.stdout.buffer, np.ascontiguousarray(vectors).tobytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
