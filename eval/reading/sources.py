"""The texts that were labelled, each checked to be the very text."""

import hashlib
import json
import lzma
from collections.abc import Mapping
from pathlib import Path

from eval.reading.errors import ScoringError
from eval.reading.labels import LabelledDocument


def labelled_texts(
    labels: Mapping[str, LabelledDocument], policies: Path, seeds: Path
) -> dict[str, str]:
    """Return the text of each labelled document by its name.

    A label with a row is of that row of the policies file (JSON Lines with `text`, counted from
    0), one without of the seed of that name. Raises ScoringError for a text that is not the one
    labelled.
    """
    wanted = {d.source.row for d in labels.values() if d.source.row is not None}
    rows = _rows(policies, wanted) if wanted else {}
    texts = {}
    for name, label in labels.items():
        source = label.source
        if source.row is not None:
            text = rows.get(source.row, "")
        else:
            text = (seeds / source.file).read_bytes().decode("utf-8")
        found = hashlib.sha256(text.encode()).hexdigest()
        if found != source.sha256:
            raise ScoringError(
                f"{name}: the text in {policies if source.row is not None else seeds} has the "
                f"SHA-256 {found}, labelled was {source.sha256}. Label the text anew, or give "
                "the file that was labelled"
            )
        texts[name] = text
    return texts


def _rows(policies: Path, wanted: set[int]) -> dict[int, str]:
    opened = lzma.open if policies.suffix == ".xz" else open
    with opened(policies, "rt", encoding="utf-8") as lines:
        return {i: json.loads(line)["text"] for i, line in enumerate(lines) if i in wanted}
