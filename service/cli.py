"""The `policyqa` command."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import CatalogueError, CorpusError
from eval.errors import EvaluationError
from index.embedding import EmbedderError
from index.errors import IndexingError
from service.bench.parsing import bench_parse as run_bench_parse
from service.bench.search import bench_search as run_bench_search
from service.commands import adapting, batch, ingesting, parsing, running, serving
from service.errors import ReaderError, ServiceError, SettingsError
from service.logs import configure_logging
from service.settings import Settings, settings

app = typer.Typer(
    help="Answers about policy documents, with the clause that says so. "
    "Settings are POLICYQA_… environment variables; see the README.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
EXPECTED_ERRORS = (
    CatalogueError,
    CorpusError,
    EmbedderError,
    EvaluationError,
    IndexingError,
    ReaderError,
    ServiceError,
    SettingsError,
)
EVALUATES = "Measure how well a service answers: of files of questions, or compare, gate, lint."
COMPARES = "Measure speed beside LangChain, LlamaIndex, txtai and bm25s."
Paths = Annotated[list[Path], typer.Argument(help="files, folders, or JSON Lines of {id, text}")]


@contextmanager
def _errors_said_plainly() -> Iterator[Settings]:
    """Give the settings; end with one line instead of a traceback on an expected error."""
    try:
        current = settings()
        configure_logging(current.log_level)
        yield current
    except EXPECTED_ERRORS as error:
        print(f"policyqa: {error}", file=sys.stderr)
        raise typer.Exit(1) from error


@app.command()
def ingest(
    paths: Paths,
    mirror: Annotated[
        bool, typer.Option(help="also remove documents of the folder that are no longer in it")
    ] = False,
) -> None:
    """Bring documents into the store and the search index; unchanged ones are skipped."""
    with _errors_said_plainly() as current:
        if not ingesting.ingest_paths(current, paths, mirror):
            raise typer.Exit(1)


@app.command()
def serve() -> None:
    """Serve the HTTP API."""
    with _errors_said_plainly() as current:
        serving.serve(current)


@app.command()
def ui() -> None:
    """Serve the web page; it talks to the API."""
    with _errors_said_plainly() as current:
        running.show_page(current)


@app.command()
def run(paths: Paths) -> None:
    """Ingest documents, then serve the API and the web page until Ctrl-C."""
    with _errors_said_plainly() as current:
        running.run_everything(current, paths)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="the question, in Chinese or English")] = "",
    questions: Annotated[
        Path | None, typer.Option(help='JSON Lines of {"id", "question"} to answer instead')
    ] = None,
    out: Annotated[Path | None, typer.Option(help="JSON Lines of answers")] = None,
    json: Annotated[bool, typer.Option("--json", help="print the whole answer")] = False,
) -> None:
    """Answer a question, or a file of them, from the data folder."""
    with _errors_said_plainly() as current:
        if questions is not None and out is not None:
            batch.ask_all(current, questions, out)
        elif question:
            batch.ask_one(current, question, json)
        else:
            raise ServiceError("give a question, or --questions FILE with --out FILE")


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="the words to look for")] = "",
    queries: Annotated[
        Path | None, typer.Option(help='JSON Lines of {"id", "query"} to search instead')
    ] = None,
    k: Annotated[int, typer.Option(min=1, help="how many results")] = 10,
    out: Annotated[
        Path | None, typer.Option(help="tab-separated: query id, rank, external id")
    ] = None,
    explain: Annotated[bool, typer.Option(help="also print which terms matched")] = False,
) -> None:
    """Find clauses, or for a file of queries the documents that hold the best ones."""
    with _errors_said_plainly() as current:
        if queries is not None and out is not None:
            batch.search_all(current, queries, k, out)
        elif query:
            batch.search_one(current, query, k, explain)
        else:
            raise ServiceError("give a query, or --queries FILE with --out FILE")


@app.command()
def adapt(
    steps: Annotated[int, typer.Option(min=1, help="of training; 120 take some seconds")] = 120,
    seed: Annotated[int, typer.Option(help="another one draws other clauses")] = 1,
) -> None:
    """Train the built-in embedder further on the documents here; keep it only if it finds more."""
    with _errors_said_plainly() as current:
        adapting.adapt(current, steps, seed)


@app.command()
def parse(
    files: Annotated[
        list[Path], typer.Argument(help="policy files, folders, or JSON Lines of {id, text}")
    ],
    json: Annotated[
        bool, typer.Option("--json", help="print everything as JSON; of several, one a line")
    ] = False,
) -> None:
    """Print the outline and facts of files without touching the store."""
    with _errors_said_plainly():
        if not parsing.print_parsed(files, json):
            raise typer.Exit(1)


bench = typer.Typer(help="Measure how fast parts of policyqa are.", no_args_is_help=True)
app.add_typer(bench, name="bench")


@bench.command("parse")
def bench_parse(
    paths: Annotated[
        list[Path], typer.Argument(help="files, folders, or JSON Lines of {text}, .xz too")
    ],
    limit: Annotated[int | None, typer.Option(min=1, help="only the first texts")] = None,
    rounds: Annotated[int, typer.Option(min=1, help="how often all are parsed")] = 3,
) -> None:
    """Print the speed of parsing, in all and by stage, on one core."""
    with _errors_said_plainly():
        run_bench_parse(paths, limit, rounds)


@bench.command("search")
def bench_search(
    texts: Annotated[
        list[Path],
        typer.Argument(help="files, folders, or JSON Lines of {law, article, text}, .xz too"),
    ],
    queries: Annotated[Path, typer.Option(help='JSON Lines of {"query"}')],
    sizes: Annotated[str, typer.Option(help="numbers of clauses, with commas between")] = (
        "1000,10000"
    ),
    rounds: Annotated[int, typer.Option(min=1, help="how often the queries are asked")] = 3,
    folder: Annotated[
        Path | None, typer.Option(help="where the indexes are kept; none: removed at the end")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="JSON Lines of what was measured")] = None,
) -> None:
    """Print how fast and how large search is, at several sizes of the corpus."""
    with _errors_said_plainly() as current:
        if not re.fullmatch(r"\d+(,\d+)*", sizes):
            raise ServiceError(f"--sizes {sizes}: not numbers with commas between: 1000,10000")
        numbers = [int(size) for size in sizes.split(",")]
        run_bench_search(current, texts, queries, numbers, rounds, folder, out)


@app.command("eval", help=EVALUATES)
@bench.command("compare", help=COMPARES)
def _stand_in() -> None:
    """Stand for commands whose libraries take a second to load, until one of them is asked for."""


def main() -> None:
    """Run the command."""
    if sys.argv[1:2] == ["eval"]:
        with _missing_libraries_said_plainly("eval"):
            from eval.commands import app as evaluation
        _remove(app, "eval")
        app.add_typer(evaluation, name="eval")
    elif sys.argv[1:3] == ["bench", "compare"]:
        with _missing_libraries_said_plainly("bench"):
            from eval.bench.commands import compare
        _remove(bench, "compare")
        bench.command("compare")(compare)
    try:
        app()
    except EXPECTED_ERRORS as error:
        print(f"policyqa: {error}", file=sys.stderr)
        sys.exit(1)


def _remove(commands: typer.Typer, name: str) -> None:
    commands.registered_commands = [own for own in commands.registered_commands if own.name != name]


@contextmanager
def _missing_libraries_said_plainly(extra: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        print(
            f"policyqa: this needs {error.name}: pip install 'policyqa[{extra}]'", file=sys.stderr
        )
        sys.exit(1)
