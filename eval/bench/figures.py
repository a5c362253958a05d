"""The raw figures: JSON Lines to which each measurement is added as soon as it is there."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from eval.bench.errors import BenchmarkError
from eval.bench.model import Measurement


def measurements_in(path: Path) -> tuple[Measurement, ...]:
    """Return the measurements of a file, none where there is no file; a cut last line is left out.

    Raises BenchmarkError for any other line that is none.
    """
    if not path.exists():
        return ()
    found: dict[tuple[str, int], Measurement] = {}
    *whole, last = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate([*whole, last], start=1):
        if not line.strip():
            continue
        try:
            measurement = Measurement.model_validate_json(line)
        except ValidationError as error:
            if line is last:
                break
            raise BenchmarkError(
                f"{path} line {number} is no measurement: {error.errors()[0]['msg']}. "
                "Remove the file and measure again"
            ) from error
        found[measurement.key] = measurement
    return tuple(found.values())


def add_measurement(path: Path, kept: Sequence[Measurement], new: Measurement) -> None:
    """Write the file anew with one more measurement: all of it or, when cut off, none."""
    beside = path.with_name(f"{path.name}.new")
    lines = [measurement.model_dump_json() + "\n" for measurement in (*kept, new)]
    beside.write_text("".join(lines), encoding="utf-8")
    beside.replace(path)


def check_same_texts(path: Path, kept: Sequence[Measurement], digest: str) -> None:
    """Raise BenchmarkError where measurements were of other texts or questions."""
    if any(measurement.shared.digest != digest for measurement in kept):
        raise BenchmarkError(
            f"{path} holds measurements of other texts or questions. Choose another --out, or "
            "remove it"
        )
