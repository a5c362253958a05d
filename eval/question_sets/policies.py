"""`python -m eval.question_sets.policies IN OUT`: rows of policies for `policyqa ingest`.

The questions over further policies name each by the SHA-256 of its text; so do these rows.
"""

import hashlib
import json
import lzma
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

# Fields of the policies file and what `policyqa ingest` calls them
FIELDS = {"title": "title", "doc_number": "doc_number", "issuer": "issuer", "date": "issued_on"}


def ingest_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield a row for each policy of a JSON Lines file, xz-compressed where its name says so."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            policy = json.loads(line)
            known = {name: policy[field] for field, name in FIELDS.items() if policy.get(field)}
            sha256 = hashlib.sha256(policy["text"].encode()).hexdigest()
            yield {"id": sha256, "text": policy["text"], **known}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the rows; return the exit status."""
    paths = list(sys.argv[1:] if arguments is None else arguments)
    if len(paths) != 2:
        print("usage: python -m eval.question_sets.policies IN OUT", file=sys.stderr)
        return 2
    rows = (json.dumps(row, ensure_ascii=False) for row in ingest_rows(Path(paths[0])))
    Path(paths[1]).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
