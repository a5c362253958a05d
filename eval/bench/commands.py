"""The command `compare`, for `policyqa bench`."""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from eval.bench.comparing import Comparison, compared, write_page
from eval.bench.errors import BenchmarkError
from eval.bench.model import Limits
from eval.bench.plot import plot_libraries
from eval.bench.report import table
from eval.bench.systems.factory import SYSTEMS, systems_named

ROOT = Path(__file__).resolve().parents[2]
SHIPPED_TEXTS = ROOT / "corpus" / "policies"
SHIPPED_QUESTIONS = ROOT / "eval" / "questions"
SHIPPED_PATTERN = "answers_seeds_*.jsonl"  # of the policies that are shipped
SIZES = re.compile(r"[1-9]\d*(,[1-9]\d*)*")  # 1000,10000
ALL_SYSTEMS = ",".join(system.name for system in SYSTEMS)

app = typer.Typer(
    help="Speed and size beside LangChain, LlamaIndex, txtai and bm25s.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def _benchmarks() -> None:
    """Keep `compare` a command with a name."""


@app.command()
def compare(
    texts: Annotated[
        list[Path] | None,
        typer.Option(help="files, folders, or JSON Lines of {law, article, text}; may be repeated"),
    ] = None,
    queries: Annotated[
        list[Path] | None,
        typer.Option(help='JSON Lines of {"query"} or {"question"}; may be repeated'),
    ] = None,
    sizes: Annotated[str, typer.Option(help="numbers of clauses, with commas between")] = (
        "1000,10000"
    ),
    systems: Annotated[str, typer.Option(help="names, with commas between")] = ALL_SYSTEMS,
    out: Annotated[
        Path, typer.Option(help="JSON Lines of figures; what it holds is not measured again")
    ] = Path("compare.jsonl"),
    docs: Annotated[
        Path | None, typer.Option(help="folder to write the page and its plot into")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(help="where texts and vectors are kept; none: removed at the end")
    ] = None,
    limit_seconds: Annotated[
        float, typer.Option(min=1, help="of ingestion, and of starting")
    ] = 600,
    limit_gigabytes: Annotated[float, typer.Option(min=0.1, help="of memory")] = 16,
    retry: Annotated[bool, typer.Option(help="measure again what did not finish")] = False,
    most_queries: Annotated[
        int, typer.Option(min=1, help="for each number of clients, each asked once")
    ] = 300,
    load_seconds: Annotated[
        float, typer.Option(min=0.1, help="after which no further question is asked")
    ] = 20,
) -> None:
    """Measure policyqa beside libraries over the same texts, questions and vectors."""
    try:
        if not SIZES.fullmatch(sizes):
            raise BenchmarkError(f"--sizes {sizes}: not numbers with commas between: 1000,10000")
        comparison = Comparison(
            texts=tuple(texts or [SHIPPED_TEXTS]),
            queries=tuple(queries or sorted(SHIPPED_QUESTIONS.glob(SHIPPED_PATTERN))),
            sizes=tuple(int(size) for size in sizes.split(",")),
            systems=systems_named(systems),
            limits=Limits(seconds=limit_seconds, memory_bytes=int(limit_gigabytes * 1e9)),
            most_queries=most_queries,
            seconds=load_seconds,
            retry=retry,
        )
        if docs is not None:
            plot_libraries()  # missing ones are better said before hours of measuring
        measurements = compared(comparison, out, folder)
        if docs is not None:
            write_page(measurements, docs)
    except BenchmarkError as error:
        print(f"policyqa: {error}", file=sys.stderr)
        raise typer.Exit(1) from error
    for size in sorted({own.shared.size for own in measurements}):
        print("\n".join(("", *table(measurements, size))))
