"""`policyqa bench parse`: how fast texts are parsed on this machine."""

import json
import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rich.progress import track

from corpus.errors import CorpusError
from corpus.parser import parsed
from corpus.reading import SourceFile, source_text
from index.sources import FailedItem, IngestItem, items_in
from service.bench.json_lines import is_json_lines, opened_lines
from service.bench.machine import machine
from service.bench.parse_stages import stage_seconds
from service.errors import ServiceError

MEGABYTE = 1_000_000
WHOLE = "parse, whole"


@dataclass(frozen=True, slots=True)
class Timing:
    """The seconds that all texts took in each round, in one stage or in the whole."""

    stage: str
    seconds: tuple[float, ...]

    @property
    def best(self) -> float:
        """The seconds of the fastest round."""
        return min(self.seconds)

    @property
    def median(self) -> float:
        """The seconds of the middle round."""
        return statistics.median(self.seconds)


def bench_parse(paths: Sequence[Path], limit: int | None, rounds: int) -> None:
    """Parse texts on one core, several times over, and print the speed of it and of its stages.

    Files that cannot be read are named on standard error and left out. Raises ServiceError when
    no text is left.
    """
    _keep_to_one_core()
    sources, byte_count, character_count = _readable(islice(sources_in(paths), limit))
    if not sources:
        raise ServiceError("no text to parse in the paths given")
    progress = track(
        range(rounds), "parsing", disable=not sys.stderr.isatty(), transient=True, total=rounds
    )
    timed = [_round(sources) for _ in progress]
    timings = [Timing(stage, tuple(seconds[stage] for seconds in timed)) for stage in timed[0]]
    print(
        f"{len(sources)} texts, {byte_count / MEGABYTE:.3f} MB in UTF-8, "
        f"{character_count} characters; {rounds} rounds in one process on one core"
    )
    print(machine())
    print("\n".join(speed_table(timings, byte_count, character_count)))


def sources_in(paths: Sequence[Path]) -> Iterator[SourceFile]:
    """Yield the texts of files, folders, and JSON Lines of `text` (packed as .xz too).

    Rows go by their `id`, or by their number where they have none. Raises CorpusError for a
    path that is not there and ServiceError for a row without a text.
    """
    for path in paths:
        if is_json_lines(path) and path.is_file():
            yield from _rows(path)
            continue
        for item in items_in([path]):
            if isinstance(item, IngestItem):
                yield item.source
            elif isinstance(item, FailedItem):
                print(f"policyqa: {item.error}", file=sys.stderr)


def speed_table(timings: Sequence[Timing], byte_count: int, character_count: int) -> Iterator[str]:
    """Yield a line for each timing: MB a second at best and in the middle, characters a second."""
    yield f"{'':32}{'best MB/s':>12}{'median MB/s':>14}{'characters/s':>15}{'ms':>10}"
    megabytes = byte_count / MEGABYTE
    for timing in timings:
        yield (
            f"{timing.stage:32}{megabytes / timing.best:12.2f}{megabytes / timing.median:14.2f}"
            f"{character_count / timing.best:15.0f}{timing.best * 1000:10.0f}"
        )


def _round(sources: Sequence[SourceFile]) -> dict[str, float]:
    """Return the seconds of the whole and of each stage, all texts together."""
    started = time.perf_counter()
    for source in sources:
        parsed(source)
    seconds = {WHOLE: time.perf_counter() - started}
    for source in sources:
        for stage, duration in stage_seconds(source).items():
            name = f"  {stage}"
            seconds[name] = seconds.get(name, 0.0) + duration
    return seconds


def _readable(sources: Iterator[SourceFile]) -> tuple[list[SourceFile], int, int]:
    """Return the files that can be parsed, their text's bytes in UTF-8 and its characters.

    Parsing each once also loads what the first text would otherwise wait for.
    """
    kept, byte_count, character_count = [], 0, 0
    for source in sources:
        try:
            parsed(source)
            text = source_text(source).text
        except CorpusError as error:
            print(f"policyqa: {error}", file=sys.stderr)
            continue
        kept.append(source)
        byte_count += len(text.encode())
        character_count += len(text)
    return kept, byte_count, character_count


def _rows(path: Path) -> Iterator[SourceFile]:
    with opened_lines(path) as lines:
        for number, line in enumerate(lines):
            try:
                row = json.loads(line)
                name, text = str(row.get("id", number)), row["text"].encode()
            except (ValueError, KeyError, AttributeError) as error:
                raise ServiceError(f"{path} row {number}: no `text` in it: {error}") from error
            yield SourceFile(f"{name}.txt", text, path.stem)


def _keep_to_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
